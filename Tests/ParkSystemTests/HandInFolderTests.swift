import Foundation
import TestSupport
import Testing

/// What a folder of hand-ins may hold, and what these may read.
struct HandInFolderTests {
  private let folder: TemporaryFolder
  private static let day = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json")

  init() throws {
    folder = try TemporaryFolder()
    try write(
      #"{ "extends": "\#(Self.day.path)", "study": { "horizon_h": 2 } }"#,
      "course/base.json"
    )
  }

  private func write(_ text: String, _ name: String) throws {
    let url = folder.file(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  private func handIn(_ base: String, bays: Int) -> String {
    #"{ "extends": "\#(base)", "charging": { "depot": { "chargers": { "standard": { "count": \#(bays) } } } } }"#
  }

  private func compare(_ options: [String]) throws -> ParkSimProcess.Result {
    let out = folder.path("compared-\(options.count).sqlite")
    return try ParkSimProcess.run(["compare", "--replications", "1", "--out", out] + options)
  }

  /// No file of others is compared, nor read, under the name of a hand-in.
  @Test func linksDoNotLeadOutOfTheHandIns() throws {
    try write(handIn("base.json", bays: 17), "course/answer.json")
    try write(handIn("answer.json", bays: 8), "course/deep/copy.json")
    try write(handIn("../course/base.json", bays: 9), "class/ann.json")
    try write(handIn("../../../../course/base.json", bays: 10), "class/bob/hw/1/day.json")
    try write(handIn("sub/answer.json", bays: 11), "class/carl.json")
    try write(handIn("../course/answer.json", bays: 12), "class/dora.json")
    let manager = FileManager.default
    for (link, target) in [
      ("sub", "../course"), ("eve.json", "../course/answer.json"), ("fred.json", "nowhere"),
      ("again.json", "ann.json"),
    ] {
      try manager.createSymbolicLink(
        atPath: folder.path("class/" + link),
        withDestinationPath: target
      )
    }
    #expect(mkfifo(folder.path("class/pipe.json"), 0o600) == 0)
    let text = try compare([folder.path("class"), "--base", folder.path("course/base.json")])
    #expect(text.status == 0, "\(text.errors)")
    for (name, why) in [
      ("sub", "is a link to a folder"), ("eve.json", "is a link that leads out of the folder"),
      ("fred.json", "is a link that leads to nothing"), ("pipe.json", "is a pipe or a device"),
      ("carl", "may not look"), ("dora", "may not look"),
    ] {
      let line = text.output.split(separator: "\n").first { $0.hasPrefix("  '\(name)': ") }
      #expect(line?.contains(why) == true, "\(name) in \(text.output)")
    }
    #expect(text.output.contains("'ann'") && text.output.contains("'bob/hw/1/day'"))
    #expect(!text.output.contains("-> 17"), "\(text.output)")
  }

  /// A file that is named first may be a hand-in: what it extends elsewhere is not opened to it or to others.
  @Test func theFirstFileOpensNoOtherFolder() throws {
    try write(handIn("../course/base.json", bays: 9), "al/day.json")
    try write(handIn("../course/base.json", bays: 10), "bo/day.json")
    try write(handIn("../al/local.json", bays: 11), "cy/day.json")
    try write(#"{ "extends": "\#(Self.day.path)" }"#, "al/local.json")
    let files = ["al", "bo", "cy"].map { folder.path($0 + "/day.json") }
    let text = try compare(files)
    #expect(text.status == 2, "\(text.output)")
    for name in ["al/day.json", "bo/day.json", "cy/day.json"] {
      #expect(text.errors.contains("\(name)': ") && text.errors.contains("may not look"))
    }
    // With a base that is named, what it extends may be read by all.
    let based = try compare(Array(files.prefix(2)) + ["--base", folder.path("course/base.json")])
    #expect(based.status == 0, "\(based.errors)")
  }

  /// A file whose name no text can hold is told of, and not passed over.
  @Test func aNameThatIsNoTextIsTold() throws {
    try write(handIn("../course/base.json", bays: 9), "class/ann.json")
    try write(handIn("../course/base.json", bays: 10), "class/bob.json")
    let name = Array(folder.path("class/bad").utf8) + [0xFF, 0xFE] + Array(".json\0".utf8)
    let file = name.withUnsafeBytes { bytes in
      bytes.baseAddress.map {
        open($0.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o600)
      }
    }
    #expect(close(file ?? -1) == 0)
    let text = try compare([folder.path("class"), "--base", folder.path("course/base.json")])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("its name is not in UTF-8"), "\(text.output)")
  }

  /// A folder of which nothing can be read is told why, whatever else is asked for.
  @Test func whatIsSetAsideIsToldThoughNothingIsLeft() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("odd"),
      withIntermediateDirectories: true
    )
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("odd/eve.json"),
      withDestinationPath: "nowhere"
    )
    for options in [[], ["--metric", "lead_time_s"]] {
      let text = try compare([folder.path("odd")] + options)
      #expect(text.status == 2 && text.errors.contains("is a link that leads to nothing"))
      #expect(text.errors.contains("nothing left to compare"), "\(text.errors)")
    }
  }

  /// Files that are named one by one do not read each other's folders.
  @Test func oneHandInDoesNotReadAnother() throws {
    let base = folder.path("course/base.json")
    try write(handIn("../course/base.json", bays: 9), "bo/day.json")
    try write(handIn("../bo/day.json", bays: 10), "al/day.json")
    try write(handIn("../course/base.json", bays: 11), "cy/day.json")
    let files = ["al", "bo", "cy"].map { folder.path($0 + "/day.json") }
    let text = try compare(files + ["--base", base])
    #expect(text.status == 0, "\(text.errors)")
    let aside = text.output.split(separator: "\n").filter { $0.contains("may not look") }
    #expect(aside.count == 1 && aside[0].contains("al/day"), "\(text.output)")
    let none = try compare(files + ["--base", ""])
    #expect(none.status == 2 && none.errors.contains("--base must name"), "\(none.errors)")
  }

  /// A file can not pass for an argument by its name, nor ask what lies where it may not look.
  @Test func whatMayNotBeReadIsNotToldOfEither() throws {
    try write("created_s,zone\n60,campus\n", "secret/orders.csv")
    let table = folder.path("secret/orders.csv")
    try write(
      """
      { "extends": "base.json", "demand": { "orders": { "orders_per_hour": null,
        "kind": "recorded", "file": "\(table)" } } }
      """,
      "in/--set x.json"
    )
    try write(Self.dayText(), "in/base.json")
    try write(#"{ "extends": "--set x.json" }"#, "in/day.json")
    let check = try ParkSimProcess.run(
      ["scenario", "check", "day.json", "--confined"],
      in: folder.file("in")
    )
    #expect(check.status == 2 && check.errors.contains("may not look"), "\(check.errors)")
    for name in ["orders.json", "ordres.json"] {
      try write(handIn("../secret/\(name)", bays: 9), "in/day.json")
      let found = try ParkSimProcess.run(
        ["scenario", "check", "day.json", "--confined"],
        in: folder.file("in")
      )
      #expect(found.status == 2 && found.errors.contains("may not look"), "\(found.errors)")
      #expect(!found.errors.contains("orders.csv") && !found.errors.contains("write \""))
    }
  }

  private static func dayText() throws -> String { try String(contentsOf: day, encoding: .utf8) }

  /// To look at a results file of which a write was cut off would change it.
  @Test func aHandInWithAJournalIsLeftAlone() throws {
    try write(handIn("../course/base.json", bays: 9), "class/ann.json")
    try write(handIn("../course/base.json", bays: 10), "class/bob.json")
    let results = folder.path("class/cut.sqlite")
    let run = try ParkSimProcess.run(
      ["run", folder.path("class/ann.json"), "--out", results, "--telemetry", "none"]
    )
    #expect(run.status == 0, "\(run.errors)")
    let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    let journal = Data(magic + Array(repeating: 0, count: 504))
    try journal.write(to: folder.file("class/cut.sqlite-journal"))
    let text = try compare([folder.path("class"), "--base", folder.path("course/base.json")])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("'cut': a write to it is not finished"), "\(text.output)")
    #expect(try Data(contentsOf: folder.file("class/cut.sqlite-journal")) == journal)
  }

  /// Advice costs as much as what it simulates, and reads the scenario again for each change.
  @Test func adviceKeepsTheLimits() throws {
    let base = folder.path("course/base.json")
    let out = ["--out", folder.path("advised.sqlite")]
    let few = try ParkSimProcess.run(["run", base, "--advise", "--limit", "runs=20"] + out)
    #expect(few.status == 2 && few.errors.contains("runs of a command"), "\(few.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path("advised.sqlite")))
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    let pipe = try ParkSimProcess.run(["run", folder.path("pipe"), "--advise"] + out)
    #expect(pipe.status == 2 && pipe.errors.contains("name a file, and no pipe"), "\(pipe.errors)")
  }

  /// A merge in vain takes away what it has made, and nothing that was there.
  @Test func aMergeInVainLeavesWhatWasThere() throws {
    let source = folder.path("one.sqlite")
    let run = try ParkSimProcess.run(
      ["run", folder.path("course/base.json"), "--out", source, "--telemetry", "none"]
    )
    #expect(run.status == 0)
    let edited = try ParkSimProcess.run(["query", source, "SELECT count(*) FROM metric"])
    #expect(edited.status == 0)
    try write("no results", "broken.sqlite")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path("link.sqlite"),
      withDestinationPath: "target.sqlite"
    )
    let vain = try ParkSimProcess.run(
      ["merge", folder.path("link.sqlite"), folder.path("broken.sqlite")]
    )
    #expect(vain.status != 0)
    #expect(
      try manager.destinationOfSymbolicLink(atPath: folder.path("link.sqlite")) == "target.sqlite"
    )
    #expect(!manager.fileExists(atPath: folder.path("target.sqlite")))
    try write("", "empty.sqlite")
    _ = try ParkSimProcess.run(
      ["merge", folder.path("empty.sqlite"), folder.path("broken.sqlite")]
    )
    #expect(manager.fileExists(atPath: folder.path("empty.sqlite")))
    #expect(mkfifo(folder.path("export"), 0o600) == 0)
    let export = try ParkSimProcess.run(
      ["export", source, "--format", "vidigi", "--to", folder.path("export")]
    )
    #expect(export.status == 2 && export.errors.contains("is a pipe or a device"))
  }
}
