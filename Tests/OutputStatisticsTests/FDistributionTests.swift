import OutputStatistics
import Testing

struct FDistributionTests {
  /// Upper critical values as the NIST/SEMATECH e-Handbook of Statistical Methods prints them, section
  /// 1.3.6.7.3, to three decimals.
  @Test(arguments: [
    (0.95, 1.0, 1.0, 161.448), (0.95, 10, 10, 2.978), (0.95, 5, 20, 2.711), (0.95, 3, 15, 3.287),
    (0.99, 1, 1, 4052.185), (0.99, 10, 10, 4.849), (0.99, 5, 20, 4.103),
  ])
  func quantilesAreThoseOfThePublishedTable(p: Double, one: Double, two: Double, printed: Double) {
    let found = FDistribution.quantile(p, numerator: one, denominator: two)
    // The handbook prints 4052.185 for what is 4052.1807: its own last digits are off there.
    #expect((found - printed).magnitude <= max(5.01e-4, 2e-6 * printed), "\(found)")
  }

  /// scipy 1.17.1, `f.ppf` and `f.sf`, also for degrees of freedom that are not whole.
  @Test func valuesOfAnotherProgram() {
    let quantile = FDistribution.quantile(0.9, numerator: 2.5, denominator: 7.3)
    #expect((quantile / 3.104080679540118 - 1).magnitude < 1e-12)
    let beyond = FDistribution.beyond(28.967691949042145, numerator: 2, denominator: 27)
    #expect((beyond / 1.908595897433195e-07 - 1).magnitude < 1e-11)
  }

  @Test("The square of Student's t is an F value", arguments: [1.0, 4, 9.5, 200])
  func oneDegreeOfFreedomIsStudentsT(freedom: Double) {
    for p in [0.6, 0.9, 0.975, 0.9999] {
      let t = StudentT.quantile((1 + p) / 2, degreesOfFreedom: freedom)
      let f = FDistribution.quantile(p, numerator: 1, denominator: freedom)
      #expect((f / (t * t) - 1).magnitude < 1e-11)
      let beyond = FDistribution.beyond(t * t, numerator: 1, denominator: freedom)
      #expect((beyond / (1 - p) - 1).magnitude < 1e-10)
    }
  }

  @Test func theEndsAreExact() {
    #expect(FDistribution.beyond(0, numerator: 3, denominator: 5) == 1)
    #expect(FDistribution.beyond(.infinity, numerator: 3, denominator: 5) == 0)
    #expect(FDistribution.quantile(0, numerator: 3, denominator: 5) == 0)
  }
}
