/// Watches a model as it handles its events: for traces, statistics and checks.
///
/// An observer is passed to a run as a generic parameter, so the methods that it leaves to their
/// defaults cost nothing.
public protocol EventObserver<Observed> {
  /// The model that is watched.
  associatedtype Observed: Model

  /// Called before each event, when the clock already shows its time.
  ///
  /// - Parameters:
  ///   - event: The event about to be handled.
  ///   - model: The model in its state before the event.
  mutating func willHandle(_ event: Observed.Event, in model: borrowing Observed)

  /// Called after each event.
  ///
  /// - Parameters:
  ///   - event: The event that was handled.
  ///   - model: The model in its state after the event; what it has put out may be taken away.
  mutating func didHandle(_ event: Observed.Event, in model: inout Observed)
}

extension EventObserver {
  /// Does nothing.
  @inlinable
  public mutating func willHandle(_ event: Observed.Event, in model: borrowing Observed) {}

  /// Does nothing.
  @inlinable
  public mutating func didHandle(_ event: Observed.Event, in model: inout Observed) {}
}

/// An observer that does nothing.
public struct SilentObserver<Observed: Model>: EventObserver {
  /// Makes the observer.
  @inlinable
  public init() {}
}
