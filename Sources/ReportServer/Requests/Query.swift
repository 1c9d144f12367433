/// What a request says after the question mark: names with values, as a form of a page sends them.
package struct Query: Equatable, Sendable {
  /// Names and values in their order, as text.
  package private(set) var items: [Item]

  /// A name with a value.
  package struct Item: Equatable, Sendable {
    /// The name.
    package var name: String
    /// The value; empty where there is none.
    package var value: String

    /// Describes an item.
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A query of items.
  package init(_ items: [Item] = []) {
    self.items = items
  }

  /// Reads a query as forms write it (WHATWG, "application/x-www-form-urlencoded").
  ///
  /// Nil if something in it is no text: a percent sign without two hexadecimal digits, bytes that are not
  /// UTF-8, or a control character.
  package init?(encoded text: Substring) {
    items = []
    for part in text.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(halves[0]),
        let value = Self.decoded(halves.dropFirst().first ?? "")
      else { return nil }
      items.append(Item(name: name, value: value))
    }
  }

  /// All values of a name.
  package func values(_ name: String) -> [String] {
    items.filter { $0.name == name }.map(\.value)
  }

  /// The query as it stands in a link.
  package var encoded: String {
    items.map { Self.encoded($0.name) + "=" + Self.encoded($0.value) }.joined(separator: "&")
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      default: bytes.append(byte)
      }
    }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
  }

  /// Everything but letters, digits and four signs by its number (RFC 3986, 2.3).
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, byte in
      let isPlain =
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-._~".utf8.contains(byte)
        }
      encoded +=
        isPlain
        ? String(Unicode.Scalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
  }
}
