import DiscreteEvents
package import LogisticsPark

// Identifiers within a part file. Drones and zones share the entity table, and orders are written
// before the number of drones is known, so drones take the odd numbers and zones the even ones;
// the gaps do no harm.
extension DroneID {
  /// Identifier of the drone's row in a part file.
  var localEntity: Int64 { 2 * Int64(index) + 1 }
}

/// Identifier of a zone's row in a part file.
func localEntity(zone: Int) -> Int64 {
  2 * Int64(zone) + 2
}

/// Identifier of a series in a part file.
func localSeries(_ position: Int) -> Int64 {
  Int64(position) + 1
}

extension PartFile {
  /// Adds orders, each once, in any order.
  package func add(orders: [OrderRecord]) throws {
    try fill(\.orders, with: orders) { order, row in
      row.bind(Int64(order.id.number))
      row.bind(localEntity(zone: order.zone))
      row.bind(order.destination.x)
      row.bind(order.destination.y)
      row.bind(order.weight)
      row.bind(order.createdAt.ticks)
      row.bind(order.promisedBy.ticks)
      row.bind(order.pickStartedAt?.ticks)
      row.bind(order.pickEndedAt?.ticks)
      row.bind(order.packStartedAt?.ticks)
      row.bind(order.packEndedAt?.ticks)
      row.bind(order.dispatchedAt?.ticks)
      row.bind(order.closedAt?.ticks)
      row.bind(order.state.rawValue)
      row.bind(order.failure?.rawValue)
      row.bind(order.drone?.localEntity)
    }
  }

  /// Adds flights, each once, in any order.
  package func add(flights: [FlightRecord]) throws {
    try fill(\.flights, with: flights) { flight, row in
      row.bind(Int64(flight.number))
      row.bind(flight.drone.localEntity)
      row.bind(Int64(flight.order.number))
      row.bind(flight.distance)
      row.bind(flight.payload)
      row.bind(flight.startedAt.ticks)
      row.bind(flight.deliveredAt?.ticks)
      row.bind(flight.endedAt?.ticks)
      row.bind(flight.storedAtStart)
      row.bind(flight.storedAtEnd)
      row.bind(flight.delivered)
      row.bind(flight.resistiveLoss)
    }
  }

  /// Adds charge sessions, each once, in any order.
  package func add(chargeSessions: [ChargeSessionRecord]) throws {
    try fill(\.chargeSessions, with: chargeSessions) { session, row in
      row.bind(Int64(session.number))
      row.bind(session.drone.localEntity)
      row.bind(session.requestedAt.ticks)
      row.bind(session.startedAt?.ticks)
      row.bind(session.endedAt?.ticks)
      row.bind(session.storedAtStart)
      row.bind(session.storedAtEnd)
      row.bind(session.stored)
      row.bind(session.chargerLoss)
    }
  }

  /// Adds samples; fastest when a batch holds them series by series in order of time.
  package func add(samples: [SensorSample]) throws {
    try samples.withUnsafeBufferPointer { try add(samples: $0) }
  }

  /// Adds samples; fastest when a batch holds them series by series in order of time.
  package func add(samples: UnsafeBufferPointer<SensorSample>) throws {
    let inserts = openInserts()
    try connection.access { _ in
      var rest = samples[...]
      while rest.count >= Inserts.blockSize {
        try insert(rest.prefix(Inserts.blockSize), by: inserts.sampleBlocks)
        rest = rest.dropFirst(Inserts.blockSize)
      }
      for position in rest.indices {
        try insert(rest[position...position], by: inserts.samples)
      }
    }
  }

  private func insert(
    _ samples: Slice<UnsafeBufferPointer<SensorSample>>,
    by rows: RowInsert
  ) throws {
    for sample in samples {
      rows.bind(localSeries(Int(sample.series)))
      rows.bind(sample.time.ticks)
      rows.bind(Int64(sample.sequence))
      rows.bind(sample.value)
      rows.bind(sample.truth)
    }
    try rows.insert()
  }

  private func fill<Record>(
    _ table: KeyPath<Inserts, RowInsert>,
    with records: [Record],
    columns: (Record, RowInsert) -> Void
  ) throws {
    let row = openInserts()[keyPath: table]
    try connection.access { _ in
      for record in records {
        row.bind(run.number)
        columns(record, row)
        try row.insert()
      }
    }
  }

  private func openInserts() -> Inserts {
    guard let inserts else { preconditionFailure("run \(run.number) is already finished") }
    return inserts
  }
}
