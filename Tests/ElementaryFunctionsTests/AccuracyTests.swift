import ElementaryFunctions
import Testing

struct AccuracyTests {
  /// A function and the bound that its error must keep [units in the last place].
  struct Case: CustomTestStringConvertible {
    var name: String
    var bound = 0.6
    var function: @Sendable (Double, Double) -> Double
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "log") { x, _ in Elementary.log(x) },
    Case(name: "log1p") { x, _ in Elementary.log1p(x) },
    Case(name: "exp") { x, _ in Elementary.exp(x) },
    Case(name: "expm1") { x, _ in Elementary.expm1(x) },
    Case(name: "pow") { x, y in Elementary.pow(x, y) },
    Case(name: "sin") { x, _ in Elementary.sin(x) },
    Case(name: "cos") { x, _ in Elementary.cos(x) },
    Case(name: "atan2") { y, x in Elementary.atan2(y, x) },
    Case(name: "hypot") { x, y in Elementary.hypot(x, y) },
    Case(name: "erf") { x, _ in Elementary.erf(x) },
    Case(name: "normalQuantile", bound: 0.8) { p, _ in Elementary.normalQuantile(p) },
    Case(name: "logGamma") { x, _ in Elementary.logGamma(x) },
  ]

  @Test("Every result lies within the bound of the exact value", arguments: cases)
  func resultsAreFaithful(_ item: Case) throws {
    var fixture = try AccuracyFixture(item.name)
    let worst = fixture.worst(of: item.function)
    print(
      "\(item.name): largest error \(worst.error) ulp of \(worst.points) points,"
        + " at \(worst.first) \(worst.second)"
    )
    #expect(worst.points >= 100_000)
    #expect(worst.error < item.bound)
  }
}
