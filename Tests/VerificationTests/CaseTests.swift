import Foundation
import Testing

@testable import Verification

/// Every system agrees with its closed form, and the comparison finds every fault that it is for.
///
/// The nominal level is 1e-4 a number. The lengths are such that a mutant is found with nearly every
/// seed; runs this short are skewed, so that a right system is outside more often than the level
/// says. Three cases that take long, and ten times the length for all, are run where the
/// environment sets `PARKSIM_VERIFY_LONG`.
struct CaseTests {
  private static let isLong = ProcessInfo.processInfo.environment["PARKSIM_VERIFY_LONG"] != nil
  private static let longCases = ["mm1-heavy", "mg1-varied", "machine-repair-crew"]
  private static let names = KernelCases.all.map(\.name)
    .filter { isLong || !longCases.contains($0) }

  @Test("The system agrees with theory, its mutants do not", arguments: names)
  func onlyTheRightSystemAgrees(name: String) throws {
    let one = try #require(KernelCases.all.first { $0.name == name })
    let scale = Self.isLong ? 10 * one.quickScale : one.quickScale
    let results = try one.check(seed: 1, scale: scale)
    for result in results { #expect(result.holds, "\(name): \(result)") }
    for mutant in one.mutants {
      let changed = one.with(mutant)
      let sightings =
        mutant.isOfTheory
        ? results.map(\.first) : try changed.sightings(seed: 1, scale: scale * mutant.share)
      let isFound = zip(sightings, changed.quantities).contains { !$0.agrees(with: $1) }
      #expect(isFound, "\(name), \(mutant.name): \(sightings)")
    }
  }
}
