internal import BenchmarkSupport
internal import DiscreteEvents

/// Measures the process view: an M/M/1 queue of two processes and a store, or many that wait.
@main
enum Main {
  static func main() {
    let options = Options(
      numbers: ["--objects": 1_000_000, "--waiting": 1_000_000, "--seed": 1],
      switches: ["--json", "--customers", "--wait"]
    )
    let objects = options.number("--objects")
    let seed = UInt64(options.number("--seed"))
    let isJSON = options.isOn("--json")
    do {
      if options.isOn("--wait") {
        report(try measureWaiting(options.number("--waiting")), asJSON: isJSON)
      } else if options.isOn("--customers") {
        report(try measureQueue(objects) { try customerQueue(objects, seed: seed) }, asJSON: isJSON)
      } else {
        report(try measureQueue(objects) { try serverQueue(objects, seed: seed) }, asJSON: isJSON)
      }
    } catch {
      print("failed: \(error)")
    }
  }

  private static func measureQueue(
    _ objects: Int,
    _ queue: () throws -> Double
  ) throws -> [(name: String, value: Double)] {
    var total = 0.0
    let seconds = try secondsTaken { total = try queue() }
    return [
      ("objects_per_second", Double(objects) / seconds),
      ("mean_system_time", total / Double(objects)),
      ("seconds", seconds),
    ]
  }

  private static func measureWaiting(_ count: Int) throws -> [(name: String, value: Double)] {
    let before = peakResidentBytes()
    var woken = 0
    let seconds = try secondsTaken { woken = try waitTogether(count) }
    return [
      ("processes", Double(woken)),
      ("bytes_per_process", Double(peakResidentBytes() - before) / Double(count)),
      ("seconds", seconds),
    ]
  }
}
