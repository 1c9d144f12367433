/// The combined multiple recursive generator MRG32k3a.
///
/// P. L'Ecuyer, "Good parameters and implementations for combined multiple recursive random number
/// generators", Operations Research 47(1), 1999, 159-164. Period about 2^191. Its uniforms are the
/// multiples of 1/4294967088 strictly between 0 and 1, so a tail by inversion ends at 22.2 means of
/// an exponential and at 6.2 standard deviations of a normal.
public struct MRG32k3a: Sendable, Hashable, BitwiseCopyable {
  // Each component holds its last three values, the oldest first.
  @usableFromInline var first: (UInt32, UInt32, UInt32)
  @usableFromInline var second: (UInt32, UInt32, UInt32)

  /// The modulus of the first component, 2^32 - 209.
  @inlinable static var firstModulus: UInt64 { 4_294_967_087 }
  /// The modulus of the second component, 2^32 - 22853.
  @inlinable static var secondModulus: UInt64 { 4_294_944_443 }

  /// Makes the generator with the default state of L'Ecuyer, Simard, Chen and Kelton (2002).
  @inlinable
  public init() {
    first = (12_345, 12_345, 12_345)
    second = (12_345, 12_345, 12_345)
  }

  /// Makes the generator with a given state.
  ///
  /// - Parameter state: Six numbers in the order of the publication. The first three are less
  ///   than 4294967087 and not all 0, the last three less than 4294944443 and not all 0.
  public init(state: [UInt32]) {
    precondition(Self.isValid(state), "not a state of MRG32k3a: \(state)")
    first = (state[0], state[1], state[2])
    second = (state[3], state[4], state[5])
  }

  @inlinable
  init(first: (UInt32, UInt32, UInt32), second: (UInt32, UInt32, UInt32)) {
    self.first = first
    self.second = second
  }

  /// The six numbers of the state in the order of the publication.
  public var state: [UInt32] {
    [first.0, first.1, first.2, second.0, second.1, second.2]
  }

  /// Whether six numbers are a state of the generator.
  public static func isValid(_ state: [UInt32]) -> Bool {
    state.count == 6
      && state[..<3].allSatisfy { $0 < firstModulus } && state[..<3].contains { $0 != 0 }
      && state[3...].allSatisfy { $0 < secondModulus } && state[3...].contains { $0 != 0 }
  }

  /// The next uniform number, strictly between 0 and 1.
  @inlinable
  @inline(__always)
  public mutating func uniform() -> Double {
    // Subtractions are made additions of the complement, so that all stays positive.
    let one = Self.reduceFirst(
      1_403_580 &* UInt64(first.1) &+ 810_728 &* (Self.firstModulus &- UInt64(first.0))
    )
    first = (first.1, first.2, UInt32(truncatingIfNeeded: one))
    let two = Self.reduceSecond(
      527_612 &* UInt64(second.2) &+ 1_370_589 &* (Self.secondModulus &- UInt64(second.0))
    )
    second = (second.1, second.2, UInt32(truncatingIfNeeded: two))
    let difference = one > two ? one &- two : one &+ Self.firstModulus &- two
    return Double(Int64(truncatingIfNeeded: difference)) * 2.328306549295727688e-10
  }

  /// The remainder of a number below 2^55 on division by 2^32 - 209.
  ///
  /// Since 2^32 leaves 209, the upper half counts 209 times: cheaper than a division.
  @inlinable
  static func reduceFirst(_ value: UInt64) -> UInt64 {
    let folded = (value & 0xffff_ffff) &+ (value &>> 32) &* 209
    return folded >= firstModulus ? folded &- firstModulus : folded
  }

  /// The remainder of a number below 2^55 on division by 2^32 - 22853.
  @inlinable
  static func reduceSecond(_ value: UInt64) -> UInt64 {
    let once = (value & 0xffff_ffff) &+ (value &>> 32) &* 22_853
    let twice = (once & 0xffff_ffff) &+ (once &>> 32) &* 22_853
    return twice >= secondModulus ? twice &- secondModulus : twice
  }

  /// Whether two generators will give the same numbers.
  @inlinable
  public static func == (left: Self, right: Self) -> Bool {
    left.first == right.first && left.second == right.second
  }

  /// Feeds the six numbers of the state to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(state)
  }
}

extension MRG32k3a: Codable {
  /// Reads the six numbers of the state.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let state = try container.decode([UInt32].self)
    guard Self.isValid(state) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "not a state of MRG32k3a: \(state)"
      )
    }
    self.init(state: state)
  }

  /// Writes the six numbers of the state.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(state)
  }
}

extension MRG32k3a: SnapshotValue {
  /// Writes the six numbers of the state, 4 bytes each.
  public func save(to writer: inout SnapshotWriter) {
    for number in [first.0, first.1, first.2, second.0, second.1, second.2] {
      writer.write(number)
    }
  }

  /// Reads the six numbers of the state.
  public init(from reader: inout SnapshotReader) throws {
    let state: [UInt32] = try (0..<6).map { _ in try reader.read() }
    guard Self.isValid(state) else { throw reader.fault("not a state of MRG32k3a: \(state)") }
    self.init(state: state)
  }
}
