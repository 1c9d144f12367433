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
/// in vain. What is not seen may still be there: ``detectable`` says how large a change would be seen.
package struct LeadTimeDrift: Sendable {
  /// Name of the variant.
  package let variant: String
  /// Mean of the second half over that of the first, less 1; nil where there is too little to compare.
  package let change: Double?
  /// Least change, as a share of the first half's mean, that would be seen with a probability of 0.9; nil
  /// where none would.
  package let detectable: Double?
  /// Whether chance does not explain the change.
  package let isSeen: Bool

  /// Whether nothing was seen, and a change that matters would not have been seen either.
  package var isOpen: Bool { !isSeen && (detectable ?? .infinity) > Self.tolerated }

  /// Fewest replications that are tested.
  static let fewest = 3
  /// Change below which nobody need be warned.
  static let tolerated = 0.1
  private static let (level, power) = (0.01, 0.9)

  /// Tests every variant whose study is a steady-state one.
  ///
  /// - Throws: `StoreError`. Complexity: O(orders).
  package static func all(
    of input: ComparisonInput,
    in files: [ResultFile]
  ) throws -> [LeadTimeDrift] {
    try input.systems.compactMap { system in
      guard let configuration = system.configuration,
        configuration.study.kind == .steadyState
      else { return nil }
      guard let halves = Halves(of: configuration) else {
        return LeadTimeDrift(variant: system.name, first: [], second: [])
      }
      var means: (first: [Double], second: [Double]) = ([], [])
      for replication in system.replications {
        guard let run = system.runs[replication] else { continue }
        var (first, second) = (Tally(), Tally())
        try files[run.file].forEachLeadTime(of: run.id, createdIn: halves.counted) {
          created,
          lead in
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
    /// Creation of the orders that count, in which both lie [us].
    let counted: Range<Int64>
    /// End of the first part, which begins after the warm-up [us].
    let endOfFirst: Int64
    /// Start of the second part, which ends where orders no longer count [us].
    let startOfSecond: Int64

    /// Equally many whole days each; nil where there are not two.
    ///
    /// A half that holds another part of the day has other lead times. Where orders come at one rate all
    /// day it is half of the time.
    init?(of configuration: ParkConfiguration) {
      let orders = configuration.study.countedOrders
      counted = orders.lowerBound.ticks..<orders.upperBound.ticks
      let length = counted.upperBound - counted.lowerBound
      var part = length / 2
      if configuration.changesOverTheDay {
        let day = SimulationTime.days(1).ticks
        part = length / day / 2 * day
      }
      guard part > 0 else { return nil }
      endOfFirst = counted.lowerBound + part
      startOfSecond = counted.upperBound - part
    }
  }

  /// Tests the mean lead times of the halves, of each replication one.
  init(variant: String, first: [Double], second: [Double]) {
    self.variant = variant
    guard first.count >= Self.fewest, let base = Tally(first).mean, base > 0,
      let difference = MeanDifference(paired: second, first)
    else {
      (change, detectable, isSeen) = (nil, nil, false)
      return
    }
    let quantiles = [Self.level / 2, 1 - Self.power].map {
      -StudentT.quantile($0, degreesOfFreedom: difference.degreesOfFreedom)
    }
    change = difference.mean / base
    detectable = (quantiles[0] + quantiles[1]) * difference.standardError / base
    isSeen = difference.pValue < Self.level
  }
}
