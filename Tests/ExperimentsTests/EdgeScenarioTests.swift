import DiscreteEvents
import Foundation
import LogisticsPark
import TestSupport
import Testing

@testable import Experiments
@testable import ScenarioFiles

/// A scenario that is accepted runs to its end and goes on from any instant, whatever its numbers.
///
/// PARKSIM_EDGE_SCENARIOS sets how many accepted ones are run; 30 by default. Of a thousand that are made
/// some three are accepted, as an edge of one key contradicts that of another.
struct EdgeScenarioTests {
  /// Makes scenarios of values at and beside the bounds of their keys.
  private struct Generator {
    var stream: RandomStream

    private mutating func pick<Value>(_ values: [Value]) -> Value {
      values[Int(stream.uniform() * Double(values.count))]
    }

    private mutating func happens(_ probability: Double) -> Bool { stream.uniform() < probability }

    mutating func scenario() -> JSONNode {
      object(ScenarioFormat.object, path: "").node
    }

    private mutating func object(_ format: ObjectFormat, path: String) -> JSONNode.Value {
      var fields = format.fields
      var members: [(String, JSONNode.Value)] = []
      if let choice = format.choice {
        let chosen = pick(choice.cases)
        fields += chosen.fields
        members.append((choice.field.key, .string(chosen.word.value)))
      }
      for field in fields {
        // Most optional keys are there, so that their edges are tried.
        let isLeftOut = !field.isRequired && happens(Self.mostly.contains(field.key) ? 0.1 : 0.5)
        if isLeftOut || field.key == "$schema" { continue }
        members.append((field.key, value(field, path: path + "/" + field.key)))
      }
      return .members(members)
    }

    private static let mostly: Set = [
      "demand", "fleet", "pads", "charging", "telemetry", "picking", "warehouse", "resolution",
      "resolution_c", "noise", "state_of_charge", "battery_temperature",
    ]

    private mutating func value(_ field: FieldFormat, path: String) -> JSONNode.Value {
      if case .standard(let standard) = field.presence, happens(0.3) { return standard }
      if field.key == "orders_per_hour" {
        let rate = pick([0, .leastNonzeroMagnitude, 1e-300, 0.001, 1, 20, 1_000_000])
        return .list((0..<24).map { _ in .double(happens(0.5) ? rate : 0) })
      }
      // A table is made by hand below; paths lead to files of the machine.
      if field.key == "rows" {
        return .string(pick(["created_s,zone;0,a", "created_s,zone,weight_kg;1,a,0;2,b,1000"]))
      }
      switch field.value {
      case .number(let interval, _): return .double(number(in: interval, usual: field))
      case .integer(let range, _): return .integer(integer(in: range, usual: field))
      case .text: return .string("x")
      case .timeOfDay: return .string(pick(["00:00", "00:01", "08:00", "23:59", "24:00"]))
      case .word(let words): return .string(pick(words).value)
      case .references: return .list([.string("a")])
      case .object(let format): return object(format, path: path)
      case .collection(let format, _):
        let ids = happens(0.5) ? ["a"] : ["a", "b"]
        return .members(ids.map { ($0, object(format, path: path + "/*")) })
      default: return .list([])
      }
    }

    private mutating func number(in interval: NumberInterval, usual field: FieldFormat) -> Double {
      if case .number(let usual)? = field.usual, happens(0.3) { return usual.value }
      let (lower, upper) = (interval.lower, min(interval.upper, 1e300))
      let candidates = [
        lower, lower.nextUp, lower + 1e-300 / 1e9, lower + 1e-300, lower + 1e-12, lower + 1e-3,
        upper,
        upper.nextDown, upper - 1e-9 * abs(upper), (lower + upper) / 2, 0.5, 1, 10, 60, 3_600,
      ].filter(interval.contains)
      return candidates.isEmpty ? interval.neutral : pick(candidates)
    }

