internal import DequeModule

extension Simulation {
  /// Something that is going to happen to a process, as far as is known now.
  public struct Upcoming: Sendable, Hashable {
    /// When.
    public let time: SimulationTime
    /// To whom: the name of a process, or of a timer.
    public let name: String
  }

  /// What comes next, in order, as if none of it brought about anything else.
  ///
  /// - Parameter count: How many at most; not negative.
  /// - Returns: What comes; fewer if less is scheduled.
  /// - Complexity: That of a copy of the calendar, which is linear in what is scheduled.
  public func upcoming(_ count: Int) -> [Upcoming] {
    precondition(count >= 0, "a negative number of events (\(count))")
    var found = ready.prefix(count).map { Upcoming(time: now, name: $0.name) }
    var copy = calendar
    while found.count < count, let next = copy.popNext() {
      let slot = Int(next.event.slot)
      let name = next.event.isTimer ? timers[slot]?.name : processes[slot]?.name
      found.append(Upcoming(time: next.time, name: name ?? "nobody"))
    }
    return found
  }
}
