internal import BenchmarkSupport
internal import DiscreteEvents

/// A customer's event, saved the way that every `Codable` event is.
private enum Step: Codable {
  case arrival
  case departure(customer: Int32)
}

/// Saves and loads a model with many pending events, and prints how long that took.
@main
enum Main {
  static func main() throws {
    let options = Options(numbers: ["--pending": 1_000_000, "--seed": 1], switches: ["--json"])
    let pending = options.number("--pending")
    var directory = StreamDirectory(seed: UInt64(options.number("--seed")), replication: 1)
    var stream = directory.stream("delay")
    let delay = ExponentialDistribution(mean: 1)
    var engine = Engine<Step>()
    for number in 0..<pending {
      let step = number % 2 == 0 ? Step.arrival : .departure(customer: Int32(number))
      engine.schedule(step, after: .hours(delay.sample(&stream)))
    }
    let label = SnapshotLabel(model: "benchmark")
    var bytes: [UInt8] = []
    let saving = try secondsTaken { bytes = try Snapshot.save(engine, as: label) }
    var loaded = Engine<Step>()
    let loading = try secondsTaken {
      loaded = try Snapshot.load(Engine<Step>.self, from: bytes, as: label)
    }
    precondition(loaded.pendingCount == pending, "\(loaded.pendingCount) of \(pending) loaded")
    report(
      [
        ("seconds_to_save", saving),
        ("seconds_to_load", loading),
        ("seconds", saving + loading),
        ("bytes_per_pending", Double(bytes.count) / Double(pending)),
      ],
      asJSON: options.isOn("--json")
    )
  }
}
