package import DiscreteEvents
package import LogisticsPark

extension ParkConfiguration {
  /// A random but valid park, cut off at an odd instant so that work of every kind is open.
  package static func random(_ stream: inout RandomStream) -> ParkConfiguration {
    let pick = { (values: [Double], draw: Double) in values[Int(draw * Double(values.count))] }
    var draw: Double { stream.uniform() }
    var park = ParkConfiguration.make(
      horizon: .hours(pick([3.37, 11.71, 26.13, 49.9], draw)),
      warmUp: .hours(pick([0, 0, 1.5], draw)),
      ordersPerHour: (0..<24).map { _ in pick([0, 2, 10, 25], draw) },
      zones: [
        ZoneConfiguration(
          id: "a",
          center: Position(x: pick([0, 600, 1400, 2000], draw), y: 100),
          radius: pick([0, 300, 900], draw)
        )
      ],
      refundProbability: pick([0, 0.1, 0.6], draw),
      refundMeanSeconds: pick([30, 600, 3600], draw),
      pick: [.exponential(meanSeconds: 150), .constant(seconds: 60), nil][Int(draw * 3)],
      pickers: Int(pick([1, 2, 4], draw)),
      pack: [.lognormal(meanSeconds: 120, coefficientOfVariation: 0.5), nil][Int(draw * 2)],
      packers: Int(pick([1, 3], draw)),
      drones: Int(pick([0, 1, 5, 24], draw)),
      initialStateOfCharge: pick([0.3, 0.7, 1], draw),
      charging: draw < 0.15
        ? nil
        : .make(
          bays: Int(pick([1, 3, 8], draw)),
          startBelow: pick([0.1, 0.6, 0.9], draw),
          target: pick([0.9, 0.95, 0.99], draw)
        ),
      policy: ["first_free", "nearest"][Int(draw * 2)],
      sensors: draw < 0.3 ? .make() : []
    )
    park.initial = InitialConditions(timeOfDay: .minutes(pick([0, 0, 617, 1439], draw)))
    park.demand?.source.backlogOrders = Int(pick([0, 0, 3, 40], draw))
    return park
  }

  /// A random park with people who come and go and, now and then, a fleet on patrol or exponential
  /// charge sessions.
  package static func randomWithShifts(_ stream: inout RandomStream) -> ParkConfiguration {
    var park = random(&stream)
    if stream.uniform() < 0.6 { park.warehouse.picking?.roster = .random(&stream) }
    if stream.uniform() < 0.6 { park.warehouse.packing?.roster = .random(&stream) }
    if stream.uniform() < 0.3 {
      park.simpleCharging?.session = .exponential(meanSeconds: 1_500)
      if stream.uniform() < 0.5, park.charging != nil, !park.fleets.isEmpty {
        var patrol = park.fleets[0]
        patrol.id = "patrol"
        patrol.count = 3
        patrol.patrolMeanSeconds = 2_000
        park.fleets.append(patrol)
      }
    }
    return park
  }

