/// A JSON value that knows where in which text it was written.
package struct JSONNode: Sendable {
  /// What a JSON value can be.
  package enum Value: Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the text, each key once.
    case object([JSONMember])
    /// A value whose own fault was reported while parsing; readers pass over it in silence.
    case faulty
  }

  /// The value.
  package var value: Value
  /// Where it was written.
  package var span: SourceSpan
  /// Where the last patch is that changed members of an object; nil if none did.
  ///
  /// Who finds the members faulty together has to look there.
  package var changedAt: SourceSpan?

  /// Joins a value and its origin.
  package init(_ value: Value, span: SourceSpan, changedAt: SourceSpan? = nil) {
    self.value = value
    self.span = span
    self.changedAt = changedAt
  }

  /// Whether the value, or one in it, has a fault of its own that was reported while parsing.
  var hasFaultyValue: Bool {
    switch value {
    case .faulty: true
    case .array(let elements): elements.contains(where: \.hasFaultyValue)
    case .object(let members): members.contains { $0.value.hasFaultyValue }
    case .null, .bool, .number, .string: false
    }
  }

  /// The members of an object; nil for other values.
  package var members: [JSONMember]? {
    guard case .object(let members) = value else { return nil }
    return members
  }

  /// The elements of an array; nil for other values.
  package var elements: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// True for a value that holds no others.
  var isSingle: Bool { members == nil && elements == nil }

  /// True for `null`.
  var isNull: Bool { if case .null = value { true } else { false } }

  /// The value of a member of an object, or nil.
  ///
  /// Complexity: O(members).
  package subscript(key: String) -> JSONNode? { members?.first { $0.key == key }?.value }
}

/// A key and its value in a JSON object.
package struct JSONMember: Sendable {
  /// The key, with escapes resolved.
  package var key: String
  /// Where the key was written.
  package var keySpan: SourceSpan
  /// The value.
  package var value: JSONNode

  /// Joins a key and its value.
  package init(key: String, keySpan: SourceSpan, value: JSONNode) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}

/// A JSON number: the double nearest to its text, and the text.
package struct JSONNumber: Sendable, Equatable {
  /// The double nearest to the text, ties to even; always finite.
  package let value: Double
  /// The number as written.
  package let text: String
  /// The exact value if the text is an integer, without point and exponent, that fits.
  package let integer: Int64?

  /// Converts text that follows the grammar of RFC 8259.
  ///
  /// `Double(_:)` rounds correctly whatever the locale: the library parses in the C locale.
  ///
  /// - Returns: nil if the number is beyond the largest double.
  init?(grammatical text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self.init(value: value, text: text)
  }

  /// The number that somebody has put in quotes; nil if the text is none of JSON.
  init?(quoted text: String) {
    guard text.utf8.count < 40, let value = Double(text), value.isFinite,
      text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) })
    else { return nil }
    self.init(value)
  }

  init(value: Double, text: String) {
    self.value = value
    self.text = text
    integer = Int64(text)
  }
}

/// JSON pointers (RFC 6901).
package enum JSONPointer {
  /// A pointer cut to 1,000 bytes at the end of a character, with an ellipsis, where it is longer.
  static func shortened(_ pointer: String) -> String {
    let limit = 1_000
    guard pointer.utf8.count > limit else { return pointer }
    var end = pointer.utf8.index(pointer.utf8.startIndex, offsetBy: limit)
    while end.samePosition(in: pointer.unicodeScalars) == nil {
      pointer.utf8.formIndex(before: &end)
    }
    return String(pointer[..<end]) + "…"
  }

  /// The pointer of a member of the value that `pointer` names.
  package static func appending(_ key: String, to pointer: String) -> String {
    var escaped = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": escaped += "~0"
      case "/": escaped += "~1"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return pointer + "/" + escaped
  }

  /// The keys of a path, which is a pointer or keys with dots between them; nil if it is malformed.
  ///
  /// `orders_per_hour[12]` is element 12 of an array, which as keys is `orders_per_hour` and `12`.
  static func keys(ofPath path: String) -> [String]? {
    if path.hasPrefix("/") { return keys(of: path) }
    var keys: [String] = []
    for part in path.split(separator: ".", omittingEmptySubsequences: false) {
      guard let bracket = part.firstIndex(of: "[") else {
        keys.append(String(part))
        continue
      }
      guard let indexes = indexes(in: part[bracket...]) else { return nil }
      keys += [String(part[..<bracket])] + indexes
    }
    return keys
  }

  /// The numbers of `[12][3]`; nil if the text is anything else.
  private static func indexes(in text: Substring) -> [String]? {
    guard text.last == "]" else { return nil }
    let indexes = text.dropFirst().dropLast().split(
      separator: "][",
      omittingEmptySubsequences: false
    )
    return indexes.allSatisfy { index(of: $0) != nil } ? indexes.map(String.init) : nil
  }

  /// The index that a key names in an array, written without leading zeros; nil if it names none.
  static func index(of key: some StringProtocol) -> Int? {
    guard key.utf8.count <= 9, !key.isEmpty, key.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      key.utf8.count == 1 || key.utf8.first != 0x30
    else { return nil }
    return Int(key)
  }

  /// The keys that a pointer goes through; nil if it is malformed.
  package static func keys(of pointer: String) -> [String]? {
    guard !pointer.isEmpty else { return [] }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var keys: [String] = []
    for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      guard let key = unescaped(token) else { return nil }
      keys.append(key)
    }
    return keys
  }

  private static func unescaped(_ token: Substring) -> String? {
    var key = String.UnicodeScalarView()
    var scalars = token.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "~" else {
        key.append(scalar)
        continue
      }
      switch scalars.next() {
      case "0": key.append("~")
      case "1": key.append("/")
      default: return nil
      }
    }
    return String(key)
  }
}
