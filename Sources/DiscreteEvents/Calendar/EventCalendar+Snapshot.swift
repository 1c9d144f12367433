extension EventCalendar: Codable where Event: Codable {
  /// Reads a calendar; handles to its pending events stay valid.
  ///
  /// - Throws: `DecodingError` if no calendar can be like that.
  public init(from decoder: any Decoder) throws {
    let image = try CalendarImage<Event>(from: decoder)
    if let flaw = image.flaw {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: flaw)
      )
    }
    self.init(image)
  }

  /// Writes pending events and all that handles depend on, as flat arrays.
  public func encode(to encoder: any Encoder) throws {
    try CalendarImage(of: self).encode(to: encoder)
  }
}

extension EventCalendar: SnapshotValue where Event: SnapshotValue {
  /// Writes pending events and all that handles depend on, as flat arrays.
  public func save(to writer: inout SnapshotWriter) {
    CalendarImage(of: self).save(to: &writer)
  }

  /// Reads a calendar; handles to its pending events stay valid.
  public init(from reader: inout SnapshotReader) throws {
    let image = try CalendarImage<Event>(from: &reader)
    if let flaw = image.flaw { throw reader.fault(flaw) }
    self.init(image)
  }
}

extension CalendarImage: SnapshotValue where Event: SnapshotValue {
  @usableFromInline
  func save(to writer: inout SnapshotWriter) {
    writer.write(generations)
    writer.write(freeSlots)
    writer.write(times)
    writer.write(priorities)
    writer.write(insertions)
    writer.write(events)
    writer.write(nextInsertion)
  }

  @usableFromInline
  init(from reader: inout SnapshotReader) throws {
    generations = try reader.read()
    freeSlots = try reader.read()
    times = try reader.read()
    priorities = try reader.read()
    insertions = try reader.read()
    events = try reader.read()
    nextInsertion = try reader.read()
  }
}

extension EventHandle: SnapshotValue {
  /// Writes the number of the slot and the generation, 4 bytes each.
  public func save(to writer: inout SnapshotWriter) {
    writer.write(slot)
    writer.write(generation)
  }

  /// Reads the number of the slot and the generation.
  public init(from reader: inout SnapshotReader) throws {
    self.init(slot: try reader.read(), generation: try reader.read())
  }
}