    private mutating func integer(in range: ClosedRange<Int>, usual field: FieldFormat) -> Int {
      pick([range.lowerBound, range.lowerBound + 1, 2, 5, range.upperBound].filter(range.contains))
    }
  }

  /// The park with what makes it too long to run cut: numbers of things, never a quantity of its model.
  private func shortened(_ scenario: Scenario) -> ParkConfiguration {
    var park = scenario.configuration
    for index in park.fleets.indices {
      park.fleets[index].count = min(park.fleets[index].count, 12)
    }
    park.initial.backlogOrders = min(park.initial.backlogOrders, 50)
    let drones = park.fleets.reduce(0) { $0 + $1.count }
    let orders = (park.ordersByHourOfDay.max() ?? 0) + 1
    // Patrols and exponential sessions may come round a thousand times a second.
    let rounds = park.fleets.compactMap(\.patrolMeanSeconds).map { 3_600 * Double(drones) / $0 }
      .max()
    let samples = park.sensors.map { 3_600 * Double(2 * drones) / $0.periodSeconds } ?? 0
    let busiest = max(orders, rounds ?? 0, samples / 10)
    let hours = min(400, 400 / busiest)
    let study = park.study
    park.study.horizon = max(SimulationTime(ticks: 2), min(study.horizon, .hours(hours)))
    park.study.warmUp = min(study.warmUp, SimulationTime(ticks: park.study.horizon.ticks / 2))
    park.study.drain = min(study.drain, park.study.horizon)
    return park
  }

  /// Runs a park at once, and with a break; gives what does not hold.
  private func breaches(_ park: ParkConfiguration, seed: UInt64) throws -> [String] {
    let run = ParkRun(park, seed: seed, replication: 1, telemetry: .summary)
    var sink = NoSink()
    let whole = try run.simulate(into: &sink)
    var breaches = whole.result.breaches.map { "\($0.entity): \($0.message)" }
    let middle = SimulationTime(ticks: park.study.horizon.ticks / 3)
    let origin = try RunOrigin(
      try run.save(at: middle),
      configuration: park,
      seed: seed,
      replication: 1,
      telemetry: .summary
    )
    let resumed = try ParkRun(
      park,
      seed: seed,
      replication: 1,
      telemetry: .summary,
      origin: origin
    ).simulate(into: &sink)
    if resumed.fingerprint != whole.fingerprint { breaches.append("goes on as another run") }
    if resumed.result.metrics != whole.result.metrics { breaches.append("has other metrics") }
    let numbers = whole.result.metrics.flatMap {
      [$0.value, $0.minimum, $0.maximum].compactMap(\.self)
    }
    if !numbers.allSatisfy(\.isFinite) { breaches.append("has a metric that is no number") }
    return breaches
  }

  @Test("Random scenarios at the edges of every key are run, and run with a break")
  func everyAcceptedScenarioRuns() throws {
    let wanted =
      ProcessInfo.processInfo.environment["PARKSIM_EDGE_SCENARIOS"].flatMap { Int($0) } ?? 30
    var streams = StreamDirectory(seed: 20_261_129, replication: 1)
    var generator = Generator(stream: streams.stream("test.edges"))
    var (made, run, flown) = (0, 0, 0)
    while run < wanted, made < 1_000 * wanted {
      made += 1
      let text = generator.scenario().canonicalText
      let source = SourceText(name: "edge.json", text: text)
      guard let scenario = try? ScenarioFile.read(stored: source) else { continue }
      run += 1
      let park = shortened(scenario)
      if park.fleets.contains(where: { $0.count > 0 }) { flown += 1 }
      let found: [String]
      do {
        found = try breaches(park, seed: UInt64(made))
      } catch {
        found = ["\(error)"]
      }
      #expect(found.isEmpty, "scenario \(made): \(found.joined(separator: "; "))\n\(text)")
    }
    print(
      "\(made) scenarios at the edges, \(run) accepted, run and resumed, \(flown) of them with drones"
    )
    #expect(run == wanted && flown > wanted / 10)
  }
}
