import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import TestSupport
import Testing

/// The park in its simplest forms against queueing theory, through scenario files.
///
/// Level 1e-4 a test: the t-interval over independent replications must hold the closed form's
/// value. Each test is also run on a park whose rate is 5 % off, which must fall outside.
struct ParkTheoryTests {
  private static let level = 1 - 1e-4
  private static let replications = 20

  private func interval(
    of metric: String,
    in path: String,
    settings: [String],
    seed: UInt64
  ) throws -> ConfidenceInterval {
    let file = ParkSimProcess.root.appendingPathComponent(path).path
    let scenario = try ScenarioFile.load(file, settings: settings)
    let values = try (1...Self.replications).map { replication in
      var sink = NoSink()
      let run = ParkRun(
        scenario.configuration,
        seed: seed,
        replication: replication,
        telemetry: .none
      )
      let outcome = try run.simulate(into: &sink)
      #expect(outcome.result.breaches.isEmpty)
      return try #require(outcome.result.metrics.first { $0.name == metric }?.value)
    }
    return try #require(ConfidenceInterval(of: values, level: Self.level))
  }

  @Test func closedFormsGiveThePublishedNumbers() {
    // reference tables: M/M/3 at 20/h and 6 min; M/M/4//10 at 40 and 20 min.
    let wait = QueueingTheory.erlangCWait(arrivals: 20, service: 10, servers: 3) * 60
    #expect(abs(wait - 2.66667) < 5e-6)
    let repair = QueueingTheory.machineRepair(machines: 10, servers: 4, away: 40, service: 20)
    #expect(abs(repair.wait - 3.6341) < 5e-5)
    #expect(abs(repair.utilization - 0.78574) < 5e-6)
  }

  @Test("Picking with exponential times is M/M/3: Erlang C")
  func pickingAgreesWithErlangC() throws {
    let path = "Scenarios/validation/picking-erlang-c.json"
    let expected = 3600 * QueueingTheory.erlangCWait(arrivals: 40, service: 3600 / 216, servers: 3)
    let settings = ["study.horizon_h=220"]
    let wait = try interval(of: "wait_pick_s", in: path, settings: settings, seed: 11)
    #expect(wait.contains(expected), "\(expected) s in \(wait)")
    let more = settings + ["demand.orders_per_hour=[\(repeated("42"))]"]
    let mutant = try interval(of: "wait_pick_s", in: path, settings: more, seed: 11)
    #expect(!mutant.contains(expected), "a rate 5 % up gives \(mutant)")
  }

  @Test("Charging bays of a closed fleet are M/M/4//10: machine repair")
  func chargingAgreesWithMachineRepair() throws {
    let path = "Scenarios/validation/charging-machine-repair.json"
    let theory = QueueingTheory.machineRepair(machines: 10, servers: 4, away: 2400, service: 1200)
    let wait = try interval(of: "wait_charger_s", in: path, settings: [], seed: 12)
    #expect(wait.contains(theory.wait), "\(theory.wait) s in \(wait)")
    let busy = try interval(of: "charger_utilization", in: path, settings: [], seed: 12)
    #expect(busy.contains(theory.utilization), "\(theory.utilization) in \(busy)")
    let slower = ["charging.session.mean_s=1260"]
    let mutant = try interval(of: "wait_charger_s", in: path, settings: slower, seed: 12)
    #expect(!mutant.contains(theory.wait), "a rate 5 % down gives \(mutant)")
    let busier = try interval(of: "charger_utilization", in: path, settings: slower, seed: 12)
    #expect(!busier.contains(theory.utilization), "a rate 5 % down gives \(busier)")
  }

  private func repeated(_ rate: String) -> String {
    Array(repeating: rate, count: 24).joined(separator: ",")
  }
}
