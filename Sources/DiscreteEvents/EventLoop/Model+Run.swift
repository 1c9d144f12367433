extension Model {
  /// Handles all events until none is pending; the clock stays at the last one.
  ///
  /// - Returns: `noMoreEvents`; or `stopped` or `eventStorm`.
  @inlinable
  @discardableResult
  public mutating func run() -> RunEnd {
    var observer = SilentObserver<Self>()
    return run(observer: &observer)
  }

  /// Handles all events until none is pending, before an observer's eyes.
  @inlinable
  @discardableResult
  public mutating func run(observer: inout some EventObserver<Self>) -> RunEnd {
    handleEvents(through: .distantFuture, observer: &observer) ?? .noMoreEvents
  }

  /// Handles all events up to and including a time; afterwards the clock shows that time.
  ///
  /// If the run ends before that, the clock stays at the event that was handled last.
  ///
  /// - Parameter end: The time to reach; not before `engine.now`.
  /// - Returns: `noMoreEvents` if none is pending at the end, else `reachedLimit`; or `stopped` or
  ///   `eventStorm`.
  @inlinable
  @discardableResult
  public mutating func run(until end: SimulationTime) -> RunEnd {
    var observer = SilentObserver<Self>()
    return run(until: end, observer: &observer)
  }

  /// Handles all events up to and including a time, before an observer's eyes.
  @inlinable
  @discardableResult
  public mutating func run(
    until end: SimulationTime,
    observer: inout some EventObserver<Self>
  ) -> RunEnd {
    precondition(end >= engine.now, "until (\(end)) is before now (\(engine.now))")
    if let cause = handleEvents(through: end, observer: &observer) {
      return cause
    }
    engine.moveClock(to: end)
    return engine.pendingCount == 0 ? .noMoreEvents : .reachedLimit
  }

  /// Handles a number of events, or fewer if none is left.
  ///
  /// - Parameter count: Events to handle; not negative.
  /// - Returns: `reachedLimit` after so many, `noMoreEvents` if there were fewer; or `stopped` or
  ///   `eventStorm`.
  @inlinable
  @discardableResult
  public mutating func run(maximumEvents count: Int) -> RunEnd {
    var observer = SilentObserver<Self>()
    return run(maximumEvents: count, observer: &observer)
  }

  /// Handles a number of events, or fewer if none is left, before an observer's eyes.
  @inlinable
  @discardableResult
  public mutating func run(
    maximumEvents count: Int,
    observer: inout some EventObserver<Self>
  ) -> RunEnd {
    precondition(count >= 0, "a negative number of events (\(count))")
    for _ in 0..<count {
      if let cause = engine.takeEndRequest() { return cause }
      guard handleNext(through: .distantFuture, observer: &observer) else { return .noMoreEvents }
    }
    return engine.takeEndRequest() ?? .reachedLimit
  }

  /// Handles events as long as a condition holds, which is asked before each of them.
  ///
  /// - Parameter condition: Whether to go on.
  /// - Returns: `stopped` once the condition does not hold, or `noMoreEvents` or `eventStorm`.
  @inlinable
  @discardableResult
  public mutating func run(while condition: (borrowing Self) -> Bool) -> RunEnd {
    var observer = SilentObserver<Self>()
    return run(while: condition, observer: &observer)
  }

  /// Handles events as long as a condition holds, before an observer's eyes.
  @inlinable
  @discardableResult
  public mutating func run(
    while condition: (borrowing Self) -> Bool,
    observer: inout some EventObserver<Self>
  ) -> RunEnd {
    while condition(self) {
      if let cause = engine.takeEndRequest() { return cause }
      guard handleNext(through: .distantFuture, observer: &observer) else { return .noMoreEvents }
    }
    return .stopped
  }

  /// Handles the next event and returns it, or nil if none is pending.
  ///
  /// It heeds neither `Engine.stop()` nor event storms: those end the next run.
  @inlinable
  @discardableResult
  public mutating func step() -> Event? {
    var observer = SilentObserver<Self>()
    return step(observer: &observer)
  }

  /// Handles the next event before an observer's eyes and returns it, or nil if none is pending.
  @inlinable
  @discardableResult
  public mutating func step(observer: inout some EventObserver<Self>) -> Event? {
    guard let event = engine.advance(through: .distantFuture) else { return nil }
    handle(event, observer: &observer)
    return event
  }

  /// The next event and its time, without handling it; nil if none is pending.
  @inlinable
  public mutating func peek() -> (time: SimulationTime, event: Event)? {
    guard let next = engine.calendar.peekNext() else { return nil }
    return (next.time, next.event)
  }

  /// Handles events up to and including a time; nil if nothing ended the run before.
  @inlinable
  mutating func handleEvents(
    through limit: SimulationTime,
    observer: inout some EventObserver<Self>
  ) -> RunEnd? {
    while engine.endRequest.bits == 0 {
      guard handleNext(through: limit, observer: &observer) else { return nil }
    }
    return engine.takeEndRequest()
  }

  @inlinable
  @inline(__always)
  mutating func handleNext(
    through limit: SimulationTime,
    observer: inout some EventObserver<Self>
  ) -> Bool {
    guard let event = engine.advance(through: limit) else { return false }
    handle(event, observer: &observer)
    return true
  }

  @inlinable
  mutating func handle(_ event: Event, observer: inout some EventObserver<Self>) {
    observer.willHandle(event, in: self)
    handle(event)
    observer.didHandle(event, in: &self)
  }
}
