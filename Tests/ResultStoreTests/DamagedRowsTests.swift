import Foundation
import LogisticsPark
import Testing
import Wording

@testable import ResultStore

/// A column of a results file that holds what it can not hold is told as damage, and ends no program.
///
/// PARKSIM_DAMAGES sets how many damages are tried, evenly among all; 120 by default.
struct DamagedRowsTests {
  /// What reads a file, by name.
  private static let readers:
    [(name: String, read: @Sendable (ResultFile, String) throws -> Void)] =
      [
        ("list", { file, _ in _ = (try file.runs(), try file.contentDigest()) }),
        ("experiments", { file, _ in _ = try file.experiments() }),
        ("definitions", { file, _ in _ = try file.definitions() }),
        ("metrics", { file, _ in _ = try runs.map { try file.metrics(of: $0) } }),
        ("meanings", { file, _ in _ = try runs.map { try file.definitions(of: $0) } }),
        ("orders", { file, _ in _ = try runs.map { try file.orders(of: $0) } }),
        ("flights", { file, _ in _ = try runs.map { try file.flights(of: $0) } }),
        ("sessions", { file, _ in _ = try runs.map { try file.chargeSessions(of: $0) } }),
        ("drones", { file, _ in _ = try runs.map { try file.drones(of: $0) } }),
        ("series", { file, _ in _ = try runs.map { try file.series(of: $0) } }),
        ("scenario", { file, _ in _ = try runs.map { try file.scenarioText(of: $0) } }),
        ("digests", { file, _ in try file.checkDigests() }),
        ("values", { file, _ in _ = try file.values(of: ["lead_time_s", "lead_time_s.p95"]) }),
        ("counts", { file, _ in _ = try file.orderCounts(of: runs[0], createdIn: 0..<(.max)) }),
        (
          "lead times",
          { file, _ in try file.forEachLeadTime(of: runs[0], createdIn: 0..<(.max)) { _, _ in } }
        ),
        (
          "views",
          { file, _ in
            for view in Schema.viewNames { _ = try file.query("SELECT * FROM \(view)") }
          }
        ),
        ("csv", { file, to in _ = try file.exportCSV(to: to + "/csv", replace: false) }),
        ("omnetpp", { file, to in _ = try file.exportOmnetpp(to: to + "/opp", replace: false) }),
        ("vidigi", { file, to in _ = try file.exportVidigi(to: to + "/log", replace: false) }),
        (
          "merge",
          { file, to in
            _ = try ResultFile.open(path: to + "/all.sqlite", create: true).merge([file.path])
          }
        ),
        (
          "append",
          { file, _ in
            let file = try ResultFile.open(path: file.path, create: false)
            try RunData().store(in: file)
          }
        ),
      ]

  private static let runs = [RunID(1), RunID(2)]

  /// A file with rows in every table, whose schema keeps nothing out.
  private static func relaxedFile(in folder: TemporaryFolder) throws {
    let file = try ResultFile.open(path: folder.results, create: true)
    let experiment = ExperimentText(name: "two", digest: "e", text: "{}")
    var fork = RunData.replication(2)
    fork.identity.fork = RunFork(ticks: 1_000, parentDigest: "ab12")
    for data in [RunData(), fork] {
      let run = try file.begin([data.identity], of: experiment, provenance: data.provenance)[0]
      let part = try file.makePart(for: run, identity: data.identity)
      let drone = EntityKind.drone.localEntity(1)
      try part.connection.execute(
        "INSERT INTO alerts VALUES (\(run.number), 1, \(drone), 'low', 'critical', 1, 2, 1)"
      )
      try data.fill(part)
      try file.join(part, finishedAt: "")
    }
    _ = try file.begin(RunData.replication(3).identity, provenance: RunData().provenance)
    try Damage.relax(folder.results)
  }

  /// Lets every reader read a damaged copy; gives what each came to that is no damage told.
  private static func breaches(
    of damage: Damage,
    in folder: TemporaryFolder,
    told: inout Int
  ) throws -> [String]? {
    let manager = FileManager.default
    let place = folder.path + "/one"
    try? manager.removeItem(atPath: place)
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    let path = place + "/results.sqlite"
    try manager.copyItem(atPath: folder.results, toPath: path)
    guard try damage.apply(to: path) else { return nil }
    var breaches: [String] = []
    for (name, read) in readers {
      do {
        try read(try ResultFile.openForReading(path: path), place)
      } catch StoreError.corrupt {
        told += 1
      } catch let error as StoreError {
        // A run that is no longer there, or a value that a key of the target does not take.
        if case .failed(_, let why) = error, why.english.contains("constraint") { continue }
        breaches.append("\(damage): \(name): \(error.message)")
      } catch {
        breaches.append("\(damage): \(name): \(error)")
      }
    }
    return breaches
  }

