import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Experiment files, and what is wrong with them.
struct ExperimentFileTests {
  static let day =
    ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// An experiment on the reference day with more keys, or with others in their place.
  func load(
    _ keys: String,
    metrics: String = #"["lead_time_s"]"#
  ) throws
    -> ExperimentDesign
  {
    let text = """
      { "format": 1, "name": "x", "scenario": "\(Self.day)", "primary_metrics": \(metrics),
      \(keys) }
      """
    try Data(text.utf8).write(to: folder.file("experiment.json"))
    return try ExperimentFile.load(folder.path("experiment.json"))
  }

  @Test func variantsAreMergePatchesOfTheScenario() throws {
    let design = try load(
      """
      "variants": {
        "plain": {},
        "few": { "change": { "fleet": { "m100": { "count": 3 } }, "telemetry": null } }
      }, "standard": "plain"
      """
    )
    #expect(design.variants.map(\.name) == ["few", "plain"])
    #expect(design.standard == 1)
    #expect(design.variants[0].scenario.configuration.fleets[0].count == 3)
    #expect(design.variants[0].scenario.configuration.sensors.isEmpty)
    #expect(try design.variants[1].scenario.digest == ScenarioFile.load(Self.day).digest)
    #expect(design.variants.map(\.seeds) == [[1], [1]])
    #expect(design.replications == 10 && design.level == 0.95 && design.telemetry == "none")
  }

