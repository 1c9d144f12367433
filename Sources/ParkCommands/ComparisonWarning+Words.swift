import Experiments
import OutputStatistics
import ScenarioFiles
import Wording

extension ComparisonWarning {
  /// In a line.
  ///
  /// - Parameter all: Number of variants that are compared.
  /// - Returns: A sentence without an end.
  func words(of all: Int) -> String {
    switch self {
    case .strayResults(let strays):
      "results that are not of the scenario handed in beside them: "
        + VariantNames.cut(
          strays.map {
            "\(VariantNames.quoted($0.results)) beside \(VariantNames.quoted($0.scenario))"
          }
        )
    case .unverified(let names):
      "not all runs of \(VariantNames.cut(names.map(VariantNames.quoted))) were made here too, with the same scenario, seed "
        + "and number: nobody has looked whether their numbers are what a run gives; name their scenario files as well"
    case .sameEvents(let groups):
      "different scenarios with the same events in all runs, so one is a copy of the other, or what they differ in moves "
        + "nothing: " + groups.map { VariantNames.list($0) }.joined(separator: "; ")
    case .otherNumbers(let groups):
      "the same scenario with the same seeds, and other numbers, so not all of these can be right: "
        + groups.map { sets in
          VariantNames.cut(
            sets.map { VariantNames.list($0) + ($0.count > 1 ? " (which agree)" : "") }
          )
        }.joined(separator: "; ")
    case .unfinished(let counts):
      "runs were begun and never ended: \(Self.list(counts, all)): run them again"
    case .notCommon:
      "the variants share too few replications (seed and number) to be compared in pairs: compared as "
        + "independent runs, which needs more of them"
    case .otherStandard(let wanted, let taken):
      "the standard \(VariantNames.quoted(wanted)) is set aside: \(VariantNames.quoted(taken)) takes its "
        + "place"
    case .leftOut(let counts):
      "replications that not all variants have are left out: \(Self.list(counts, all))"
    case .tooFew(let counts): Self.tooFew(counts, all)
    case .otherRevisions(let counts):
      "runs of other revisions of the model are left out: \(Self.list(counts, all)): run them again with "
        + "one version"
    case .otherStudy(let names):
      "\(VariantNames.list(names)) \(Self.does(names)) not count the same as the standard (kind of study, "
        + "horizon, warm-up, drain, or window of orders): means of one are not those of the other even if "
        + "nothing else differs"
    case .otherOrders(let names):
      "\(VariantNames.list(names)) \(Self.has(names)) other orders than the standard: differences may be "
        + "those of the orders"
    case .incomplete(let counts):
      "runs failed: \(Self.list(counts, all)): run them again; if they fail because of what happens in "
        + "them, the others are no fair sample"
    case .partial(let found, let whole):
      "the file holds \(found) of \(whole) runs of the experiment: run it again, which makes those that "
        + "are missing, or merge the other shards"
    case .strangers(let count, let hasOthers):
      "\(count) \(count == 1 ? "run" : "runs") in the file \(count == 1 ? "does" : "do") not belong to this "
        + "experiment and \(count == 1 ? "is" : "are") not shown: parksim runs lists them"
        + (hasOthers
          ? ", --experiment NAME chooses another experiment"
          : "; they are of replications or variants that it does not name")
    case .ordersOpen(let shares):
      "orders are still open at the end, so their lead times, waits that have not ended, and flights to come are in no mean: "
        + "\(Self.list(shares)): "
        + "parksim scenario load shows what is short; a study of a day gives them time with study.drain_h, or more of it, "
        + "one of the long run leaves the last orders out with study.orders_until_h"
    case .missingValues(let metric, let counts):
      "\(metric) has no value in some runs (nothing to measure, or made by a version without it), which are "
        + "left out: \(Self.list(counts, all))"
    case .changesNothing(let names, let standard, let runs):
      "\(VariantNames.list(names)) \(Self.isAre(names)) the same as \(VariantNames.quoted(standard)) in "
        + (runs == 1 ? "the one run" : "all \(runs) runs")
        + ": the change did not reach the model, or does nothing to these metrics on most days ("
        + "up to \(Self.unseen(in: runs)) of other days may differ, with 95 %)"
    case .twins(let groups):
      "the same scenario under several names: "
        + groups.map { VariantNames.list($0) }.joined(separator: "; ")
    case .notSteady(let shares):
      "not in steady state, as lead times of the second half of the runs differ from those of the first: "
        + Self.list(shares, isSigned: true)
        + ": make the warm-up longer, or look whether the park keeps up with its orders"
    case .steadinessOpen(let shares): Self.steadinessOpen(shares)
    case .leftInBatteries(let metric, let without, let energies):
      "\(metric) differs mostly by what batteries gained or lost over the run, and not by what was flown: "
        + "\(Self.list(energies)); \(without) leaves that out"
    }
  }

  /// Share of days on which something may happen that so many runs have not seen.
  private static func unseen(in runs: Int) -> String {
    NumberText.percent(ProportionInterval.largestShare(unseenIn: max(1, runs), level: 0.95))
  }

  private static func steadinessOpen(_ shares: [Share]) -> String {
    let known = shares.filter { $0.share.isFinite }
    let unknown = shares.filter { !$0.share.isFinite }.map(\.variant)
    var parts: [String] = []
    if !known.isEmpty {
      parts.append(
        "a change of lead times through the runs is not seen, nor would be one of up to \(list(known))"
      )
    }
    if !unknown.isEmpty {
      parts.append(
        "of \(VariantNames.list(unknown)) there are too few runs, or too short ones, to see a change of lead "
          + "times through them"
      )
    }
    return "whether the runs are in steady state is open: " + parts.joined(separator: "; ")
      + ": parksim warm-up says how many more it takes"
  }

  private static func tooFew(_ counts: [Count], _ all: Int) -> String {
    let fewest = counts.map(\.count).min() ?? 0
    let verdict =
      fewest < Comparison.fewestOfAVerdict
      ? "below \(Comparison.fewestOfAVerdict) nothing is called a difference, and " : ""
    return
      "few replications: \(list(counts, all)); \(verdict)below \(few) the intervals of skewed metrics "
      + "hold less often than they say"
  }

  /// Variants with their counts; one count where it is that of all.
  private static func list(_ counts: [Count], _ all: Int) -> String {
    if counts.count == all, let count = counts.first?.count,
      counts.allSatisfy({ $0.count == count })
    {
      return "\(count) of each variant"
    }
    return VariantNames.cut(counts.map { "\($0.count) of \(VariantNames.quoted($0.variant))" })
  }

  private static func list(_ shares: [Share], isSigned: Bool = false) -> String {
    VariantNames.cut(
      shares.map { share in
        let sign = isSigned && share.share > 0 ? "+" : ""
        return "\(sign)\(NumberText.percent(share.share)) of \(VariantNames.quoted(share.variant))"
      }
    )
  }

  /// Variants with the energy by which their batteries are fuller or emptier.
  private static func list(_ energies: [Energy]) -> String {
    VariantNames.cut(
      energies.map { energy in
        let amount = NumberText.fixed(energy.more.magnitude, 2)
        return "\(amount) \(energy.unit) \(energy.more < 0 ? "less" : "more") in "
          + VariantNames.quoted(energy.variant)
      }
    )
  }

  private static func does(_ names: [String]) -> String { names.count == 1 ? "does" : "do" }
  private static func has(_ names: [String]) -> String { names.count == 1 ? "has" : "have" }
  private static func isAre(_ names: [String]) -> String { names.count == 1 ? "is" : "are" }
}
