import DiscreteEvents
import Testing

struct FitReportTests {
  @Test func familiesAreRankedByAkaikesCriterion() throws {
    let report = try FitReport(of: FitReference.bearings)
    #expect(
      report.fits.map(\.family) == [
        .gamma, .lognormal, .logLogistic, .weibull, .logistic, .normal, .uniform, .exponential,
        .pareto,
      ]
    )
    #expect(report.refusals.isEmpty)
    let criteria = report.fits.map(\.akaike)
    #expect(criteria == criteria.sorted())
  }

  @Test func betaNeedsAnInterval() throws {
    let without = try FitReport(of: FitReference.bearings, families: [.normal, .beta])
    #expect(without.fits.map(\.family) == [.normal])
    let with = try FitReport(
      of: FitReference.bearings,
      families: [.normal, .beta],
      betaInterval: 0...200
    )
    #expect(with.fits.map(\.family) == [.beta, .normal])
  }

  @Test func familiesThatDoNotAdmitTheDataAreRefused() throws {
    let report = try FitReport(of: [-1, 2, 4, 3, 0, 2])
    #expect(Set(report.fits.map(\.family)) == [.uniform, .normal, .logistic])
    #expect(
      report.refusals.map(\.family) == [
        .exponential, .lognormal, .gamma, .weibull, .pareto, .logLogistic,
      ]
    )
    #expect(report.refusals[0].error == .outsideSupport(.exponential, index: 0, value: -1))
  }

  @Test func aReportMayHoldRefusalsOnly() throws {
    let report = try FitReport(of: [-1e308, 1e308, 0])
    #expect(report.fits.isEmpty)
    #expect(report.refusals.count == FitFamily.allCases.count - 1)
    #expect(report.refusals.contains { $0.error == .noConvergence(.normal) })
  }

  @Test func badObservationsStopTheReport() {
    #expect(throws: FitError.notFinite(index: 1)) { try FitReport(of: [1, .infinity, 2]) }
    #expect(throws: FitError.allEqual(2)) { try FitReport(of: [2, 2, 2]) }
  }

  @Test func theSameObservationsGiveTheSameText() throws {
    let report = try FitReport(of: FitReference.bearings, families: [.gamma, .weibull, .uniform])
    #expect(
      report.description == """
        family   AIC      BIC      D      A^2    parameters
        gamma    230.059  232.33   0.123  0.215  shape 4.02541 +- 1.1, scale 17.9421 +- 5.4
        Weibull  231.383  233.654  0.151  0.329  shape 2.10206 +- 0.34, scale 81.8783 +- 8.6
        uniform  236.152  238.423  0.324  -      from 17.88, to 173.4
        """
    )
    let refused = try FitReport(of: [-1, 2, 4], families: [.gamma])
    #expect(refused.description.contains("observation 0, -1.0, cannot be gamma"))
  }
}
