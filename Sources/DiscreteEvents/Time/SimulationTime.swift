/// An instant or a duration of simulated time, in whole ticks of one microsecond.
///
/// Instants are durations since the start of the model's clock, so one type serves both. Whole
/// ticks make comparison and addition exact: equal times are equal on every machine.
public struct SimulationTime: Hashable, Sendable, BitwiseCopyable {
  /// Ticks of one microsecond.
  public var ticks: Int64

  /// Makes a time from ticks of one microsecond.
  @inlinable
  public init(ticks: Int64) {
    self.ticks = ticks
  }

  /// The start of the clock, or no duration.
  @inlinable public static var zero: Self { Self(ticks: 0) }

  /// The latest instant there is, some 292,000 years on.
  @inlinable public static var distantFuture: Self { Self(ticks: .max) }

  /// Ticks in a second.
  @inlinable public static var ticksPerSecond: Int64 { 1_000_000 }
}

extension SimulationTime: Comparable {
  /// Whether the left time is the earlier.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    left.ticks < right.ticks
  }
}

extension SimulationTime: Codable {
  /// Reads the ticks as one integer.
  public init(from decoder: any Decoder) throws {
    ticks = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes the ticks as one integer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(ticks)
  }
}

extension SimulationTime {
  /// The sum; traps on overflow.
  @inlinable
  public static func + (left: Self, right: Self) -> Self {
    Self(ticks: left.ticks + right.ticks)
  }

  /// The difference; traps on overflow.
  @inlinable
  public static func - (left: Self, right: Self) -> Self {
    Self(ticks: left.ticks - right.ticks)
  }

  /// The multiple; traps on overflow.
  @inlinable
  public static func * (time: Self, factor: Int) -> Self {
    Self(ticks: time.ticks * Int64(factor))
  }

  /// Adds in place; traps on overflow.
  @inlinable
  public static func += (left: inout Self, right: Self) {
    left.ticks += right.ticks
  }

  /// Subtracts in place; traps on overflow.
  @inlinable
  public static func -= (left: inout Self, right: Self) {
    left.ticks -= right.ticks
  }
}

extension SimulationTime: SnapshotValue {
  /// Writes the ticks, 8 bytes.
  @inlinable
  public func save(to writer: inout SnapshotWriter) {
    writer.write(ticks)
  }

  /// Reads the ticks.
  @inlinable
  public init(from reader: inout SnapshotReader) throws {
    ticks = try reader.read()
  }
}