  /// A random park of several zones, pads and fleets, with a drain, a window of orders or recorded orders
  /// now and then.
  package static func randomOfManyParts(_ stream: inout RandomStream) -> ParkConfiguration {
    var park = randomWithShifts(&stream)
    let isOf = { (probability: Double, draw: Double) in draw < probability }
    let zones = 1 + Int(stream.uniform() * 3)
    for zone in 1..<max(1, zones) {
      park.demand?.add(
        ZoneConfiguration(
          id: "z\(zone)",
          center: Position(x: -900 + 700 * stream.uniform(), y: 600 * stream.uniform()),
          radius: 200 * stream.uniform()
        ),
        share: 0.5 + stream.uniform()
      )
    }
    if isOf(0.6, stream.uniform()) {
      park.pads.append(PadConfiguration(id: "z", position: Position(x: -700, y: 250)))
      for index in park.fleets.indices { park.fleets[index].pads = [1, 0] }
    }
    if isOf(0.4, stream.uniform()), var second = park.fleets.first {
      second.id = "other"
      second.count = 1 + Int(stream.uniform() * 4)
      second.type.maximumPayload *= 0.6
      second.initialStateOfCharge = 0.5 + 0.5 * stream.uniform()
      park.fleets.append(second)
    }
    if isOf(0.6, stream.uniform()) { park.addWarehouses(&stream) }
    if isOf(0.6, stream.uniform()) { park.addChargers(&stream) }
    for index in park.pads.indices where isOf(0.4, stream.uniform()) {
      park.pads[index].dronesAtOnce = 1 + Int(stream.uniform() * 2)
    }
    for index in park.warehouses.indices where isOf(0.3, stream.uniform()) {
      park.warehouses[index].docks = 1
    }
    if isOf(0.3, stream.uniform()) { park.returnRule = .nearestFreePad }
    // Odd, as who of several at one instant comes from the pad to the dock first is nobody's rule.
    park.flight.loadingTime = .seconds(isOf(0.2, stream.uniform()) ? 720.034_187 : 60.013_421)
    if isOf(0.4, stream.uniform()) { park.study.drain = .minutes(7 + 300 * stream.uniform()) }
    if isOf(0.3, stream.uniform()) {
      park.study.ordersFrom = .minutes(60)
      park.study.ordersUntil = .minutes(170)
    }
    if isOf(0.3, stream.uniform()) {
      park.demand?.source.arrivals = .recorded(recorded(zones, &stream))
    }
    if isOf(0.5, stream.uniform()) { park.addSources(zones, &stream) }
    if isOf(0.3, stream.uniform()) { park.addGoods(&stream) }
    return park
  }

  /// One or two warehouses more, each with some of the pads, or none; orders are of the nearest or of one.
  private mutating func addWarehouses(_ stream: inout RandomStream) {
    for number in 1...1 + Int(stream.uniform() * 2) {
      let service = DurationModel.exponential(meanSeconds: 100)
      warehouses.append(
        WarehouseConfiguration(
          id: "w\(number)",
          position: Position(x: 1_500 * stream.uniform() - 700, y: 300 * stream.uniform()),
          picking: stream.uniform() < 0.7
            ? StageConfiguration(service: service, roster: .random(&stream)) : nil,
          packing: stream.uniform() < 0.7
            ? StageConfiguration(service: .constant(seconds: 120), roster: .random(&stream)) : nil
        )
      )
    }
    for index in pads.indices {
      pads[index].warehouse = Int(stream.uniform() * Double(warehouses.count))
    }
    let origin = randomOrigin(&stream)
    demand?.source.origin = origin
  }

  /// One or two sources more, before and after the first, to some of the zones and another warehouse.
  private mutating func addSources(_ zones: Int, _ stream: inout RandomStream) {
    guard let first = demand?.source else { return }
    for id in stream.uniform() < 0.5 ? ["show"] : ["early", "show"] {
      var source = first
      source.id = id
      source.arrivals =
        stream.uniform() < 0.3
        ? .recorded(Self.recorded(1, &stream)) : .hourly((0..<24).map { Double($0 % 5) * 3 })
      source.zones = [OrderShare(0, share: 1)]
      if zones > 1, source.recordedOrders == nil { source.zones.append(OrderShare(1, share: 2)) }
      source.promise = .minutes(30)
      source.backlogOrders = stream.uniform() < 0.3 ? 4 : 0
      source.origin = randomOrigin(&stream)
      demand?.sources.append(source)
    }
    demand?.sources.sort { $0.id < $1.id }
  }

  /// Two kinds of goods, of which the sources send one or both.
  private mutating func addGoods(_ stream: inout RandomStream) {
    demand?.goods = [
      GoodsConfiguration(id: "books", weight: WeightConfiguration(low: 0.2, mode: 0.3, high: 0.7)),
      GoodsConfiguration(id: "tea", weight: WeightConfiguration(low: 0.05, mode: 0.1, high: 0.3)),
    ]
    let sources = demand?.sources.indices ?? 0..<0
    for index in sources where stream.uniform() < 0.7 {
      let books = [OrderShare(0, share: 1)]
      demand?.sources[index].payload =
        .goods(stream.uniform() < 0.5 ? books : books + [OrderShare(1, share: 3)])
    }
  }

