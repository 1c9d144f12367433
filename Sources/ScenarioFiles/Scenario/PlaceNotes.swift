import DiscreteEvents
import LogisticsPark
import Wording

extension ScenarioNotes {
  /// Way to a station, or from a warehouse to a pad, above which it is worth a word that no time of its own is
  /// taken for it [m].
  private static let farAway = 500.0
  /// Speed at which a battery or a drone is carried on the ground, above which a time for the way is too short [m/s].
  private static let carried = 20.0

  /// What stands beside each other, or does not, and is easily left as it was when a place is added.
  var places: [Phrase] {
    // What makes figures look better than they are stands first.
    warehousesWithoutDrones + warehousesAtOnePlace + warehousesWithoutOrders + farPads + fleetsOfAll
      + padsWithoutStation + farStations
  }

  private var flying: [FleetConfiguration] {
    configuration.fleets.filter { $0.carriesOrders && $0.count > 0 }
  }

  /// Warehouses one of which gets no order of those for the nearest.
  private var warehousesAtOnePlace: [Phrase] {
    let warehouses = configuration.warehouses
    return warehouses.indices.compactMap { index in
      guard
        let twin = warehouses[..<index].first(where: { $0.position == warehouses[index].position })
      else { return nil }
      let ids = (twin.id, warehouses[index].id)
      return Phrase(
        "warehouses \(ids.0) and \(ids.1): at one place, x_m and y_m; what is for the nearest goes to \(ids.0)",
        "仓库 \(ids.0) 与 \(ids.1)：x_m 和 y_m 相同；送往最近仓库的订单归 \(ids.0)"
      )
    }
  }

  private var warehousesWithoutOrders: [Phrase] {
    configuration.warehousesWithoutOrders.map { index in
      let id = configuration.warehouses[index].id
      return Phrase(
        "warehouse \(id): no order comes to it: no source names it, and to every customer another one is nearer",
        "仓库 \(id)：没有订单：没有来源指定它，而对每位客户都有更近的仓库"
      )
    }
  }

  /// Pads far from their warehouse, where orders are there at once.
  private var farPads: [Phrase] {
    configuration.pads.compactMap { pad in
      let warehouse = configuration.warehouses[pad.warehouse]
      let way = pad.position.distance(to: warehouse.position)
      guard way > Self.farAway else { return nil }
      let metres = Int(way.rounded())
      return Phrase(
        "pad \(pad.id): \(metres) m from its warehouse \(warehouse.id); orders are on the pad at once, however far "
          + "it is: x_m and y_m are metres",
        "起降点 \(pad.id)：距它的仓库 \(warehouse.id) \(metres) 米；无论多远，订单立即到达：x_m 和 y_m 的单位是米"
      )
    }
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
      let seconds = station.transferTime.inSeconds
      guard farthest.way > Self.carried * seconds else { return nil }
      let id = configuration.pads[farthest.pad].id
      let way = Int(farthest.way.rounded())
      let time =
        seconds > 0
        ? Phrase("a longer transfer_s", "更长的 transfer_s") : Phrase("a transfer_s", " transfer_s")
      return Phrase(
        "station \(station.id): \(way) m from pad \(id), whose drones charge there; the way takes them transfer_s "
          + "however far it is: a place or \"pads\" nearer to each other, or \(time.english)",
        "充电站 \(station.id)：距起降点 \(id) \(way) 米，而它的无人机在此充电；无论多远，路上只用 transfer_s："
          + "请让位置或 \"pads\" 更近，或设定\(time.chinese)"
      )
    }
  }
}
