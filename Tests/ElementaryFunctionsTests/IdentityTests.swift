import ElementaryFunctions
import Testing

struct IdentityTests {
  private static let arguments: [Double] = {
    var words = SplitMix(state: 11)
    return (0..<2_000).map { _ in Double(words.next() >> 11) * 0x1p-53 * 12 }
  }()

  @Test func oddFunctionsAreOddBitForBit() {
    for x in Self.arguments {
      #expect(Elementary.sin(-x) == -Elementary.sin(x))
      #expect(Elementary.erf(-x) == -Elementary.erf(x))
      #expect(Elementary.atan2(-x, 2) == -Elementary.atan2(x, 2))
      // Only where 1/2 + q is exact are both probabilities exact.
      let q = (x * 0x1p20).rounded() * 0x1p-25
      #expect(Elementary.normalQuantile(0.5 - q) == -Elementary.normalQuantile(0.5 + q))
    }
  }

  @Test func evenFunctionsAreEvenBitForBit() {
    for x in Self.arguments {
      #expect(Elementary.cos(-x) == Elementary.cos(x))
      #expect(Elementary.hypot(-x, 2) == Elementary.hypot(x, -2))
      #expect(Elementary.hypot(2, x) == Elementary.hypot(x, 2))
    }
  }

  @Test func wholePowersThatFitAreExact() {
    for base in 1...9 {
      var product = 1.0
      for exponent in 0...15 {
        #expect(Elementary.pow(Double(base), Double(exponent)) == product)
        product *= Double(base)
      }
    }
  }

  @Test func logarithmRisesAcrossTheEdgesOfItsTable() {
    for interval in 0..<256 {
      let edge = Double(bitPattern: 0x3fe6_0000_0000_0000 + UInt64(interval) << 45)
      expectRising(from: edge, Elementary.log)
    }
  }

  @Test("The quantile of an exponential time is -mean log(1 - u) with what 1 - u loses, to the bit")
  func exponentialQuantileIsThatOfTheLogarithm() {
    var bits: UInt64 = 1
    for step in 0..<100_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let uniform = Double(bits >> 11) * 0x1p-53
      for u in [uniform, uniform * 0x1p-40, 1 - Double(step + 1) * 0x1p-53] {
        let complement = 1 - u
        let quantile = -(Elementary.log(complement) + ((1 - complement) - u))
        #expect(Elementary.exponentialQuantile(u, mean: 1) == quantile)
        #expect(Elementary.exponentialQuantile(u, mean: 1 / 0.9) == 1 / 0.9 * quantile)
      }
    }
    #expect(Elementary.exponentialQuantile(0, mean: 1) == 0)
  }

  @Test func exponentialRisesAcrossTheEdgesOfItsTable() {
    for step in -700..<700 {
      let edge = (Double(step) + 0.5) * 0x1.62e42fefa39efp-8
      expectRising(from: edge, Elementary.exp)
    }
  }

  /// Follows 40 neighbours on both sides of an edge.
  private func expectRising(from edge: Double, _ function: (Double) -> Double) {
    var x = edge
    for _ in 0..<20 { x = x.nextDown }
    var before = function(x)
    for _ in 0..<40 {
      x = x.nextUp
      let value = function(x)
      #expect(value >= before, "falls at \(x)")
      before = value
    }
  }
}
