import LogisticsPark

extension ParkFault {
  var english: FaultWords {
    switch self {
    case .warmUpTooLong(let hours, let horizon):
      FaultWords(
        "the warm-up of \(hours) h leaves nothing of the horizon of \(horizon) h",
        help: "make it shorter than horizon_h"
      )
    case .warmUpOfTerminatingStudy:
      FaultWords(
        "a terminating study has no warm-up: it starts from its stated conditions",
        help: "leave warm_up_h out, or write \"kind\": \"steady_state\""
      )
    case .drainOfSteadyState:
      FaultWords(
        "a steady-state study has no drain: its orders never end",
        help: "leave drain_h out, or write \"kind\": \"terminating\""
      )
    case .ordersFromOfSteadyState:
      FaultWords(
        "in a steady-state study orders count after the warm-up",
        help: "write warm_up_h instead of orders_from_h"
      )
    case .noOrderCounts(let from, let until):
      FaultWords(
        "no order counts: those from \(from) h on do, and those from \(until) h on do not",
        help: "let orders_from_h, or warm_up_h, be below orders_until_h and horizon_h"
      )
    case .notAscending(let numbers):
      FaultWords(
        numbers.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + " are not in order",
        help: "write " + numbers.map(\.name).joined(separator: " <= ")
          + ", the first below the last"
      )
    case .shiftWithoutLength(let from, let to):
      FaultWords(
        "the shift from \(from) to \(to) has no length",
        help: "a whole day is from 00:00 to 24:00; a shift may end after midnight"
      )
    case .chargesAboveTarget(let start, let target):
      FaultWords(
        "\(start) is above the target of \(target), so a full drone would go to charge",
        help: "make it at most target_state_of_charge"
      )
    case .fleetWithoutPads:
      FaultWords(
        "a fleet needs a pad, and the scenario has none",
        help: "add \"pads\": { \"home\": { \"x_m\": 0, \"y_m\": 0 } } to the scenario"
      )
    case .nothingHappens:
      FaultWords(
        "nothing happens: the scenario has neither demand nor a fleet on patrol",
        help: "add a \"demand\" object"
      )
    case .tooManyOrders(let expected, let limit):
      FaultWords(
        "about \(whole(expected)) orders are expected in the run; allowed are \(whole(limit))",
        help: "lower demand.ID.orders_per_hour or study.horizon_h; use replications for more data"
      )
    case .tooManySamples(let expected, let limit):
      FaultWords(
        "every sensor would take \(whole(expected)) samples; allowed are \(whole(limit))",
        help: "raise telemetry.sensors.ID.period_s, or lower study.horizon_h or study.drain_h"
      )
    case .noDrones:
      FaultWords(
        "there is no drone to deliver the orders",
        help: "give a fleet a count, or leave \"fleet\" out to study the warehouse alone"
      )
    case .tooHeavy(let lightest, let strongest, let isRecorded):
      FaultWords(
        "no drone lifts any \(isRecorded ? "recorded " : "")order: the lightest weighs \(lightest) kg, "
          + "the strongest drone carries \(strongest) kg",
        help: (isRecorded
          ? "look at weight_kg of the table, which is kilograms; "
          : "weights, demand.ID.weight_kg, of at most \(strongest) let every order fly; ")
          + "or leave the fleet out to study the warehouse alone"
      )
    case .reserveAboveTarget(let reserve, let target, let isDefault):
      FaultWords(
        "the reserve of \(reserve) is not below the charging target of \(target)"
          + (isDefault ? " (its default)" : "") + ", so no drone may ever take off",
        help:
          "lower safety.reserve.state_of_charge or raise fleet.ID.recharge.target_state_of_charge"
      )
    case .outOfReach(let shortfall): outOfReach(shortfall)
    case .patrolWithoutCharging:
      FaultWords(
        "a fleet on patrol comes back to charge, and the scenario has no charging bays",
        help: "add a \"charging\" object"
      )
    case .patrolWithoutStation(let pad):
      FaultWords(
        "a fleet on patrol comes back to charge, and no station charges the drones of pad \"\(pad)\"",
        help: "name the pad in \"pads\" of a station under \"charging\""
      )
    case .patrolInTwoStages:
      FaultWords(
        "a patrol takes no energy, so there is nothing to charge in two stages",
        help: "write \"session\": { \"model\": \"exponential\", \"mean_s\": 1200 }"
      )
    case .nobodyOnShift(let stage, let busy):
      FaultWords(
        "orders come, but \(stage) has nobody on any shift",
        help: "give the shifts people, of whom the busiest hour of the day keeps \(tenths(busy)) "
          + "at work on average, or leave \"\(stage)\" out so that orders skip it"
      )
    case .startsAtMidnight:
      FaultWords("a run begins before 24:00", help: "write \"time_of_day\": \"00:00\"")
    case .sourceWithoutZones:
      FaultWords(
        "there are no zones to which orders could go",
        help:
          "add \"zones\": { \"town\": { \"x_m\": 500, \"y_m\": 300, \"radius_m\": 400 } } to the scenario"
      )
    case .warehouseNotNamed:
      FaultWords(
        "there are several warehouses, and none is named here",
        help:
          "add \"warehouse\" with the id of one; orders of a source may also go to the \"nearest\""
      )
    case .weightOfGoods:
      FaultWords(
        "orders have a weight of their own or are of goods that have one, one of the two",
        help:
          "write \"weight_kg\": { \"low\": 0.05, \"mode\": 0.2, \"high\": 0.5 } and no \"goods\", or add entries "
          + "to the \"goods\" of the scenario"
      )
    case .tableNotGivenOnce:
      FaultWords(
        "recorded orders come from a file or from rows, one of the two",
        help: "write \"file\": \"orders.csv\" and no \"rows\""
      )
    case .recordedAfterEnd(let first, let end):
      FaultWords(
        "the first recorded order comes at \(first) s, and the run ends at \(end) s",
        help: "created_s counts seconds from the start of the run; or raise study.horizon_h"
      )
    }
  }

