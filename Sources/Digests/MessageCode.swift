internal import CLibcrypto

/// HMAC-SHA256 (RFC 2104, FIPS 198-1): a digest that only who knows the key can make.
package enum MessageCode {
  /// The code of a message.
  ///
  /// - Parameters:
  ///   - message: The message.
  ///   - key: The key, of any length.
  /// - Returns: 32 bytes. Complexity: O(*n*) in the bytes of both.
  package static func bytes(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    let length = 32
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      // Fails when libcrypto is out of memory or lacks SHA-256 only, which no caller could mend.
      precondition(
        HMAC(
          EVP_sha256(),
          key,
          Int32(key.count),
          message,
          message.count,
          buffer.baseAddress,
          nil
        ) != nil,
        "libcrypto could not make an HMAC"
      )
      count = length
    }
  }
}
