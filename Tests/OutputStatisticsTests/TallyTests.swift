import Foundation
import OutputStatistics
import Testing

struct TallyTests {
  @Test func emptyTallyHasNoStatistics() {
    let tally = Tally()
    #expect(tally.count == 0)
    #expect(tally.sum == 0)
    #expect(tally.mean == nil)
    #expect(tally.variance == nil)
    #expect(tally.minimum == nil)
    #expect(tally.maximum == nil)
  }

  @Test func oneObservationHasNoVariance() {
    let tally = Tally([-2.5])
    #expect(tally.mean == -2.5)
    #expect(tally.minimum == -2.5)
    #expect(tally.maximum == -2.5)
    #expect(tally.standardDeviation == nil)
  }

  @Test func statisticsAgreeWithHandWork() {
    let tally = Tally([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(tally.count == 8)
    #expect(tally.sum == 40)
    #expect(tally.mean == 5)
    #expect(tally.variance == 32.0 / 7)
    #expect(tally.standardDeviation == (32.0 / 7).squareRoot())
    #expect(tally.minimum == 2)
    #expect(tally.maximum == 9)
  }

  @Test func varianceSurvivesALargeMean() {
    let tally = Tally([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
    #expect(tally.variance == 30)
  }

  @Test(arguments: 0...6)
  func mergingIsAsAddingAll(_ cut: Int) throws {
    let observations = [3.5, -1, 4, 1.25, -5, 9]
    var tally = Tally(observations[..<cut])
    tally.merge(Tally(observations[cut...]))
    let whole = Tally(observations)
    #expect(tally.count == whole.count)
    #expect(tally.minimum == whole.minimum)
    #expect(tally.maximum == whole.maximum)
    let mean = try #require(tally.mean)
    let variance = try #require(tally.variance)
    let meanOfWhole = try #require(whole.mean)
    let varianceOfWhole = try #require(whole.variance)
    #expect((mean - meanOfWhole).magnitude < 1e-14)
    #expect((variance - varianceOfWhole).magnitude < 1e-13)
  }

  @Test(arguments: [Tally(), Tally([1, 2.5])])
  func encodingKeepsEveryBit(_ tally: Tally) throws {
    let data = try JSONEncoder().encode(tally)
    #expect(try JSONDecoder().decode(Tally.self, from: data) == tally)
  }

  @Test func infiniteObservationIsRefused() async {
    await #expect(processExitsWith: .failure) {
      var tally = Tally()
      tally.add(.infinity)
    }
  }
}
