import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import TestSupport
import Testing
import Verification

/// The park in its simplest forms against theory, through scenario files and the path of `run`.
///
/// Level 1e-4 a number; every case is also run with its faults, which must be found. Shorter than
/// `parksim verify`, which runs the same cases.
struct ParkTheoryTests {
  private static let cases = ParkCases.all(
    in: ParkSimProcess.root.appendingPathComponent(ParkCases.folder).path
  )

  @Test("The park agrees with theory", arguments: cases.map(\.name))
  func parkAgrees(name: String) throws {
    let one = try find(name)
    for result in try one.check(seed: 1, scale: one.quickScale) {
      #expect(result.holds, "\(result)")
    }
  }

  @Test("Its faults are found", arguments: cases.map(\.name))
  func faultsAreFound(name: String) throws {
    let one = try find(name)
    for mutant in one.mutants {
      let sightings = try one.with(mutant).sightings(seed: 1, scale: one.quickScale)
      let isFound = zip(sightings, one.quantities).contains { !$0.agrees(with: $1) }
      #expect(isFound, "\(mutant.name): \(sightings)")
    }
  }

  @Test func everyValidationScenarioHasACase() throws {
    let folder = ParkSimProcess.root.appendingPathComponent(ParkCases.folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(Set(files) == Set(Self.cases.map { $0.name.dropFirst("park-".count) + ".json" }))
  }

  private func find(_ name: String) throws -> VerificationCase {
    try #require(Self.cases.first { $0.name == name })
  }
}
