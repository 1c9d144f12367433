/// Reads JSON text (RFC 8259) into ``JSONNode`` and names what people get wrong.
///
/// Where the meaning is plain (a trailing comma, a comment, a full-width colon) the fault is reported
/// and parsing goes on, so that one pass shows many; otherwise parsing ends. Time and memory are
/// linear in the bytes, and four limits bound them whatever the bytes are.
struct JSONParser {
  /// Deepest nesting of brackets; bounds the stack.
  static let depthLimit = 256
  /// Largest text: 64 MiB.
  static let byteLimit = SourceText.byteLimit
  /// Most values in one text; a value costs some hundred bytes of memory.
  static let valueLimit = 2_000_000
  /// Longest text of one number.
  static let numberLengthLimit = 1_000

  let source: SourceText
  let bytes: [UInt8]
  let faults: FaultCollector

  /// The part before the first byte that is not UTF-8 is parsed; what stands there ends parsing.
  let encodingFault: EncodingFault?
  let end: Int

  var position: Int
  var path: [Step] = []
  var valueCount = 0

  /// A step from a value to one inside it.
  enum Step {
    case key(String)
    case index(Int)
  }

  /// Parsing cannot go on; the reason has been reported.
  struct Ended: Error {}

  /// Prepares to parse the bytes of a text from an offset to its end.
  init(source: SourceText, from offset: Int = 0, faults: FaultCollector) {
    self.source = source
    self.faults = faults
    bytes = source.bytes
    encodingFault = bytes.count > Self.byteLimit ? nil : TextEncoding.fault(in: bytes)
    end = max(offset, encodingFault?.offset ?? bytes.count)
    position = offset
  }

  /// Parses one value that fills the text; nil if parsing had to end.
  mutating func parse() -> JSONNode? {
    do throws(Ended) {
      try checkSize()
      skipByteOrderMark()
      try skipSpace()
      if position == end {
        throw endOfText(.emptyText)
      }
      let node = try value()
      try skipSpace()
      if position < end { reportTextAfterValue() } else { reportEncodingFault() }
      return node
    } catch {
      // The collector holds the reason.
      return nil
    }
  }

  private func checkSize() throws(Ended) {
    guard bytes.count > Self.byteLimit else { return }
    // A large results file is a results file first.
    report(BinaryFile(bytes).map { .notText($0) } ?? .textTooLarge, at: 0)
    throw Ended()
  }

  private mutating func skipByteOrderMark() {
    guard bytes[position..<end].starts(with: [0xEF, 0xBB, 0xBF]) else { return }
    report(.byteOrderMark, at: position)
    position += 3
  }

  private func reportTextAfterValue() {
    report(.textAfterValue(found()), at: position)
  }
}

// MARK: - Values

extension JSONParser {
  /// Parses the value that begins at the position.
  mutating func value() throws(Ended) -> JSONNode {
    guard position < end else { throw endOfText() }
    try countValue()
    let start = position
    let totalBefore = faults.total
    let mark = peek()
    var value: JSONNode.Value
    switch mark.meaning {
    case UInt8(ascii: "{"):
      // On a line of its own: as an argument it would move the position after `self` was read.
      let members = try object()
      return node(.object(members), from: start)
    case UInt8(ascii: "["):
      let elements = try array()
      return node(.array(elements), from: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): value = .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      value = number()
    default:
      guard isWordStart(at: position) else { throw unexpected(.value) }
      value = word()
    }
    if faults.total != totalBefore { value = .faulty }
    return node(value, from: start)
  }

  private func node(_ value: JSONNode.Value, from start: Int) -> JSONNode {
    JSONNode(value, span: span(start..<position))
  }

  private mutating func countValue() throws(Ended) {
    valueCount += 1
    guard valueCount > Self.valueLimit else { return }
    report(.tooManyValues, at: position)
    throw Ended()
  }

  private mutating func object() throws(Ended) -> [JSONMember] {
    let opening = position
    try open()
    var members: [JSONMember] = []
    var seen: [String: Int] = [:]
    try skipSpace()
    if try closes(UInt8(ascii: "}"), opening: opening) { return members }
    repeat {
      let keyStart = position
      let key = try memberKey(opening: opening)
      let keySpan = span(keyStart..<position)
      path.append(.key(key))
      try colon()
      let value = try value()
      if let first = seen[key] {
        reportDuplicate(key, at: keyStart, first: members[first])
      } else {
        seen[key] = members.count
        members.append(JSONMember(key: key, keySpan: keySpan, value: value))
      }
      path.removeLast()
    } while try anotherFollows(closing: UInt8(ascii: "}"), opening: opening)
    return members
  }

  private func reportDuplicate(_ key: String, at offset: Int, first: JSONMember) {
    let place = first.keySpan.place(pointer: "")
    report(.duplicateKey(key, line: place.line, column: place.column), at: offset)
  }

  private mutating func array() throws(Ended) -> [JSONNode] {
    let opening = position
    try open()
    var elements: [JSONNode] = []
    try skipSpace()
    if try closes(UInt8(ascii: "]"), opening: opening) { return elements }
    path.append(.index(0))
    repeat {
      path[path.count - 1] = .index(elements.count)
      elements.append(try value())
    } while try anotherElementFollows(opening: opening)
    return elements
  }

  /// As ``anotherFollows(closing:opening:after:)``, with the array and not its last element as the
  /// place of what is wrong between elements.
  private mutating func anotherElementFollows(opening: Int) throws(Ended) -> Bool {
    let end = position
    try skipSpace()
    let step = path.removeLast()
    let another = try anotherFollows(closing: UInt8(ascii: "]"), opening: opening, after: end)
    if another { path.append(step) }
    return another
  }

  private mutating func open() throws(Ended) {
    guard path.count < Self.depthLimit else {
      report(.nestingTooDeep, at: position)
      throw Ended()
    }
    take()
  }
}
