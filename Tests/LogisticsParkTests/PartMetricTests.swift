import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Metrics of the parts of a park: what adds up adds up to those of the whole, and means are means of the parts'.
struct PartMetricTests {
  private struct Figures {
    let whole: [String: MetricFigures]
    let parts: [ParkPart: [String: MetricFigures]]

    init(_ result: SimulationResult) {
      whole = Dictionary(uniqueKeysWithValues: result.metrics.map { ($0.name, $0.figures) })
      var parts: [ParkPart: [String: MetricFigures]] = [:]
      for metric in result.partMetrics {
        parts[metric.part, default: [:]][metric.value.name] = metric.value.figures
      }
      self.parts = parts
    }

    /// Figures of a metric of all parts of a kind that have it.
    func of(_ kind: EntityKind, _ name: String) -> [MetricFigures] {
      parts.filter { $0.key.kind == kind }.sorted { $0.key.index < $1.key.index }
        .compactMap { $0.value[name] }
    }

    func sum(_ kind: EntityKind, _ name: String) -> Double {
      of(kind, name).reduce(0) { $0 + ($1.value ?? 0) }
    }
  }

  private func figures(_ park: ParkConfiguration, seed: UInt64 = 1) throws -> Figures {
    let simulation = ParkSimulation(park, seed: seed, replication: 1, telemetry: .none)
    let result = try simulation.run(IgnoringListener())
    #expect(result.breaches.isEmpty)
    return Figures(result)
  }

  @Test("What adds up adds up, and means are those of all parts together: 24 random parks")
  func partsMakeTheWhole() throws {
    var streams = StreamDirectory(seed: 20_261_130, replication: 1)
    var stream = streams.stream("test.parts")
    var seen = (orders: 0.0, sessions: 0.0, landings: 0)
    for number in 1...24 as ClosedRange<UInt64> {
      let park = ParkConfiguration.randomOfManyParts(&stream)
      let found = try figures(park, seed: number)
      let comment = Comment(rawValue: "park \(number) of seed 20261130")
      let near = { (one: Double, other: Double) in abs(one - other) <= 1e-9 * max(1, abs(other)) }
      let sums: [(EntityKind, [String])] = [
        (.source, Self.orders), (.zone, Self.orders), (.warehouse, Self.orders + ["overtime_h"]),
        (.fleet, ["flights", "distance_km", "energy_flown_wh"] + Self.sessions),
        (.station, Self.sessions), (.charger, ["charge_sessions", "energy_grid_kwh"]),
        (.pad, ["landings_beside_pad", "queue_pad_drones"]), (.warehouse, ["queue_dock_drones"]),
      ]
      for (kind, names) in sums {
        for name in names {
          guard let whole = found.whole[name]?.value else { continue }
          #expect(near(found.sum(kind, name), whole), "\(name) by \(kind) in \(comment)")
        }
      }
      for (kind, name) in [
        (EntityKind.source, "lead_time_s"), (.zone, "lead_time_s"), (.warehouse, "wait_pick_s"),
        (.warehouse, "wait_drone_s"), (.fleet, "flight_time_s"), (.station, "wait_charger_s"),
        (.fleet, "wait_charger_s"), (.pad, "wait_landing_s"), (.station, "charge_turnaround_s"),
        (.charger, "charge_turnaround_s"),
      ] {
        guard let whole = found.whole[name], let mean = whole.value, let all = whole.count else {
          continue
        }
        let parts = found.of(kind, name)
        #expect(parts.reduce(0) { $0 + ($1.count ?? 0) } == all, "\(name) by \(kind) in \(comment)")
        let sum = parts.reduce(0) { $0 + ($1.value ?? 0) * Double($1.count ?? 0) }
        #expect(near(sum / Double(max(1, all)), mean), "\(name) by \(kind) in \(comment)")
        #expect(parts.compactMap(\.maximum).max() == whole.maximum)
      }
      seen.orders += found.whole["orders_created"]?.value ?? 0
      seen.sessions += found.whole["charge_sessions"]?.value ?? 0
      seen.landings += found.whole["wait_landing_s"]?.count ?? 0
    }
    #expect(seen.orders > 1_000 && seen.sessions > 150 && seen.landings > 80, "\(seen)")
  }

  private static let orders = [
    "orders_created", "orders_delivered", "orders_refunded", "orders_failed", "orders_open_at_end",
    "backlog_orders", "queue_pick_orders", "queue_pack_orders", "queue_drone_orders",
  ]
  private static let sessions = ["charge_sessions", "energy_grid_kwh", "queue_charger_drones"]

  /// A park of one of each has the same metrics by part as in all.
  @Test func aSolePartIsTheWhole() throws {
    let found = try figures(.make(ordersPerHour: Array(repeating: 14, count: 24), drones: 3))
    for kind in [EntityKind.source, .zone, .warehouse, .fleet, .station, .charger] {
      let part = try #require(found.parts[ParkPart(kind, 0)], "\(kind)")
      #expect(part.count >= 4)
      for (name, figures) in part {
        let whole = try #require(found.whole[name])
        let (one, other) = (figures.value ?? -1, whole.value ?? -1)
        #expect(abs(one - other) <= 1e-12 * max(1, abs(other)), "\(name) of the \(kind)")
        #expect((figures.p95, figures.count) == (whole.p95, whole.count), "\(name) of the \(kind)")
      }
    }
    #expect(found.parts[ParkPart(.pad, 0)] == nil && found.parts[ParkPart(.goods, 0)] == nil)
  }

  /// By hand: one drone, a pad with room for one, loading of 60 s, orders at 0 and 1 min; what is told of the pad.
  @Test func aPadByHand() throws {
    var park = ParkConfiguration.make(
      horizon: .hours(1),
      ordersPerHour: [],
      recordedOrders: [0, 1].map { RecordedOrder(createdAt: .minutes($0), zone: 0, weight: 0.2) },
      zones: [ZoneConfiguration(id: "z", center: Position(x: 500, y: 0), radius: 0)],
      pick: nil,
      pack: nil,
      drones: 2,
      charging: nil
    )
    park.pads[0].dronesAtOnce = 1
    park.warehouses[0].docks = 1
    park.flight.loadingTime = .seconds(90)
    let found = try figures(park)
    let pad = try #require(found.parts[ParkPart(.pad, 0)])
    // The second drone asks at 60 s and has room when the first lifts off at 90 s.
    #expect(pad["wait_pad_s"]?.value == 15 && pad["wait_pad_s"]?.maximum == 30)
    #expect(pad["queue_pad_drones"]?.value == 30.0 / 3_600)
    // 90 s of loading each, and 24 s of descent each; nobody else is there.
    let busy = try #require(pad["pad_utilization"]?.value)
    let descent = park.flight.cruiseHeight / 2.0
    #expect(abs(busy - (180 + 2 * descent) / 3_600) < 1e-9)
    #expect(pad["wait_landing_s"]?.value == 0 && pad["wait_landing_s"]?.count == 2)
    let warehouse = try #require(found.parts[ParkPart(.warehouse, 0)])
    #expect(warehouse["dock_utilization"]?.value == 0.05 && warehouse["wait_dock_s"]?.value == 0)
  }
}
