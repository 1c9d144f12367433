import Foundation
import TestSupport
import Testing

/// Ids in Chinese, from a scenario to every table, page and export.
struct AnyScriptTests {
  private let folder: TemporaryFolder

  /// The two warehouses with Chinese ids.
  init() throws {
    folder = try TemporaryFolder()
    let file = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/two-warehouses.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    for (id, name) in Self.names {
      text = text.replacing("\"\(id)\"", with: "\"\(name)\"")
    }
    try text.write(to: folder.file("园区.json"), atomically: true, encoding: .utf8)
  }

  private static let names = [
    ("cold-store", "冷库"), ("general", "总仓"), ("campus", "校园"), ("old-town", "老城"),
  ]

  private func run(_ words: [String], _ expected: String? = nil) throws {
    let result = try ParkSimProcess.run(words, in: folder.url)
    #expect(result.status == 0, "\(words): \(result.errors)")
    if let expected {
      #expect(result.output.contains(expected) || result.errors.contains(expected), "\(words)")
    }
  }

  @Test func everyCommandNamesThem() throws {
    try run(["scenario", "check", "园区.json"])
    try run(["scenario", "load", "园区.json"], "总仓")
    try run(["run", "园区.json", "--replications", "5", "--out", "a.sqlite"], "总仓")
    try run(
      [
        "run", "园区.json", "--replications", "5", "--set", "warehouses.冷库.x_m=900", "--out",
        "b.sqlite",
      ]
    )
    try run(["metrics", "a.sqlite", "--by", "warehouse"], "冷库")
    try run(["metrics", "a.sqlite", "--by", "warehouse", "--lang", "zh"], "冷库")
    try run(
      [
        "compare", "a.sqlite", "b.sqlite", "--metric", "lead_time_s@冷库", "--goal",
        "lead_time_s@warehouse/冷库 <= 5000",
      ],
      "lead_time_s@冷库"
    )
    try run([
      "plot", "a.sqlite", "--run", "1", "--chart", "queue", "--entity", "picking/总仓", "--out",
      "q.svg",
    ])
    try run(["report", "a.sqlite", "--out", "a.html"])
    #expect(try String(contentsOf: folder.file("a.html"), encoding: .utf8).contains("冷库"))
    try run(["trace", "园区.json", "--at", "12:00"], "总仓")
    try run(["export", "a.sqlite", "--format", "csv", "--to", "csv"])
    try run(["query", "a.sqlite", "select distinct entity from v_entity_metric"], "老城")
    try run(["run", "园区.json", "--until", "12:00", "--save", "noon.checkpoint"])
    try run(["fork", "noon.checkpoint", "--out", "c.sqlite"])
    try run(["merge", "d.sqlite", "a.sqlite", "b.sqlite"])
    try run(["runs", "a.sqlite", "--check"])
  }

  @Test func factorsAndVariantsMayHaveThemToo() throws {
    let experiment = """
      {
        "format": 1, "name": "仓库在哪里", "scenario": "园区.json",
        "factors": {
          "位置": { "key": "warehouses.冷库.x_m", "values": [800, 900] },
          "无人机": { "key": "warehouses.冷库.y_m", "values": [100, 900] }
        },
        "constraints": ["无人机 <= 位置"],
        "replications": 2, "primary_metrics": ["lead_time_s"]
      }
      """
    try experiment.write(to: folder.file("实验.json"), atomically: true, encoding: .utf8)
    try run(["experiment", "实验.json", "--list"], "位置=800")
    try run(["experiment", "实验.json", "--out", "e.sqlite"])
    try run(["compare", "e.sqlite"], "位置=900")
  }
}
