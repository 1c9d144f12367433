import Foundation
import TestSupport
import Testing

/// `metrics --by`: what is told of each part of a park.
struct PartMetricCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(arguments)
  }

  private struct Document: Decodable {
    struct Metric: Decodable {
      var name: String
      var runs: Int
      var mean: Double?
      var lower: Double?
      var upper: Double?
    }

    struct Part: Decodable {
      var id: String
      var metrics: [Metric]
    }

    struct Variant: Decodable {
      var variant: String
      var runs: Int
      var parts: [Part]
    }

    var variants: [Variant]
  }

  @Test func partsOfEachVariantAreShownWithIntervals() throws {
    let path = folder.path("parts.sqlite")
    let scenario = "Scenarios/shangrao/two-warehouses.json"
    for (variant, count) in [("few", "1"), ("many", "3")] {
      let result = try run(
        "run",
        scenario,
        "--out",
        path,
        "--variant",
        variant,
        "--replications",
        "3",
        "--set",
        "warehouses.general.docks.count=\(count)"
      )
      try #require(result.status == 0, "\(result.errors)")
    }
    let last = try run("metrics", path, "--by", "warehouse")
    #expect(last.output.contains("many: means over 3 runs with 95 % intervals, by warehouse"))
    #expect(!last.output.contains("few: means"))
    #expect(last.output.contains(/orders_failed .* 0\.0\b/))
    #expect(last.output.contains("\n\na number without an interval: all runs have it"))
    #expect(last.output.contains("\n\n3 runs are few: "))
    #expect(last.errors.contains("--means shows all"))
    let one = try run("metrics", path, "--by", "warehouse", "--run", "1")
    #expect(one.output.contains("few: run 1, by warehouse") && !one.output.contains("["))
    #expect(one.errors.isEmpty)
    let all = try run("metrics", path, "--by", "warehouse", "--means")
    #expect(all.output.contains("few: means over") && all.output.contains("many: means over"))
    let json = try run("metrics", path, "--by", "warehouse", "--means", "--json")
    let document = try JSONDecoder().decode(Document.self, from: Data(json.output.utf8))
    #expect(document.variants.map(\.variant) == ["few", "many"])
    var waits: [Double] = []
    for variant in document.variants {
      #expect(variant.runs == 3 && variant.parts.map(\.id) == ["cold-store", "general"])
      let wait = try #require(
        variant.parts.last?.metrics.first { $0.name == "dock_utilization" }
      )
      let mean = try #require(wait.mean)
      #expect(try #require(wait.lower) < mean && mean < (try #require(wait.upper)))
      waits.append(mean)
    }
    // The same work at three docks instead of one.
    #expect(waits[0] > 2.5 * waits[1], "\(waits)")
  }

  private struct Compared: Decodable {
    struct Row: Decodable {
      var metric: String
      var variant: String
      var mean: Double
    }

    var rows: [Row]
  }

  /// Two variants that differ in one warehouse: what is said of a part is what its own rows say.
  @Test func variantsAreComparedOnAPart() throws {
    let path = folder.path("parts.sqlite")
    for (variant, people) in [("one", "1"), ("two", "2")] {
      let result = try ParkSimProcess.run([
        "run", "Scenarios/shangrao/two-warehouses.json", "--out", path, "--variant", variant,
        "--replications", "6", "--set",
        "warehouses.cold-store.picking.shifts.day.people=\(people)",
      ])
      try #require(result.status == 0, "\(result.errors)")
    }
    let names = ["lead_time_s@cold-store", "lead_time_s.p95@warehouse/cold-store"]
    let json = try ParkSimProcess.run(
      ["compare", path, "--json"] + names.flatMap { ["--metric", $0] }
    )
    let compared = try JSONDecoder().decode(Compared.self, from: Data(json.output.utf8))
    #expect(compared.rows.map(\.metric) == names.flatMap { [$0, $0] })
    for (name, column) in zip(names, ["value", "p95"]) {
      let rows = try run(
        "query",
        path,
        """
        select variant, avg(\(column)) from v_entity_metric where name = 'lead_time_s' \
        and kind = 'warehouse' and entity = 'cold-store' group by variant order by variant
        """,
        "--format",
        "csv"
      )
      let means = rows.output.split(whereSeparator: \.isNewline).dropFirst().compactMap {
        Double($0.split(separator: ",")[1])
      }
      let told = compared.rows.filter { $0.metric == name }
      try #require(means.count == 2 && told.map(\.variant) == ["one", "two"])
      for (row, mean) in zip(told, means) { #expect(abs(row.mean - mean) < 1e-6) }
      #expect(means[0] != means[1])
    }
    let text = try run("compare", path)
    #expect(text.output.contains("--metric lead_time_s@cold-store judges one by itself"))
    let goal = try run("compare", path, "--goal", "on_time_share@cold-store >= 0.5")
    #expect(goal.output.contains("goal: mean on_time_share@cold-store >= 0.5"))
    let percent = try run("compare", path, "--goal", "on_time_share@cold-store >= 50 %")
    #expect(percent.output == goal.output)
    for (text, words) in [
      ("lead_time_s >= 50 %", "must be a metric, >= or <=, and a number"),
      ("on_time_share >= 95", "a percentage is written with its sign, as in 95 %"),
    ] {
      let refused = try run("compare", path, "--goal", text)
      #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
    }
    let rank = try run("rank", path, "--metric", "lead_time_s@cold-store")
    #expect(rank.output.hasPrefix("lead_time_s@cold-store [s], lower is better"))
    let page = folder.path("page.html")
    #expect(
      try run(
        "report",
        path,
        "--compare",
        "--metric",
        "lead_time_s@cold-store",
        "--out",
        page
      ).status == 0
    )
    #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Lead time, cold-store"))
    for (name, words) in [
      ("lead_time_s@cold-stor", "no part 'cold-stor' has lead_time_s: write 'cold-store'"),
      ("overtime_h@", "no part '' has overtime_h"),
      ("telemetry_samples@general", "of the park as a whole only: leave out '@general'"),
      ("lead_tme_s@general", "there is no metric 'lead_tme_s@general'"),
    ] {
      let refused = try run("compare", path, "--metric", name)
      #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
    }
  }

  /// A warehouse and a station of one name.
  @Test func aPartOfTwoKindsIsAskedFor() throws {
    let path = folder.path("names.sqlite")
    let scenario = folder.path("park.json")
    let text = try String(
      contentsOf: ParkSimProcess.root.appendingPathComponent(
        "Scenarios/shangrao/two-warehouses.json"
      ),
      encoding: .utf8
    )
    try text.replacing("\"campus\"", with: "\"general\"").write(
      toFile: scenario,
      atomically: true,
      encoding: .utf8
    )
    for variant in ["a", "b"] {
      let result = try run("run", scenario, "--out", path, "--variant", variant)
      try #require(result.status == 0, "\(result.errors)")
    }
    let refused = try run("compare", path, "--metric", "lead_time_s@general")
    #expect(refused.status == 2)
    #expect(
      refused.errors.contains(
        "write lead_time_s@warehouse/general or lead_time_s@zone/general"
      ),
      "\(refused.errors)"
    )
    #expect(try run("compare", path, "--metric", "lead_time_s@zone/general").status == 0)
  }

  @Test func aKindThatIsNotThereIsSaidToBeMissing() throws {
    let path = folder.path("day.sqlite")
    try #require(try run("run", "Scenarios/shangrao/day.json", "--out", path).status == 0)
    let pads = try run("metrics", path, "--by", "pad")
    #expect(pads.status == 2 && pads.errors.contains("no pad of it has drones_at_once"))
    let goods = try run("metrics", path, "--by", "goods")
    #expect(goods.errors.contains("the park has none of that kind"))
  }
}
