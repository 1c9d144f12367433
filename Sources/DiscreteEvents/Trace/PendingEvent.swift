/// An event that is going to happen, as far as is known now.
public struct PendingEvent<Event: BitwiseCopyable & Sendable>: Sendable {
  /// When.
  public let time: SimulationTime
  /// Which comes first among events of one instant: the lowest number.
  public let priority: Int16
  /// What.
  public let event: Event
}

extension Engine {
  /// The events that come next, in their order, as if none of them brought about another one.
  ///
  /// - Parameter count: How many at most; not negative.
  /// - Returns: The events; fewer if fewer are pending.
  /// - Complexity: That of a copy of the calendar, which is linear in the events pending.
  public func upcoming(_ count: Int) -> [PendingEvent<Event>] {
    precondition(count >= 0, "a negative number of events (\(count))")
    var copy = calendar
    var found: [PendingEvent<Event>] = []
    while found.count < count, let next = copy.popNext() {
      found.append(PendingEvent(time: next.time, priority: next.priority, event: next.event))
    }
    return found
  }
}
