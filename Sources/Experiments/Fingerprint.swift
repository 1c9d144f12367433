import Digests
package import DiscreteEvents
package import LogisticsPark

/// Hash over the events of a run, in the order in which they happened.
///
/// Each event is a record of 18 bytes, little-endian: time in ticks (8), code (2), first and
/// second number (4 each). The hash after every 4,096 events goes into a chain, so that two runs
/// that differ can be told apart where they part.
package struct Fingerprint {
  /// Events between two links of the chain.
  package static let blockLength = 4096
  private static let recordLength = 18

  private var hash = SHA256()
  private var buffer: [UInt8] = []
  private var inBlock = 0

  /// Events so far.
  package private(set) var eventCount = 0
  /// First 16 hexadecimal digits of the hash after every full block.
  package private(set) var chain: [String] = []
  /// Time of the last event of every full block.
  package private(set) var blockEnds: [SimulationTime] = []

  /// Makes the fingerprint of no events.
  package init() {
    buffer.reserveCapacity(Self.blockLength * Self.recordLength)
  }

  /// Adds an event.
  package mutating func add(_ event: EventRecord) {
    append(event.time.ticks)
    append(event.code)
    append(event.first)
    append(event.second)
    eventCount += 1
    inBlock += 1
    guard inBlock == Self.blockLength else { return }
    flush()
    chain.append(String(hash.hexadecimalDigest.prefix(16)))
    blockEnds.append(event.time)
    inBlock = 0
  }

  /// The fingerprint of all events so far, 64 hexadecimal digits.
  package mutating func finish() -> String {
    flush()
    return hash.hexadecimalDigest
  }

  private mutating func append(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { buffer.append(contentsOf: $0) }
  }

  private mutating func flush() {
    hash.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
