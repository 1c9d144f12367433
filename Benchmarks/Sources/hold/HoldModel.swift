internal import DiscreteEvents

/// The hold model: the next event is popped and comes again after an exponential time of mean 1 s.
///
/// D. W. Jones, "An empirical comparison of priority-queue and event-set implementations",
/// Communications of the ACM 29(4), 1986.
struct HoldModel {
  private var calendar = EventCalendar<Int32>()
  private var stream: RandomStream
  private let delay = ExponentialDistribution(mean: 1)

  init(pending: Int, seed: UInt64) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    stream = directory.stream("delay")
    for index in 0..<pending {
      calendar.schedule(Int32(index), at: .seconds(delay.sample(&stream)))
    }
  }

  mutating func hold(times: Int) {
    for _ in 0..<times {
      guard let next = calendar.popNext() else { return }
      calendar.schedule(next.event, at: next.time + .seconds(delay.sample(&stream)))
    }
  }
}
