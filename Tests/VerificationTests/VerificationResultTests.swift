import OutputStatistics
import Testing

@testable import Verification

/// How a verdict comes about, on cases whose replications are made up.
struct VerificationResultTests {
  /// Replications that lie 0.1 about the value given by the seed.
  private func made(
    expected: Double,
    band: Double = 0,
    value: @escaping @Sendable (UInt64) -> Double
  ) -> VerificationCase {
    VerificationCase(
      "made",
      system: "made up",
      source: "none",
      quantities: [.init("value", "1", expected, band: band)],
      quickScale: 1,
      mutants: [.theory("twice", [2 * expected])]
    ) { replication in
      [value(replication.seed) + (replication.number.isMultiple(of: 2) ? 0.1 : -0.1)]
    }
  }

  private func result(_ made: VerificationCase, seed: UInt64 = 1) throws -> VerificationResult {
    try #require(try made.check(seed: seed).first)
  }

  @Test func aNumberInsideIsNotLookedAtAgain() throws {
    let found = try result(made(expected: 1) { _ in 1.05 })
    #expect(found.holds)
    #expect(found.again.isEmpty)
    #expect(found.first.interval.level == 1 - 1e-4)
  }

  @Test func anUnluckySeedIsShownAndDoesNotFail() throws {
    let found = try result(made(expected: 1) { $0 == 7 ? 2 : 1 }, seed: 7)
    #expect(found.holds)
    #expect(found.again.map(\.seed) == [8, 9, 10])
    #expect(!found.first.agrees(with: found.quantity))
  }

  @Test("One fresh seed outside is enough to fail", arguments: [UInt64(8), 9, 10])
  func oneFreshSeedOutsideFails(bad: UInt64) throws {
    let found = try result(made(expected: 1) { $0 == 7 || $0 == bad ? 2 : 1 }, seed: 7)
    #expect(!found.holds)
    #expect(found.again.count == 3)
  }

  @Test func freshSeedsStartAgainAfterTheLast() throws {
    let found = try result(made(expected: 1) { $0 > 3 ? 2 : 1 }, seed: 1 << 53 - 1)
    #expect(found.again.map(\.seed) == [0, 1, 2])
  }

  @Test func aMutantOfTheTheoryFails() throws {
    let right = made(expected: 1) { _ in 1 }
    let mutant = try #require(right.mutants.first)
    #expect(try result(right).holds)
    #expect(try !result(right.with(mutant)).holds)
  }

  @Test func theBandOfAnApproximationWidensWhatAgrees() throws {
    // 30 replications of deviation 0.1: a half width of 0.08.
    #expect(try result(made(expected: 1, band: 0.05) { _ in 1.12 }).holds)
    #expect(try result(made(expected: 1, band: 0.05) { _ in 0.88 }).holds)
    #expect(try !result(made(expected: 1, band: 0.05) { _ in 1.14 }).holds)
    #expect(try !result(made(expected: 1) { _ in 1.12 }).holds)
  }

  @Test func nothingObservedIsAnErrorWithItsName() {
    let empty = VerificationCase(
      "empty",
      system: "",
      source: "",
      quantities: [.init("wait", "s", 1)],
      quickScale: 1,
      mutants: []
    ) { _ in [nil] }
    #expect(throws: NothingObserved(verificationCase: "empty", quantity: "wait")) {
      _ = try empty.check(seed: 1)
    }
  }

  @Test func casesHaveNamesOfTheirOwnAndMutants() {
    let names = KernelCases.all.map(\.name)
    #expect(Set(names).count == names.count)
    for one in KernelCases.all {
      #expect(!one.mutants.isEmpty, "\(one.name)")
      #expect(!one.source.isEmpty && !one.system.isEmpty, "\(one.name)")
    }
  }
}
