import DiscreteEvents
import LogisticsPark
import OutputStatistics
package import ResultStore
import ScenarioFiles

/// Whether a steady-state study is steady: the lead time of orders of the second half of its runs beside
/// that of the first.
///
/// A warm-up that is too short, or a park that can not serve its orders, shows as a change between the
/// halves. Tested over replications by a paired t test at 1 %, so one variant in a hundred is suspected
/// in vain.
package struct LeadTimeDrift: Sendable {
  /// Name of the variant.
  package let variant: String
  /// Mean of the second half over that of the first, less 1.
  package let change: Double
  /// Whether chance does not explain it.
  package let isSeen: Bool

  /// Fewest replications that are tested.
  static let fewest = 3

  /// Tests every variant whose study is a steady-state one.
  ///
  /// - Throws: `StoreError`. Complexity: O(orders).
  package static func all(
    of input: ComparisonInput,
    in files: [ResultFile]
  ) throws -> [LeadTimeDrift] {
    try input.systems.compactMap { system in
      guard let one = system.runs.values.first,
        let text = try files[one.file].scenarioText(of: one.id),
        let scenario = try? ScenarioFile.read(SourceText(name: "stored scenario", text: text)),
        scenario.configuration.study.kind == .steadyState
      else { return nil }
      let study = scenario.configuration.study
      let middle = (study.warmUp.ticks + study.horizon.ticks) / 2
      var halves: (first: [Double], second: [Double]) = ([], [])
      for replication in system.replications {
        guard let run = system.runs[replication] else { continue }
        var (first, second) = (Tally(), Tally())
        try files[run.file].forEachLeadTime(of: run.id, from: study.warmUp.ticks) { created, lead in
          if created < middle { first.add(lead) } else { second.add(lead) }
        }
        guard let one = first.mean, let two = second.mean else { continue }
        halves.first.append(one)
        halves.second.append(two)
      }
      return LeadTimeDrift(variant: system.name, first: halves.first, second: halves.second)
    }
  }

  /// Tests the mean lead times of the halves; nil where there are too few to test.
  init?(variant: String, first: [Double], second: [Double]) {
    guard first.count >= Self.fewest, let base = Tally(first).mean, base > 0,
      let difference = MeanDifference(paired: second, first)
    else { return nil }
    self.variant = variant
    change = difference.mean / base
    isSeen = difference.pValue < 0.01
  }
}
