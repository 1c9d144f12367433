/// Hands out random streams by name.
///
/// A stream belongs to a purpose, such as `"service time"`, and to the entity that it serves, if
/// there are several. Which numbers it gives depends on seed, replication and those names alone:
/// not on the order in which streams are asked for, nor on what others there are. So two models
/// that differ in one part see the same chance in all other parts.
///
/// The name picks one of 2^62 streams of the generator by a fixed hash; replication k is
/// substream k of each stream, counted from 1, so replication 1 begins where the stream begins.
public struct StreamDirectory: Sendable {
  private let base: MRG32k3a
  private let replication: Int
  private let antithetic: Bool
  private var names: [UInt64: String] = [:]

  /// Makes the directory of one replication.
  ///
  /// - Parameters:
  ///   - seed: 0 to 2^53 - 1, so that JSON and SQLite keep it exactly.
  ///   - replication: From 1, below 2^51.
  ///   - antithetic: Whether the streams give 1 - u for u.
  public init(seed: UInt64, replication: Int, antithetic: Bool = false) {
    precondition(seed < 1 << 53, "seed \(seed) is above 2^53 - 1")
    precondition(
      (1...(1 << 51)).contains(replication),
      "replication \(replication) is not from 1 to 2^51"
    )
    base = NameHash.generator(seed: seed)
    self.replication = replication
    self.antithetic = antithetic
  }

  /// The stream of a purpose and an entity, at the start of the replication's substream.
  ///
  /// Each name is given out once: two users of one stream would see the same numbers.
  ///
  /// - Parameters:
  ///   - purpose: What the numbers are drawn for.
  ///   - entity: The id of the entity that they are drawn for; empty if there is one only.
  /// - Returns: The stream, of which nobody else holds a copy.
  public mutating func stream(_ purpose: String, entity: String = "") -> RandomStream {
    let index = NameHash.hash(purpose: purpose, entity: entity) >> 2
    let name = entity.isEmpty ? "\"\(purpose)\"" : "\"\(purpose)\" of \"\(entity)\""
    if let other = names.updateValue(name, forKey: index) {
      preconditionFailure("streams \(other) and \(name) have the same place in the sequence")
    }
    var start = base
    start.advance(by: index, timesPowerOfTwo: MRG32k3a.streamSpacing)
    var stream = RandomStream(start, antithetic: antithetic)
    stream.moveToSubstream(replication - 1)
    return stream
  }
}
