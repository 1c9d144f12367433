import Foundation
import TestSupport
import Testing

/// Every command that reads a results file says that it is damaged, and ends by itself.
///
/// PARKSIM_DAMAGES sets how many pairs of a damage and a command are tried, evenly among all; 40 by
/// default.
struct DamagedFileCommandTests {
  /// Longest time that a command may take [s].
  private static let patience = 10.0
  private static let commands = [
    "runs FILE", "runs FILE --json", "runs FILE --check", "metrics FILE", "metrics FILE --run 1",
    "metrics FILE --means", "metrics FILE --means --json", "metrics FILE --unchecked",
    "compare FILE",
    "compare FILE --json", "rank FILE", "effects FILE",
    "query FILE select*from+v_order", "query FILE select*from+v_metric --format json",
    "export FILE --format csv --to OUT", "export FILE --format omnetpp --to OUT --unchecked",
    "export FILE --format vidigi --to OUT --unchecked", "merge OUT FILE", "merge FILE SOUND",
    "upgrade FILE", "run SCENARIO --out FILE", "experiment EXPERIMENT --out FILE",
  ]

  private let folder: TestSupport.TemporaryFolder

  init() throws {
    folder = try TestSupport.TemporaryFolder()
  }

  /// An experiment of four variants with every kind of row, and its results.
  private func makeFiles() throws {
    let scenario = """
      { "format": 3, "name": "small", "study": { "horizon_h": 0.5 },
        "zones": { "z": { "x_m": 300, "y_m": 0, "radius_m": 50 } },
        "demand": { "orders": {
          "orders_per_hour": [\(Array(repeating: "20", count: 24).joined(separator: ","))],
          "promise_min": 30, "weight_kg": { "low": 0.1, "high": 0.3 } } },
        "warehouses": { "main": {
          "picking": { "service": { "distribution": "constant", "seconds": 30 },
            "shifts": { "a": { "from": "00:00", "to": "24:00", "people": 2 } } } } },
        "pads": { "p": { "x_m": 0, "y_m": 0 } }, "fleet": { "m": { "type": "m100", "count": 3 } },
        "charging": { "depot": { "chargers": { "standard": { "count": 1,
          "session": { "power_w": 180 } } } } },
        "telemetry": { "sensors": { "charge": { "kind": "state_of_charge", "period_s": 300 },
          "warmth": { "kind": "battery_temperature", "period_s": 300 } } } }
      """
    let experiment = """
      { "format": 1, "name": "two by two", "scenario": "small.json", "replications": 2,
        "telemetry": "full", "primary_metrics": ["lead_time_s", "energy_grid_kwh"],
        "factors": { "bays": { "key": "charging.depot.chargers.standard.count", "values": [1, 2] },
          "drones": { "key": "fleet.m.count", "values": [2, 3] } } }
      """
    try Data(scenario.utf8).write(to: folder.file("small.json"))
    try Data(experiment.utf8).write(to: folder.file("two.json"))
    let sound = folder.path("sound.sqlite")
    let made = try ParkSimProcess.run(["experiment", folder.path("two.json"), "--out", sound])
    try #require(made.status == 0, "\(made.errors)")
    try FileManager.default.copyItem(atPath: sound, toPath: folder.path("relaxed.sqlite"))
    try Damage.relax(folder.path("relaxed.sqlite"))
  }

  private func words(of command: String) -> [String] {
    command.split(separator: " ").map { word in
      switch word {
      case "FILE": folder.path("damaged.sqlite")
      case "OUT": folder.path("out")
      case "SOUND": folder.path("sound.sqlite")
      case "SCENARIO": folder.path("small.json")
      case "EXPERIMENT": folder.path("two.json")
      default: String(word.replacing("+", with: " "))
      }
    }
  }

  /// Runs a command on a fresh damaged copy; nil where the damage can not be made.
  private func status(of command: String, after damage: Damage) throws -> Int32? {
    let manager = FileManager.default
    for name in ["damaged.sqlite", "damaged.sqlite-journal", "out"] {
      try? manager.removeItem(atPath: folder.path(name))
    }
    try manager.copyItem(
      atPath: folder.path("relaxed.sqlite"),
      toPath: folder.path("damaged.sqlite")
    )
    guard try damage.apply(to: folder.path("damaged.sqlite")) else { return nil }
    let process = try ParkSimProcess.start(words(of: command))
    let end = Date(timeIntervalSinceNow: Self.patience)
    while process.isRunning, Date.now < end { usleep(2_000) }
    guard !process.isRunning else {
      kill(process.processIdentifier, SIGKILL)
      return 124
    }
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return process.terminationStatus + (isSignal ? 128 : 0)
  }

  @Test func everyCommandEndsByItself() throws {
    try makeFiles()
    let damages = try Damage.all(of: folder.path("relaxed.sqlite"))
    let cases = damages.flatMap { damage in Self.commands.map { (damage, $0) } }
    let wanted =
      ProcessInfo.processInfo.environment["PARKSIM_DAMAGES"].flatMap { Int($0) } ?? 40
    // A step without a factor in common with the commands, so that all of them come up.
    let step = max(1, cases.count / wanted | 1)
    var statuses: [Int32: Int] = [:]
    for index in stride(from: 0, to: cases.count, by: step) {
      let (damage, command) = cases[index]
      guard let status = try status(of: command, after: damage) else { continue }
      statuses[status, default: 0] += 1
      #expect([0, 1, 2, 74].contains(status), "\(command) after \(damage): \(status)")
    }
    let counts = statuses.sorted { $0.key < $1.key }.map { "\($0.value) with \($0.key)" }
    print("commands on damaged files ended: \(counts.joined(separator: ", "))")
    #expect(statuses[74, default: 0] > 0)
  }
}
