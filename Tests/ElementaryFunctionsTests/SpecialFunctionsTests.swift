import ElementaryFunctions
import Foundation
import Testing

struct SpecialFunctionsTests {
  /// A function and the largest relative error that it may have.
  struct Case: CustomTestStringConvertible {
    var name: String
    var bound: Double
    /// The scale of an error at a reference value: its magnitude, or 1 where an error is absolute.
    var floor = 0.0
    var function: @Sendable (Double, Double, Double) -> (Double, Double)
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "erfc", bound: 1e-15) { x, _, _ in (SpecialFunctions.erfc(x), 0) },
    Case(name: "normalCumulative", bound: 1e-15) { x, _, _ in
      (SpecialFunctions.normalCumulative(x), 0)
    },
    Case(name: "digamma", bound: 1e-15, floor: 1) { x, _, _ in (SpecialFunctions.digamma(x), 0) },
    Case(name: "trigamma", bound: 1e-15) { x, _, _ in (SpecialFunctions.trigamma(x), 0) },
    Case(name: "gamma", bound: 1e-13) { a, x, _ in SpecialFunctions.regularizedGamma(a, x) },
    Case(name: "gammaTerm", bound: 1e-14) { a, x, _ in (SpecialFunctions.gammaTerm(a, x), 0) },
    Case(name: "inverseGammaLower", bound: 1e-12) { a, p, _ in
      (SpecialFunctions.inverseRegularizedGamma(a, lower: p), 0)
    },
    Case(name: "inverseGammaUpper", bound: 1e-12) { a, q, _ in
      (SpecialFunctions.inverseRegularizedGamma(a, upper: q), 0)
    },
    Case(name: "beta", bound: 1e-13) { a, b, x in SpecialFunctions.regularizedBeta(a, b, x) },
    Case(name: "betaTerm", bound: 1e-14) { a, b, x in (SpecialFunctions.betaTerm(a, b, x), 0) },
    Case(name: "logBeta", bound: 1e-15, floor: 1) { a, b, _ in (SpecialFunctions.logBeta(a, b), 0)
    },
    Case(name: "inverseBetaLower", bound: 1e-12) { a, b, p in
      SpecialFunctions.inverseRegularizedBeta(a, b, lower: p)
    },
    Case(name: "inverseBetaUpper", bound: 1e-12) { a, b, q in
      SpecialFunctions.inverseRegularizedBeta(a, b, upper: q)
    },
  ]

  @Test("Every result lies within the bound of the exact value", arguments: cases)
  func resultsAreNearReferences(_ item: Case) throws {
    let points = try SpecialPoint.all(of: item.name)
    var worst = (error: 0.0, point: points[0])
    for point in points {
      let results = item.function(point.arguments[0], point.arguments[1], point.arguments[2])
      let error = max(
        distance(results.0, point.results[0], floor: item.floor),
        distance(results.1, point.results[1], floor: item.floor)
      )
      if !(error <= worst.error) { worst = (error, point) }
    }
    print("\(item.name): largest error \(worst.error) of \(points.count), at \(worst.point)")
    #expect(points.count >= 300)
    #expect(worst.error < item.bound)
  }

  @Test func endsAreExact() {
    #expect(SpecialFunctions.regularizedGamma(2, 0) == (0, 1))
    #expect(SpecialFunctions.regularizedGamma(2, .infinity) == (1, 0))
    #expect(SpecialFunctions.regularizedBeta(2, 3, 0) == (0, 1))
    #expect(SpecialFunctions.regularizedBeta(2, 3, 1) == (1, 0))
    #expect(SpecialFunctions.inverseRegularizedGamma(2, lower: 0) == 0)
    #expect(SpecialFunctions.inverseRegularizedGamma(2, upper: 0) == .infinity)
    #expect(SpecialFunctions.inverseRegularizedBeta(2, 3, lower: 0) == (0, 1))
    #expect(SpecialFunctions.inverseRegularizedBeta(2, 3, upper: 0) == (1, 0))
    #expect(SpecialFunctions.gammaTerm(0, 0) == 1 && SpecialFunctions.gammaTerm(3, 0) == 0)
    #expect(SpecialFunctions.erfc(-30) == 2 && SpecialFunctions.erfc(30) == 0)
    #expect(SpecialFunctions.normalCumulative(0) == 0.5 && SpecialFunctions.erfc(0) == 1)
    #expect(SpecialFunctions.normalCumulative(-.infinity) == 0)
    #expect(SpecialFunctions.normalCumulative(.nan).isNaN && SpecialFunctions.erfc(.nan).isNaN)
  }

  @Test func argumentsOutsideTheDomainTrap() async {
    await #expect(processExitsWith: .failure) { _ = SpecialFunctions.regularizedGamma(0, 1) }
    await #expect(processExitsWith: .failure) { _ = SpecialFunctions.regularizedGamma(1, -1) }
    await #expect(processExitsWith: .failure) { _ = SpecialFunctions.regularizedBeta(1, 1, 1.5) }
    await #expect(processExitsWith: .failure) {
      _ = SpecialFunctions.inverseRegularizedGamma(1, lower: .nan)
    }
    await #expect(processExitsWith: .failure) { _ = SpecialFunctions.digamma(0) }
  }

  private func distance(_ value: Double, _ expected: Double, floor: Double) -> Double {
    if value == expected { return 0 }
    // A subnormal or the double below 1 has no more digits than these.
    let scale = max(expected.magnitude, floor, 1e-300)
    return value.isNaN ? .infinity : (value - expected).magnitude / scale
  }
}

/// A line of the fixture: arguments and results; `Tools/elementary/make_special_fixture.py` made it.
struct SpecialPoint {
  var arguments: [Double]
  var results: [Double]

  static func all(of name: String) throws -> [SpecialPoint] {
    let url = Bundle.module.url(
      forResource: "special_functions",
      withExtension: "csv",
      subdirectory: "Fixtures"
    )
    let text = try String(contentsOf: try #require(url), encoding: .utf8)
    let prefix = "\(name),"
    return try text.split(separator: "\n").filter { $0.hasPrefix(prefix) }.map { line in
      let values = try line.split(separator: ",").dropFirst().map { try #require(Double($0)) }
      return SpecialPoint(arguments: Array(values[0..<3]), results: Array(values[3...]))
    }
  }
}
