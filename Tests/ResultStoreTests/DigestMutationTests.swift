import DiscreteEvents
import LogisticsPark
import Testing

@testable import ResultStore

struct DigestMutationTests {
  /// A change of one value of a run.
  struct Mutation: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var change: @Sendable (inout RunData) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout RunData) -> Void) {
      testDescription = name
      self.change = change
    }
  }

  @Test("Any single value changes the digest", arguments: mutations)
  func anySingleValueCounts(mutation: Mutation) throws {
    let folder = try TemporaryFolder()
    var changed = RunData()
    mutation.change(&changed)
    #expect(try changed.digest(in: folder) != RunData().digest(in: folder))
  }

  @Test func differentMutationsGiveDifferentDigests() throws {
    let folder = try TemporaryFolder()
    let digests = try Self.mutations.map { mutation in
      var changed = RunData()
      mutation.change(&changed)
      return try changed.digest(in: folder)
    }
    #expect(Set(digests).count == Self.mutations.count)
  }

  @Test func sizesOfBatchesDoNotCount() throws {
    let folder = try TemporaryFolder()
    var data = RunData()
    data.samples = (0..<1_000).map { RunData.sample(series: $0 / 500, sequence: $0 % 500) }
    let whole = try data.digest(in: folder)
    let part = try data.part(in: folder)
    for batch in [0..<1, 1..<65, 65..<128, 128..<1_000] {
      try part.add(samples: Array(data.samples[batch]))
    }
    data.samples = []
    try data.fill(part)
    #expect(try part.contentDigest() == whole)
  }

  static let mutations = identityMutations + recordMutations + outcomeMutations

  private static let identityMutations = [
    Mutation("scenario name") { $0.identity.scenario = "large" },
    Mutation("scenario digest") { $0.identity.scenarioDigest = "ab13" },
    Mutation("variant") { $0.identity.variant = "more drones" },
    Mutation("replication") { $0.identity.replication = 2 },
    Mutation("seed") { $0.identity.seed = 8 },
    Mutation("telemetry") { $0.identity.telemetry = "summary" },
    Mutation("model revision") { $0.identity.modelRevision = 2 },
    Mutation("horizon") { $0.identity.horizonTicks += 1 },
    Mutation("fork") { $0.identity.fork = RunFork(ticks: 1, parentDigest: "ab11") },
    Mutation("instant of a fork") { $0.identity.fork = RunFork(ticks: 2, parentDigest: "ab11") },
    Mutation("parent of a fork") { $0.identity.fork = RunFork(ticks: 1, parentDigest: "ab13") },
    Mutation("fingerprint") { $0.outcome.fingerprint = "beef" },
    Mutation("event count") { $0.outcome.eventCount += 1 },
  ]

  private static let recordMutations = [
    Mutation("order left out") { $0.orders.removeLast() },
    Mutation("order number") { $0.orders[2].id = OrderID(4) },
    Mutation("zone") { $0.orders[0].zone = 0 },
    Mutation("x") { $0.orders[0].destination.x += 1 },
    Mutation("y") { $0.orders[0].destination.y += 1 },
    Mutation("weight by one unit in the last place") {
      $0.orders[0].weight = $0.orders[0].weight.nextUp
    },
    Mutation("created") { $0.orders[0].createdAt = SimulationTime(ticks: 1) },
    Mutation("promised") { $0.orders[0].promisedBy = SimulationTime(ticks: 1) },
    Mutation("pick started") { $0.orders[0].pickStartedAt = nil },
    Mutation("pick ended") { $0.orders[0].pickEndedAt = nil },
    Mutation("pack started") { $0.orders[0].packStartedAt = nil },
    Mutation("pack ended") { $0.orders[0].packEndedAt = nil },
    Mutation("dispatched") { $0.orders[0].dispatchedAt = nil },
    Mutation("closed") { $0.orders[0].closedAt = nil },
    Mutation("state") { $0.orders[0].state = .flying },
    Mutation("failure") { $0.orders[2].failure = .outOfReach },
    Mutation("drone of an order") { $0.orders[0].drone = nil },
    Mutation("time moved to the next column") {
      $0.orders[0].pickEndedAt = nil
      $0.orders[0].packStartedAt = SimulationTime(ticks: 3_000_000)
    },
    Mutation("flight number") { $0.flights[1].number = 3 },
    Mutation("drone of a flight") { $0.flights[0].drone = DroneID(0) },
    Mutation("order of a flight") { $0.flights[0].order = OrderID(2) },
    Mutation("pad of a lift-off") { $0.flights[0].from = PadID(0) },
    Mutation("pad of a landing") { $0.flights[0].to = PadID(1) },
    Mutation("no pad of a landing") { $0.flights[0].to = nil },
    Mutation("flight arrived") { $0.flights[0].arrivedAt = nil },
    Mutation("flight returned") { $0.flights[0].returnedAt = nil },
    Mutation("distance") { $0.flights[0].distance += 1 },
    Mutation("payload") { $0.flights[0].payload += 1 },
    Mutation("flight started") { $0.flights[0].startedAt = SimulationTime(ticks: 1) },
    Mutation("flight delivered") { $0.flights[0].deliveredAt = nil },
    Mutation("flight ended") { $0.flights[0].endedAt = nil },
    Mutation("flight stored at start") { $0.flights[0].storedAtStart += 1 },
    Mutation("flight stored at end") { $0.flights[0].storedAtEnd += 1 },
    Mutation("delivered energy") { $0.flights[0].delivered += 1 },
    Mutation("resistive loss") { $0.flights[0].resistiveLoss += 1 },
    Mutation("session number") { $0.chargeSessions[1].number = 3 },
    Mutation("drone of a session") { $0.chargeSessions[0].drone = DroneID(0) },
    Mutation("requested") { $0.chargeSessions[0].requestedAt = SimulationTime(ticks: 1) },
    Mutation("session started") { $0.chargeSessions[0].startedAt = nil },
    Mutation("session ended") { $0.chargeSessions[0].endedAt = nil },
    Mutation("session stored at start") { $0.chargeSessions[0].storedAtStart += 1 },
    Mutation("session stored at end") { $0.chargeSessions[0].storedAtEnd += 1 },
    Mutation("stored") { $0.chargeSessions[0].stored += 1 },
    Mutation("charger loss") { $0.chargeSessions[0].chargerLoss += 1 },
    Mutation("station") { $0.chargeSessions[0].station = StationID(1) },
    Mutation("charger") { $0.chargeSessions[0].charger = ChargerID(1) },
    Mutation("source") { $0.orders[0].source = SourceID(1) },
    Mutation("goods") { $0.orders[0].goods = 0 },
    Mutation("warehouse") { $0.orders[0].warehouse = WarehouseID(1) },
    Mutation("stay left out") { $0.visits.removeLast() },
    Mutation("stay elsewhere") { $0.visits[0] = .landing(at: .dock(WarehouseID(0))) },
    Mutation("purpose of a stay") { $0.visits[0] = .landing(purpose: .loading) },
    Mutation("drone of a stay") { $0.visits[0] = .landing(of: DroneID(0)) },
    Mutation("stay asked for") { $0.visits[0] = .landing(asked: 4) },
    Mutation("stay begun") { $0.visits[0] = .landing(began: nil) },
    Mutation("stay ended") { $0.visits[0] = .landing(ended: nil) },
    Mutation("sample left out") { $0.samples.removeLast() },
    Mutation("series of a sample") {
      $0.samples[1] = RunData.sample(series: 1, sequence: 2)
    },
    Mutation("sequence") { $0.samples[1].sequence = 2 },
    Mutation("time of a sample") { $0.samples[1].time = SimulationTime(ticks: 2) },
    Mutation("value") { $0.samples[0].value += 1 },
    Mutation("truth") { $0.samples[0].truth += 1 },
  ]

  private static let outcomeMutations = [
    Mutation("zone name") { $0.outcome.zones[0] = "west" },
    Mutation("warehouse of a pad") {
      $0.outcome.entities[.pad] = [ParkEntity(name: "home", type: "west")]
    },
    Mutation("charger name") { $0.outcome.entities[.charger]?[1] = ParkEntity(name: "depot/s") },
    Mutation("metric of a part left out") { $0.outcome.partMetrics.removeLast() },
    Mutation("part of a metric") {
      $0.outcome.partMetrics[0] = PartMetric(part: ParkPart(.warehouse, 0), value: RunData.leadTime)
    },
    Mutation("metric of a part") {
      $0.outcome.partMetrics[1] = PartMetric(
        part: ParkPart(.charger, 1),
        value: MetricValue("lost_sales", 1)
      )
    },
    Mutation("drone name") {
      $0.outcome.drones[1].name = "m1-03"
      $0.outcome.series[1].entity = "m1-03"
    },
    Mutation("drone type") { $0.outcome.drones[0].type = "m2" },
    Mutation("capacity") { $0.outcome.drones[0].capacity += 1 },
    Mutation("stored at start") { $0.outcome.drones[0].storedAtStart += 1 },
    Mutation("stored at end") { $0.outcome.drones[0].storedAtEnd += 1 },
    Mutation("time in a state") { $0.outcome.drones[0].ticksInState[3] += 1 },
    Mutation("signal") { $0.outcome.series[0].signal = "temperature" },
    Mutation("unit of a series") { $0.outcome.series[0].unit = "Cel" },
    Mutation("count of a series") { $0.outcome.series[0].count = 3 },
    Mutation("mean") { $0.outcome.series[0].mean = nil },
    Mutation("deviation of a series") { $0.outcome.series[0].standardDeviation = nil },
    Mutation("minimum of a series") { $0.outcome.series[0].minimum = nil },
    Mutation("maximum of a series") { $0.outcome.series[0].maximum = nil },
    Mutation("error of a series") { $0.outcome.series[0].rootMeanSquareError = nil },
    Mutation("metric left out") { $0.outcome.metrics.removeLast() },
    Mutation("count of a metric") { $0.outcome.metrics[0].count = 2 },
    Mutation("value of a metric") { $0.outcome.metrics[0].value = 6.000_1 },
    Mutation("deviation of a metric") { $0.outcome.metrics[0].standardDeviation = 1 },
    Mutation("minimum of a metric") { $0.outcome.metrics[0].minimum = 1 },
    Mutation("maximum of a metric") { $0.outcome.metrics[0].maximum = 9 },
    Mutation("median") { $0.outcome.metrics[0].p50 = 1 },
    Mutation("95 % quantile") { $0.outcome.metrics[0].p95 = 1 },
    Mutation("99 % quantile") { $0.outcome.metrics[0].p99 = 1 },
    Mutation("unit of a metric") { $0.outcome.definitions[0].unit = "min" },
    Mutation("direction") { $0.outcome.definitions[0].direction = .none },
  ]
}

extension VisitRecord {
  /// ``RunData/endedVisit`` with one thing changed.
  fileprivate static func landing(
    at room: GroundRoom = .pad(PadID(0)),
    purpose: VisitPurpose = .landing,
    of drone: DroneID = DroneID(1),
    asked: Int64 = 5,
    began: Int64? = 6,
    ended: Int64? = 7
  ) -> VisitRecord {
    VisitRecord(
      number: 1,
      room: room,
      purpose: purpose,
      drone: drone,
      asked: SimulationTime(ticks: asked),
      began: began.map { SimulationTime(ticks: $0) },
      ended: ended.map { SimulationTime(ticks: $0) }
    )
  }
}
