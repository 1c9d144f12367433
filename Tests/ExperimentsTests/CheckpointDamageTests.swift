import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import DiscreteEvents
@testable import Experiments
@testable import LogisticsPark

/// A checkpoint whose checksum is right and whose numbers are not is refused, runs to its end, or is
/// found out by the rule that the run breaks; it never ends the program.
///
/// PARKSIM_CHECKPOINT_CHANGES sets how many changes are tried, evenly among all; 400 by default.
struct CheckpointDamageTests {
  private static let scenario = """
    { "format": 3, "name": "small", "study": { "horizon_h": 1 },
      "initial": { "time_of_day": "07:30", "demand": { "orders": { "backlog_orders": 2 } } },
      "zones": { "z": { "x_m": 900, "y_m": 0, "radius_m": 50 } },
      "demand": { "orders": {
        "orders_per_hour": [\(Array(repeating: "12", count: 24).joined(separator: ","))],
        "promise_min": 30, "weight_kg": { "low": 0.1, "high": 0.3 },
        "refund": { "probability": 0.5, "mean_delay_min": 20 } } },
      "warehouses": { "main": {
        "picking": { "service": { "distribution": "exponential", "mean_s": 120 },
          "shifts": { "a": { "from": "00:00", "to": "08:00", "people": 1 },
            "b": { "from": "08:00", "to": "24:00", "people": 2 } } },
        "packing": { "service": { "distribution": "constant", "seconds": 60 },
          "shifts": { "a": { "from": "00:00", "to": "24:00", "people": 1 } } } } },
      "pads": { "p": { "x_m": 0, "y_m": 0 } },
      "fleet": { "m": { "type": "m100", "count": 3,
        "recharge": { "start_below_state_of_charge": 0.9 } } },
      "charging": { "depot": { "chargers": { "standard": { "count": 1,
        "session": { "power_w": 180 } } } } },
      "telemetry": { "sensors": {
        "charge": { "kind": "state_of_charge", "period_s": 600, "noise": 0.01 },
        "warmth": { "kind": "battery_temperature", "period_s": 700 } } } }
    """

  private static func checkpoint() throws -> Checkpoint {
    let batch = Batch(
      try ScenarioFile.read(SourceText(name: "small.json", text: scenario)),
      seed: 3,
      replications: 1...1,
      threads: 1,
      telemetry: .full
    )
    return try Checkpoint(of: batch, at: .minutes(25), scenarioPath: "small.json", program: "test")
  }

  /// Extremes of the numbers that a checkpoint holds, as they stand in it.
  private static let extremes: [[UInt8]] = {
    let numbers = [
      0, 1e30, -1e13, 1e308, -1e308, .leastNonzeroMagnitude, .infinity, -.infinity, .nan,
    ].map { (number: Double) in number.bitPattern }
    let integers = [Int64.max, .min, -1, 1 << 40].map { UInt64(bitPattern: $0) }
    let long = (numbers + integers).map { pattern in
      (0..<8).map { UInt8(truncatingIfNeeded: pattern >> (8 * $0)) }
    }
    return long + [
      [0xff, 0xff, 0xff, 0x7f], [0, 0, 0, 0x80], [0xff, 0xff, 0xff, 0xff], [0], [0xff],
    ]
  }()

  private enum Fate: String {
    case refused, ended, foundOut, ourBug
  }

  /// What becomes of a run that goes on from bytes.
  private static func fate(of bytes: [UInt8]) throws -> Fate {
    let checkpoint: Checkpoint
    do {
      checkpoint = try Checkpoint(bytes: bytes, name: "changed")
    } catch is CheckpointError {
      return .refused
    } catch is ScenarioFaults {
      return .refused
    }
    let outcome = try checkpoint.batch().parkRun(checkpoint.replication).simulate()
    guard !outcome.result.breaches.isEmpty else { return .ended }
    let error = checkpoint.blame(
      for: BreachError(breaches: outcome.result.breaches),
      path: "changed"
    )
    return error is CheckpointError ? .foundOut : .ourBug
  }

