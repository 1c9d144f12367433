import DiscreteEvents
import Foundation
import LogisticsPark
import TestSupport
import Testing

/// A run that was saved and goes on is the run without a break.
struct SavedRunTests {
  /// Parks in each test; more by PARKSIM_RANDOM_MODELS.
  private static let parkCount =
    ProcessInfo.processInfo.environment["PARKSIM_RANDOM_MODELS"].flatMap { Int($0) } ?? 24
  private let label = SnapshotLabel(model: "test", revision: 1)

  private struct Case {
    var seed: UInt64
    var configuration: ParkConfiguration
    var telemetry: TelemetryLevel
    var simulation: ParkSimulation
    /// Two instants, the first not after the second.
    var times: [SimulationTime]
  }

  /// Random parks at random instants: of all kinds, at the very start, end, or time of an event.
  private func cases(_ count: Int = parkCount) throws -> [Case] {
    var streams = StreamDirectory(seed: 20_261_126, replication: 1)
    var stream = streams.stream("test.checkpoints")
    return try (1...UInt64(count)).map { seed in
      let configuration = ParkConfiguration.randomOfManyParts(&stream)
      let telemetry = TelemetryLevel.allCases[Int(stream.uniform() * 2.2)]
      let simulation = ParkSimulation(
        configuration,
        seed: seed,
        replication: 1 + Int(seed % 3),
        telemetry: telemetry
      )
      let listener = RecordingListener()
      _ = try simulation.run(listener)
      let horizon = configuration.study.horizon
      let times = (0..<2).map { _ -> SimulationTime in
        switch stream.uniform() {
        case ..<0.05: .zero
        case ..<0.1: horizon
        case ..<0.5:
          listener.history.events.isEmpty
            ? .zero
            : listener.history.events[Int(stream.uniform() * Double(listener.history.events.count))]
              .time
        default: SimulationTime(ticks: Int64(stream.uniform() * Double(horizon.ticks)))
        }
      }
      return Case(
        seed: seed,
        configuration: configuration,
        telemetry: telemetry,
        simulation: simulation,
        times: times.sorted()
      )
    }
  }

  /// A saved run after its way through bytes, checked as one from anywhere.
  private func origin(_ saved: SavedRun, of one: Case) throws -> RunOrigin {
    let bytes = try Snapshot.save(saved, as: label)
    return try RunOrigin(
      try Snapshot.load(SavedRun.self, from: bytes, as: label),
      configuration: one.configuration,
      seed: one.seed,
      replication: one.simulation.replication,
      telemetry: one.telemetry
    )
  }

  private func expectSame(
    _ run: ParkSimulation,
    as whole: ParkSimulation,
    _ comment: Comment
  ) throws {
    let (first, second) = (RecordingListener(), RecordingListener())
    let expected = try whole.run(first)
    let found = try run.run(second)
    // Not #expect on whole histories: its message would be as long as they are.
    let isSameHistory = first.sorted == second.sorted
    #expect(isSameHistory, comment)
    #expect(expected.metrics == found.metrics, comment)
    #expect(expected.drones == found.drones, comment)
    #expect(expected.series == found.series, comment)
    #expect(found.breaches == expected.breaches, comment)
  }

  @Test func aRunThatWasSavedAtAnyInstantGoesOnAsIfItHadNot() throws {
    var open = 0
    for one in try cases() {
      var resumed = one.simulation
      let saved = try one.simulation.save(at: one.times[0])
      #expect(saved.time == one.times[0])
      open += saved.park.orders.openCount
      open += saved.park.fleet.drones.count { $0.flight != nil || $0.session != nil }
      resumed.origin = try origin(saved, of: one)
      try expectSame(
        resumed,
        as: one.simulation,
        "seed \(one.seed), saved at \(one.times[0]), \(one.configuration)"
      )
    }
    // The check is about work under way too.
    #expect(open > Self.parkCount)
  }

  @Test func aRunThatWasSavedTwiceIsTheSameToTheByte() throws {
    for one in try cases() where one.telemetry != .full {
      var resumed = one.simulation
      resumed.origin = try origin(try one.simulation.save(at: one.times[0]), of: one)
      let twice = try Snapshot.save(try resumed.save(at: one.times[1]), as: label)
      let once = try Snapshot.save(try one.simulation.save(at: one.times[1]), as: label)
      let isSame = once == twice
      #expect(isSame, "seed \(one.seed), saved at \(one.times), \(one.configuration)")
    }
  }

  @Test func theEventsOfTheSavedPartAreTheFirstOfTheWholeRun() throws {
    for one in try cases(8) {
      let listener = RecordingListener()
      _ = try one.simulation.run(listener)
      let saved = try one.simulation.save(at: one.times[0])
      let expected = listener.history.events.filter { $0.time <= one.times[0] }
      let isSame = saved.history.events == expected
      #expect(isSame, "seed \(one.seed)")
    }
  }

  @Test func aRunThatGoesRoundAtOneInstantIsNotSaved() throws {
    var park = ParkConfiguration.make()
    park.warehouse.picking?.roster = Roster([
      Shift(name: "a", start: .zero, end: .hours(12), people: 2)
    ])
    park.warehouse.packing?.roster = Roster([
      Shift(name: "a", start: .zero, end: .hours(12), people: 2)
    ])
    var simulation = ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
    simulation.eventsPerInstantLimit = 1
    #expect(throws: RunBreach.self) { try simulation.save(at: .hours(13)) }
  }
}
