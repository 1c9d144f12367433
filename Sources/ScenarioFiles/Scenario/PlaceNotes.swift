import LogisticsPark

extension ScenarioNotes {
  /// Way to a station above which it is worth a word that no time of its own is taken for it [m].
  private static let farAway = 500.0

  /// What stands beside each other, or does not, and is easily left as it was when a place is added.
  var places: [Phrase] { warehousesWithoutDrones + fleetsOfAll + padsWithoutStation + farStations }

  private var flying: [FleetConfiguration] {
    configuration.fleets.filter { $0.carriesOrders && $0.count > 0 }
  }

  private var warehousesWithoutDrones: [Phrase] {
    let sources = configuration.demand?.sources ?? []
    return configuration.warehousesWithoutDrones.filter { index in
      sources.contains { $0.origin == .nearest || $0.origin == .warehouse(index) }
    }.map { index in
      let id = configuration.warehouses[index].id
      return Phrase(
        "warehouse \(id): no drone that delivers flies from a pad of its own, so its orders end when they are packed",
        "仓库 \(id)：没有送货的无人机使用它的起降点，它的订单打包后即结束"
      )
    }
  }

  /// Fleets that nobody has given pads, where these belong to several warehouses.
  private var fleetsOfAll: [Phrase] {
    guard Set(configuration.pads.map(\.warehouse)).count > 1 else { return [] }
    let written = root[ScenarioFormat.fleet]
    return flying.filter { fleet in
      written.contains { $0.id == fleet.id && $0.object.isStandard(FleetFormat.pads) }
    }.map { fleet in
      var drones: [Int: Int] = [:]
      for (pad, count) in fleet.dronesByPad {
        drones[configuration.pads[pad].warehouse, default: 0] += count
      }
      let parts = configuration.warehouses.indices.compactMap { index in
        drones[index].map { "\(configuration.warehouses[index].id) \($0)" }
      }.joined(separator: ", ")
      return Phrase(
        "fleet \(fleet.id): without \"pads\" its drones are spread over those of all warehouses: \(parts)",
        "机队 \(fleet.id)：没有写 \"pads\"，无人机分布在所有仓库的起降点：\(parts)"
      )
    }
  }

  private var padsWithoutStation: [Phrase] {
    guard let stations = configuration.charging?.stations else { return [] }
    let used = Set(flying.flatMap(\.pads)).sorted()
    return used.filter { pad in !stations.contains { $0.serves(pad: pad) } }.map { pad in
      let id = configuration.pads[pad].id
      return Phrase(
        "pad \(id): no station charges its drones, so they fly on the charge of the start alone",
        "起降点 \(id)：没有充电站为它的无人机充电，它们只用开始时的电量飞行"
      )
    }
  }

  /// Stations with a place, far from a pad whose drones charge there.
  private var farStations: [Phrase] {
    let written = root[ScenarioFormat.charging]
    let used = Set(flying.flatMap(\.pads)).sorted()
    return (configuration.charging?.stations ?? []).compactMap { station in
      guard let object = written.first(where: { $0.id == station.id })?.object,
        !object.isStandard(PlaceFormat.xIfAny) || !object.isStandard(PlaceFormat.yIfAny)
      else { return nil }
      let ways = used.filter(station.serves).map { pad in
        (pad: pad, way: configuration.pads[pad].position.distance(to: station.position))
      }
      guard let farthest = ways.max(by: { $0.way < $1.way }), farthest.way > Self.farAway else {
        return nil
      }
      let id = configuration.pads[farthest.pad].id
      let way = Int(farthest.way.rounded())
      return Phrase(
        "station \(station.id): \(way) m from pad \(id), whose drones charge there; the way takes them transfer_s "
          + "however far it is: give the station its \"pads\", or a transfer_s",
        "充电站 \(station.id)：距起降点 \(id) \(way) 米，而它的无人机在此充电；无论多远，路上只用 transfer_s："
          + "请写出充电站的 \"pads\"，或设定 transfer_s"
      )
    }
  }
}