  @Test("Every column at NULL, another kind and extremes, before every reader")
  func everyColumnIsReadWithoutATrap() async {
    let result = await #expect(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      let folder = try TemporaryFolder()
      try Self.relaxedFile(in: folder)
      let damages = try Damage.all(of: folder.results)
      precondition(Set(damages.map { $0.table + $0.column }).count > 100)
      var all: [String] = []
      var (tried, told, kept) = (0, 0, 0)
      let wanted = ProcessInfo.processInfo.environment["PARKSIM_DAMAGES"].flatMap { Int($0) } ?? 120
      for index in stride(from: 0, to: damages.count, by: max(1, damages.count / wanted | 1)) {
        let damage = damages[index]
        try Data("\(damage)".utf8).write(to: Self.note(of: getppid()))
        guard let breaches = try Self.breaches(of: damage, in: folder, told: &told) else {
          kept += 1
          continue
        }
        tried += 1
        all += breaches
      }
      print(
        "\(tried) damages before \(Self.readers.count) readers, \(told) times told; \(kept) kept out"
      )
      try Data(all.joined(separator: "\n").utf8).write(to: Self.note(of: getppid()))
      precondition(all.isEmpty)
      precondition(told > tried, "\(tried) damages, told \(told) times")
    }
    defer { try? FileManager.default.removeItem(at: Self.note(of: getpid())) }
    guard let result else {
      let last = try? String(contentsOf: Self.note(of: getpid()), encoding: .utf8)
      return #expect(Bool(false), "the last damage, or what was said wrongly: \(last ?? "none")")
    }
    print(String(decoding: result.standardOutputContent, as: UTF8.self))
  }

  /// Where the process that reads damaged files tells the one that waits for it how far it is; of one that
  /// is ended by a signal nothing else is left.
  private static func note(of process: Int32) -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("parksim-damage-\(process)")
  }

  @Test func aMissingValueIsDamage() throws {
    let folder = try TemporaryFolder()
    try Self.relaxedFile(in: folder)
    let damage = Damage(table: "provenance", column: "command", value: "NULL")
    #expect(try damage.apply(to: folder.results))
    let file = try ResultFile.openForReading(path: folder.results)
    let error = #expect(throws: StoreError.self) { _ = try file.runs() }
    let message = try #require(error).message
    #expect(message.contains("is damaged ('command' is NULL in place of a text)"), "\(message)")
    #expect(try #require(error).isInputFault == false)
  }

  @Test func aValueChangedByHandIsFound() throws {
    let folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    try RunData.replication(2).store(in: file)
    #expect(try file.runs().map { try file.damage(of: $0) } == [nil, nil])
    try file.connection.execute("UPDATE orders SET weight_kg = weight_kg * 2 WHERE run_id = 2")
    let damages = try file.runs().map { try file.damage(of: $0) }
    #expect(damages[0] == nil)
    #expect(damages[1]?.english.contains("run 2") == true)
    #expect(throws: StoreError.self) { try file.checkDigests() }
    #expect(throws: Never.self) { try file.checkDigests(of: Array(file.runs().prefix(1))) }
  }

  @Test("A scenario that says something else than was run is found, also by a merge")
  func aScenarioChangedByHandIsFound() throws {
    let folder = try TemporaryFolder()
    let file = try ResultFile.open(path: folder.results, create: true)
    try RunData().store(in: file)
    try file.connection.execute("UPDATE scenario SET text = replace(text, '1', '2')")
    let damage = try #require(try file.runs().first.flatMap { try file.damage(of: $0) })
    #expect(damage.english.contains("its text does not give its digest"))
    #expect(throws: StoreError.self) { try file.checkDigests() }
    // Nor does an export and an import make it look sound.
    _ = try file.exportCSV(to: folder.path + "/csv", replace: false)
    let error = #expect(throws: StoreError.self) {
      _ = try ResultFile.importCSV(
        from: folder.path + "/csv",
        to: folder.path + "/again.sqlite",
        replace: false
      )
    }
    #expect(try #require(error).message.contains("its text does not give its digest"))
  }
}
