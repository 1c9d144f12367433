import OutputStatistics
import Testing

struct StudentTTests {
  @Test func quantilesAgreeWithTheTableOfMpmath() throws {
    let rows = try QuantileRow.load()
    #expect(rows.count == 567)
    var worst = 0.0
    for row in rows {
      let t = StudentT.quantile(row.p, degreesOfFreedom: row.degreesOfFreedom)
      let error = ((t - row.t) / row.t).magnitude
      #expect(error < 1e-12, "p \(row.p), \(row.degreesOfFreedom) degrees: \(t)")
      worst = max(worst, error)
    }
    print("Student t quantile: largest relative error \(worst)")
  }

  @Test func distributionFunctionInvertsTheQuantile() throws {
    var worst = 0.0
    for row in try QuantileRow.load() {
      let p = StudentT.cumulative(row.t, degreesOfFreedom: row.degreesOfFreedom)
      worst = max(worst, ((p - row.p) / min(row.p, 1)).magnitude)
    }
    print("Student t distribution function: largest relative error \(worst)")
    // Rounding t alone changes p by up to 36 units where its density is steep.
    #expect(worst < 1e-12)
  }

  @Test func quantilesAgreeWithPrintedTables() throws {
    for item in try StudentTCases.load().quantiles {
      let t = StudentT.quantile(item.p, degreesOfFreedom: item.df)
      #expect((t - item.t).magnitude < 1e-10 * item.t)
    }
  }

  @Test func distributionIsSymmetric() {
    for degrees in [1, 2.5, 10, 1e5] {
      #expect(StudentT.quantile(0.5, degreesOfFreedom: degrees) == 0)
      #expect(StudentT.cumulative(0, degreesOfFreedom: degrees) == 0.5)
      #expect(
        StudentT.quantile(0.25, degreesOfFreedom: degrees)
          == -StudentT.quantile(0.75, degreesOfFreedom: degrees)
      )
    }
  }

  @Test func endsAreInfinite() {
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(StudentT.cumulative(.infinity, degreesOfFreedom: 3) == 1)
    #expect(StudentT.cumulative(-.infinity, degreesOfFreedom: 3) == 0)
  }

  @Test func fewerDegreesThanOneAreRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = StudentT.quantile(0.9, degreesOfFreedom: 0)
    }
  }
}
