/// A system that changes only at events.
///
/// A model holds its whole state, its engine included, and is best a struct: then a copy of it is
/// a second simulation that begins where the first one stands.
public protocol Model {
  /// What can happen; an enum of plain values.
  associatedtype Event: BitwiseCopyable & Sendable

  /// The clock and the calendar; a stored property.
  var engine: Engine<Event> { get set }

  /// Lets an event happen; `engine.now` is its time.
  ///
  /// - Parameter event: The event, which is no longer pending.
  mutating func handle(_ event: Event)
}

/// Why a run came to its end.
public enum RunEnd: Sendable, Hashable {
  /// The time or the number of events that was asked for is reached.
  case reachedLimit
  /// No event is pending.
  case noMoreEvents
  /// The model asked for the end by `Engine.stop()`, or the condition to go on does not hold.
  case stopped
  /// As many events as `Engine.eventsPerInstantLimit` were handled without the clock moving.
  ///
  /// `Model.eventStorm()` says which they are. A further run goes on, up to as many again.
  case eventStorm
}
