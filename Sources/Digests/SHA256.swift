internal import CLibcrypto

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
///
/// A value: a copy goes on by itself. The work is done by the system's libcrypto; why, says
/// `docs/decisions/0011`.
package struct SHA256 {
  private var state: HashState

  /// Begins the digest of no bytes.
  package init() {
    state = HashState()
  }

  /// Adds bytes.
  ///
  /// - Parameter bytes: The bytes. Complexity: O(*n*) in their number.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    if !isKnownUniquelyReferenced(&state) { state = HashState(copying: state) }
    state.update(bytes)
  }

  /// Adds bytes.
  ///
  /// - Parameter bytes: The bytes. Complexity: O(*n*) in their number.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all bytes so far, 64 lower-case hexadecimal digits; more bytes may follow.
  package var hexadecimalDigest: String {
    HashState(copying: state).finish().hexadecimal
  }

  /// The digest of some bytes, 64 lower-case hexadecimal digits.
  package static func hexadecimalDigest(of bytes: [UInt8]) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.hexadecimalDigest
  }
}

extension Sequence<UInt8> {
  /// The bytes as lower-case hexadecimal digits, two a byte.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Owner of a context of libcrypto.
///
/// The library fails in these calls only when it is out of memory or lacks SHA-256, which no caller
/// could mend: hence preconditions.
private final class HashState {
  private let context: OpaquePointer

  init() {
    context = Self.makeContext()
    precondition(
      EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1,
      "libcrypto offers no SHA-256 here"
    )
  }

  init(copying other: HashState) {
    context = Self.makeContext()
    precondition(
      EVP_MD_CTX_copy_ex(context, other.context) == 1,
      "libcrypto could not copy a SHA-256 state"
    )
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    precondition(
      EVP_DigestUpdate(context, start, bytes.count) == 1,
      "libcrypto could not hash \(bytes.count) bytes"
    )
  }

  func finish() -> [UInt8] {
    let length = 32
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      precondition(
        EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1,
        "libcrypto could not finish a SHA-256"
      )
      count = length
    }
  }

  private static func makeContext() -> OpaquePointer {
    guard let context = EVP_MD_CTX_new() else {
      preconditionFailure("libcrypto has no memory for a SHA-256 state")
    }
    return context
  }
}
