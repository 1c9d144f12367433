import LogisticsPark
package import Verification

/// The cases that the park shows in its simplest forms, one for each file in `Scenarios/validation/`.
package enum ParkCases {
  /// Folder of the scenarios, from the project's root.
  package static let folder = "Scenarios/validation"

  /// All of them.
  ///
  /// - Parameter folder: Where the scenarios are; they are read when a case is run.
  /// - Returns: The cases.
  package static func all(in folder: String) -> [VerificationCase] {
    let cases = [
      erlangC, mg1, refunds, tandem, machineRepair, orders, twoWarehouses, twoKindsOfChargers,
      holding,
      handOver,
    ]
    return cases.map { $0.verification(in: folder) }
  }

  private static var erlangC: ParkCase {
    let theory = ErlangC(arrivals: 40.0 / 3600, service: 1.0 / 216, servers: 3)
    return ParkCase(
      name: "picking-erlang-c",
      system: "picking as M/M/3: 40 orders/h, 216 s each",
      source: "Erlang 1917 (Erlang C)",
      figures: [
        .seconds("wait_pick_s", theory.meanWait), .number("picker_utilization", theory.utilization),
        .number("waited_pick_share", theory.waitingProbability),
        .number("queue_pick_orders", theory.meanLineLength),
      ],
      quickScale: 0.12,
      faults: [
        .init(
          name: "picking 5 % slower",
          settings: ["warehouses.main.picking.service.mean_s=226.8"]
        ),
        .init(name: "orders 5 % more frequent", settings: [rates(42)]),
      ]
    )
  }

  private static var mg1: ParkCase {
    let theory = PollaczekKhinchine(
      arrivals: 12.0 / 3600,
      meanService: 210,
      squaredVariation: 0.25
    )
    return ParkCase(
      name: "picking-pollaczek-khinchine",
      system: "picking as M/G/1: 12 orders/h, lognormal, 210 s each, variation 0.5",
      source: "Pollaczek 1930; Khinchine 1932",
      figures: [
        .seconds("wait_pick_s", theory.meanWait), .number("picker_utilization", theory.utilization),
        // Who comes at random finds the one picker at work as often as he is (Wolff 1982).
        .number("waited_pick_share", theory.utilization),
        .number("queue_pick_orders", theory.meanLineLength),
      ],
      quickScale: 0.06,
      faults: [
        .init(
          name: "the variation is 1",
          settings: ["warehouses.main.picking.service.coefficient_of_variation=1"]
        ),
        .init(name: "orders 5 % more frequent", settings: [rates(12.6)]),
      ]
    )
  }

  private static var refunds: ParkCase {
    let theory = ErlangA(
      arrivals: 60.0 / 3600,
      service: 1.0 / 216,
      impatience: 1.0 / 600,
      servers: 3
    )
    return ParkCase(
      name: "picking-erlang-a",
      system: "picking as M/M/3+M: 60 orders/h, 216 s each, withdrawn after 10 min",
      source: "Palm 1957; Garnett, Mandelbaum and Reiman 2002 (Erlang A)",
      figures: [
        .seconds("wait_pick_s", theory.meanWaitOfServed),
        .number("picker_utilization", theory.utilization),
        .number("waited_pick_share", theory.waitingProbability),
        .number("queue_pick_orders", theory.meanLineLength),
        // Patience must outlast the service too, 216 s against 600 s; that an order is then later than
        // the promise of an hour has a probability below 1e-5.
        .number("service_level", (1 - theory.abandonment) * 600 / (600 + 216)),
      ],
      quickScale: 0.09,
      faults: [
        .init(
          name: "withdrawn 20 % sooner",
          settings: ["demand.orders.refund.mean_delay_min=8"]
        ),
        .init(name: "never withdrawn", settings: ["demand.orders.refund.probability=0"]),
        .init(name: "orders 5 % more frequent", settings: [rates(63)]),
      ]
    )
  }

  private static var tandem: ParkCase {
    let picking = ErlangC(arrivals: 30.0 / 3600, service: 1.0 / 180, servers: 2)
    let packing = ErlangC(arrivals: 30.0 / 3600, service: 1.0 / 72)
    return ParkCase(
      name: "warehouse-tandem",
      system: "picking as M/M/2, then packing as M/M/1: 30 orders/h, 180 and 72 s each",
      source: "Burke 1956; Jackson 1957",
      figures: [
        .seconds("wait_pick_s", picking.meanWait),
        .seconds("wait_pack_s", packing.meanWait),
        .seconds("lead_time_s", picking.meanSojourn + packing.meanSojourn),
        .number("packer_utilization", packing.utilization),
        .number("waited_pack_share", packing.waitingProbability),
        .number("queue_pack_orders", packing.meanLineLength),
      ],
      quickScale: 0.06,
      faults: [
        .init(
          name: "packing 5 % slower",
          settings: ["warehouses.main.packing.service.mean_s=75.6"]
        ),
        .init(
          name: "a picker more",
          settings: ["warehouses.main.picking.shifts.always.people=3"]
        ),
      ]
    )
  }

  private static var machineRepair: ParkCase {
    let theory = MachineRepair(machines: 10, servers: 4, meanAway: 2400, meanService: 1200)
    return ParkCase(
      name: "charging-machine-repair",
      system: "charging bays as M/M/4//10: away 40 min, 20 min at a bay",
      source: "Palm 1947 (machine repair)",
      figures: [
        .seconds("wait_charger_s", theory.meanWait),
        .number("charger_utilization", theory.utilization),
        .number("waited_charger_share", theory.waitingProbability),
        .number("queue_charger_drones", theory.meanLineLength),
      ],
      quickScale: 0.15,
      faults: [
        .init(
          name: "charging 5 % slower",
          settings: ["charging.depot.chargers.standard.session.mean_s=1260"]
        ),
        .init(name: "a drone more", settings: ["fleet.patrol.count=11"]),
      ]
    )
  }

  private static var orders: ParkCase {
    ParkCase(
      name: "orders-poisson",
      system: "orders of a day, 2 to 20 an hour by the hour, 216 in all",
      source: "Cinlar 1975, 4.7",
      figures: [
        .number("orders_created", 216), .variance("orders_created", about: 216, 216),
      ],
      replications: 200,
      quickScale: 1,
      faults: [
        .init(
          name: "one hour left out",
          settings: [
            "demand.orders.orders_per_hour=[2,2,2,2,2,2,4,8,12,16,20,0,16,12,12,12,14,16,14,10,8,6,2,2]"
          ]
        )
      ]
    )
  }

  private static func rates(_ perHour: Double) -> String {
    let hours = Array(repeating: "\(perHour)", count: 24).joined(separator: ",")
    return "demand.orders.orders_per_hour=[\(hours)]"
  }
}

