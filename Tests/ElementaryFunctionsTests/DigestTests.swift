import Digests
import ElementaryFunctions
import Foundation
import Testing

/// One digest over the result bits of many evaluations of all functions.
///
/// It must not depend on build mode or processor. The environment variable
/// `PARKSIM_ELEMENTARY_EVALUATIONS` sets the number, 100,000 if absent; the digests of 100,000 and
/// of 10,000,000 are pinned.
struct DigestTests {
  private static let pinned = [
    100_000: "8f9e9b84c133ab3a6152f1d4182c2b20ddd8400615647a8b0bc2e0f59a8f6c35",
    10_000_000: "fa69b007e5de27fa580b1ff621f7b7ff55b7196cffc716490dd9d5732033d4e4",
  ]

  @Test func resultBitsAreTheSameEverywhere() {
    let variable = ProcessInfo.processInfo.environment["PARKSIM_ELEMENTARY_EVALUATIONS"]
    let evaluations = variable.flatMap { Int($0) } ?? 100_000
    let digest = Self.digest(evaluations: evaluations)
    print("elementary functions, \(evaluations) evaluations: \(digest)")
    if let expected = Self.pinned[evaluations] {
      #expect(digest == expected)
    }
  }

  private static func digest(evaluations: Int) -> String {
    var hash = SHA256()
    var words = SplitMix(state: 2_026)
    var buffer: [UInt64] = []
    buffer.reserveCapacity(4_096)
    for index in 0..<evaluations {
      let first = Double(words.next() >> 11) * 0x1p-53
      let second = Double(words.next() >> 11) * 0x1p-53
      let result = evaluate(function: index % 12, first, second)
      buffer.append(result.bitPattern.littleEndian)
      if buffer.count == 4_096 {
        buffer.withUnsafeBytes { hash.update($0) }
        buffer.removeAll(keepingCapacity: true)
      }
    }
    buffer.withUnsafeBytes { hash.update($0) }
    return hash.hexadecimalDigest
  }

  /// One function at a point of its ordinary range, from two numbers in 0 ..< 1.
  private static func evaluate(function: Int, _ u: Double, _ v: Double) -> Double {
    switch function {
    case 0: Elementary.log(u * 4)
    case 1: Elementary.log1p(u * 4 - 1)
    case 2: Elementary.exp(u * 60 - 30)
    case 3: Elementary.expm1(u * 6 - 3)
    case 4: Elementary.pow(u * 10, v * 20 - 10)
    case 5: Elementary.sin(u * 40 - 20)
    case 6: Elementary.cos((u - 0.5) * 1e9)
    case 7: Elementary.atan2(u - 0.5, v - 0.5)
    case 8: Elementary.hypot(u * 1_000 - 500, v * 1_000 - 500)
    case 9: Elementary.erf(u * 8 - 4)
    case 10: Elementary.normalQuantile(u)
    default: Elementary.logGamma(u * 40 - 10)
    }
  }
}
