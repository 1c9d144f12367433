/// A stream of uniform random numbers, cut into substreams.
///
/// P. L'Ecuyer, R. Simard, E. J. Chen and W. D. Kelton, "An object-oriented random-number package
/// with many long streams and substreams", Operations Research 50(6), 2002, 1073-1075. Streams are
/// 2^127 draws of `MRG32k3a` apart and substreams 2^76.
public struct RandomStream: Sendable, Hashable, Codable, BitwiseCopyable {
  /// The generator where the stream began.
  public private(set) var streamStart: MRG32k3a
  /// The generator where the current substream began.
  public private(set) var substreamStart: MRG32k3a
  @usableFromInline var current: MRG32k3a
  /// Whether the stream gives 1 - u for every u of its generator.
  ///
  /// A run and its antithetic twin have negatively correlated draws, so that the mean of both
  /// varies less.
  public var antithetic: Bool

  /// Makes a stream that begins at a generator's state.
  public init(_ start: MRG32k3a = MRG32k3a(), antithetic: Bool = false) {
    streamStart = start
    substreamStart = start
    current = start
    self.antithetic = antithetic
  }

  /// The generator where it stands now.
  @inlinable public var generator: MRG32k3a { current }

  /// The next uniform number, strictly between 0 and 1.
  @inlinable
  @inline(__always)
  public mutating func uniform() -> Double {
    let value = current.uniform()
    return antithetic ? 1 - value : value
  }

  /// Goes back to the start of the stream.
  public mutating func resetStream() {
    substreamStart = streamStart
    current = streamStart
  }

  /// Goes back to the start of the current substream.
  public mutating func resetSubstream() {
    current = substreamStart
  }

  /// Goes on to the start of the next substream.
  public mutating func nextSubstream() {
    substreamStart.advance(powerOfTwo: MRG32k3a.substreamSpacing)
    current = substreamStart
  }

  /// Goes to the start of a substream.
  ///
  /// - Parameter index: The substream, from 0, below 2^51.
  public mutating func moveToSubstream(_ index: Int) {
    precondition(
      (0..<(1 << 51)).contains(index),
      "substream \(index) is not among the 2^51 of a stream"
    )
    substreamStart = streamStart
    substreamStart.advance(by: UInt64(index), timesPowerOfTwo: MRG32k3a.substreamSpacing)
    current = substreamStart
  }
}

extension RandomStream: SnapshotValue {
  /// Writes the generator at the start of the stream, of the substream and now, and the switch.
  public func save(to writer: inout SnapshotWriter) {
    writer.write(streamStart)
    writer.write(substreamStart)
    writer.write(current)
    writer.write(antithetic)
  }

  /// Reads a stream.
  public init(from reader: inout SnapshotReader) throws {
    streamStart = try reader.read()
    substreamStart = try reader.read()
    current = try reader.read()
    antithetic = try reader.read()
  }
}
