/// What is wrong with a list of recorded arrivals.
public enum RecordedArrivalsFault: Error, Hashable, Sendable {
  /// The time at an index, from 0, is earlier than the one before it.
  case goesBack(index: Int, time: SimulationTime, previous: SimulationTime)
  /// The list takes longer than the period after which it is to be repeated.
  case longerThanPeriod(length: SimulationTime, period: SimulationTime)
  /// The period of repetition is not positive.
  case noPeriod(SimulationTime)
}

extension RecordedArrivalsFault: CustomStringConvertible {
  /// The fault with its numbers.
  public var description: String {
    switch self {
    case .goesBack(let index, let time, let previous):
      "arrival \(index) at \(time) is before the one at \(previous)"
    case .longerThanPeriod(let length, let period):
      "recorded arrivals span \(length), more than the period of repetition \(period)"
    case .noPeriod(let period):
      "period of repetition \(period) is not positive"
    }
  }
}

/// Arrivals at recorded times, once or repeated with a period.
public struct RecordedArrivals: ArrivalProcess, Hashable, Codable {
  /// The recorded times, none earlier than the one before.
  public let times: [SimulationTime]
  /// Time after which the list comes again, if it does.
  public let period: SimulationTime?
  private var index = 0
  private var cycle = 0

  /// Makes arrivals of recorded times.
  ///
  /// - Parameters:
  ///   - times: None earlier than the one before; two may be equal.
  ///   - period: Time after which the list comes again, and again; positive and not less than the
  ///     time from the first arrival to the last. Without it the list comes once.
  /// - Throws: The first fault: times that go back, or a period that is too short.
  /// - Complexity: O(n) for n times.
  public init(
    _ times: [SimulationTime],
    repeatedEvery period: SimulationTime? = nil
  ) throws(RecordedArrivalsFault) {
    for index in times.indices.dropFirst() where times[index] < times[index - 1] {
      throw .goesBack(index: index, time: times[index], previous: times[index - 1])
    }
    if let period {
      guard period > .zero else { throw .noPeriod(period) }
      let (length, overflow) = Self.length(of: times)
      guard !overflow && length <= period else {
        throw .longerThanPeriod(length: length, period: period)
      }
    }
    self.times = times
    self.period = period
  }

  /// The next arrival.
  ///
  /// - Parameter stream: Stays as it is.
  /// - Returns: The recorded time, or nil after the last, or once it lies beyond the clock's end.
  public mutating func next(_ stream: inout RandomStream) -> SimulationTime? {
    if index == times.count, period != nil, !times.isEmpty {
      index = 0
      cycle += 1
    }
    guard index < times.count, let time = time(of: index) else { return nil }
    index += 1
    return time
  }

  private func time(of index: Int) -> SimulationTime? {
    let (shift, shiftOverflow) = (period?.ticks ?? 0).multipliedReportingOverflow(by: Int64(cycle))
    let (ticks, overflow) = times[index].ticks.addingReportingOverflow(shift)
    return shiftOverflow || overflow ? nil : SimulationTime(ticks: ticks)
  }

  private static func length(of times: [SimulationTime]) -> (SimulationTime, overflow: Bool) {
    guard let first = times.first, let last = times.last else { return (.zero, false) }
    let (ticks, overflow) = last.ticks.subtractingReportingOverflow(first.ticks)
    return (SimulationTime(ticks: overflow ? .max : ticks), overflow)
  }
}
