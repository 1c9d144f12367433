import ArgumentParser
import LogisticsPark
import ScenarioFiles
import Wording

/// `--limit`: what a command may cost.
struct LimitArguments: ParsableArguments {
  @Option(
    name: .customLong("limit"),
    help: ArgumentHelp(
      "Raise or lower what a command may cost: runs (\(CostLimit.runs.standard) by default), orders and "
        + "events of a run (\(CostLimit.orders.standard), \(CostLimit.events.standard)), rows "
        + "(\(CostLimit.rows.standard)); may be repeated.",
      valueName: "name=count"
    )
  )
  var settings: [String] = []

  /// The limits that hold.
  private(set) var limits = CostLimits()

  private enum CodingKeys: String, CodingKey {
    case settings
  }

  mutating func validate() throws {
    for setting in settings {
      let (limit, count) = try Self.parsed(setting)
      limits[limit] = count
    }
  }

  private static func parsed(_ setting: String) throws -> (CostLimit, Int) {
    let parts = setting.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    let names = CostLimit.allCases.map(\.rawValue).joined(separator: ", ")
    guard parts.count == 2, let limit = CostLimit(rawValue: parts[0]) else {
      throw ValidationError(
        "--limit takes one of \(names) and a count, such as --limit orders=5000000, got "
          + TerminalText.visible(setting),
        "--limit 需要 \(names) 之一和数目，如 --limit orders=5000000；此处为 "
          + TerminalText.visible(setting)
      )
    }
    // Orders are numbered by 32 bits.
    guard let count = Int(parts[1]), (1...2_000_000_000).contains(count) else {
      throw ValidationError(
        "--limit \(limit.rawValue) must be 1 to 2000000000, got \(TerminalText.visible(parts[1]))",
        "--limit \(limit.rawValue) 须为 1 到 2000000000，此处为 \(TerminalText.visible(parts[1]))"
      )
    }
    return (limit, count)
  }
}

/// Refuses what a command would cost before it begins, and tells of what is large.
enum CostGate {
  /// Compares a cost with the limits.
  ///
  /// - Parameters:
  ///   - cost: What all runs of the command will cost.
  ///   - limits: What they may cost.
  ///   - isTold: Whether a cost that is allowed and large is noted on standard error.
  /// - Throws: `CommandError` with the status for bad input, the estimate and the way out.
  static func check(_ cost: CommandCost, _ limits: CostLimits, isTold: Bool = true) throws {
    let excesses = limits.excesses(of: cost)
    guard excesses.isEmpty else {
      throw CommandError(status: .badInput, CostText.refusal(excesses, cost))
    }
    guard isTold, cost.isNoteworthy else { return }
    Terminal.note(Phrase("note: this will take about ", "说明：预计约 ") + CostText.total(cost))
  }
}
