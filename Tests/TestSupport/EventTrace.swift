package import DiscreteEvents

/// Keeps the time and the event of everything that a model handles.
package struct EventTrace<Observed: Model>: EventObserver where Observed.Event: Hashable {
  /// One event that was handled.
  package struct Entry: Hashable {
    /// When.
    package var time: SimulationTime
    /// What.
    package var event: Observed.Event
  }

  /// The events in the order in which they were handled.
  package private(set) var entries: [Entry] = []

  /// Makes an empty trace.
  package init() {}

  package mutating func willHandle(_ event: Observed.Event, in model: borrowing Observed) {
    entries.append(Entry(time: model.engine.now, event: event))
  }
}
