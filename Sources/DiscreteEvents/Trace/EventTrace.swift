/// Writes down the events of a run: time, number and text, for reading and for comparing runs.
///
/// An observer for the run loops of `Model`. An event is written as its `description` says, or by
/// the name of its case.
public struct EventTrace<Observed: Model>: EventObserver {
  /// One event that was handled.
  public struct Line: Sendable, Hashable {
    /// Its place among the events of the engine, from 1.
    public let number: Int
    /// When it happened.
    public let time: SimulationTime
    /// What happened.
    public let event: String
  }

  /// What was written, oldest first.
  public private(set) var lines: [Line] = []
  /// Events that were left out because there were lines enough.
  public private(set) var omittedCount = 0
  private let limit: Int

  /// Makes an empty trace.
  ///
  /// - Parameter limit: The most lines to keep; not negative. Later events are only counted.
  public init(limit: Int = .max) {
    precondition(limit >= 0, "a trace of \(limit) lines")
    self.limit = limit
  }

  /// Writes the event down.
  public mutating func willHandle(_ event: Observed.Event, in model: borrowing Observed) {
    guard lines.count < limit else {
      omittedCount += 1
      return
    }
    let engine = model.engine
    lines.append(
      Line(number: engine.handledCount, time: engine.now, event: String(describing: event))
    )
  }
}
