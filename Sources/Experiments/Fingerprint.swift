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
  private var buffer = [UInt8](repeating: 0, count: blockLength * recordLength)
  private var inBlock = 0

  /// Events so far.
  package private(set) var eventCount = 0
  /// First 16 hexadecimal digits of the hash after every full block.
  package private(set) var chain: [String] = []
  /// Time of the last event of every full block.
  package private(set) var blockEnds: [SimulationTime] = []

  /// Makes the fingerprint of no events.
  package init() {}

  /// Adds an event.
  package mutating func add(_ event: EventRecord) {
    let start = inBlock * Self.recordLength
    buffer.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: event.time.ticks.littleEndian, toByteOffset: start, as: Int64.self)
      bytes.storeBytes(of: event.code.littleEndian, toByteOffset: start + 8, as: UInt16.self)
      bytes.storeBytes(of: event.first.littleEndian, toByteOffset: start + 10, as: Int32.self)
      bytes.storeBytes(of: event.second.littleEndian, toByteOffset: start + 14, as: Int32.self)
    }
    eventCount += 1
    inBlock += 1
    guard inBlock == Self.blockLength else { return }
    flush()
    chain.append(String(hash.hexadecimalDigest.prefix(16)))
    blockEnds.append(event.time)
  }

  /// The fingerprint of all events so far, 64 hexadecimal digits.
  package mutating func finish() -> String {
    flush()
    return hash.hexadecimalDigest
  }

  private mutating func flush() {
    buffer.withUnsafeBytes {
      hash.update(UnsafeRawBufferPointer(rebasing: $0[..<(inBlock * Self.recordLength)]))
    }
    inBlock = 0
  }
}
