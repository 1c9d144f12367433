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
    writer.write(UInt8(record.code))
    switch self {
    case .warmUpEnds, .orderArrives: break
    case .workEnds(let place, let order):
      writer.write(place)
      writer.write(order)
    case .refundFalls(let order): writer.write(order)
    case .shiftChanges(let place): writer.write(place)
    case .loadingEnds(let drone), .phaseEnds(let drone), .chargeEnds(let drone),
      .patrolEnds(let drone), .transferEnds(let drone), .holdingEnds(let drone):
      writer.write(drone)
    }
  }

  package init(from reader: inout SnapshotReader) throws {
    switch try reader.read(UInt8.self) {
    case 1: self = .warmUpEnds
    case 2: self = .orderArrives
    case 3: self = .workEnds(try reader.read(), try reader.read())
    case 4: self = .refundFalls(try reader.read())
    case 5: self = .shiftChanges(try reader.read())
    case 6: self = .loadingEnds(try reader.read())
    case 7: self = .phaseEnds(try reader.read())
    case 8: self = .chargeEnds(try reader.read())
    case 9: self = .patrolEnds(try reader.read())
    case 10: self = .transferEnds(try reader.read())
    case 11: self = .holdingEnds(try reader.read())
    case let code: throw reader.fault("there is no event with the code \(code)")
    }
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
