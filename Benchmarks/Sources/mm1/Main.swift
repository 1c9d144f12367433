internal import BenchmarkSupport
internal import DiscreteEvents

/// Serves objects in an M/M/1 queue and prints how fast that went.
@main
enum Main {
  static func main() {
    let options = Options(
      numbers: ["--objects": 1_000_000, "--seed": 1],
      switches: ["--json"]
    )
    let objects = options.number("--objects")
    var queue = SingleServerQueue(goal: objects, seed: UInt64(options.number("--seed")))
    let seconds = secondsTaken { queue.run() }
    report(
      [
        ("objects_per_second", Double(objects) / seconds),
        ("mean_system_time", queue.totalSystemTime.inSeconds / Double(objects)),
        ("seconds", seconds),
      ],
      asJSON: options.isOn("--json")
    )
  }
}
