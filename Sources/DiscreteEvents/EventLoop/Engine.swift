/// The clock and the future event list of a model.
///
/// A model stores an engine and schedules through it; the run loops of `Model` move the clock.
/// An engine is a value: copying a model copies its clock and all that is going to happen.
public struct Engine<Event: BitwiseCopyable & Sendable>: Sendable {
  @usableFromInline var calendar: EventCalendar<Event>
  @usableFromInline var currentTime: SimulationTime
  @usableFromInline var handled: Int
  /// Events handled since the clock moved, without the one that moved it.
  @usableFromInline var handledAtRest: Int
  @usableFromInline var endRequest: EndRequest
  @usableFromInline var stormLimit: Int

  /// Makes an engine with an empty calendar.
  @inlinable
  public init(start: SimulationTime = .zero) {
    calendar = EventCalendar()
    currentTime = start
    handled = 0
    handledAtRest = 0
    endRequest = .none
    stormLimit = Self.standardEventsPerInstantLimit
  }

  /// The time of the event being handled, or the time that the last run reached.
  @inlinable public var now: SimulationTime { currentTime }

  /// Events handled since the engine was made.
  @inlinable public var handledCount: Int { handled }

  /// Events scheduled and not yet handled.
  @inlinable public var pendingCount: Int { calendar.count }

  /// The time of the next event, or nil if none is pending.
  @inlinable
  public mutating func nextTime() -> SimulationTime? {
    calendar.nextTime()
  }

  /// Schedules an event at an instant.
  ///
  /// - Parameters:
  ///   - event: What shall happen.
  ///   - time: When; not before `now`.
  ///   - priority: Which comes first among events of one instant: the lowest number.
  /// - Returns: A handle to cancel or move the event.
  @inlinable
  @discardableResult
  public mutating func schedule(
    _ event: Event,
    at time: SimulationTime,
    priority: Int16 = 0
  ) -> EventHandle {
    precondition(
      time >= currentTime,
      "event scheduled at \(time), which is before now (\(currentTime))"
    )
    return calendar.schedule(event, at: time, priority: priority)
  }

  /// Schedules an event some time from now.
  ///
  /// - Parameters:
  ///   - event: What shall happen.
  ///   - delay: How long from now; not negative.
  ///   - priority: Which comes first among events of one instant: the lowest number.
  /// - Returns: A handle to cancel or move the event.
  @inlinable
  @discardableResult
  public mutating func schedule(
    _ event: Event,
    after delay: SimulationTime,
    priority: Int16 = 0
  ) -> EventHandle {
    precondition(delay >= .zero, "event scheduled after a negative delay (\(delay))")
    return calendar.schedule(event, at: currentTime + delay, priority: priority)
  }

  /// Removes a pending event; false if it was handled or cancelled before.
  @inlinable
  @discardableResult
  public mutating func cancel(_ handle: EventHandle) -> Bool {
    calendar.cancel(handle)
  }

  /// Moves a pending event, whose handle stays valid.
  ///
  /// Among events of equal time and priority it counts as scheduled now.
  ///
  /// - Parameters:
  ///   - handle: The event.
  ///   - time: Its new time; not before `now`.
  ///   - priority: Its new priority; nil keeps the old one.
  /// - Returns: False if the event was handled or cancelled before.
  @inlinable
  @discardableResult
  public mutating func reschedule(
    _ handle: EventHandle,
    at time: SimulationTime,
    priority: Int16? = nil
  ) -> Bool {
    precondition(
      time >= currentTime,
      "event moved to \(time), which is before now (\(currentTime))"
    )
    return calendar.reschedule(handle, at: time, priority: priority)
  }

  /// Whether the event of a handle is still to come.
  @inlinable
  public func isPending(_ handle: EventHandle) -> Bool {
    calendar.isPending(handle)
  }

  /// The time of a pending event, or nil if it is gone.
  @inlinable
  public func time(of handle: EventHandle) -> SimulationTime? {
    calendar.time(of: handle)
  }

  /// Ends the run in progress once the event being handled is done.
  ///
  /// Between runs it ends the next run before its first event.
  @inlinable
  public mutating func stop() {
    endRequest.stop = true
  }

  /// Takes the next event up to a limit out of the calendar and moves the clock to it.
  @inlinable
  @inline(__always)
  mutating func advance(through limit: SimulationTime) -> Event? {
    guard let next = calendar.popNext(through: limit) else { return nil }
    handled &+= 1
    guard next.time > currentTime else {
      countAtRest(next.time)
      return next.event
    }
    currentTime = next.time
    handledAtRest = 0
    return next.event
  }

  /// Counts an event for which the clock does not move.
  @inlinable
  @inline(never)
  mutating func countAtRest(_ time: SimulationTime) {
    precondition(
      time == currentTime,
      "the next event is at \(time), which is before now (\(currentTime))"
    )
    handledAtRest &+= 1
    if handledAtRest >= stormLimit {
      noteStorm()
    }
  }
}
