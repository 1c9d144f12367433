/// How a resource was used over a period: exact integrals over time, and counts.
///
/// Integrals are whole numbers of units times ticks, so they do not depend on how many changes led
/// to them, and those of two periods that follow one another add up to that of both.
public struct ResourceUsage: Sendable, Hashable, Codable {
  /// Where the period began.
  public private(set) var start: SimulationTime
  /// Where it ends.
  public private(set) var end: SimulationTime
  /// Units held, over time [units * ticks].
  public private(set) var busyIntegral: Int128 = 0
  /// Units that there were, over time [units * ticks].
  public private(set) var capacityIntegral: Int128 = 0
  /// Units held beyond the capacity after it went down, over time [units * ticks]: overtime, where the
  /// units are people.
  public private(set) var excessIntegral: Int128 = 0
  /// Claims in the line, over time [claims * ticks].
  public private(set) var lineIntegral: Int128 = 0
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
  /// The most claims that stood in the line for any time; who comes and goes at one instant does not.
  public private(set) var longestLine = 0
  /// The longest time that a granted claim stood in the line.
  public private(set) var longestWait = SimulationTime.zero

  init(start: SimulationTime) {
    self.start = start
    end = start
  }

  /// Books the time since the last change, during which these numbers held.
  mutating func advance(to now: SimulationTime, busy: Int, capacity: Int, waiting: Int) {
    precondition(now >= end, "a change at \(now), which is before the last one (\(end))")
    let elapsed = now.ticks - end.ticks
    guard elapsed > 0 else { return }
    busyIntegral += product(busy, elapsed)
    capacityIntegral += product(capacity, elapsed)
    if busy > capacity { excessIntegral += product(busy - capacity, elapsed) }
    if waiting > 0 { lineIntegral += product(waiting, elapsed) }
    longestLine = max(longestLine, waiting)
    end = now
  }

  /// The product of two words, which two words hold: one multiplication, and no overflow to look for.
  private func product(_ units: Int, _ ticks: Int64) -> Int128 {
    let (high, low) = ticks.multipliedFullWidth(by: Int64(units))
    return Int128(high) << 64 | Int128(low)
  }

  mutating func noteGrant(after wait: SimulationTime) {
    grants += 1
    waitedTicks += Int128(wait.ticks)
    longestWait = max(longestWait, wait)
  }

  /// This period and the one that follows it, as one.
  ///
  /// - Parameter next: How the same resource was used from where this period ends.
  /// - Returns: How it was used over both.
  public func joined(with next: ResourceUsage) -> ResourceUsage {
    precondition(next.start == end, "a period from \(next.start) does not follow one to \(end)")
    var both = self
    both.end = next.end
    both.busyIntegral += next.busyIntegral
    both.capacityIntegral += next.capacityIntegral
    both.excessIntegral += next.excessIntegral
    both.lineIntegral += next.lineIntegral
    both.waitedTicks += next.waitedTicks
    both.requests += next.requests
    both.refusals += next.refusals
    both.grants += next.grants
    both.reneges += next.reneges
    both.preemptions += next.preemptions
    both.longestLine = max(longestLine, next.longestLine)
    both.longestWait = max(longestWait, next.longestWait)
    return both
  }

  /// Mean number of units held; nil for a period without length.
  public var meanBusyUnits: Double? { timeAverage(busyIntegral) }

  /// Mean number of units that there were; nil for a period without length.
  public var meanCapacity: Double? { timeAverage(capacityIntegral) }

  /// Mean number of units held beyond the capacity; nil for a period without length.
  public var meanExcess: Double? { timeAverage(excessIntegral) }

  /// Mean number of claims in the line; nil for a period without length.
  public var meanLineLength: Double? { timeAverage(lineIntegral) }

  /// Share of the unit-time there was that was held; nil if there was none.
  ///
  /// Where the capacity changes, both are summed over time. Units that are still held after the
  /// capacity went down count as there, so the share is never above 1.
  public var utilization: Double? {
    let available = capacityIntegral + excessIntegral
    return available > 0 ? Double(busyIntegral) / Double(available) : nil
  }

  /// Mean time in the line of the claims that were granted, in seconds; nil if there was none.
  public var meanWait: Double? {
    grants > 0 ? Double(waitedTicks) / Double(grants) / 1e6 : nil
  }

  private func timeAverage(_ integral: Int128) -> Double? {
    let length = end.ticks - start.ticks
    return length > 0 ? Double(integral) / Double(length) : nil
  }
}

extension ResourceUsage {
  /// Whether nothing in it can end the program later, wherever it comes from: see
  /// `Resource.contradiction(at:)`.
  public var isSound: Bool {
    // So that two of them, and what is added to one, stay within 128 bits; and a period within 64.
    let most = Int128(1) << 125
    let earliest = SimulationTime(ticks: -(1 << 61))
    let integrals = [busyIntegral, capacityIntegral, excessIntegral, lineIntegral, waitedTicks]
    let counts = [requests, refusals, grants, reneges, preemptions, longestLine]
    return earliest <= start && start <= end && longestWait >= .zero && longestWait <= end
      && integrals.allSatisfy { (0...most).contains($0) }
      && counts.allSatisfy { (0...1 << 60).contains($0) }
  }
}
