package import DiscreteEvents

/// Counts the arrivals of a process in windows.
package struct ArrivalCounter<Process: ArrivalProcess>: Model {
  /// What can happen.
  package enum Event: BitwiseCopyable, Sendable {
    /// An arrival.
    case arrives
  }

  package var engine = Engine<Event>()
  private var process: Process
  private var stream: RandomStream
  private let edges: [SimulationTime]
  private var window = 0
  /// Arrivals in each window: from an edge on and before the next.
  package private(set) var counts: [Int]

  /// Makes a counter.
  ///
  /// - Parameters:
  ///   - process: Gives the arrivals.
  ///   - edges: Where the windows begin, and where the last one ends; rising.
  ///   - stream: Gives the numbers.
  package init(_ process: Process, edges: [SimulationTime], stream: RandomStream) {
    precondition(edges.count >= 2, "\(edges.count) edges make no window")
    self.process = process
    self.edges = edges
    self.stream = stream
    counts = Array(repeating: 0, count: edges.count - 1)
    scheduleNext()
  }

  /// Lets an event happen.
  package mutating func handle(_ event: Event) {
    while window < counts.count, engine.now >= edges[window + 1] { window += 1 }
    if engine.now >= edges[0], window < counts.count { counts[window] += 1 }
    scheduleNext()
  }

  private mutating func scheduleNext() {
    guard let last = edges.last, let time = process.next(&stream), time < last else { return }
    engine.schedule(.arrives, at: time)
  }
}
