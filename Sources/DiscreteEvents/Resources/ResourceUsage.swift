/// How a resource was used over a period: exact integrals over time, and counts.
///
/// Integrals are whole numbers of units times ticks, so they do not depend on how many changes led
/// to them.
public struct ResourceUsage: Sendable, Hashable, Codable {
  /// Where the period began.
  public private(set) var start: SimulationTime
  private var last: SimulationTime
  private var busyTicks: Int128 = 0
  private var availableTicks: Int128 = 0
  private var waitingTicks: Int128 = 0
  private var waitedTicks: Int128 = 0
  /// Requests, refused ones included.
  public internal(set) var requests = 0
  /// Requests turned away because the waiting room was full.
  public internal(set) var refusals = 0
  /// Claims granted, a resumed or restarted one each time anew.
  public private(set) var grants = 0
  /// Claims that left the line without a grant.
  public internal(set) var reneges = 0
  /// Claims that lost their units.
  public internal(set) var preemptions = 0
  /// The most claims that stood in the line after a call on the resource.
  public private(set) var longestLine = 0
  /// The longest time that a granted claim stood in the line.
  public private(set) var longestWait = SimulationTime.zero

  init(start: SimulationTime) {
    self.start = start
    last = start
  }

  /// Books the time since the last change, during which these numbers held.
  mutating func advance(to now: SimulationTime, busy: Int, capacity: Int, waiting: Int) {
    precondition(now >= last, "a change at \(now), which is before the last one (\(last))")
    let elapsed = Int128(now.ticks - last.ticks)
    guard elapsed > 0 else { return }
    busyTicks += Int128(busy) * elapsed
    availableTicks += Int128(max(busy, capacity)) * elapsed
    waitingTicks += Int128(waiting) * elapsed
    last = now
  }

  mutating func noteLine(of count: Int) {
    longestLine = max(longestLine, count)
  }

  mutating func noteGrant(after wait: SimulationTime) {
    grants += 1
    waitedTicks += Int128(wait.ticks)
    longestWait = max(longestWait, wait)
  }

  /// Mean number of units held; nil for a period without length.
  public var meanBusyUnits: Double? { timeAverage(busyTicks) }

  /// Mean number of claims in the line; nil for a period without length.
  public var meanLineLength: Double? { timeAverage(waitingTicks) }

  /// Share of the unit-time there was that was held; nil if there was none.
  ///
  /// Where the capacity changes, both are summed over time. Units that are still held after the
  /// capacity went down count as there, so the share is never above 1.
  public var utilization: Double? {
    availableTicks > 0 ? Double(busyTicks) / Double(availableTicks) : nil
  }

  /// Mean time in the line of the claims that were granted, in seconds; nil if there was none.
  public var meanWait: Double? {
    grants > 0 ? Double(waitedTicks) / Double(grants) / 1e6 : nil
  }

  private func timeAverage(_ integral: Int128) -> Double? {
    let length = last.ticks - start.ticks
    return length > 0 ? Double(integral) / Double(length) : nil
  }
}
