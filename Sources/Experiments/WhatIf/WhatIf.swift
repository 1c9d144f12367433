import LogisticsPark
package import ScenarioFiles
package import Wording

/// One change of a scenario: a setting, or one unit more of something.
package struct WhatIf: Hashable, Sendable {
  /// What the change takes.
  package enum Cost: Hashable, Sendable {
    /// A rule or a setting: nothing has to be bought or hired.
    case free
    /// One more of something, such as a bay or a person.
    case oneMore(Phrase)

    /// What it takes, such as `one drone more`.
    package var words: Phrase {
      switch self {
      case .free: Phrase("nothing", "无需花费")
      case .oneMore(let thing):
        Phrase("one \(thing.english) more", "增加\(thing.chinese)")
      }
    }
  }

  /// The key that changes, such as `fleet.m100.count`.
  package let key: String
  /// What it is now.
  package let before: String
  /// What it would be.
  package let value: String
  /// What the change takes.
  package let cost: Cost

  /// The change as `--set` takes it.
  package var setting: String { "\(key)=\(value)" }

  /// A list of settings with this one in place of those of the same key.
  package func replacing(in settings: [String]) -> [String] {
    settings.filter { !$0.hasPrefix(key + "=") } + [setting]
  }
}

extension WhatIf {
  /// Changes that are worth a look, those that cost nothing first.
  ///
  /// - Parameter scenario: The scenario.
  /// - Returns: Settings of charging, dispatch and speed, then one more of what orders wait for. Some may not
  ///   go with the rest of the scenario.
  package static func all(for scenario: Scenario) -> [WhatIf] {
    charging(scenario.configuration) + dispatch(scenario.configuration)
      + speeds(scenario.configuration)
      + bays(scenario.configuration) + ground(scenario.configuration)
      + fleets(scenario.configuration)
      + ["picking", "packing"].flatMap { shifts($0, in: scenario.resolved) }
  }

  /// Other states of charge at which drones go to charge and are let go again.
  private static func charging(_ park: ParkConfiguration) -> [WhatIf] {
    guard let charging = park.charging else { return [] }
    var targets = [0.8, 0.9]
    for charger in charging.stations.flatMap(\.chargers) {
      // Up to the knee a charger gives its full power.
      if case .twoStage(_, let knee) = charger.session { targets.append(knee) }
    }
    return park.fleets.filter(\.carriesOrders).flatMap { fleet -> [WhatIf] in
      let rule = fleet.recharge
      let key = "fleet.\(fleet.id).recharge."
      // Where drones go to charge below the target, as they do unless a scenario says otherwise, that goes with it.
      let isTied = rule.startBelow == rule.target
      let ends = Set(targets).sorted().filter {
        $0 != rule.target && (isTied || $0 >= rule.startBelow)
      }
      let starts = [0.5, 0.6, 0.9].filter {
        $0 != rule.startBelow && $0 <= rule.target && $0 > park.reserveStateOfCharge
      }
      return ends.map {
        WhatIf(
          key: key + "target_state_of_charge",
          before: "\(rule.target)",
          value: "\($0)",
          cost: .free
        )
      }
        + starts.map {
          WhatIf(
            key: key + "start_below_state_of_charge",
            before: "\(rule.startBelow)",
            value: "\($0)",
            cost: .free
          )
        }
    }
  }

  private static func dispatch(_ park: ParkConfiguration) -> [WhatIf] {
    guard park.fleets.contains(where: \.carriesOrders) else { return [] }
    return DispatchRegistry.names.filter { $0 != park.dispatchPolicy }.map {
      WhatIf(key: "dispatch.policy", before: park.dispatchPolicy, value: $0, cost: .free)
    }
  }

  /// The highest speed at which the power of drones was measured: the same work in less time.
  private static func speeds(_ park: ParkConfiguration) -> [WhatIf] {
    let fastest = DroneType.measuredSpeeds.upperBound
    return park.fleets.filter { $0.carriesOrders && $0.type.cruiseSpeed < fastest }.map {
      WhatIf(
        key: "fleet.\($0.id).cruise_speed_mps",
        before: "\($0.type.cruiseSpeed)",
        value: "\(fastest)",
        cost: .free
      )
    }
  }

  private static func bays(_ park: ParkConfiguration) -> [WhatIf] {
    (park.charging?.stations ?? []).flatMap { station in
      station.chargers.map { charger in
        let key = "charging.\(station.id).chargers.\(charger.id).count"
        return oneMore(key, charger.count, Phrase("charger", "一个充电位"))
      }
    }
  }

  /// Docks, and room on pads, where they have room for some drones only.
  private static func ground(_ park: ParkConfiguration) -> [WhatIf] {
    guard park.fleets.contains(where: \.carriesOrders) else { return [] }
    let docks = park.warehouses.compactMap { warehouse in
      warehouse.docks.map {
        oneMore("warehouses.\(warehouse.id).docks.count", $0, Phrase("dock", "一个装货位"))
      }
    }
    let pads = park.pads.compactMap { pad in
      pad.dronesAtOnce.map {
        oneMore(
          "pads.\(pad.id).drones_at_once",
          $0,
          Phrase("place on a pad", "起降点上的一个位置")
        )
      }
    }
    return docks + pads
  }

  private static func fleets(_ park: ParkConfiguration) -> [WhatIf] {
    park.fleets.filter(\.carriesOrders).map {
      oneMore("fleet.\($0.id).count", $0.count, Phrase("drone", "一架无人机"))
    }
  }

  private static func shifts(_ stage: String, in scenario: JSONNode) -> [WhatIf] {
    let person =
      stage == "picking" ? Phrase("picker", "一名拣货员") : Phrase("packer", "一名包装员")
    return (scenario["warehouses"]?.members ?? []).flatMap { warehouse in
      (warehouse.value[stage]?["shifts"]?.members ?? []).compactMap { shift in
        shift.value["people"]?.wholeNumber.map {
          oneMore("warehouses.\(warehouse.key).\(stage).shifts.\(shift.key).people", $0, person)
        }
      }
    }
  }

  private static func oneMore(_ key: String, _ count: Int, _ thing: Phrase) -> WhatIf {
    WhatIf(key: key, before: "\(count)", value: "\(count + 1)", cost: .oneMore(thing))
  }
}

extension JSONNode {
  /// A whole number.
  fileprivate var wholeNumber: Int? {
    guard case .number(let number) = value else { return nil }
    return number.integer.map { Int($0) }
  }
}
