import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing
import Wording

struct CheckpointTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func checkpoint(telemetry: TelemetryLevel = .summary) throws -> Checkpoint {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let batch = Batch(
      try ScenarioFile.load(
        path,
        settings: ["study.horizon_h=12", "telemetry.sensors.state_of_charge.period_s=600"]
      ),
      variant: "short",
      seed: 5,
      replications: 2...2,
      threads: 1,
      telemetry: telemetry
    )
    return try Checkpoint(of: batch, at: .hours(9.5), scenarioPath: "day.json", program: "test")
  }

  private func error(reading bytes: [UInt8]) -> CheckpointError? {
    #expect(throws: CheckpointError.self) { try Checkpoint(bytes: bytes, name: "file") }
  }

  @Test(arguments: TelemetryLevel.allCases)
  func whatIsReadIsWhatWasWritten(telemetry: TelemetryLevel) throws {
    let saved = try checkpoint(telemetry: telemetry)
    let path = folder.path("a.checkpoint")
    try CheckpointFile.write(saved, to: path)
    let read = try CheckpointFile.read(path)
    #expect(try read.bytes() == saved.bytes())
    #expect(read.variant == "short")
    #expect(read.seed == 5)
    #expect(read.replication == 2)
    #expect(read.telemetry == telemetry)
    #expect(read.scenarioPath == "day.json")
    #expect(read.program == "test")
    #expect(read.time == .hours(9.5))
    #expect(read.scenario.digest == saved.scenario.digest)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a.checkpoint"]
    )
  }

  @Test func otherKindsFormsAndRevisionsAreToldApart() throws {
    let state = [1, 2, 3]
    let bytes = { (model: String, revision: Int) in
      try Snapshot.save(state, as: SnapshotLabel(model: model, revision: revision))
    }
    let now = ModelRevision.current
    #expect(
      error(reading: try bytes("bank", 1))
        == .notOurs(path: "file", why: Phrase("is a snapshot of 'bank'", "是 'bank' 的快照"))
    )
    #expect(
      error(reading: try bytes("parksim checkpoint 9", now))
        == .otherForm(path: "file", found: Phrase(same: "9"), supported: Checkpoint.form)
    )
    #expect(
      error(reading: try bytes("parksim checkpoint \(Checkpoint.form)", now + 1))
        == .otherRevision(path: "file", found: now + 1, supported: now)
    )
    guard case .damaged = error(reading: try bytes("parksim checkpoint \(Checkpoint.form)", now))
    else {
      Issue.record("numbers were read as a checkpoint")
      return
    }
  }

  @Test func everyTruncationAndEveryFlippedByteIsRefused() throws {
    let bytes = try checkpoint().bytes()
    var streams = StreamDirectory(seed: 8, replication: 1)
    var stream = streams.stream("damage")
    for _ in 0..<100 {
      let place = Int(stream.uniform() * Double(bytes.count))
      _ = error(reading: Array(bytes[..<place]))
      var flipped = bytes
      flipped[place] ^= 1 << UInt8(stream.uniform() * 8)
      _ = error(reading: flipped)
    }
  }

  @Test func ofALinkTheCheckpointIsReplacedAndTheLinkStays() throws {
    let saved = try checkpoint()
    try CheckpointFile.write(saved, to: folder.path("a"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"),
      withDestinationPath: "a"
    )
    try Data(try saved.bytes().dropLast(9)).write(to: folder.file("a"))
    try CheckpointFile.write(saved, to: folder.path("link"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link")) == "a")
    #expect(try Data(contentsOf: folder.file("a")) == Data(saved.bytes()))
  }

  @Test func aCheckpointReplacesCheckpointsOnly() throws {
    let saved = try checkpoint()
    let path = folder.path("a")
    try CheckpointFile.write(saved, to: path)
    try CheckpointFile.write(saved, to: path)
    try Data(try saved.bytes().dropLast(9)).write(to: folder.file("a"))
    try CheckpointFile.write(saved, to: path)
    for content in ["", "notes", "SQLite format 3\0"] {
      try Data(content.utf8).write(to: folder.file("notes"))
      let error = #expect(throws: CheckpointError.self) {
        try CheckpointFile.write(saved, to: folder.path("notes"))
      }
      #expect(error?.isInputFault == true)
      #expect(try Data(contentsOf: folder.file("notes")) == Data(content.utf8))
    }
    let missing = #expect(throws: CheckpointError.self) {
      try CheckpointFile.write(saved, to: folder.path("no/where"))
    }
    #expect(missing?.isInputFault == false)
  }

  @Test func theReferenceListsTheLiveKeys() throws {
    let page = ParkSimProcess.root.appendingPathComponent("docs/reference/checkpoint.md")
    let listed = try String(contentsOf: page, encoding: .utf8)
      .split(whereSeparator: \.isNewline)
      .drop { $0 != "## Live keys" }
      .compactMap { $0.wholeMatch(of: /\| `([A-Za-z_.]+)` \|.*/).map { String($0.1) } }
    #expect(listed == LiveKey.all.map(\.path))
  }

  @Test func onlyLiveKeysMayChange() {
    for key in LiveKey.all {
      #expect(LiveKey.refusal(of: "\(key.path)=1") == nil)
      #expect(LiveKey.refusal(of: "/\(key.path.replacing(".", with: "/"))=1") == nil)
    }
    for setting in ["fleet.m100.count=3", "charging={}", "dispatch", "dispatch.policy.x=1", "="] {
      #expect(
        LiveKey.refusal(of: setting)?.english.contains("dispatch.policy") == true,
        "\(setting)"
      )
    }
    #expect(
      LiveKey.refusal(of: "dispatch.polcy=nearest")?.english.contains("write dispatch.policy;")
        == true
    )
  }
}
