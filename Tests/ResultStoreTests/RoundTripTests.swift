import DiscreteEvents
import GRDB
import LogisticsPark
import Testing

@testable import ResultStore

struct RoundTripTests {
  private let folder: TemporaryFolder
  private let file: ResultFile
  private let data = RunData()

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
    // Another run first, so that identifiers in the file differ from those in the part.
    try RunData.replication(9).store(in: file)
  }

  @Test func ordersComeBack() throws {
    let orders = try file.orders(of: data.store(in: file).run)
    for (stored, order) in zip(orders, data.orders) {
      #expect(stored.number == Int(order.id.number))
      #expect(stored.zone == data.outcome.zones[order.zone])
      #expect(stored.destination == order.destination)
      #expect(stored.weight == order.weight)
      #expect(stored.createdAt == order.createdAt)
      #expect(stored.promisedBy == order.promisedBy)
      #expect(stored.pickStartedAt == order.pickStartedAt)
      #expect(stored.pickEndedAt == order.pickEndedAt)
      #expect(stored.packStartedAt == order.packStartedAt)
      #expect(stored.packEndedAt == order.packEndedAt)
      #expect(stored.dispatchedAt == order.dispatchedAt)
      #expect(stored.closedAt == order.closedAt)
      #expect(stored.state == order.state)
      #expect(stored.failure == order.failure)
      #expect(stored.drone == order.drone.map { data.outcome.drones[Int($0.index)].name })
    }
    #expect(orders.count == data.orders.count)
  }

  @Test func flightsComeBack() throws {
    let flights = try file.flights(of: data.store(in: file).run)
    for (stored, flight) in zip(flights, data.flights) {
      #expect(stored.number == flight.number)
      #expect(stored.drone == data.outcome.drones[Int(flight.drone.index)].name)
      #expect(stored.order == Int(flight.order.number))
      let pads = (data.outcome.entities[.pad] ?? []).map(\.name)
      #expect(stored.from == pads[Int(flight.from.index)])
      #expect(stored.to == flight.to.map { pads[Int($0.index)] })
      #expect(stored.distance == flight.distance)
      #expect(stored.payload == flight.payload)
      #expect(stored.startedAt == flight.startedAt)
      #expect(stored.arrivedAt == flight.arrivedAt)
      #expect(stored.deliveredAt == flight.deliveredAt)
      #expect(stored.returnedAt == flight.returnedAt)
      #expect(stored.endedAt == flight.endedAt)
      #expect(stored.storedAtStart == flight.storedAtStart)
      #expect(stored.storedAtEnd == flight.storedAtEnd)
      #expect(stored.delivered == flight.delivered)
      #expect(stored.resistiveLoss == flight.resistiveLoss)
    }
    #expect(flights.count == data.flights.count)
  }

  @Test func chargeSessionsComeBack() throws {
    let sessions = try file.chargeSessions(of: data.store(in: file).run)
    for (stored, session) in zip(sessions, data.chargeSessions) {
      #expect(stored.number == session.number)
      #expect(stored.drone == data.outcome.drones[Int(session.drone.index)].name)
      #expect(stored.requestedAt == session.requestedAt)
      #expect(stored.startedAt == session.startedAt)
      #expect(stored.endedAt == session.endedAt)
      #expect(stored.storedAtStart == session.storedAtStart)
      #expect(stored.storedAtEnd == session.storedAtEnd)
      #expect(stored.stored == session.stored)
      #expect(stored.chargerLoss == session.chargerLoss)
    }
    #expect(sessions.count == data.chargeSessions.count)
  }

  @Test func dronesComeBack() throws {
    let drones = try file.drones(of: data.store(in: file).run)
    for (stored, drone) in zip(drones, data.outcome.drones) {
      #expect(stored.name == drone.name)
      #expect(stored.type == drone.type)
      #expect(stored.capacity == drone.capacity)
      #expect(stored.storedAtStart == drone.storedAtStart)
      #expect(stored.storedAtEnd == drone.storedAtEnd)
      #expect(stored.timeInState.map(\.ticks) == drone.ticksInState)
    }
    #expect(drones.count == data.outcome.drones.count)
  }

  @Test func metricsComeBackByName() throws {
    let metrics = try file.metrics(of: data.store(in: file).run)
    #expect(metrics == data.outcome.metrics.sorted { $0.name < $1.name })
    let definitions = try file.definitions()
    #expect(definitions.map(\.name) == ["flights", "lead_time_s", "lost_sales"])
    #expect(definitions.map(\.direction) == [.lower, .lower, .lower])
  }

  @Test("A run has the definitions of the version that made it, whatever others say")
  func definitionsAreThoseOfTheRun() throws {
    let old = try data.store(in: file).run
    try file.connection.write { database in
      try database.execute(sql: "UPDATE metric_definition SET unit = 'min' WHERE name = 'flights'")
    }
    let new = try RunData.replication(2).store(in: file).run
    let unit = { (run: RunID) in
      try file.definitions(of: run).first { $0.name == "flights" }?.unit
    }
    #expect(try unit(old) == "min")
    #expect(try unit(new) != nil)
    #expect(try unit(new) != "min")
  }

  @Test func seriesAndSamplesComeBack() throws {
    let run = try data.store(in: file).run
    let series = try file.series(of: run)
    for (stored, result) in zip(series, data.outcome.series) {
      #expect(stored.entity == result.entity)
      #expect(stored.signal == result.signal)
      #expect(stored.unit == result.unit)
      #expect(stored.count == result.count)
      #expect(stored.mean == result.mean)
      #expect(stored.standardDeviation == result.standardDeviation)
      #expect(stored.minimum == result.minimum)
      #expect(stored.maximum == result.maximum)
      #expect(stored.rootMeanSquareError == result.rootMeanSquareError)
    }
    #expect(series.count == data.outcome.series.count)
    let samples = try file.query(
      "SELECT entity, time_s, sequence, value, truth FROM v_sample WHERE run_id = \(run.number)"
    )
    #expect(
      samples.rows == [
        [.text("m1-01"), .real(0), .integer(0), .real(0.75), .real(0.751)],
        [.text("m1-01"), .real(1), .integer(1), .real(0.75), .real(0.751)],
        [.text("m1-02"), .real(0), .integer(0), .real(0.75), .real(0.751)],
        [.text("m1-02"), .real(1), .integer(1), .real(0.75), .real(0.751)],
      ]
    )
  }

  @Test func runsComeBackWithIdentityAndProvenance() throws {
    let (run, digest) = try data.store(in: file)
    let stored = try #require(try file.runs().last)
    var provenance = data.provenance
    provenance.finishedAt = "2026-01-01T00:00:09Z"
    provenance.processorSeconds = 1.5
    var identity = data.identity
    identity.scenarioText = nil
    #expect(
      stored
        == StoredRun(
          id: run,
          identity: identity,
          status: .complete,
          fingerprint: "f00d",
          eventCount: 123,
          digest: digest,
          reason: nil,
          provenance: provenance
        )
    )
    #expect(try file.scenarioText(of: run) == data.identity.scenarioText)
  }

  @Test func aListOfRunsHasNoTextsAndAnExportHasThem() throws {
    try data.store(in: file)
    #expect(try file.runs().allSatisfy { $0.identity.scenarioText == nil })
    let all = try file.connection.access { try RunRows.all(in: $0) }
    #expect(all.count == 2)
    #expect(all.allSatisfy { $0.identity.scenarioText == data.identity.scenarioText })
  }

  @Test func aPartIsReadBackBeforeItJoins() throws {
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    let (orders, flights) = (try part.orders(), try part.flights())
    let (sessions, drones) = (try part.chargeSessions(), try part.drones())
    try file.join(part, finishedAt: "")
    #expect(try file.orders(of: run) == orders)
    #expect(try file.flights(of: run) == flights)
    #expect(try file.chargeSessions(of: run) == sessions)
    #expect(try file.drones(of: run) == drones)
  }

  @Test func whatTheRowsSayOfTheBatteriesComesOneByOne() throws {
    let run = try file.begin(data.identity, provenance: data.provenance)
    let part = try file.makePart(for: run, identity: data.identity)
    try data.fill(part)
    var entries: [BatteryEntry] = []
    #expect(try part.seal { entries.append($0) } == data.digest(in: TemporaryFolder()))
    let name = { (drone: DroneID) in data.outcome.drones[Int(drone.index)].name }
    let flights = data.flights.map { BatteryEntry($0, drone: name($0.drone)) }
    let sessions = data.chargeSessions.map { BatteryEntry($0, drone: name($0.drone)) }
    #expect(entries == flights + sessions)
  }

  @Test func largestSeedStaysExact() throws {
    var data = data
    data.identity.seed = 1 << 53 - 1
    try data.store(in: file)
    #expect(try file.runs().last?.identity.seed == 9_007_199_254_740_991)
  }

  @Test func aRunWithoutAnyRowsIsStored() throws {
    var data = RunData()
    (data.orders, data.flights, data.chargeSessions, data.samples) = ([], [], [], [])
    data.visits = []
    data.outcome = RunOutcome(
      entities: [:],
      drones: [],
      metrics: [],
      definitions: [],
      fingerprint: "",
      eventCount: 0
    )
    let run = try data.store(in: file).run
    #expect(try file.orders(of: run).isEmpty)
    #expect(try file.runs().last?.fingerprint?.isEmpty == true)
  }

  @Test func everyReferenceIsKept() throws {
    try data.store(in: file)
    #expect(try file.query("PRAGMA foreign_key_check").rows.isEmpty)
    #expect(try file.query("PRAGMA integrity_check").rows == [[.text("ok")]])
  }
}