// Several places of a kind, each with the numbers that it has alone.
extension ParkCases {
  private static var twoWarehouses: ParkCase {
    let north = ErlangC(arrivals: 40.0 / 3600, service: 1.0 / 216, servers: 3)
    let south = ErlangC(arrivals: 20.0 / 3600, service: 1.0 / 126)
    let both = north.meanLineLength + south.meanLineLength
    return ParkCase(
      name: "two-warehouses",
      system: "60 orders/h split at random between picking as M/M/3 (216 s) and M/M/1 (126 s)",
      source: "Erlang 1917 (Erlang C); Kingman 1993, 5.1 (colouring)",
      figures: [
        .seconds("wait_pick_s", of: (.warehouse, "north"), north.meanWait),
        .seconds("wait_pick_s", of: (.warehouse, "south"), south.meanWait),
        .number("queue_pick_orders", of: (.warehouse, "north"), north.meanLineLength),
        .number("queue_pick_orders", of: (.warehouse, "south"), south.meanLineLength),
        .number("picker_utilization", of: (.warehouse, "north"), north.utilization),
        .number("picker_utilization", of: (.warehouse, "south"), south.utilization),
        // The park's own are of both together.
        .number("queue_pick_orders", both),
        .seconds("wait_pick_s", (2 * north.meanWait + south.meanWait) / 3),
      ],
      quickScale: 0.15,
      faults: [
        .init(name: "as many orders for both", settings: ["demand.orders.zones.hills=1"]),
        .init(
          name: "picking in the south 5 % slower",
          settings: ["warehouses.south.picking.service.mean_s=132.3"]
        ),
      ]
    )
  }

