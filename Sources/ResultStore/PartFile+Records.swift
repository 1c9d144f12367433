import DiscreteEvents
package import LogisticsPark

/// Identifier of a series in a part file.
func localSeries(_ position: Int) -> Int64 {
  Int64(position) + 1
}

extension PartFile {
  /// Adds records, each once, in any order.
  package func add(_ records: ParkRecords) throws {
    precondition(!isFinished, "run \(run.number) is already finished")
    waiting.append(records)
    if waiting.count >= Self.mostWaiting { try addWaiting() }
  }

  /// Writes the records that wait.
  func addWaiting() throws {
    let inserts = openInserts()
    try connection.access { _ in try inserts.records.add(waiting) }
    waiting.removeAll()
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

  private func openInserts() -> Inserts {
    guard let inserts else { preconditionFailure("run \(run.number) is already finished") }
    return inserts
  }
}
