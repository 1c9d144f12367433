import Foundation
import TestSupport
import Testing

/// `parksim verify` from outside.
struct VerifyCommandTests {
  @Test func theListNamesAllCasesAndRunsNone() throws {
    let result = try ParkSimProcess.run(["verify", "--list"])
    #expect(result.status == 0)
    for part in ["mm1 ", "erlang-a ", "hawkes-counts ", "park-picking-erlang-c ", "Cobham 1954"] {
      #expect(result.output.contains(part), "\(part)")
    }
  }

  @Test func aRunShowsExpectedAndSimulatedAndAgrees() throws {
    let result = try ParkSimProcess.run(["verify", "--scale", "0.02", "--case", "mmck", "mm1"])
    #expect(result.status == 0, "\(result.output)")
    for part in ["expected", "simulated", "interval", "holds", "Kleinrock", "7 numbers of 2 cases"]
    {
      #expect(result.output.contains(part), "\(part) in \(result.output)")
    }
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let common = ["verify", "--json", "--scale", "0.02", "--seed", "5", "--case", "mmck", "tandem"]
    let one = try ParkSimProcess.run(common + ["--jobs", "1"])
    let four = try ParkSimProcess.run(common + ["--jobs", "4"])
    #expect(one.status == 0)
    #expect(one.output == four.output)
    let object = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [String: Any]
    #expect(object?["holds"] as? Bool == true)
    #expect((object?["cases"] as? [Any])?.count == 2)
  }

  @Test func aCheckThatDoesNotHoldExitsWith1() throws {
    let folder = try TemporaryFolder()
    let name = "picking-erlang-c.json"
    let source = ParkSimProcess.root.appendingPathComponent("Scenarios/validation/\(name)")
    let text = try String(contentsOf: source, encoding: .utf8)
    let slower = text.replacingOccurrences(of: "\"mean_s\": 216", with: "\"mean_s\": 238")
    #expect(slower != text)
    try Data(slower.utf8).write(to: folder.file(name))
    let result = try ParkSimProcess.run([
      "verify", "--scale", "0.2", "--case", "park-picking-erlang-c", "--scenarios", folder.url.path,
    ])
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.output.contains("FAILS"))
    #expect(result.output.contains("seed 4"), "three fresh seeds: \(result.output)")
    #expect(result.output.contains("do NOT agree"))
  }

  @Test func badArgumentsExitWith2AndSayWhatThereIs() throws {
    let unknown = try ParkSimProcess.run(["verify", "--case", "mm2"])
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("mm1"))
    #expect(try ParkSimProcess.run(["verify", "--scale", "0"]).status == 2)
    let nowhere = try ParkSimProcess.run([
      "verify", "--case", "park-orders-poisson", "--scenarios", "nowhere",
    ])
    #expect(nowhere.status == 2, "\(nowhere.errors)")
  }
}
