/// What all runs of a command will cost together.
package struct CommandCost: Hashable, Sendable {
  /// Number of runs.
  package private(set) var runs = 0
  /// Most orders of one run.
  package private(set) var ordersOfARun = 0.0
  /// Most events of one run.
  package private(set) var eventsOfARun = 0.0
  /// Orders of all runs.
  package private(set) var orders = 0.0
  /// Events of all runs.
  package private(set) var events = 0.0
  /// Samples of all runs.
  package private(set) var samples = 0.0
  /// Rows that all runs add to a results file.
  package private(set) var rows = 0.0
  /// Bytes that these rows take.
  package private(set) var bytes = 0.0
  /// Processor time of all runs [s]; a rough figure.
  package private(set) var processorSeconds = 0.0

  /// Makes a cost of no runs.
  package init() {}

  /// Makes the cost of runs of one kind.
  package init(_ run: RunCost, runs: Int) {
    add(run, runs: runs)
  }

  /// Adds runs of one kind; none changes nothing.
  ///
  /// - Parameters:
  ///   - run: What one of them costs.
  ///   - count: How many there are.
  ///   - isStored: Whether their rows enter a results file.
  package mutating func add(_ run: RunCost, runs count: Int, isStored: Bool = true) {
    guard count > 0 else { return }
    let times = Double(count)
    runs += count
    ordersOfARun = max(ordersOfARun, run.orders)
    eventsOfARun = max(eventsOfARun, run.events)
    orders += times * run.orders
    events += times * run.events
    samples += times * run.samples
    if isStored {
      rows += times * run.rows
      bytes += times * run.bytes
    }
    processorSeconds += times * run.processorSeconds
  }

  /// Whether somebody who starts it should know first: minutes of work, or more than a gigabyte.
  package var isNoteworthy: Bool {
    events > 50_000_000 || samples > 500_000_000 || rows > 10_000_000 || runs > 5_000
  }
}
