import Digests
import Testing

/// The test cases of RFC 4231, sections 4.2 to 4.8, for HMAC-SHA-256; case 5 has a code that is cut there.
struct MessageCodeTests {
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  @Test(
    "RFC 4231",
    arguments: [
      (
        key: Array(repeating: 0x0B, count: 20), message: Array("Hi There".utf8),
        code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
        code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        key: Array(repeating: 0xAA, count: 20), message: Array(repeating: 0xDD, count: 50),
        code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        key: Array(1...25), message: Array(repeating: 0xCD, count: 50),
        code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        key: Array(repeating: 0x0C, count: 20), message: Array("Test With Truncation".utf8),
        code: "a3b6167473100ee06e0c796c2955552b"
      ),
      (
        key: Array(repeating: 0xAA, count: 131),
        message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        key: Array(repeating: 0xAA, count: 131),
        message: Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. "
            + "The key needs to be hashed before being used by the HMAC algorithm.").utf8
        ),
        code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ] as [(key: [UInt8], message: [UInt8], code: String)]
  )
  func publishedCodes(key: [UInt8], message: [UInt8], code: String) {
    let bytes = MessageCode.bytes(of: message, key: key)
    #expect(bytes.count == 32 && Self.hexadecimal(bytes).hasPrefix(code))
  }

  @Test func nothingHasACodeToo() {
    #expect(
      Self.hexadecimal(MessageCode.bytes(of: [], key: []))
        == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
    )
  }
}
