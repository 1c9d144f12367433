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
      guard let halves = Halves(of: scenario.configuration) else { return nil }
      let study = scenario.configuration.study
      var means: (first: [Double], second: [Double]) = ([], [])
      for replication in system.replications {
        guard let run = system.runs[replication] else { continue }
        var (first, second) = (Tally(), Tally())
        try files[run.file].forEachLeadTime(of: run.id, from: study.warmUp.ticks) { created, lead in
          if created < halves.endOfFirst {
            first.add(lead)
          } else if created >= halves.startOfSecond {
            second.add(lead)
          }
        }
        guard let one = first.mean, let two = second.mean else { continue }
        means.first.append(one)
        means.second.append(two)
      }
      return LeadTimeDrift(variant: system.name, first: means.first, second: means.second)
    }
  }

  /// Two parts of a run that are alike but for their place in it.
  struct Halves: Equatable {
    /// End of the first part, which begins after the warm-up [us].
    let endOfFirst: Int64
    /// Start of the second part, which ends with the run [us].
    let startOfSecond: Int64

    /// Equally many whole days each; nil where there are not two.
    ///
    /// A half that holds another part of the day has other lead times. Where orders come at one rate all
    /// day it is half of the time.
    init?(of configuration: ParkConfiguration) {
      let study = configuration.study
      let end = min(study.horizon, study.ordersUntil ?? study.horizon)
      let counted = end.ticks - study.warmUp.ticks
      var part = counted / 2
      if configuration.changesOverTheDay {
        let day = SimulationTime.days(1).ticks
        part = counted / day / 2 * day
      }
      guard part > 0 else { return nil }
      endOfFirst = study.warmUp.ticks + part
      startOfSecond = end.ticks - part
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
