package import DiscreteEvents

// Layouts of what a checkpoint holds many of. They carry no names: whoever changes one raises the
// number of the form in `Checkpoint`.

extension OrderState: SnapshotValue {}
extension OrderFailure: SnapshotValue {}
extension DroneState: SnapshotValue {}
extension Mission.Phase: SnapshotValue {}

extension OrderID: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) { writer.write(number) }

  package init(from reader: inout SnapshotReader) throws { number = try reader.read() }
}

extension DroneID: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) { writer.write(index) }

  package init(from reader: inout SnapshotReader) throws { index = try reader.read() }
}

extension PadID: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) { writer.write(index) }

  package init(from reader: inout SnapshotReader) throws { index = try reader.read() }
}

extension PlaceID: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) { writer.write(index) }

  package init(from reader: inout SnapshotReader) throws { index = try reader.read() }
}

extension OrderReference: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) {
    writer.write(id)
    writer.write(slot)
  }

  package init(from reader: inout SnapshotReader) throws {
    id = try reader.read()
    slot = try reader.read()
  }
}

extension Position: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) {
    writer.write(x)
    writer.write(y)
  }

  package init(from reader: inout SnapshotReader) throws {
    x = try reader.read()
    y = try reader.read()
  }
}

extension ParkEvent: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) {
    let numbers = numbers
    writer.write(numbers.code)
    writer.write(numbers.first)
    writer.write(numbers.second)
    writer.write(numbers.hidden)
  }

  package init(from reader: inout SnapshotReader) throws {
    let numbers = EventNumbers(
      try reader.read(),
      try reader.read(),
      try reader.read(),
      hidden: try reader.read()
    )
    guard let event = ParkEvent(numbers) else {
      throw reader.fault("there is no event with the code \(numbers.code)")
    }
    self = event
  }
}

extension EventRecord: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) {
    writer.write(time)
    writer.write(code)
    writer.write(first)
    writer.write(second)
  }

  package init(from reader: inout SnapshotReader) throws {
    time = try reader.read()
    code = try reader.read()
    first = try reader.read()
    second = try reader.read()
  }
}

extension SensorSample: SnapshotValue {
  package func save(to writer: inout SnapshotWriter) {
    writer.write(series)
    writer.write(sequence)
    writer.write(time)
    writer.write(value)
    writer.write(truth)
  }

  package init(from reader: inout SnapshotReader) throws {
    series = try reader.read()
    sequence = try reader.read()
    time = try reader.read()
    value = try reader.read()
    truth = try reader.read()
  }
}
