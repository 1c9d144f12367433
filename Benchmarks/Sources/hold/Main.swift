internal import BenchmarkSupport

/// Measures the calendar with many pending events: time a hold, and memory an event.
@main
enum Main {
  static func main() {
    let options = Options(
      numbers: ["--pending": 1_000, "--holds": 2_000_000, "--seed": 1],
      switches: ["--json", "--cancel"]
    )
    let pending = options.number("--pending")
    let holds = options.number("--holds")
    let seed = UInt64(options.number("--seed"))
    let seconds: Double
    let memory: Int
    if options.isOn("--cancel") {
      (seconds, memory) = replaceTimers(pending: pending, times: holds, seed: seed)
    } else {
      (seconds, memory) = hold(pending: pending, times: holds, seed: seed)
    }
    report(
      [
        ("nanoseconds_per_hold", seconds / Double(holds) * 1e9),
        ("bytes_per_pending", Double(memory) / Double(pending)),
        ("seconds", seconds),
      ],
      asJSON: options.isOn("--json")
    )
  }

  private static func hold(pending: Int, times: Int, seed: UInt64) -> (Double, Int) {
    let before = peakResidentBytes()
    var model = HoldModel(pending: pending, seed: seed)
    // As many holds as events bring the calendar into its steady state.
    model.hold(times: pending)
    let seconds = secondsTaken { model.hold(times: times) }
    return (seconds, peakResidentBytes() - before)
  }

  private static func replaceTimers(pending: Int, times: Int, seed: UInt64) -> (Double, Int) {
    var model = TimerModel(pending: pending, seed: seed)
    let before = peakResidentBytes()
    model.fill()
    let seconds = secondsTaken { model.replace(times: times) }
    return (seconds, peakResidentBytes() - before)
  }
}