  @Test func factorsAreCombinedAsFarAsTheConstraintsAllow() throws {
    let design = try load(
      """
      "factors": {
        "drones": { "key": "fleet.m100.count", "values": [10, 20] },
        "bays": { "key": "/charging/depot/chargers/standard/count", "values": [4, 12, 16] }
      }, "constraints": ["bays<drones", "drones != 20"]
      """
    )
    #expect(design.variants.map(\.name) == ["bays=4, drones=10"])
    #expect(design.variants[0].levels == ["4", "10"])
    #expect(design.variants[0].scenario.configuration.charging?.chargerCount == 4)
    let free = try load(
      """
      "variants": { "a": {}, "b": { "change": { "charging": { "depot": { "chargers": { "standard": { "efficiency": 0.8 } } } } } } },
      "factors": { "policy": { "key": "dispatch.policy", "values": ["first_free", "nearest"] } },
      "random_numbers": "independent", "seed": 7
      """
    )
    #expect(
      free.variants.map(\.name) == [
        "a, policy=first_free", "a, policy=nearest", "b, policy=first_free", "b, policy=nearest",
      ]
    )
    let seeds = free.variants.map(\.seeds)
    #expect(free.seeds == [7] && Set(seeds).count == 4 && seeds.allSatisfy { $0.count == 1 })
  }

  /// A variant more, and one that stands before the others, moves no seed of another.
  @Test func independentSeedsBelongToTheirVariants() throws {
    let seeds = { (names: [String]) in
      let variants = names.map { #""\#($0)": {}"# }.joined(separator: ",")
      let design = try load(#""variants": { \#(variants) }, "random_numbers": "independent""#)
      return Dictionary(uniqueKeysWithValues: design.variants.map { ($0.name, $0.seeds) })
    }
    let few = try seeds(["b", "c"])
    let more = try seeds(["a", "b", "bb", "c"])
    #expect(few["b"] == more["b"] && few["c"] == more["c"])
    #expect(Set(more.values).count == 4)
  }

  /// An experiment that is gone on with, with more replications, is the same one.
  @Test func theNumberOfReplicationsIsNotPartOfTheExperiment() throws {
    let variants =
      #""variants": { "a": {}, "b": { "change": { "charging": { "depot": { "chargers": { "standard": { "count": 9 } } } } } } }"#
    let one = try load(variants + #", "replications": 3"#).text
    let other = try load(
      variants + """
        , "replications": 9,
        "precision": { "metric": "lead_time_s", "kind": "absolute", "half_width": 60 }
        """
    ).text
    #expect(one == other)
    #expect(try load(variants + #", "seed": 2"#).text != one)
    let record = try #require(ExperimentRecord(one))
    // A results file of an earlier version has one seed for each variant.
    let earlier = try #require(
      ExperimentRecord(one.replacing("\"seeds\":[1]", with: "\"seed\":1"))
    )
    #expect(earlier.variants.map(\.seeds) == [[1], [1]] && record.variants[0].seeds == [1])
    #expect(record.variants.map(\.name) == ["a", "b"])
    #expect(record.primaryMetrics == ["lead_time_s"] && record.level == 0.95)
  }

  /// Runs that were killed are those of a later comparison too, of more replications and beside other results.
  @Test func whatIsComparedBesideHandInsMakesNoOtherExperiment() throws {
    let scenario = try ScenarioFile.load(Self.day)
    let design = { (results: [String], replications: Int) in
      ExperimentDesign(
        named: "class",
        of: [("anna", scenario)],
        beside: results,
        standard: nil,
        replications: replications,
        seed: 1,
        primaryMetrics: ["lead_time_s"]
      )
    }
    let (one, other) = (design([], 5), design(["ben", "cai/day.sqlite"], 8))
    #expect(one.digest == other.digest && one.text != other.text)
    let record = try #require(ExperimentRecord(other.text))
    #expect(record.handedInResults == ["ben", "cai/day.sqlite"] && record.lastReplication == 8)
    // Nobody has compared no replication.
    for wrong in ["0", "-5", "2.5", "1e300", "\"x\""] {
      let text = other.text.replacing(
        "\"hand_in_replications\":8",
        with: "\"hand_in_replications\":" + wrong
      )
      #expect(ExperimentRecord(text)?.lastReplication == nil)
    }
  }

  /// A mistake, what is told of it, and where.
  struct Mistake: CustomTestStringConvertible, Sendable {
    var keys: String
    var metrics = #"["lead_time_s"]"#
    var code: String
    var pointer: String
    var part: String

    var testDescription: String { part }
  }

  static let variants = #""variants": { "a": {} }"#
  static let bays =
    #""bays": { "key": "charging.depot.chargers.standard.count", "values": [4, 12] }"#

  @Test(arguments: [
    Mistake(keys: #""seed": 1"#, code: "E0301", pointer: "", part: "nothing is varied"),
    Mistake(
      keys: #""variants": { "a": { "change": { "fleet": { "m100": { "cuont": 4 } } } } }"#,
      code: "E0201",
      pointer: "/fleet/m100/cuont",
      part: "write \"count\""
    ),
    Mistake(
      keys: #""variants": { "a": { "change": { "fleet": { "m200": null } } } }"#,
      code: "E0302",
      pointer: "/fleet/m200",
      part: "write \"m100\""
    ),
    Mistake(
      keys:
        #""factors": { "bays": { "key": "charging.depot.chargers.standard.count", "values": [4, 0] } }"#,
      code: "E0204",
      pointer: "/charging/depot/chargers/standard/count",
      part: "found the number 0"
    ),
    Mistake(
      keys: #""factors": { "bays": { "key": "chargin.depot", "values": [4] } }"#,
      code: "E0201",
      pointer: "/chargin",
      part: "write \"charging\""
    ),
    Mistake(
      keys: #""replications": 100000, "factors": { "f": { "key": "fleet.m100.count", "values": "#
        + "[" + (1...101).map { "\($0)" }.joined(separator: ",") + "] } }",
      code: "E0207",
      pointer: "/factors/f/values",
      part: "101"
    ),
    Mistake(
      keys:
        #""replications": 100000, "factors": { "f": { "key": "demand.orders.promise_min", "values": "#
        + "[" + (1...100).map { "\($0)" }.joined(separator: ",") + "] }, \(bays) }",
      code: "E0204",
      pointer: "/replications",
      part: "make 20000000 runs; allowed are 10000000"
    ),
    Mistake(
      keys:
        #""factors": { "f": { "key": "charging.depot.chargers.standard.count", "values": [4, 12, 4.0] } }"#,
      code: "E0301",
      pointer: "/factors/f/values",
      part: "the value 4 stands there twice"
    ),
    Mistake(
      keys:
        #""factors": { "f": { "key": "charging.depot.chargers.standard.count", "values": [4, "4"] } }"#,
      code: "E0301",
      pointer: "/factors",
      part: "two combinations have the same name, \"f=4\""
    ),
    Mistake(
      keys:
        #""factors": { \#(bays), "more": { "key": "/charging/depot/chargers/standard/count", "values": [5] } }"#,
      code: "E0301",
      pointer: "/factors/more/key",
      part: "the factor \"bays\" sets \"/charging/depot/chargers/standard/count\" too"
    ),
    Mistake(
      keys: #""factors": { "a": { "key": "charging", "values": [null] }, \#(bays) }"#,
      code: "E0301",
      pointer: "/factors/bays/key",
      part: "one of them would have no effect"
    ),
    Mistake(
      keys:
        #""variants": { "a": { "change": { "charging": { "depot": { "chargers": { "standard": { "count": 3 } } } } } } }, "#
        + #""factors": { \#(bays) }"#,
      code: "E0301",
      pointer: "/variants/a/change",
      part: "which the factor \"bays\" sets in every variant"
    ),
    Mistake(
      keys: variants
        + #", "precision": { "metric": "flights", "kind": "absolute", "share": 0.1 }"#,
      code: "E0201",
      pointer: "/precision/share",
      part: #"it goes with "kind": "relative""#
    ),
    Mistake(
      keys: "\"factors\": { \(bays) }, \"constraints\": [\"4 < bays and bays < 9\"]",
      code: "E0302",
      pointer: "/constraints/0",
      part: "each condition in an entry of its own"
    ),
    Mistake(
      keys: "\"factors\": { \(bays) }, \"constraints\": [\"bay < 5\"]",
      code: "E0302",
      pointer: "/constraints/0",
      part: "write \"bays\"; the factors are \"bays\""
    ),
    Mistake(
      keys: "\"factors\": { \(bays) }, \"constraints\": [\"bays\"]",
      code: "E0209",
      pointer: "/constraints/0",
      part: "write two factors or values with <="
    ),
    Mistake(
      keys: "\"factors\": { \(bays) }, \"constraints\": [\"bays > 99\"]",
      code: "E0301",
      pointer: "/constraints",
      part: "no combination"
    ),
    Mistake(
      keys: "\"factors\": { \(bays) }, \"constraints\": [\"bays < \\\"x\\\"\"]",
      code: "E0301",
      pointer: "/constraints/0",
      part: "only numbers have an order"
    ),
    Mistake(
      keys: variants + #", "standard": "b""#,
      code: "E0302",
      pointer: "/standard",
      part: "there is no variant \"b\""
    ),
    Mistake(
      keys: variants,
      metrics: #"["lead_time"]"#,
      code: "E0205",
      pointer: "/primary_metrics/0",
      part: "write \"lead_time_s\""
    ),
    Mistake(
      keys: variants,
      metrics: #"["lead_time_s", "lead_time_s"]"#,
      code: "E0301",
      pointer: "/primary_metrics/1",
      part: "named twice"
    ),
    Mistake(
      keys: #""variants": { "a": {}, "dry": { "change": { "charging": null } } }"#,
      metrics: #"["lead_time_s", "wait_charger_s"]"#,
      code: "E0302",
      pointer: "/primary_metrics/1",
      part: "the variant \"dry\" will have no metric \"wait_charger_s\""
    ),
    Mistake(
      keys: variants + """
        , "replications": 30, "precision": { "metric": "lead_time_s", "share": 0.1,
        "most_replications": 20 }
        """,
      code: "E0301",
      pointer: "/precision/most_replications",
      part: "fewer than the 30 of the first stage"
    ),
    Mistake(
      keys: variants
        + #", "replications": 4, "precision": { "metric": "lead_time_s", "share": 0.1 }"#,
      code: "E0204",
      pointer: "/replications",
      part: "write 5 or more"
    ),
    Mistake(
      keys: #""factors": { "a": { "key": "seed", "values": ["#
        + (1...100).map { "\($0)" }.joined(separator: ",") + #"] }, "b": { "key": "x", "values": ["#
        + (1...11).map { "\($0)" }.joined(separator: ",") + "] } }",
      code: "E0204",
      pointer: "",
      part: "make 1100 combinations; allowed are 1000"
    ),
  ])
  func isRefused(_ mistake: Mistake) throws {
    let thrown = #expect(throws: ScenarioFaults.self) {
      try load(mistake.keys, metrics: mistake.metrics)
    }
    let faults = try #require(thrown).faults
    let fault = try #require(
      faults.first { $0.code == mistake.code && $0.place.pointer == mistake.pointer },
      "\(faults)"
    )
    #expect(fault.description.contains(mistake.part), "\(fault)")
    #expect(fault.place.file.hasSuffix("experiment.json"))
    #expect(fault.words(in: .chinese).message != fault.message)
  }
}
