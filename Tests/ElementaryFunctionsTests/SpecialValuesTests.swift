import ElementaryFunctions
import Testing

/// The special values of C99 Annex F.9, and the edges of the range of doubles.
struct SpecialValuesTests {
  /// A call and the bits that it must give; any NaN will do for NaN.
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var result: Double
    var expected: Double

    init(_ testDescription: String, _ result: Double, _ expected: Double) {
      self.testDescription = testDescription
      self.result = result
      self.expected = expected
    }
  }

  private static let infinity = Double.infinity
  private static let smallest = Double.leastNonzeroMagnitude
  private static let largest = Double.greatestFiniteMagnitude

  static let logarithms = [
    Case("log 0", Elementary.log(0), -infinity),
    Case("log -0", Elementary.log(-0.0), -infinity),
    Case("log 1", Elementary.log(1), 0),
    Case("log -1", Elementary.log(-1), .nan),
    Case("log -inf", Elementary.log(-infinity), .nan),
    Case("log inf", Elementary.log(infinity), infinity),
    Case("log nan", Elementary.log(.nan), .nan),
    Case("log1p -0", Elementary.log1p(-0.0), -0.0),
    Case("log1p -1", Elementary.log1p(-1), -infinity),
    Case("log1p -2", Elementary.log1p(-2), .nan),
    Case("log1p inf", Elementary.log1p(infinity), infinity),
    Case("log1p -inf", Elementary.log1p(-infinity), .nan),
    Case("log1p nan", Elementary.log1p(.nan), .nan),
    Case("log1p of the smallest", Elementary.log1p(-smallest), -smallest),
  ]

  static let exponentials = [
    Case("exp 0", Elementary.exp(0), 1),
    Case("exp -0", Elementary.exp(-0.0), 1),
    Case("exp inf", Elementary.exp(infinity), infinity),
    Case("exp -inf", Elementary.exp(-infinity), 0),
    Case("exp 710", Elementary.exp(710), infinity),
    Case("exp -746", Elementary.exp(-746), 0),
    Case("exp -745", Elementary.exp(-745), smallest),
    Case("exp nan", Elementary.exp(.nan), .nan),
    Case("expm1 -0", Elementary.expm1(-0.0), -0.0),
    Case("expm1 inf", Elementary.expm1(infinity), infinity),
    Case("expm1 -inf", Elementary.expm1(-infinity), -1),
    Case("expm1 nan", Elementary.expm1(.nan), .nan),
  ]

  static let powers = [
    Case("0^-3", Elementary.pow(0, -3), infinity),
    Case("-0^-3", Elementary.pow(-0.0, -3), -infinity),
    Case("-0^-2", Elementary.pow(-0.0, -2), infinity),
    Case("-0^-0.5", Elementary.pow(-0.0, -0.5), infinity),
    Case("0^-inf", Elementary.pow(0, -infinity), infinity),
    Case("-0^3", Elementary.pow(-0.0, 3), -0.0),
    Case("-0^2", Elementary.pow(-0.0, 2), 0),
    Case("-1^inf", Elementary.pow(-1, infinity), 1),
    Case("-1^-inf", Elementary.pow(-1, -infinity), 1),
    Case("1^nan", Elementary.pow(1, .nan), 1),
    Case("nan^0", Elementary.pow(.nan, 0), 1),
    Case("nan^-0", Elementary.pow(.nan, -0.0), 1),
    Case("nan^1", Elementary.pow(.nan, 1), .nan),
    Case("2^nan", Elementary.pow(2, .nan), .nan),
    Case("-2^0.5", Elementary.pow(-2, 0.5), .nan),
    Case("0.5^-inf", Elementary.pow(0.5, -infinity), infinity),
    Case("-2^-inf", Elementary.pow(-2, -infinity), 0),
    Case("0.5^inf", Elementary.pow(0.5, infinity), 0),
    Case("2^inf", Elementary.pow(2, infinity), infinity),
    Case("-inf^-3", Elementary.pow(-infinity, -3), -0.0),
    Case("-inf^-2", Elementary.pow(-infinity, -2), 0),
    Case("-inf^3", Elementary.pow(-infinity, 3), -infinity),
    Case("-inf^2", Elementary.pow(-infinity, 2), infinity),
    Case("inf^-1", Elementary.pow(infinity, -1), 0),
    Case("inf^0.5", Elementary.pow(infinity, 0.5), infinity),
    Case("-1^largest", Elementary.pow(-1, largest), 1),
    Case("2^1024", Elementary.pow(2, 1_024), infinity),
    Case("2^-1074", Elementary.pow(2, -1_074), smallest),
    Case("2^-1076", Elementary.pow(2, -1_076), 0),
    Case("-2^1025", Elementary.pow(-2, 1_025), -infinity),
    Case("-2^-1077", Elementary.pow(-2, -1_077), -0.0),
    Case("-2^3", Elementary.pow(-2, 3), -8),
  ]

  static let geometry = [
    Case("sin -0", Elementary.sin(-0.0), -0.0),
    Case("sin inf", Elementary.sin(infinity), .nan),
    Case("sin nan", Elementary.sin(.nan), .nan),
    Case("cos -0", Elementary.cos(-0.0), 1),
    Case("cos -inf", Elementary.cos(-infinity), .nan),
    Case("cos nan", Elementary.cos(.nan), .nan),
    Case("atan2 0 0", Elementary.atan2(0, 0), 0),
    Case("atan2 -0 0", Elementary.atan2(-0.0, 0), -0.0),
    Case("atan2 0 -0", Elementary.atan2(0, -0.0), .pi),
    Case("atan2 -0 -0", Elementary.atan2(-0.0, -0.0), -.pi),
    Case("atan2 -0 -1", Elementary.atan2(-0.0, -1), -.pi),
    Case("atan2 -0 1", Elementary.atan2(-0.0, 1), -0.0),
    Case("atan2 1 -0", Elementary.atan2(1, -0.0), .pi / 2),
    Case("atan2 -1 0", Elementary.atan2(-1, 0), -.pi / 2),
    Case("atan2 1 -inf", Elementary.atan2(1, -infinity), .pi),
    Case("atan2 -1 inf", Elementary.atan2(-1, infinity), -0.0),
    Case("atan2 inf 1", Elementary.atan2(infinity, 1), .pi / 2),
    Case("atan2 inf inf", Elementary.atan2(infinity, infinity), .pi / 4),
    Case("atan2 -inf -inf", Elementary.atan2(-infinity, -infinity), -2.356_194_490_192_345),
    Case("atan2 nan 1", Elementary.atan2(.nan, 1), .nan),
    Case("hypot inf nan", Elementary.hypot(-infinity, .nan), infinity),
    Case("hypot nan 1", Elementary.hypot(.nan, 1), .nan),
    Case("hypot -0 -0", Elementary.hypot(-0.0, -0.0), 0),
    Case("hypot largest", Elementary.hypot(largest, largest), infinity),
    Case("hypot smallest 0", Elementary.hypot(smallest, 0), smallest),
  ]

  static let probability = [
    Case("erf -0", Elementary.erf(-0.0), -0.0),
    Case("erf inf", Elementary.erf(infinity), 1),
    Case("erf -inf", Elementary.erf(-infinity), -1),
    Case("erf nan", Elementary.erf(.nan), .nan),
    Case("quantile 0", Elementary.normalQuantile(0), -infinity),
    Case("quantile 1", Elementary.normalQuantile(1), infinity),
    Case("quantile 0.5", Elementary.normalQuantile(0.5), 0),
    Case("quantile -0.1", Elementary.normalQuantile(-0.1), .nan),
    Case("quantile 1.1", Elementary.normalQuantile(1.1), .nan),
    Case("quantile nan", Elementary.normalQuantile(.nan), .nan),
    Case("logGamma 1", Elementary.logGamma(1), 0),
    Case("logGamma 2", Elementary.logGamma(2), 0),
    Case("logGamma 0", Elementary.logGamma(0), infinity),
    Case("logGamma -3", Elementary.logGamma(-3), infinity),
    Case("logGamma -1e300", Elementary.logGamma(-1e300), infinity),
    Case("logGamma inf", Elementary.logGamma(infinity), infinity),
    Case("logGamma -inf", Elementary.logGamma(-infinity), infinity),
    Case("logGamma largest", Elementary.logGamma(largest), infinity),
    Case("logGamma nan", Elementary.logGamma(.nan), .nan),
  ]

  @Test(
    "Special arguments give the values of C99",
    arguments: logarithms + exponentials + powers + geometry + probability
  )
  func specialValuesAreThoseOfC99(_ item: Case) {
    if item.expected.isNaN {
      #expect(item.result.isNaN)
    } else {
      #expect(item.result.bitPattern == item.expected.bitPattern)
    }
  }
}
