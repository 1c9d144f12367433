internal import DiscreteEvents

/// Timers of which nearly all are cancelled before their time.
///
/// A number of them is pending for long; each step schedules one and cancels a random other one.
struct TimerModel {
  private var calendar = EventCalendar<Int32>()
  private var handles: [EventHandle]
  private var stream: RandomStream
  private var now = SimulationTime.zero

  /// Prepares the model without its timers, so that their memory can be told apart.
  init(pending: Int, seed: UInt64) {
    var directory = StreamDirectory(seed: seed, replication: 1)
    stream = directory.stream("timer")
    handles = Array(repeating: .none, count: pending)
  }

  mutating func fill() {
    for index in handles.indices {
      handles[index] = schedule(index)
    }
  }

  mutating func replace(times: Int) {
    for _ in 0..<times {
      now += SimulationTime(ticks: 1)
      let index = Int(stream.uniform() * Double(handles.count))
      let handle = schedule(index)
      calendar.cancel(handles[index])
      handles[index] = handle
    }
  }

  private mutating func schedule(_ index: Int) -> EventHandle {
    calendar.schedule(Int32(index), at: now + .seconds(1_000 + 1_000 * stream.uniform()))
  }
}