  @Test("Every place of a checkpoint at the extremes of a number, with the checksum made right")
  func noChangeEndsTheProgram() async {
    let result = await #expect(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      let bytes = try Self.checkpoint().bytes()
      let whole = try Self.fate(of: bytes)
      precondition(whole == .ended)
      let wanted =
        ProcessInfo.processInfo.environment["PARKSIM_CHECKPOINT_CHANGES"].flatMap { Int($0) } ?? 400
      // The label and the names of fields are others' business: a change there is no number.
      let start = 81
      let changes = (bytes.count - start - 16) * Self.extremes.count
      var fates: [Fate: Int] = [:]
      for index in stride(from: 0, to: changes, by: max(1, changes / wanted | 1)) {
        let place = start + index / Self.extremes.count
        let extreme = Self.extremes[index % Self.extremes.count]
        var changed = bytes
        changed.replaceSubrange(place..<place + extreme.count, with: extreme)
        let fate = try Self.fate(of: SnapshotFrame.seal(Array(changed.dropLast(8))))
        fates[fate, default: 0] += 1
        precondition(fate != .ourBug, "byte \(place) as \(extreme) is taken for a bug")
      }
      let counts = fates.map { "\($1) \($0)" }.sorted().joined(separator: ", ")
      print("\(bytes.count) bytes of a checkpoint changed: \(counts)")
      precondition(fates[.refused, default: 0] > fates.values.reduce(0, +) / 2, "\(fates)")
    }
    guard let result else { return }
    print(String(decoding: result.standardOutputContent, as: UTF8.self))
    let errors = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(result.exitStatus == .exitCode(0), "\(errors.suffix(2_000))")
  }

  /// Numbers that once ended the program, or were taken for a bug of ours.
  private static let flaws: [(String, @Sendable (inout SavedRun) -> Void)] = [
    ("a point beyond the world", { $0.park.firstOpen.record.destination.x = 1e30 }),
    ("a weight below nothing", { $0.park.firstOpen.record.weight = -1e13 }),
    ("a weight that is no number", { $0.park.firstOpen.record.weight = .nan }),
    ("a promise at the end of time", { $0.park.firstOpen.record.promisedBy = .distantFuture }),
    ("a drone that was nowhere", { $0.park.fleet.ticks[0] += 1 }),
    ("more people than on the roster", { $0.park.places[0].resource.capacity += 1 }),
    ("a number that was larger than it is", { $0.park.backlog.largest = -1 }),
    ("a sensor that saw infinity", { $0.sensors?.sensors[0].squaredErrors = .infinity }),
    ("a flight that ends before it starts", { $0.history.records.flights[0].endedAt = .zero }),
    ("statistics from another instant", { $0.park.flying.opening = 1 }),
  ]

  @Test(arguments: flaws.indices)
  func aNumberThatCanNotBeIsRefused(index: Int) throws {
    let sound = try Self.checkpoint()
    var run = sound.saved
    try #require(run.park.orders.openCount > 0 && !run.history.records.flights.isEmpty)
    Self.flaws[index].1(&run)
    #expect(throws: SavedRunFlaw.self, "\(Self.flaws[index].0)") {
      try RunOrigin(
        run,
        configuration: sound.scenario.configuration,
        seed: 3,
        replication: 1,
        telemetry: .full
      )
    }
  }

  @Test(
    "A breach of a run that goes on is the checkpoint's fault if the run from its start is another"
  )
  func theCheckpointIsBlamedOnlyWhereItDiffers() throws {
    let sound = try Self.checkpoint()
    let breach = BreachError(breaches: [AuditBreach("battery", "of a test")])
    #expect(try sound.isReproduced())
    #expect(sound.blame(for: breach, path: "a") is BreachError)
    var bytes = try sound.bytes()
    let stored = try #require(sound.saved.history.records.flights.first).storedAtEnd
    let pattern = (0..<8).map { UInt8(truncatingIfNeeded: stored.bitPattern >> (8 * $0)) }
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: pattern) })
    bytes[place] ^= 1
    let changed = try Checkpoint(bytes: SnapshotFrame.seal(Array(bytes.dropLast(8))), name: "a")
    let error = changed.blame(for: BatchError(replication: 1, cause: breach), path: "a")
    guard case CheckpointError.damaged(let path, let why) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(path == "a" && why.english.contains("another one at 07:55"), "\(why)")
    #expect((error as? CheckpointError)?.isInputFault == true)
    #expect(changed.blame(for: StoreErrorOfATest(), path: "a") is StoreErrorOfATest)
  }

  private struct StoreErrorOfATest: Error {}

  @Test("A file that is no checkpoint is refused by its first bytes, whatever its size")
  func aHugeFileIsNotRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("huge")
    var beginnings = [Array("{\"format\": 2".utf8), SnapshotFrame.magic + [9, 0]]
    // A sound header over a length of which nothing is there but holes.
    var header = SnapshotFrame.header(SnapshotLabel(model: "parksim checkpoint 3"))
    let size = UInt64(6) << 30
    for index in 0..<8 { header[10 + index] = UInt8(truncatingIfNeeded: size >> (8 * index)) }
    beginnings.append(header)
    for bytes in beginnings {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      truncate(path, off_t(size))
      #expect(throws: CheckpointError.self) { _ = try CheckpointFile.read(path) }
    }
    #expect(throws: CheckpointError.self) { _ = try CheckpointFile.read("/dev/zero") }
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(throws: CheckpointError.self) { _ = try CheckpointFile.read(folder.path("pipe")) }
    #expect(throws: CheckpointError.self) {
      try CheckpointFile.checkMayWrite(folder.path("pipe"))
    }
  }

  @Test func aCheckpointIsWrittenThroughALink() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"),
      withDestinationPath: "run.checkpoint"
    )
    for _ in 0..<2 {
      try CheckpointFile.write(try Self.checkpoint(), to: folder.path("link"))
      #expect(
        try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link"))
          == "run.checkpoint"
      )
      #expect(try CheckpointFile.read(folder.path("run.checkpoint")).seed == 3)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.sorted() == ["link", "run.checkpoint"])
  }

  @Test("The scenario in a checkpoint is complete: it has no other file read")
  func aStoredScenarioNamesNoFile() throws {
    let folder = try TemporaryFolder()
    let base = folder.path("base.json")
    try Data(Self.scenario.utf8).write(to: URL(fileURLWithPath: base))
    let extending = SourceText(
      name: "scenario in x",
      text: #"{ "format": 3, "extends": "\#(base)" }"#
    )
    #expect(throws: Never.self) { _ = try ScenarioFile.read(extending) }
    let faults = #expect(throws: ScenarioFaults.self) {
      _ = try ScenarioFile.read(stored: extending)
    }
    #expect(try #require(faults).faults.map(\.code) == ["E0401"])
  }
}

extension ParkState {
  /// The first open order.
  fileprivate var firstOpen: LiveOrder {
    get {
      guard let order = orders.slots.first(where: \.isOpen) else {
        preconditionFailure("no order is open")
      }
      return order
    }
    set {
      guard let slot = orders.slots.firstIndex(where: \.isOpen) else { return }
      orders.slots[slot] = newValue
    }
  }
}
