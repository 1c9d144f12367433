/// What asks for the end of a run, so that the run loop has one thing to look at per event.
@frozen
@usableFromInline
struct EndRequest: Sendable, BitwiseCopyable {
  /// 1 if the model asked, plus 2 if there is an event storm.
  @usableFromInline var bits: UInt8

  @inlinable
  init(bits: UInt8) {
    self.bits = bits
  }

  @inlinable static var none: Self { Self(bits: 0) }

  @inlinable var stop: Bool {
    get { bits & 1 != 0 }
    set { bits = newValue ? bits | 1 : bits & ~1 }
  }

  @inlinable var storm: Bool {
    get { bits & 2 != 0 }
    set { bits = newValue ? bits | 2 : bits & ~2 }
  }
}

extension Engine {
  /// The events that a new engine lets happen at one instant: 1,000,000.
  @inlinable public static var standardEventsPerInstantLimit: Int { 1_000_000 }

  /// How many events may be handled without the clock moving before a run ends by `eventStorm`.
  ///
  /// At least 1; `Int.max` for no limit. A model that goes round in circles at one instant would
  /// else run for ever. All events count, also those that were scheduled long before.
  @inlinable public var eventsPerInstantLimit: Int {
    get { stormLimit }
    set {
      precondition(newValue >= 1, "the limit of events per instant must be positive: \(newValue)")
      stormLimit = newValue
    }
  }

  /// Events handled since the clock moved last, without the one that moved it.
  @inlinable public var eventsWithoutClockMoving: Int { handledAtRest }

  /// Asks for the end of the run at the limit of events per instant, and at each multiple of it.
  @inlinable
  @inline(never)
  mutating func noteStorm() {
    if handledAtRest % stormLimit == 0 {
      endRequest.storm = true
    }
  }

  /// Moves the clock to a time without an event.
  @inlinable
  mutating func moveClock(to time: SimulationTime) {
    guard time > currentTime else { return }
    currentTime = time
    handledAtRest = 0
  }

  /// Says what asks for the end of the run, which is then forgotten.
  ///
  /// A model that stops at the event that makes the storm has ended the run itself.
  @inlinable
  @inline(never)
  mutating func takeEndRequest() -> RunEnd? {
    guard endRequest.bits != 0 else { return nil }
    let cause: RunEnd = endRequest.stop ? .stopped : .eventStorm
    endRequest = .none
    return cause
  }
}
