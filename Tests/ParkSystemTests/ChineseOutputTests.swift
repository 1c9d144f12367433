import Foundation
import TestSupport
import Testing

/// What commands say of results under `--lang zh`.
struct ChineseOutputTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private func run(_ arguments: [String]) throws -> ParkSimProcess.Result {
    try ChineseProse.run(arguments)
  }

  private func sentences(in text: String) -> [String] { ChineseProse.sentences(in: text) }

  @Test("A sentence of English is found where there is one")
  func theCheckFindsEnglish() {
    let table = "lead_time_s  1391  fleet.m100.count 24 -> 25  下一步  parksim metrics a b c"
    #expect(!sentences(in: "orders 3 单 this is one day of many").isEmpty)
    #expect(sentences(in: table).isEmpty)
  }

  @Test("No English sentence in what run, metrics and compare say of results")
  func resultsAreInChinese() throws {
    let day = [
      "run", "Scenarios/shangrao/day.json", "--set", "name=\"上饶的一天\"", "--out", path,
    ]
    let single = try run(day + ["--advise"])
    let again = try run(day)
    let several = try run(day + ["--replications", "6", "--variant", "many", "--seed", "2"])
    let fewer = try run(
      day + ["--replications", "6", "--variant", "fewer", "--seed", "2"]
        + ["--set", "charging.depot.chargers.standard.count=6"]
    )
    let open = try run(
      [
        "run", "Scenarios/shangrao/two-warehouses.json", "--set", "name=\"两个仓库\"",
        "--replications", "2", "--set", "demand.shop.scale=3", "--out", folder.path("two.sqlite"),
      ]
    )
    let commands = [
      ["metrics", path, "--run", "1"], ["metrics", path, "--means"],
      ["metrics", path, "--by", "zone"],
      ["compare", path, "--variant", "many", "--variant", "fewer"],
      [
        "compare", path, "--variant", "many", "--variant", "fewer", "--goal",
        "on_time_share >= 0.9",
      ],
    ]
    let results = [single, again, several, fewer, open] + (try commands.map(run))
    for result in results {
      #expect(result.status == 0, "\(result.errors)")
      let all = result.output + result.errors
      #expect(sentences(in: all).isEmpty, "\(sentences(in: all))")
      #expect(all.contains(/[\u{4E00}-\u{9FFF}]{4}/))
    }
    #expect(again.errors.contains("文件中已有这次运行"))
  }

  @Test("Numbers are the same in both languages, and columns stand below each other")
  func numbersAndColumns() throws {
    let day = ["run", "Scenarios/shangrao/day.json", "--out", path, "--replace"]
    let texts = [try run(day).output, try ParkSimProcess.run(day).output]
    let numbers = texts.map(ChineseProse.numbers)
    #expect(numbers[0] == numbers[1])
    let metrics = try run(["metrics", path, "--run", "1"]).output
    let lines = metrics.split(separator: "\n").dropFirst()
    // The unit of each metric begins in the column of its title.
    let title = try #require(lines.first)
    let place = width(of: title.prefix(upTo: try #require(title.range(of: "单位")).lowerBound))
    var checked = 0
    for line in lines.dropFirst() {
      guard let unit = line.firstMatch(of: /[0-9][ ]{2}((?:orders|kWh|Wh|km|s|1)[ ]{2})/) else {
        continue
      }
      #expect(width(of: line.prefix(upTo: unit.1.startIndex)) == place, "\(line)")
      checked += 1
    }
    #expect(checked > 10)
  }

  private func width(of text: Substring) -> Int { ChineseProse.width(of: text) }
}
