import DiscreteEvents
import LogisticsPark
import Wording

/// What can not be flown, or not in time, though the park as a whole can be run.
extension ScenarioNotes {
  /// Share of a zone's orders below which it is not worth a word.
  private static let little = 0.005

  /// Zones out of reach, and drones that can fly nothing.
  var reach: [Phrase] {
    guard let need, let demand = configuration.demand else { return [] }
    let zones = zip(demand.zones, need.zones).flatMap { zone, reach in
      notes(of: zone.id, reach)
    }
    return tooHeavy(need) + zones + need.idle.map(idle)
  }

  private func tooHeavy(_ need: MissionNeed) -> [Phrase] {
    guard need.tooHeavyShare > Self.little else { return [] }
    let share = percent(need.tooHeavyShare)
    return [
      Phrase(
        "\(share) of the orders are heavier than any drone carries, and fail",
        "\(share) 的订单超过所有无人机的载重，会失败"
      )
    ]
  }

  private func notes(of zone: String, _ reach: MissionNeed.ZoneReach) -> [Phrase] {
    var notes: [Phrase] = []
    if reach.beyond > Self.little {
      let share = percent(reach.beyond)
      notes.append(
        Phrase(
          "zone \(zone): \(share) of its orders are out of every drone's reach, and fail",
          "区域 \(zone)：\(share) 的订单任何无人机都送不到，会失败"
        )
      )
    }
    if reach.onFirstChargeOnly > Self.little, configuration.charging != nil,
      let target = configuration.fleets.first(where: \.carriesOrders)?.recharge.target
    {
      let share = percent(reach.onFirstChargeOnly)
      notes.append(
        Phrase(
          "zone \(zone): \(share) of its orders can be flown on the charge of the start only; once drones "
            + "have charged, to \(target), these orders wait for ever",
          "区域 \(zone)：\(share) 的订单只有用开始时的电量才能送到；无人机充电（到 \(target)）之后，"
            + "这些订单将一直等待"
        )
      )
    }
    return notes
  }

  private func idle(_ group: MissionNeed.Group) -> Phrase {
    Phrase(
      "fleet \(group.fleet) on pad \(group.pad): its \(group.drones) drones can fly none of the orders",
      "机队 \(group.fleet) 在起降点 \(group.pad) 的 \(group.drones) 架无人机送不了任何订单"
    )
  }

  /// Promises shorter than loading and the shortest flight.
  var impossiblePromise: [Phrase] {
    let sources = configuration.demand?.sources ?? []
    return sources.filter { $0.recordedOrders == nil }.flatMap { source -> [Phrase] in
      guard let shortest = shortestFlight(of: source), source.promise < shortest else { return [] }
      let (promise, flight) = (minutes(source.promise), minutes(shortest))
      let (of, name) =
        sources.count > 1 ? (" of \(source.id)", "\(source.id) 的") : ("", "")
      return [
        Phrase(
          "promise\(of) of \(promise) min: loading a drone and the shortest flight take \(flight) min, so no order "
            + "can be in time",
          "\(name)承诺 \(promise) 分钟：装货和最短的飞行就要 \(flight) 分钟，没有订单能准时"
        )
      ]
    }
  }

  /// Time from an order of a source to a drone to the hand-over, at the shortest.
  private func shortestFlight(of source: SourceConfiguration) -> SimulationTime? {
    let zones = configuration.demand?.zones ?? []
    let times = configuration.fleets.filter { $0.carriesOrders && $0.count > 0 }.flatMap { fleet in
      fleet.dronesByPad.flatMap { pad, _ in
        source.zones.map { zones[$0.index] }.map { zone in
          let distance = configuration.pads[pad].position.distance(to: zone.center) - zone.radius
          let mission = Mission(distance: max(0, distance), payload: 0)
          return Mission.Phase.allCases.filter(\.isLoaded).reduce(configuration.flight.loadingTime)
          {
            $0 + mission.duration(of: $1, with: fleet.type, in: configuration.flight)
          }
        }
      }
    }
    return times.min()
  }

  private func minutes(_ time: SimulationTime) -> String {
    let tenths = Int((min(time.inSeconds / 60, 1e9) * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
