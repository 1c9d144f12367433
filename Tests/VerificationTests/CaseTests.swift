import Testing

@testable import Verification

/// Every system agrees with its closed form, and the comparison finds every fault that it is for.
///
/// Level 1e-4 for an interval. The sizes are such that a mutant survives in fewer than one seed in a
/// hundred.
struct CaseTests {
  @Test("A quick run agrees with theory", arguments: KernelCases.all.map(\.name))
  func quickRunAgrees(name: String) throws {
    let verification = try find(name)
    for result in try verification.check(seed: 1, scale: verification.quickScale) {
      #expect(result.holds, "\(name): \(result)")
    }
  }

  @Test("Its mutants do not", arguments: KernelCases.all.map(\.name))
  func mutantsAreFound(name: String) throws {
    let verification = try find(name)
    for mutant in verification.mutants {
      let changed = verification.with(mutant)
      let sightings = try changed.sightings(seed: 1, scale: verification.quickScale)
      let isFound = zip(sightings, changed.quantities).contains { !$0.agrees(with: $1) }
      #expect(isFound, "\(name), \(mutant.name): \(sightings)")
    }
  }

  private func find(_ name: String) throws -> VerificationCase {
    try #require(KernelCases.all.first { $0.name == name })
  }
}