  /// Why no order can be flown, by what is at fault.
  private func outOfReach(_ shortfall: ReachShortfall) -> FaultWords {
    let no = "no drone can fly any of the orders"
    let place = shortfall.zone.map { "zone \"\($0)\" begins" } ?? "the nearest recorded order goes"
    let way = "\(place) \(whole(shortfall.distance)) m from pad \"\(shortfall.pad)\""
    let usable = "a charged battery gives \(wattHours(shortfall.usable)) Wh above the reserve"
    switch shortfall.cause {
    case .distance:
      return FaultWords(
        "\(no): even the nearest is too far, since \(way), and the lightest, of "
          + "\(shortfall.payload) kg, can go about \(whole(shortfall.reach)) m",
        help: "look at x_m and y_m of the \(shortfall.zone == nil ? "table" : "zones"), which are "
          + "metres, or at the battery and the reserve"
      )
    case .weight:
      return FaultWords(
        "\(no): they are too heavy for the way, since \(way), and the lightest, of "
          + "\(shortfall.payload) kg, can go about \(whole(shortfall.reach)) m (a drone without "
          + "payload \(whole(shortfall.emptyReach)) m)",
        help: "look at the weights, which are kilograms, or move zones or pads nearer"
      )
    case .height:
      return FaultWords(
        "\(no): climbs and descents take \(wattHours(shortfall.heightEnergy)) Wh of the "
          + "\(wattHours(shortfall.missionEnergy)) Wh of a mission, and \(usable)",
        help: "lower flight.cruise_height_m; left out, it is 60"
      )
    case .handOver:
      return FaultWords(
        "\(no): the hover at the customer takes \(wattHours(shortfall.handOverEnergy)) Wh of the "
          + "\(wattHours(shortfall.missionEnergy)) Wh of a mission, and \(usable)",
        help: "lower flight.hand_over_s; left out, it is 30"
      )
    case .battery:
      return FaultWords(
        "\(no): the easiest mission takes \(wattHours(shortfall.missionEnergy)) Wh, and \(usable)",
        help:
          "lower safety.reserve.state_of_charge, or raise fleet.ID.recharge.target_state_of_charge or "
          + "the battery's capacity_wh"
      )
    }
  }

  /// An energy [J] in watt hours with one decimal.
  func wattHours(_ joules: Double) -> String {
    let tenths = Int((min(joules / 3600, 1e17) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A large count in whole numbers, of any size.
  func whole(_ value: Double) -> String { "\(Int(min(value, 1e18)))" }

  /// A number with one decimal, rounded up, since too few are no help.
  func tenths(_ value: Double) -> String {
    let tenths = Int(min(value * 10, 1e18).rounded(.up))
    return "\(tenths / 10).\(tenths % 10)"
  }
}
