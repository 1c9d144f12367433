import GRDB
import LogisticsPark

extension PartFile {
  /// Writes what is known at the end of the run into its tables.
  func write(_ outcome: RunOutcome, in database: Database) throws {
    try writeEntities(outcome, in: database)
    try writeMetrics(outcome, in: database)
    try writeSeries(outcome, in: database)
    try database.execute(
      sql: "UPDATE run SET status = 'complete', fingerprint = ?, event_count = ?",
      arguments: [outcome.fingerprint, outcome.eventCount]
    )
  }

  private func writeEntities(_ outcome: RunOutcome, in database: Database) throws {
    let row = try RowInsert(into: "entity", columns: 8, in: database)
    for (index, drone) in outcome.drones.enumerated() {
      row.bind(EntityKind.drone.localEntity(index))
      row.bind(run.number)
      row.bind(EntityKind.drone.name)
      row.bind(drone.name)
      row.bind(drone.type)
      row.bind(drone.capacity)
      row.bind(drone.storedAtStart)
      row.bind(drone.storedAtEnd)
      try row.insert()
    }
    for kind in EntityKind.allCases where kind != .drone {
      for (index, entity) in (outcome.entities[kind] ?? []).enumerated() {
        row.bind(kind.localEntity(index))
        row.bind(run.number)
        row.bind(kind.name)
        row.bind(entity.name)
        row.bind(entity.type)
        row.bind(nil as Double?)
        row.bind(nil as Double?)
        row.bind(nil as Double?)
        try row.insert()
      }
    }
    try writeTimes(of: outcome.drones, in: database)
  }

  private func writeTimes(of drones: [DroneResult], in database: Database) throws {
    let row = try RowInsert(into: "entity_time", columns: 4, in: database)
    let states = DroneState.allCases
    for (index, drone) in drones.enumerated() {
      precondition(
        drone.ticksInState.count == states.count,
        "\(drone.name) has times in \(drone.ticksInState.count) of \(states.count) states"
      )
      for (state, ticks) in zip(states, drone.ticksInState) where state.isAlwaysStored || ticks > 0
      {
        row.bind(run.number)
        row.bind(EntityKind.drone.localEntity(index))
        row.bind(state.name)
        row.bind(ticks)
        try row.insert()
      }
    }
  }

  private func writeMetrics(_ outcome: RunOutcome, in database: Database) throws {
    var identifiers: [String: Int64] = [:]
    let definition = try RowInsert(into: "metric_definition", columns: 5, in: database)
    for (index, metric) in outcome.definitions.enumerated() {
      identifiers[metric.name] = Int64(index)
      definition.bind(Int64(index))
      definition.bind(metric.name)
      definition.bind(metric.unit)
      definition.bind(metric.meaning)
      definition.bind(metric.direction.rawValue)
      try definition.insert()
    }
    let identifier = { (metric: MetricValue) in
      guard let identifier = identifiers[metric.name] else {
        preconditionFailure("metric \(metric.name) has no definition")
      }
      return identifier
    }
    let row = try RowInsert(into: "metric", columns: 10, in: database)
    for metric in outcome.metrics {
      row.bind(run.number)
      row.bind(identifier(metric))
      Self.bind(metric, to: row)
      try row.insert()
    }
    let ofPart = try RowInsert(into: "entity_metric", columns: 11, in: database)
    for metric in outcome.partMetrics {
      ofPart.bind(run.number)
      ofPart.bind(metric.part.kind.localEntity(metric.part.index))
      ofPart.bind(identifier(metric.value))
      Self.bind(metric.value, to: ofPart)
      try ofPart.insert()
    }
  }

  private static func bind(_ metric: MetricValue, to row: RowInsert) {
    row.bind(metric.count.map { Int64($0) })
    for number in [
      metric.value, metric.standardDeviation, metric.minimum, metric.maximum, metric.p50,
      metric.p95, metric.p99,
    ] {
      row.bind(number)
    }
  }

  private func writeSeries(_ outcome: RunOutcome, in database: Database) throws {
    var identifiers: [String: Int64] = [:]
    for (index, drone) in outcome.drones.enumerated() {
      identifiers[drone.name] = EntityKind.drone.localEntity(index)
    }
    let row = try RowInsert(into: "series", columns: 11, in: database)
    for (index, series) in outcome.series.enumerated() {
      guard let entity = identifiers[series.entity] else {
        preconditionFailure("series \(series.signal) is of \(series.entity), which is no drone")
      }
      row.bind(localSeries(index))
      row.bind(run.number)
      row.bind(entity)
      row.bind(series.signal)
      row.bind(series.unit)
      row.bind(Int64(series.count))
      row.bind(series.mean)
      row.bind(series.standardDeviation)
      row.bind(series.minimum)
      row.bind(series.maximum)
      row.bind(series.rootMeanSquareError)
      try row.insert()
    }
  }
}
