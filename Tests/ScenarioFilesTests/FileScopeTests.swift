import Foundation
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Which files a scenario has read, and what is told of them.
struct FileScopeTests {
  private let folder: TemporaryFolder
  private static let day = ScenarioTemplate.day.text(in: .english)

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.file("ann"),
      withIntermediateDirectories: true
    )
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.file(name))
  }

  private func faults(
    _ name: String,
    within scope: FileScope = .anywhere
  ) throws -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.load(folder.path(name), within: scope)
      return []
    } catch let error as ScenarioFaults {
      return error.faults
    }
  }

  @Test("A pipe or a device where a file is named is refused at once")
  func aPipeIsNotWaitedFor() throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    for name in ["pipe", "/dev/zero", "/dev/stdin"] {
      try write(#"{ "format": 3, "extends": "\#(name)" }"#, to: "x.json")
      let faults = try faults("x.json")
      #expect(faults.map(\.code) == ["E0401"])
      #expect(faults.first?.message == "the file is a pipe or a device")
      try write(
        #"{ "format": 3, "extends": "day.json", "demand": { "orders": { "orders_per_hour": null, "#
          + #""kind": "recorded", "file": "\#(name)" } } }"#,
        to: "x.json"
      )
      try write(Self.day, to: "day.json")
      #expect(try self.faults("x.json").first?.message == "the file is a pipe or a device")
    }
  }

  @Test("Seed lists and scenarios of an experiment are no pipes either", arguments: [true, false])
  func anExperimentWaitsForNoPipe(isScenario: Bool) throws {
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    try write(Self.day, to: "day.json")
    try write(
      """
      { "format": 1, "name": "x", "scenario": "\(isScenario ? "pipe" : "day.json")",
        "primary_metrics": ["lead_time_s"], "variants": { "a": {}, "b": {} },
        "seed_list": "\(isScenario ? "none" : "pipe")" }
      """,
      to: "experiment.json"
    )
    let faults = #expect(throws: ScenarioFaults.self) {
      _ = try ExperimentFile.load(folder.path("experiment.json"))
    }
    let messages = try #require(faults).faults.map(\.message)
    #expect(messages.contains("the file is a pipe or a device"), "\(messages)")
  }

  /// Nothing of a file that is no scenario, no table and no list of seeds is told.
  @Test(
    arguments: [
      "root:$6$secret:1:0:99:7:::\nbin:*:1:0:99:7:::\n", "secret = 1\n", "# secret\nPATH=secret",
      "-----BEGIN secret KEY-----\n", "{ \"secret\": \"token of quite some length\" }",
      "secret;secret\n",
      "caf\u{E9} secret\n",
    ],
    [true, false]
  )
  func aForeignFileIsNotQuoted(text: String, isLatin: Bool) throws {
    let bytes =
      isLatin ? Array(text.unicodeScalars.map { UInt8($0.value & 0xff) }) : Array(text.utf8)
    try Data(bytes).write(to: folder.file("foreign"))
    try write(Self.day, to: "day.json")
    let files = [
      #"{ "format": 3, "extends": "foreign" }"#,
      #"{ "format": 3, "extends": "day.json", "demand": { "orders": { "orders_per_hour": null, "#
        + #""kind": "recorded", "file": "foreign" } } }"#,
    ]
    var all = try files.flatMap { file in
      try write(file, to: "x.json")
      return try faults("x.json")
    }
    #expect(all.count >= 2)
    try write(
      """
      { "format": 1, "name": "x", "scenario": "day.json", "primary_metrics": ["lead_time_s"],
        "variants": { "a": {}, "b": {} }, "seed_list": "foreign" }
      """,
      to: "experiment.json"
    )
    let seeds = #expect(throws: ScenarioFaults.self) {
      _ = try ExperimentFile.load(folder.path("experiment.json"))
    }
    all += try #require(seeds).faults
    for fault in all {
      for language in Language.allCases {
        #expect(!fault.text(in: language).contains("secret"), "\(fault)")
      }
    }
  }

  @Test func aFileNamedOnTheCommandLineIsQuotedOnlyIfItMayBeAScenario() throws {
    try write("root:$6$secret:1:0:99:7:::\n", to: "shadow")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("hand-in.json"),
      withDestinationPath: "shadow"
    )
    let faults = try faults("hand-in.json")
    #expect(faults.map(\.code) == ["E0401"])
    #expect(!faults.map(\.description).joined().contains("secret"))
    try write("// my park\n" + Self.day, to: "commented.json")
    #expect(try self.faults("commented.json").map(\.code) == ["E0109"])
  }

  @Test("A hand-in reads files of its own folder, wherever links lead")
  func aHandInStaysInItsFolder() throws {
    try write(Self.day, to: "day.json")
    try write(Self.day, to: "ann/own.json")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path("ann/link.json"),
      withDestinationPath: "../day.json"
    )
    let scope = FileScope.folders([folder.path("ann")])
    for (name, code) in [
      ("own.json", nil), ("../day.json", "E0401"), ("link.json", "E0401"),
      (folder.path("day.json"), "E0401"), ("../ann/own.json", nil),
    ] {
      try write(#"{ "format": 3, "extends": "\#(name)" }"#, to: "ann/x.json")
      #expect(try faults("ann/x.json", within: scope).map(\.code) == (code.map { [$0] } ?? []))
      #expect(try faults("ann/x.json").isEmpty)
    }
    #expect(try faults("ann/link.json", within: scope).map(\.code) == ["E0401"])
    #expect(try faults("day.json", within: scope).map(\.code) == ["E0401"])
    let both = FileScope.folders([folder.path("ann"), folder.url.path])
    #expect(try faults("ann/link.json", within: both).isEmpty)
  }

  @Test(arguments: [
    ("zh_CN.UTF-8", Language.chinese), ("zh_CN.utf8", .chinese), ("zh_CN", .chinese),
    ("zh_CN.UTF-8@pinyin", .chinese), ("zh_CN.GBK", .english), ("zh_CN.GB18030", .english),
    ("zh_TW.Big5", .english), ("de_DE.UTF-8", .english),
  ])
  func anotherEncodingGetsEnglish(locale: String, language: Language) {
    #expect(Language.chosen(by: nil, environment: ["LANG": locale]) == language)
  }

  @Test func moreCombinationsThanCanBeCountedAreNotMiscounted() throws {
    try write(Self.day, to: "day.json")
    let values = (1...100).map { "\($0)" }.joined(separator: ",")
    let factors = (0..<10).map {
      #""f\#($0)": { "key": "charging.depot.chargers.standard.count\#($0)", "values": [\#(values)] }"#
    }
    for (count, words) in [(3, "make 1000000 combinations"), (10, "more than 10^18 combinations")] {
      try write(
        """
        { "format": 1, "name": "x", "scenario": "day.json", "primary_metrics": ["lead_time_s"],
          "factors": { \(factors.prefix(count).joined(separator: ",")) } }
        """,
        to: "experiment.json"
      )
      let faults = #expect(throws: ScenarioFaults.self) {
        _ = try ExperimentFile.load(folder.path("experiment.json"))
      }
      #expect(faults?.description.contains(words) == true, "\(words)")
    }
  }

  /// A way up out of a folder that is not there leads nowhere; it had no end.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "no/../y.json", "no/..", "./no/../y.json", "no/../../..", "no/a/../../y.json",
    ]
  )
  func aWayUpOutOfAMissingFolderIsNotAllowed(path: String) throws {
    let folder = try TemporaryFolder()
    let scope = FileScope.folders([folder.url.path])
    #expect(!scope.allows(folder.path(path)))
    #expect(!scope.allows("/nowhere/" + path))
    #expect(scope.allows(folder.path("no/a/y.json")))
    #expect(!FileScope.folders(["/nowhere"]).allows(path))
  }
}
