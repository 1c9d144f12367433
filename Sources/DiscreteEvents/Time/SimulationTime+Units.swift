extension SimulationTime {
  /// A time in seconds, rounded to the nearest tick, ties to even.
  ///
  /// - Parameter value: Seconds; finite, and less than 2^63 ticks in magnitude.
  /// - Returns: The time.
  @inlinable
  @inline(__always)
  public static func seconds(_ value: Double) -> Self {
    Self(nearestTo: value * 1e6)
  }

  /// A time in minutes, rounded to the nearest tick, ties to even.
  @inlinable
  public static func minutes(_ value: Double) -> Self {
    Self(nearestTo: value * 60e6)
  }

  /// A time in hours, rounded to the nearest tick, ties to even.
  @inlinable
  public static func hours(_ value: Double) -> Self {
    Self(nearestTo: value * 3_600e6)
  }

  /// A time in days of 24 hours, rounded to the nearest tick, ties to even.
  @inlinable
  public static func days(_ value: Double) -> Self {
    Self(nearestTo: value * 86_400e6)
  }

  /// A time in whole seconds, exactly; traps on overflow.
  @inlinable
  public static func seconds(_ value: Int) -> Self {
    Self(ticks: Int64(value) * ticksPerSecond)
  }

  /// A time in whole minutes, exactly; traps on overflow.
  @inlinable
  public static func minutes(_ value: Int) -> Self {
    Self(ticks: Int64(value) * (60 * ticksPerSecond))
  }

  /// A time in whole hours, exactly; traps on overflow.
  @inlinable
  public static func hours(_ value: Int) -> Self {
    Self(ticks: Int64(value) * (3_600 * ticksPerSecond))
  }

  /// A time in whole days of 24 hours, exactly; traps on overflow.
  @inlinable
  public static func days(_ value: Int) -> Self {
    Self(ticks: Int64(value) * (86_400 * ticksPerSecond))
  }

  /// The time in seconds, rounded to the nearest `Double`.
  @inlinable public var inSeconds: Double { Double(ticks) / 1e6 }

  /// The time in minutes, rounded to the nearest `Double`.
  @inlinable public var inMinutes: Double { Double(ticks) / 60e6 }

  /// The time in hours, rounded to the nearest `Double`.
  @inlinable public var inHours: Double { Double(ticks) / 3_600e6 }

  /// The whole tick nearest to a fractional number of ticks, ties to even.
  @inlinable
  @inline(__always)
  init(nearestTo ticks: Double) {
    // The sum with 1.5 * 2^52 is rounded to an integer, ties to even, and holds it in the lower bits
    // of its pattern; without SSE 4.1 `rounded()` would be a call into the C library.
    let shift = 6_755_399_441_055_744.0
    if ticks.magnitude < 2_251_799_813_685_248 {
      self.init(ticks: Int64(bitPattern: (ticks + shift).bitPattern &- shift.bitPattern))
    } else {
      precondition(
        ticks.magnitude < 9_223_372_036_854_775_808,
        "time out of range: \(ticks) ticks of one microsecond"
      )
      self.init(ticks: Int64(ticks.rounded(.toNearestOrEven)))
    }
  }
}
