/// Keeps the table that a class fills in when it simulates by hand: a row for each event.
///
/// A row holds the number of the event, the clock, the event, what the model says of its state after
/// the event, and the events that come next: the simulation table of J. Banks, J. S. Carson, B. L.
/// Nelson and D. M. Nicol, "Discrete-Event System Simulation", 5th edition, 2010, chapter 3.
///
/// ```swift
/// var table = HandSimulationTable<Bank>(columns: [
///   ("waiting", { "\($0.tellers.lineLength)" }),
///   ("busy", { "\($0.tellers.busyUnits)" }),
/// ])
/// bank.run(until: .minutes(30), observer: &table)
/// print(table)
/// ```
public struct HandSimulationTable<Observed: Model>: EventObserver {
  /// A column of the state: its title, and how it is read from the model.
  public typealias Column = (title: String, read: (borrowing Observed) -> String)

  /// The titles of all columns.
  public let titles: [String]
  /// The rows, a text for each column.
  public private(set) var rows: [[String]] = []
  /// Events that were left out because there were rows enough.
  public private(set) var omittedCount = 0
  private let columns: [Column]
  private let upcomingCount: Int
  private let limit: Int

  /// Makes a table without rows.
  ///
  /// - Parameters:
  ///   - columns: What is read from the model after each event.
  ///   - upcoming: How many of the next events to show; not negative.
  ///   - limit: The most rows to keep; not negative. Later events are only counted.
  public init(columns: [Column], upcoming: Int = 3, limit: Int = 1_000) {
    precondition(upcoming >= 0 && limit >= 0, "\(upcoming) next events, \(limit) rows")
    self.columns = columns
    upcomingCount = upcoming
    self.limit = limit
    titles =
      ["no.", "clock", "event"] + columns.map(\.title) + (upcoming > 0 ? ["next events"] : [])
  }

  /// Adds the row of an event, or counts it if there are rows enough.
  public mutating func didHandle(_ event: Observed.Event, in model: inout Observed) {
    guard rows.count < limit else {
      omittedCount += 1
      return
    }
    let engine = model.engine
    let clock = [
      "\(engine.handledCount)", engine.now.description, String(describing: event),
    ]
    var row = clock
    for column in columns { row.append(column.read(model)) }
    if upcomingCount > 0 {
      let next = engine.upcoming(upcomingCount).map { "\($0.event) at \($0.time)" }
      row.append(next.joined(separator: ", "))
    }
    rows.append(row)
  }
}

extension HandSimulationTable: CustomStringConvertible {
  /// The table as text, its columns aligned.
  public var description: String {
    let all = [titles] + rows
    let widths = titles.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    return all.map { row in
      let cells = row.enumerated().map { column, cell in
        column == titles.count - 1
          ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return cells.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
