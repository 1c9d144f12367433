import Foundation
import TestSupport
import Testing

/// What `parksim warm-up` says of parks of which the answer is known.
struct WarmUpCommandTests {
  /// One picker who serves 60 orders an hour.
  private func warmUp(
    rate: Int,
    backlog: Int,
    hours: Int,
    _ options: [String]
  ) throws
    -> ParkSimProcess.Result
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("warm-up-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let rates = Array(repeating: "\(rate)", count: 24).joined(separator: ",")
    let text = """
      { "format": 3, "name": "queue", "study": { "kind": "steady_state", "horizon_h": \(hours) },
        "initial": { "demand": { "orders": { "backlog_orders": \(backlog) } } },
        "zones": { "z": { "x_m": 0, "y_m": 0, "radius_m": 1 } },
        "demand": { "orders": { "orders_per_hour": [\(rates)], "promise_min": 60,
          "weight_kg": { "low": 0.1, "high": 0.2 } } },
        "warehouses": { "main": { "picking": {
          "service": { "distribution": "exponential", "mean_s": 60 },
          "shifts": { "a": { "from": "00:00", "to": "24:00", "people": 1 } } } } } }
      """
    let file = folder.appendingPathComponent("queue.json")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try ParkSimProcess.run(["warm-up", file.path] + options, in: folder)
  }

  private func object(_ result: ParkSimProcess.Result) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    )
  }

  @Test func aBacklogIsToBeCut() throws {
    let result = try warmUp(rate: 42, backlog: 300, hours: 60, ["--replications", "3"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("Cut here: the warm-up ends after "))
    #expect(result.output.contains("more orders open than the second half of the run (p < 0.0001"))
  }

  @Test func aLoadOfOneHasNoSteadyState() throws {
    let result = try warmUp(rate: 60, backlog: 0, hours: 100, ["--replications", "3"])
    #expect(result.status == 0)
    #expect(result.output.contains("No steady state: the pickers are offered 100.0 % of the work"))
    let json = try object(
      warmUp(rate: 60, backlog: 0, hours: 100, ["--replications", "3", "--json"])
    )
    #expect(json["answer"] as? String == "no_steady_state")
    #expect(json["warm_up_h"] is NSNull)
  }

  @Test func tooFewDataSayHowManyWouldDo() throws {
    let result = try warmUp(rate: 42, backlog: 2, hours: 100, ["--replications", "3"])
    #expect(result.status == 0)
    #expect(result.output.contains("Too few data to say: "))
    #expect(
      result.output.contains(
        try Regex("about [0-9]+ replications, or a study.horizon_h of about [0-9]+, or some")
      ),
      "\(result.output)"
    )
    let json = try object(
      warmUp(rate: 42, backlog: 2, hours: 100, ["--replications", "3", "--json"])
    )
    #expect(json["answer"] as? String == "too_few_data" && json["warm_up_h"] is NSNull)
    let measures = try #require(json["measures"] as? [[String: Any]])
    #expect((measures.first?["replications_needed"] as? Int ?? 0) > 3)
  }

  /// What is said to need no cut is said with the bias that would have been found.
  @Test func nothingToCutComesWithWhatWouldHaveBeenFound() throws {
    let options = ["--replications", "20", "--bias", "20"]
    let result = try warmUp(rate: 20, backlog: 0, hours: 500, options)
    #expect(result.output.contains("Nothing needs to be cut: \"warm_up_h\": 0"), "\(result.output)")
    #expect(
      result.output.contains(
        try Regex(
          "A start that biases the mean of the run by [0-9.]+ \\([0-9.]+ % of it\\) or more is found"
        )
      )
    )
    let json = try object(warmUp(rate: 20, backlog: 0, hours: 500, options + ["--json"]))
    #expect(json["answer"] as? String == "nothing_to_cut" && json["warm_up_h"] as? Double == 0)
    let measures = try #require(json["measures"] as? [[String: Any]])
    let bias = try #require(measures.first?["detectable_bias"] as? Double)
    // The mean of an M/M/1 queue at a load of one third is 0.5.
    #expect(bias > 0 && bias < 0.1)
  }

  @Test(arguments: ["0", "51", "nan"])
  func aBiasOutOfRangeIsRefused(bias: String) throws {
    let result = try warmUp(rate: 42, backlog: 0, hours: 60, ["--bias", bias])
    #expect(result.status == 2 && result.errors.contains("--bias must be 0.1 to 50"))
  }
}
