/// Cuts a stream into blocks of 2^20 draws, one for each entity that comes along.
///
/// An entity that draws from a block of its own sees the same chance however many numbers its
/// predecessors drew, for example by rejection.
public struct RandomBlocks: Sendable, Hashable, Codable, BitwiseCopyable {
  private let origin: MRG32k3a
  private var following: MRG32k3a
  private let antithetic: Bool

  /// Logarithm to base 2 of the draws in a block.
  public static var blockSpacing: Int { 20 }

  /// Makes blocks of which the first begins where a stream stands.
  public init(_ stream: RandomStream) {
    origin = stream.generator
    following = stream.generator
    antithetic = stream.antithetic
  }

  /// The next block: block 0, then 1 and so on.
  ///
  /// A block is a stream that begins and, if reset, goes back to the start of the block.
  public mutating func next() -> RandomStream {
    let block = RandomStream(following, antithetic: antithetic)
    following.advance(powerOfTwo: Self.blockSpacing)
    return block
  }

  /// A block by its number, from 0, below 2^56; `next()` does not notice.
  public func block(_ index: Int) -> RandomStream {
    precondition(
      (0..<(1 << 56)).contains(index),
      "block \(index) is not among the 2^56 of a substream"
    )
    var start = origin
    start.advance(by: UInt64(index), timesPowerOfTwo: Self.blockSpacing)
    return RandomStream(start, antithetic: antithetic)
  }
}

extension RandomBlocks: SnapshotValue {
  /// Writes the generators of the first and of the following block, and the switch.
  public func save(to writer: inout SnapshotWriter) {
    writer.write(origin)
    writer.write(following)
    writer.write(antithetic)
  }

  /// Reads the blocks.
  public init(from reader: inout SnapshotReader) throws {
    origin = try reader.read()
    following = try reader.read()
    antithetic = try reader.read()
  }
}