  private static var twoKindsOfChargers: ParkCase {
    let theory = TwoSpeedRepair(
      machines: 10,
      meanAway: 2400,
      fast: .init(count: 2, mean: 600),
      slow: .init(count: 2, mean: 1800)
    )
    return ParkCase(
      name: "two-kinds-of-chargers",
      system:
        "two fast and two slow chargers in one line for 10 drones: away 40 min, 10 or 30 min at a charger",
      source: "a Markov chain solved by Grassmann, Taksar and Heyman 1985",
      figures: [
        .seconds("wait_charger_s", theory.meanWait),
        .number("queue_charger_drones", theory.meanLineLength),
        .number("waited_charger_share", theory.waitingProbability),
        .number("charger_utilization", of: (.charger, "depot/fast"), theory.fastUtilization),
        .number("charger_utilization", of: (.charger, "depot/slow"), theory.slowUtilization),
      ],
      quickScale: 0.2,
      faults: [
        .init(
          name: "both kinds as slow",
          settings: ["charging.depot.chargers.fast.session.mean_s=1800"]
        ),
        .init(
          name: "the slow ones 20 % slower",
          settings: ["charging.depot.chargers.slow.session.mean_s=2160"]
        ),
        .init(name: "a drone more", settings: ["fleet.patrol.count=11"]),
      ]
    )
  }

  /// A pad on which drones only land, as nearly as a park can have it.
  ///
  /// Drones that are loaded in no time wait for the pad too, so they leave in small groups; flights whose lengths differ
  /// by ten minutes spread them again, nearly at random (for the limit: Doob, "Stochastic Processes", 1953, VIII.5).
  /// What is left of it is within the band.
  private static var holding: ParkCase {
    // A descent from 120 m at 2 m/s.
    let theory = EqualServices(arrivals: 42.0 / 3600, service: 60, servers: 2)
    return ParkCase(
      name: "pads-holding",
      system: "landings as M/D/2: 42 orders/h, 60 s of descent, a pad with room for two drones",
      source: "Crommelin 1932 (M/D/c)",
      figures: [
        .seconds("wait_landing_s", theory.meanWait, band: 0.02),
        .number("waited_landing_share", theory.waitingProbability, band: 0.02),
        .number("pad_utilization", theory.utilization),
      ],
      quickScale: 0.3,
      faults: [
        .init(name: "room for three", settings: ["pads.home.drones_at_once=3"]),
        .init(name: "10 % more orders", settings: [rates(46.2)]),
        .init(name: "descents of 66 s", settings: ["flight.cruise_height_m=132"]),
      ]
    )
  }

  /// A crew that takes over while an order is in hand, by hand.
  ///
  /// One picker until 09:00, another one from then on, 600 s an order. Orders come at 08:00:00, 08:51:40, 08:55:00 and
  /// 08:58:00. The second is begun at once and keeps the first picker for 100 s beyond the shift; the third waits until
  /// 09:00 for who comes, and not for who goes; the fourth until 09:10.
  private static var handOver: ParkCase {
    ParkCase(
      name: "crew-hand-over",
      system: "two shifts of one picker each, and an order in hand when they change",
      source: "worked by hand",
      figures: [
        .exact("wait_pick_s", "s", (0 + 0 + 300 + 720) / 4),
        .exact("lead_time_s", "s", (600 + 600 + 900 + 1320) / 4),
        .exact("overtime_h", "h", 100.0 / 3600),
        .exact("picker_utilization", "1", 2400.0 / 7300),
        .exact("queue_pick_orders", "1", (300.0 + 720) / 7200),
      ],
      replications: 2,
      quickScale: 1,
      faults: [
        .init(
          name: "the second shift is late",
          settings: ["warehouses.main.picking.shifts.late.from=09:01"]
        ),
        .init(
          name: "both shifts until ten",
          settings: ["warehouses.main.picking.shifts.early.to=10:00"]
        ),
      ]
    )
  }
}
