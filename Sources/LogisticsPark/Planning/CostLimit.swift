package import Wording

/// What has a limit that a run or a command must not pass by mistake.
///
/// All are counts, so they are the same on any machine.
package enum CostLimit: String, CaseIterable, Hashable, Sendable {
  /// Runs of one command.
  case runs
  /// Orders of one run, all of which may wait in memory at the same time.
  case orders
  /// Events of one run.
  case events
  /// Rows that the runs of one command add to a results file.
  case rows

  /// Limit where none is named.
  package var standard: Int {
    switch self {
    case .runs: 100_000
    case .orders: 1_000_000
    case .events: 50_000_000
    case .rows: 100_000_000
    }
  }

  /// What it counts, for people.
  package var subject: Phrase {
    switch self {
    case .runs: Phrase("runs of a command", "一个命令的运行")
    case .orders: Phrase("orders of a run", "一次运行的订单")
    case .events: Phrase("events of a run", "一次运行的事件")
    case .rows: Phrase("rows that a command stores", "一个命令存入的行")
    }
  }
}

/// The limits of a command.
package struct CostLimits: Hashable, Sendable {
  private var raised: [CostLimit: Int] = [:]

  /// The standard limits.
  package init() {}

  /// The limit of a count.
  package subscript(limit: CostLimit) -> Int {
    get { raised[limit] ?? limit.standard }
    set { raised[limit] = newValue }
  }

  /// A limit that is passed.
  package struct Excess: Hashable, Sendable {
    /// Which one.
    package var limit: CostLimit
    /// The count that was foreseen.
    package var count: Double
    /// The count that is allowed.
    package var allowed: Int
  }

  /// The limits that a command will pass, in the order of ``CostLimit``.
  package func excesses(of cost: CommandCost) -> [Excess] {
    let counts: [CostLimit: Double] = [
      .runs: Double(cost.runs), .orders: cost.ordersOfARun, .events: cost.eventsOfARun,
      .rows: cost.rows,
    ]
    return CostLimit.allCases.compactMap { limit in
      guard let count = counts[limit], count > Double(self[limit]) else { return nil }
      return Excess(limit: limit, count: count, allowed: self[limit])
    }
  }
}

/// A run was ended since it passed a limit.
package struct LimitError: Error, Hashable, Sendable {
  /// Which limit.
  package var limit: CostLimit
  /// The count that is allowed.
  package var allowed: Int
  /// Simulated time at which the run had so many [s].
  package var seconds: Double

  /// Makes the error.
  package init(_ limit: CostLimit, allowed: Int, seconds: Double) {
    self.limit = limit
    self.allowed = allowed
    self.seconds = seconds
  }
}
