import Digests
import Testing

/// The examples of FIPS 180-4 as NIST publishes them (SHA256.pdf and SHA256_Additional.pdf of the
/// Cryptographic Standards and Guidelines' example values).
struct SHA256Tests {
  @Test(
    "The published examples",
    arguments: [
      (
        text: "abc",
        digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      ),
      (
        text: "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        text: "",
        digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      ),
    ]
  )
  func publishedExamples(text: String, digest: String) {
    #expect(SHA256.hexadecimalDigest(of: Array(text.utf8)) == digest)
  }

  @Test func aMillionLettersInPieces() {
    var hash = SHA256()
    let piece = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000)
    for _ in 0..<1_000 { hash.update(piece) }
    #expect(
      hash.hexadecimalDigest
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    )
  }

  @Test func aCopyGoesOnByItself() {
    var first = SHA256()
    first.update(Array("ab".utf8))
    var second = first
    second.update(Array("x".utf8))
    #expect(first.hexadecimalDigest == SHA256.hexadecimalDigest(of: Array("ab".utf8)))
    first.update(Array("c".utf8))
    #expect(first.hexadecimalDigest == SHA256.hexadecimalDigest(of: Array("abc".utf8)))
    #expect(second.hexadecimalDigest == SHA256.hexadecimalDigest(of: Array("abx".utf8)))
  }
}
