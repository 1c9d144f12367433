import DiscreteEvents
package import Foundation
package import LogisticsPark

/// The events of a run, packed: what happened just before is most of what happens next.
///
/// For each event the ticks since the one before, the code and the two numbers, each as a little-endian
/// number of seven bits a byte; signed ones with the sign in the lowest bit. About five bytes an event
/// in place of eighteen.
package enum EventTrace {
  /// Most events of a run whose trace a baseline keeps.
  package static let limit = 20_000

  /// Packs events.
  package static func data(of events: [EventRecord]) -> Data {
    var bytes: [UInt8] = []
    var last: Int64 = 0
    for event in events {
      append(zigzag(event.time.ticks - last), to: &bytes)
      append(UInt64(event.code), to: &bytes)
      append(zigzag(Int64(event.first)), to: &bytes)
      append(zigzag(Int64(event.second)), to: &bytes)
      last = event.time.ticks
    }
    return Data(bytes)
  }

  /// Unpacks events; nil if the bytes are no trace.
  package static func events(in data: Data) -> [EventRecord]? {
    var bytes = Array(data)[...]
    var events: [EventRecord] = []
    var ticks: Int64 = 0
    while !bytes.isEmpty {
      guard let step = next(in: &bytes), let code = next(in: &bytes),
        let first = next(in: &bytes), let second = next(in: &bytes),
        let code = UInt16(exactly: code), let first = Int32(exactly: signed(first)),
        let second = Int32(exactly: signed(second))
      else { return nil }
      let (sum, isTooFar) = ticks.addingReportingOverflow(signed(step))
      if isTooFar { return nil }
      ticks = sum
      events.append(
        EventRecord(
          time: SimulationTime(ticks: ticks),
          code: code,
          first: first,
          second: second
        )
      )
    }
    return events
  }

  private static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value << 1 ^ value >> 63)
  }

  private static func signed(_ value: UInt64) -> Int64 {
    Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  private static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func next(in bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      let bits = UInt64(byte & 0x7F)
      guard (bits << shift) >> shift == bits else { return nil }
      value |= bits << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
