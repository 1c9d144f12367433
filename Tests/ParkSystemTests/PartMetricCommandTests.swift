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

  @Test func aKindThatIsNotThereIsSaidToBeMissing() throws {
    let path = folder.path("day.sqlite")
    try #require(try run("run", "Scenarios/shangrao/day.json", "--out", path).status == 0)
    let pads = try run("metrics", path, "--by", "pad")
    #expect(pads.status == 2 && pads.errors.contains("no pad of it has drones_at_once"))
    let goods = try run("metrics", path, "--by", "goods")
    #expect(goods.errors.contains("the park has none of that kind"))
  }
}
