extension Engine: Codable where Event: Codable {
  private enum CodingKeys: String, CodingKey {
    case now
    case handledCount
    case eventsWithoutClockMoving
    case eventsPerInstantLimit
    case endRequest
    case calendar
  }

  /// Reads an engine; handles to its pending events stay valid.
  ///
  /// - Throws: `DecodingError` if no engine can be like that.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    currentTime = try container.decode(SimulationTime.self, forKey: .now)
    handled = try container.decode(Int.self, forKey: .handledCount)
    handledAtRest = try container.decode(Int.self, forKey: .eventsWithoutClockMoving)
    stormLimit = try container.decode(Int.self, forKey: .eventsPerInstantLimit)
    endRequest = EndRequest(bits: try container.decode(UInt8.self, forKey: .endRequest))
    calendar = try container.decode(EventCalendar<Event>.self, forKey: .calendar)
    if let flaw {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: flaw)
      )
    }
  }

  /// Writes the clock, the counts and the calendar.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(currentTime, forKey: .now)
    try container.encode(handled, forKey: .handledCount)
    try container.encode(handledAtRest, forKey: .eventsWithoutClockMoving)
    try container.encode(stormLimit, forKey: .eventsPerInstantLimit)
    try container.encode(endRequest.bits, forKey: .endRequest)
    try container.encode(calendar, forKey: .calendar)
  }
}

extension Engine: SnapshotValue where Event: SnapshotValue {
  /// Writes the clock, the counts and the calendar.
  public func save(to writer: inout SnapshotWriter) {
    writer.write(currentTime)
    writer.write(handled)
    writer.write(handledAtRest)
    writer.write(stormLimit)
    writer.write(endRequest.bits)
    writer.write(calendar)
  }

  /// Reads an engine; handles to its pending events stay valid.
  public init(from reader: inout SnapshotReader) throws {
    currentTime = try reader.read()
    handled = try reader.read()
    handledAtRest = try reader.read()
    stormLimit = try reader.read()
    endRequest = EndRequest(bits: try reader.read())
    calendar = try reader.read()
    if let flaw { throw reader.fault(flaw) }
  }
}

extension Engine {
  /// The event of a handle, or nil if it is gone: to check a snapshot.
  package func event(of handle: EventHandle) -> Event? {
    calendar.slots[handle]?.event
  }

  /// Why no engine can be like this; nil if one can.
  private var flaw: String? {
    if handledAtRest < 0 || handled < handledAtRest {
      return "\(handledAtRest) of \(handled) events handled without the clock moving"
    }
    if stormLimit < 1 { return "a limit of \(stormLimit) events per instant" }
    if endRequest.bits > 3 { return "an end of the run for reason \(endRequest.bits)" }
    if let first = calendar.earliestTime, first < currentTime {
      return "an event at \(first), which is before now (\(currentTime))"
    }
    return nil
  }
}
