/// The checksum of snapshots.
enum Checksum {
  /// CRC-64/XZ: the polynomial of ECMA-182, reflected, all ones at both ends.
  ///
  /// It finds every burst of errors of up to 64 bits; `123456789` gives 995DC9BBDF1939FA.
  static func crc64(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      tables.withUnsafeBufferPointer { tables in
        var remainder = UInt64.max
        var offset = 0
        // Eight bytes at a time: table k holds what a byte leaves after k more bytes of zeros.
        while offset &+ 8 <= bytes.count {
          let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          remainder = reduced(remainder ^ UInt64(littleEndian: word), tables)
          offset &+= 8
        }
        while offset < bytes.count {
          let index = Int(truncatingIfNeeded: (remainder ^ UInt64(bytes[offset])) & 0xff)
          remainder = tables[index] ^ remainder &>> 8
          offset &+= 1
        }
        return ~remainder
      }
    }
  }

  @inline(__always)
  private static func reduced(_ word: UInt64, _ tables: UnsafeBufferPointer<UInt64>) -> UInt64 {
    var remainder: UInt64 = 0
    for place in 0..<8 {
      let byte = Int(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 8 &* place) & 0xff)
      remainder ^= tables[(7 &- place) &* 256 &+ byte]
    }
    return remainder
  }

  private static let polynomial: UInt64 = 0xc96c_5795_d787_0f42

  private static let tables: [UInt64] = {
    var tables = (0..<256).map { byte -> UInt64 in
      var remainder = UInt64(byte)
      for _ in 0..<8 {
        let isOdd = remainder & 1 == 1
        remainder >>= 1
        if isOdd { remainder ^= polynomial }
      }
      return remainder
    }
    for index in 256..<(8 * 256) {
      let before = tables[index - 256]
      tables.append(tables[Int(before & 0xff)] ^ before >> 8)
    }
    return tables
  }()
}
