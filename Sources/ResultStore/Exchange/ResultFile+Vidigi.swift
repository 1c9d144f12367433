import DiscreteEvents
import Foundation
import LogisticsPark
import Wording

extension ResultFile {
  /// Columns of the event log.
  private static let logColumns = [
    "entity_id", "pathway", "event_type", "event", "time", "resource_id", "run_number",
  ]

  /// Writes the orders, flights and charge sessions of the complete runs as an event log for vidigi.
  ///
  /// One run after the other is held in memory. The file appears when it is complete.
  ///
  /// - Parameters:
  ///   - target: CSV file to make.
  ///   - replace: Whether an earlier export there is replaced; nothing else ever is.
  /// - Returns: The number of events.
  /// - Throws: `StoreError`.
  package func exportVidigi(to target: String, replace: Bool) throws -> ExportSummary {
    let place = try OutputPlace(
      target,
      source: path,
      replace: replace,
      occupant: Self.vidigiOccupant
    )
    return try place.fill {
      try place.makeFile(usual: WholeFile.usualMode)
      let file = try OutputFile(path: place.draft, source: path)
      CSVText.append(header: Self.logColumns, to: &file.bytes)
      var count = 0
      try readAtOneInstant { database in
        for run in try RunRows.all(in: database) where run.status == .complete {
          let reading = RowReading(run: run.id, database: database)
          let log = EventLog(
            orders: try reading.orders(),
            flights: try reading.flights(),
            sessions: try reading.chargeSessions(),
            drones: try reading.drones().map(\.name),
            end: SimulationTime(ticks: run.identity.horizonTicks)
          )
          for event in log.events {
            Self.append(event, of: run.id, to: &file.bytes)
            try file.flushIfFull()
          }
          count += log.events.count
        }
      }
      try file.finish()
      return ExportSummary(
        path: place.path,
        tables: [ExportSummary.Table(name: "event", rows: count)]
      )
    }
  }

  private static func append(_ event: EventLog.Event, of run: RunID, to bytes: inout [UInt8]) {
    let fields = [
      event.entity, event.pathway, event.kind.rawValue, event.name,
      (Double(event.time.ticks) / 1e6).description, event.resource.map(String.init) ?? "",
      run.number.description,
    ]
    // None of them needs quotes.
    bytes.append(contentsOf: fields.joined(separator: ",").utf8)
    CSVText.endLine(&bytes)
  }

  /// An earlier export begins with the same header.
  private static func vidigiOccupant(_ path: String) throws -> OutputPlace.Occupant {
    switch try FileHeader.inspect(path) {
    case .missing, .empty: return .nothing
    case .results: return .other(why: Phrase("is a results file", "是结果文件"))
    case .other(let why):
      if OutputPlace.isFolder(path) { return .other(why: why) }
      var header: [UInt8] = []
      CSVText.append(header: logColumns, to: &header)
      guard let file = FileHandle(forReadingAtPath: path) else { return .other(why: why) }
      defer { try? file.close() }
      let start = Array((try? file.read(upToCount: header.count)) ?? Data())
      return start == header
        ? .earlierExport : .other(why: Phrase("is a file of another kind", "是另一种文件"))
    }
  }
}