  private func randomOrigin(_ stream: inout RandomStream) -> OrderOrigin {
    let draw = stream.uniform()
    return draw < 0.7 ? .nearest : .warehouse(Int((draw - 0.7) / 0.3 * Double(warehouses.count)))
  }

  /// Other kinds of chargers, a transfer, and a second station for some of the pads; rules by fleet.
  private mutating func addChargers(_ stream: inout RandomStream) {
    guard var stations = charging?.stations, let sole = charging?.stations[0].chargers[0] else {
      return
    }
    if stream.uniform() < 0.5 { stations[0].transferTime = .seconds(45) }
    if stream.uniform() < 0.6 {
      var slow = sole
      (slow.id, slow.count, slow.efficiency) = ("slow", 1 + Int(stream.uniform() * 2), 0.8)
      if case .twoStage = sole.session {
        slow.session = .twoStage(power: stream.uniform() < 0.5 ? 90 : 260, kneeStateOfCharge: 0.9)
      }
      stations[0].chargers.append(slow)
      stations[0].chargers.sort { $0.id < $1.id }
    }
    if stream.uniform() < 0.6 {
      var second = StationConfiguration(id: "second", chargers: [sole])
      second.chargers[0].count = 1
      stations.append(second)
      // Fleets on patrol must charge somewhere.
      if fleets.allSatisfy(\.carriesOrders), stream.uniform() < 0.5 {
        stations[Int(stream.uniform() * 2)].pads = [Int(stream.uniform() * Double(pads.count))]
      }
    }
    charging?.stations = stations
    for index in fleets.indices where stream.uniform() < 0.3 {
      fleets[index].recharge = RechargeRule(startBelow: 0.5, target: 0.85)
    }
  }

  /// Recorded orders, some of them at one instant, and at full hours as shifts are.
  private static func recorded(_ zones: Int, _ stream: inout RandomStream) -> [RecordedOrder] {
    var time = SimulationTime.zero
    return (0..<Int(stream.uniform() * 80)).map { number in
      if stream.uniform() < 0.7 { time = time + .minutes(20 * stream.uniform()) }
      if stream.uniform() < 0.1 {
        time = .hours(Int(time.inSeconds / 3600) + 1)
      }
      return RecordedOrder(
        createdAt: time,
        zone: number % zones,
        weight: stream.uniform() < 0.5 ? nil : 0.7 * stream.uniform(),
        destination: nil
      )
    }
  }
}

extension Roster {
  /// Up to six crews, of which some come when others go, some come and go together, and some are there all
  /// day; the hours are often those at which constant work ends.
  package static func random(_ stream: inout RandomStream) -> Roster {
    var end = SimulationTime.hours(Int(stream.uniform() * 24))
    var hours: [(start: SimulationTime, end: SimulationTime)] = []
    for _ in 0..<1 + Int(stream.uniform() * 6) {
      let draw = stream.uniform()
      if draw < 0.1 {
        hours.append((.zero, .days(1)))
      } else if draw < 0.2, let last = hours.last {
        hours.append(last)
      } else {
        let start = draw < 0.7 ? end : .minutes(Int(stream.uniform() * 96) * 15)
        // Now and then so long that work goes on until the next shift.
        let length = SimulationTime.minutes(
          draw < 0.3 ? 1_439 : 1 + Int(stream.uniform() * 40) * 20
        )
        end = SimulationTime(ticks: (start + length).ticks % SimulationTime.days(1).ticks)
        hours.append((start, end))
      }
    }
    return Roster(
      hours.enumerated().map { number, hours in
        Shift(
          name: "crew \(number)",
          start: hours.start,
          end: hours.end,
          people: Int(stream.uniform() * 3.2)
        )
      }
    )
  }
}
