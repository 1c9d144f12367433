/// Events that go round without the clock moving, and which they are.
public struct EventStorm<Event: Sendable>: Sendable {
  /// How the events of a storm come again.
  public enum Recurrence: Sendable, Hashable {
    /// The same events, values and all.
    case same
    /// Events of the same cases with other values, such as a counter that rises.
    case sameCases
    /// No period was found among the events examined.
    case none
  }

  /// The instant at which the clock stands.
  public var time: SimulationTime
  /// Events handled at that instant, without the one that moved the clock to it.
  public var count: Int
  /// One round of the events, in the order in which they happen.
  ///
  /// If no period was found, every event that happens, once; empty if no more are due.
  public var cycle: [Event]
  /// How the events come again.
  public var recurrence: Recurrence
}

extension EventStorm: CustomStringConvertible {
  /// One line, such as `event storm at 08:00:00: 1,000,000 events without the clock moving; these
  /// repeat: poll, retry`.
  public var description: String {
    let start = "event storm at \(time): \(grouped(count)) events without the clock moving; "
    let named = 12
    let texts = cycle.prefix(named).map {
      recurrence == .sameCases ? EventCycle.caseName($0) : "\($0)"
    }
    let more = cycle.count > named ? " and \(grouped(cycle.count - named)) more" : ""
    let list = texts.joined(separator: ", ") + more
    return switch recurrence {
    case _ where cycle.isEmpty: start + "no more are due at that instant"
    case .same: start + "these repeat: \(list)"
    case .sameCases: start + "these repeat with other values: \(list)"
    case .none: start + "no period found; these follow: \(list)"
    }
  }

  private func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      text += place > 0 && place % 3 == 0 ? ",\(digit)" : "\(digit)"
    }
    return String(text.reversed())
  }
}

extension Model {
  /// Says which events go round at the present instant: for a run that ended by `eventStorm`.
  ///
  /// A copy of the model goes on at the instant and its events are searched for a period; the model
  /// itself does not change. A model that is a class can not be copied, so nothing is examined.
  ///
  /// - Parameter events: Events to examine, at least 2: twice the longest period that is found.
  /// - Returns: The report; also for a model that is not in a storm.
  public func eventStorm(examining events: Int = 600) -> EventStorm<Event> {
    precondition(events >= 2, "a period needs two events, not \(events)")
    var following: [Event] = []
    if !(Self.self is AnyObject.Type) {
      var copy = self
      while following.count < events, copy.engine.nextTime() == engine.now,
        let event = copy.step()
      {
        following.append(event)
      }
    }
    let (cycle, recurrence) = EventCycle.find(in: following, completely: following.count < events)
    return EventStorm(
      time: engine.now,
      count: engine.eventsWithoutClockMoving,
      cycle: cycle,
      recurrence: recurrence
    )
  }
}

/// The search for the period of a row of events.
enum EventCycle {
  /// Finds the smallest period, and the events of one round.
  ///
  /// Events are compared by what they print, since they need not be `Equatable`.
  ///
  /// - Parameters:
  ///   - events: Events in the order in which they happened.
  ///   - ends: Whether no event follows them, so that they go round no more.
  /// - Returns: The events of a round, or all that differ, and how they come again.
  static func find<Event>(
    in events: [Event],
    completely ends: Bool
  ) -> (cycle: [Event], recurrence: EventStorm<Event>.Recurrence) {
    let texts = events.map { "\($0)" }
    if !ends {
      if let period = smallestPeriod(of: texts) {
        return (Array(events[..<period]), .same)
      }
      if let period = smallestPeriod(of: events.map(caseName)) {
        return (Array(events[..<period]), .sameCases)
      }
    }
    let firsts = events.indices.filter { !texts[..<$0].contains(texts[$0]) }
    return (firsts.map { events[$0] }, .none)
  }

  /// The name of an event's case, without its values.
  static func caseName<Event>(_ event: Event) -> String {
    let text = "\(event)"
    let name = text.prefix { $0 != "(" }
    return name.isEmpty ? text : String(name)
  }

  /// The smallest period that comes at least twice, or nil.
  static func smallestPeriod(of texts: [String]) -> Int? {
    guard texts.count >= 2 else { return nil }
    return (1...texts.count / 2).first { period in
      zip(texts, texts.dropFirst(period)).allSatisfy { $0 == $1 }
    }
  }
}
