extension SourceText {
  /// The first fault of the encoding of a table or another text that is no JSON; nil for valid UTF-8.
  package var encodingFault: ScenarioFault? {
    TextEncoding.fault(in: bytes).map { fault in
      let span = SourceSpan(source: self, bytes: fault.offset..<fault.offset)
      return ScenarioFault(fault.kind, at: span, pointer: "")
    }
  }
}

/// What is wrong with the encoding of a text, and from which byte on.
struct EncodingFault {
  var offset: Int
  var kind: SyntaxFault
}

/// Tells UTF-8 from the encodings that files come in by mistake.
enum TextEncoding {
  /// The first fault of the encoding; nil for valid UTF-8, with a byte-order mark or without.
  static func fault(in bytes: [UInt8]) -> EncodingFault? {
    if let kind = BinaryFile(bytes) { return EncodingFault(offset: 0, kind: .notText(kind)) }
    if let name = wideEncoding(of: bytes) {
      return EncodingFault(offset: 0, kind: .wideEncoding(name))
    }
    guard let offset = firstInvalidByte(of: bytes) else { return nil }
    guard looksLikeGBK(bytes) else {
      return EncodingFault(offset: offset, kind: .invalidByte(hexadecimal(bytes[offset])))
    }
    return EncodingFault(offset: offset, kind: .chineseEncoding)
  }

  /// The name of a wide encoding, told by its byte-order mark or by the zeros beside ASCII.
  private static func wideEncoding(of bytes: [UInt8]) -> String? {
    let head = Array(bytes.prefix(4))
    guard head.count >= 2 else { return nil }
    if head == [0xFF, 0xFE, 0, 0] || head == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    switch (head[0], head[1]) {
    case (0xFF, 0xFE), (0xFE, 0xFF): return "UTF-16"
    case (0, 0): return head.count == 4 && head[2] == 0 && head[3] != 0 ? "UTF-32BE" : nil
    case (0, _): return "UTF-16BE"
    case (_, 0): return head.count == 4 && head[2] == 0 && head[3] == 0 ? "UTF-32LE" : "UTF-16LE"
    default: return nil
    }
  }

  /// Offset of the first byte that does not belong to well-formed UTF-8 (Unicode, table 3-7).
  static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] >= 0x80 else {
        offset += 1
        continue
      }
      guard let length = sequenceLength(in: bytes, at: offset) else { return offset }
      offset += length
    }
    return nil
  }

  /// Bytes of the well-formed sequence that begins with a byte of 0x80 or more; nil if none does.
  private static func sequenceLength(in bytes: [UInt8], at offset: Int) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[offset] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
    let rest = bytes[(offset + 2)..<(offset + length)]
    return rest.allSatisfy { $0 & 0xC0 == 0x80 } ? length : nil
  }

  /// True if all bytes pair up as GBK and most pairs lie in GB 2312, where everyday text lies.
  ///
  /// The second condition keeps accented Latin text, which often pairs up by chance, out.
  private static func looksLikeGBK(_ bytes: [UInt8]) -> Bool {
    var pairs = 0
    var common = 0
    var offset = 0
    while offset < bytes.count {
      let lead = bytes[offset]
      guard lead >= 0x80 else {
        offset += 1
        continue
      }
      guard (0x81...0xFE).contains(lead), offset + 1 < bytes.count else { return false }
      let trail = bytes[offset + 1]
      guard trail >= 0x40, trail != 0x7F, trail != 0xFF else { return false }
      pairs += 1
      if (0xA1...0xF7).contains(lead), trail >= 0xA1 { common += 1 }
      offset += 2
    }
    return common * 2 > pairs
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16, uppercase: true)
    return byte < 0x10 ? "0" + text : text
  }
}
