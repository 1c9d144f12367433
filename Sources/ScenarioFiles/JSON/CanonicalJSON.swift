import Digests

extension JSONNode {
  /// The canonical text (RFC 8785): the same for all texts of the same value.
  ///
  /// Members stand in the order of their UTF-16 code units, numbers as ECMAScript writes the double.
  /// A value whose fault was reported is written as null.
  package var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

  /// SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits.
  package var canonicalDigest: String { SHA256.hexadecimalDigest(of: canonicalBytes) }

  private var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    writeCanonical(to: &bytes)
    return bytes
  }

  private func writeCanonical(to bytes: inout [UInt8]) {
    switch value {
    case .null, .faulty: bytes += "null".utf8
    case .bool(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number): bytes += ECMAScriptNumber.text(of: number.value).utf8
    case .string(let text): CanonicalString.write(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.writeCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members): JSONNode.writeCanonical(members, to: &bytes)
    }
  }

  private static func writeCanonical(_ members: [JSONMember], to bytes: inout [UInt8]) {
    let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    bytes.append(UInt8(ascii: "{"))
    for (index, member) in sorted.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CanonicalString.write(member.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.writeCanonical(to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }
}

/// Strings as RFC 8785 section 3.2.2.2 writes them: only what must be escaped is.
private enum CanonicalString {
  static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0C: bytes += "\\f".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x00...0x0F: bytes += "\\u000\(String(byte, radix: 16))".utf8
      case 0x10...0x1F: bytes += "\\u00\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
