/// An entry of a collection keyed by id.
package typealias IdentifiedObject = (id: String, object: ObjectReader)

// Arrays and collections.
extension ObjectReader {
  /// Reads an array of numbers, such as a position.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - count: How many numbers there must be.
  ///   - range: The numbers allowed.
  ///   - unit: Their unit, for messages.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The numbers; after a fault the default, or as many allowed numbers as asked for.
  package func doubles(
    _ key: String,
    count: ClosedRange<Int>,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    default value: [Double]? = nil
  ) -> [Double] {
    let interval = range.interval
    let element = "a number \(interval.words)\(Self.suffix(unit))"
    let example = Self.text(interval.neutral)
    let list = Array(repeating: example, count: max(1, min(count.lowerBound, 3)))
    let read = array(
      key,
      count: count,
      of: element,
      example: "[" + list.joined(separator: ", ") + "]",
      isRequired: value == nil
    ) { node, place in
      check(node, interval, at: place, wanted: element, example: example)
    }
    return read ?? value ?? Array(repeating: interval.neutral, count: count.lowerBound)
  }

  /// Reads an array of a fixed count of numbers.
  package func doubles(
    _ key: String,
    count: Int,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    default value: [Double]? = nil
  ) -> [Double] {
    doubles(key, count: count...count, in: range, unit: unit, default: value)
  }

  /// Reads an array of rows of numbers, such as the corners of a polygon.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - count: How many rows there must be.
  ///   - width: How many numbers a row must have.
  ///   - range: The numbers allowed.
  ///   - unit: Their unit, for messages.
  /// - Returns: The rows; after a fault as many rows of allowed numbers as asked for at least.
  package func rows(
    _ key: String,
    count: ClosedRange<Int>,
    width: Int,
    in range: some NumberIntervalConvertible,
    unit: String = ""
  ) -> [[Double]] {
    let interval = range.interval
    let number = "a number \(interval.words)\(Self.suffix(unit))"
    let example = Self.text(interval.neutral)
    let row = "[" + Array(repeating: example, count: width).joined(separator: ", ") + "]"
    let wanted = "an array of \(width), each \(number)"
    let read = array(key, count: count, of: wanted, example: "[\(row)]", isRequired: true) {
      node,
      place in
      elements(of: node, count: width...width, at: place, wanted: wanted, example: row) {
        check($0, interval, at: $1, wanted: number, example: example)
      }
    }
    let neutral = Array(repeating: interval.neutral, count: width)
    return read ?? Array(repeating: neutral, count: count.lowerBound)
  }

  /// Reads an array of strings without control characters.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - count: How many strings there must be.
  ///   - length: Characters allowed in each.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The strings; after a fault the default, or as many empty strings as asked for.
  package func strings(
    _ key: String,
    count: ClosedRange<Int>,
    length: ClosedRange<Int> = 1...1_000,
    default value: [String]? = nil
  ) -> [String] {
    let element = "a string of \(length.lowerBound) to \(length.upperBound) characters"
    let read = array(
      key,
      count: count,
      of: element,
      example: "[\"text\"]",
      isRequired: value == nil
    ) { node, place in
      check(node, length, at: place, wanted: element)
    }
    return read ?? value ?? Array(repeating: "", count: count.lowerBound)
  }

  private func array<Element>(
    _ key: String,
    count: ClosedRange<Int>,
    of element: String,
    example: String,
    isRequired: Bool,
    read: (JSONNode, String) -> Element?
  ) -> [Element]? {
    let wanted = "an array of \(Self.words(count)), each \(element)"
    guard let node = node(key, wanted: isRequired ? wanted : nil) else { return nil }
    return elements(of: node, count: count, at: key, wanted: wanted, example: example, read: read)
  }

  /// The elements of an array, every one looked at; nil if any has a fault.
  private func elements<Element>(
    of node: JSONNode,
    count: ClosedRange<Int>,
    at key: String,
    wanted: String,
    example: String,
    read: (JSONNode, String) -> Element?
  ) -> [Element]? {
    guard let elements = node.elements else {
      reportType(of: node, at: key, wanted: wanted, example: example)
      return nil
    }
    guard count.contains(elements.count) else {
      reportValue(.wrongCount, node, at: key, wanted: wanted, help: nil)
      return nil
    }
    var values: [Element] = []
    for (index, element) in elements.enumerated() {
      if let value = read(element, "\(key)/\(index)") { values.append(value) }
    }
    return values.count == elements.count ? values : nil
  }

  private static func words(_ count: ClosedRange<Int>) -> String {
    count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
  }
}

// MARK: - Collections

extension ObjectReader {
  /// Reads an object whose keys are ids that the scenario chooses.
  ///
  /// - Parameters:
  ///   - key: The key of the collection.
  ///   - count: How many entries there must be.
  ///   - isRequired: False if the key may be left out, which gives no entries.
  /// - Returns: A reader for each entry, sorted by id, so that the order of the text never matters.
  ///   An entry with a malformed id comes under a stand-in id, so that its other faults show too.
  package func collection(
    _ key: String,
    count: ClosedRange<Int> = 0...100_000,
    isRequired: Bool = true
  ) -> [IdentifiedObject] {
    let wanted = "an object with \(Self.words(count)) entries, keyed by id"
    guard let node = node(key, wanted: isRequired ? wanted : nil) else { return [] }
    guard let members = node.members else {
      reportType(of: node, at: key, wanted: wanted, example: "{ \"a1\": { ... } }")
      return []
    }
    if !count.contains(members.count) {
      reportValue(.wrongCount, node, at: key, wanted: wanted, help: nil)
    }
    let owner = JSONPointer.appending(key, to: pointer)
    let entries = members.enumerated().map { index, member in
      let place = JSONPointer.appending(member.key, to: owner)
      let reader = adopt(ObjectReader(member.value, pointer: place, faults: faults))
      guard Self.isIdentifier(member.key) else {
        reportIdentifier(member, pointer: place)
        return (id: "malformed-\(index)", object: reader)
      }
      return (id: member.key, object: reader)
    }
    return entries.sorted { $0.id < $1.id }
  }

  /// True for `[A-Za-z0-9][A-Za-z0-9_.:/-]*` of at most 64 characters.
  package static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    let isAlphanumeric = { (byte: UInt8) in
      byte < 0x80 && (Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte))
    }
    return isAlphanumeric(first)
      && text.utf8.allSatisfy { isAlphanumeric($0) || "_.:/-".utf8.contains($0) }
  }

  private func reportIdentifier(_ member: JSONMember, pointer: String) {
    faults.report(
      ScenarioFault(
        .malformedIdentifier,
        at: member.keySpan,
        pointer: pointer,
        message:
          "\(TerminalText.quoted(member.key)) is no id; allowed are at most 64 characters of "
          + "A-Z a-z 0-9 _ . : / - with a letter or digit first",
        help: "an id is for programs; names in any language go into the scenario's \"name\""
      )
    )
  }
}
