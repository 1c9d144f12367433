import DiscreteEvents

/// What the mean order asks of drones and bays, by quadrature over zones, payloads and pads.
///
/// A drone is taken to have the charge that it will really have: that of the end of a session, once it
/// has charged for the first time; that of the start where there are no bays.
package struct MissionNeed: Hashable, Sendable {
  /// Drones of a fleet on one pad.
  package struct Group: Hashable, Sendable {
    /// Id of the fleet.
    package var fleet: String
    /// Id of the pad.
    package var pad: String
    /// How many.
    package var drones: Int
  }

  /// What is out of reach in a zone, as shares of its orders that some drone can lift.
  package struct ZoneReach: Hashable, Sendable {
    /// Share that no drone can fly with any charge that it will have.
    package fileprivate(set) var beyond = 0.0
    /// Share that drones can fly with the charge of the start, and never again once they have charged.
    package fileprivate(set) var onFirstChargeOnly = 0.0
    /// Share of all orders that go there and that some drone can lift.
    fileprivate var share = 0.0
  }

  /// Drones that can deliver some of the orders.
  package private(set) var drones = 0
  /// Groups of drones that can fly none of the orders.
  package private(set) var idle: [Group] = []
  /// Mean time of loading and flying for an order [s].
  package private(set) var missionSeconds = 0.0
  /// Mean energy of a mission [J].
  package private(set) var missionEnergy = 0.0
  /// Mean time at a bay for each order [s].
  package private(set) var chargeSeconds = 0.0
  /// Orders for which the drones' charge is good from one session to the next, over all drones.
  package private(set) var ordersOnACharge = 0.0
  /// Charge sessions for each mission, once drones have charged.
  package private(set) var sessionsPerMission = 0.0
  /// Missions for which the drones' charge of the start is good until they ask for a bay.
  package private(set) var missionsOnFirstCharge = 0.0
  /// Missions beyond the reach of drones that have charged, for which the charge of the start is good.
  package private(set) var missionsBeyondTarget = 0.0
  /// Drones that can fly one of these.
  package private(set) var dronesBeyondTarget = 0
  /// Energy above the reserve in all batteries at the start [J].
  package private(set) var initialEnergy = 0.0
  /// Share of the orders that no drone can lift.
  package private(set) var tooHeavyShare = 0.0
  /// Share of the orders that no drone can deliver, the too heavy ones among them.
  package private(set) var undeliverableShare = 0.0
  /// Share of the orders that can be delivered with the charge of the start only.
  package private(set) var onFirstChargeOnlyShare = 0.0
  /// Reach by zone, in the order of the zones.
  package private(set) var zones: [ZoneReach]
  /// What the orders of a source and a warehouse ask, by position of both.
  private(set) var parts: [[Part]]

  /// What the orders of one source and one warehouse ask.
  struct Part: Hashable, Sendable {
    /// Share of all orders.
    fileprivate(set) var share = 0.0
    /// Share of all orders that no drone can deliver.
    fileprivate var undeliverable = 0.0
    fileprivate var weight = 0.0
    fileprivate var seconds = 0.0
    fileprivate var energy = 0.0

    /// Share of these orders that some drone can deliver.
    var deliverableShare: Double { share > 0 ? 1 - undeliverable / share : 1 }
    /// Mean time of loading and flying for an order [s].
    var missionSeconds: Double { weight > 0 ? seconds / weight : 0 }
    /// Mean energy of a mission [J].
    var missionEnergy: Double { weight > 0 ? energy / weight : 0 }
  }

  /// The need of a configuration's orders; nil if no drone delivers.
  ///
  /// - Complexity: O(n) for n pairs of a fleet's pad and an order of the quadrature.
  package init?(
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration,
    grid: OrderGrid = .fine
  ) {
    let cells = configuration.orderCells(of: demand, grid: grid)
    self.init(configuration, demand, cells, of: nil)
  }

  /// The need of those orders that belong to some warehouses.
  ///
  /// - Parameters:
  ///   - configuration: The park.
  ///   - demand: Its orders.
  ///   - cells: The quadrature of them all.
  ///   - warehouses: The warehouses, by position; nil for all.
  init?(
    _ configuration: ParkConfiguration,
    _ demand: DemandConfiguration,
    _ cells: [OrderCell],
    of warehouses: Set<Int>?
  ) {
    var groups = Carriers(configuration, of: warehouses)
    guard !groups.isEmpty else { return nil }
    zones = Array(repeating: ZoneReach(), count: demand.zones.count)
    parts = demand.sources.map { _ in
      Array(repeating: Part(), count: configuration.warehouses.count)
    }
    let own = configuration.warehouses.indices.filter {
      (warehouses?.contains($0) ?? true) && groups.fly(ordersOf: $0)
    }
    let isAll = own.count == configuration.warehouses.count
    let flown = isAll ? cells : cells.filter { own.contains($0.warehouse) }
    let total = isAll ? 1 : flown.reduce(0) { $0 + $1.share }
    var weightSum = 0.0
    for var cell in flown {
      cell.share = isAll ? cell.share : cell.share / total
      var reached = Reached()
      for index in groups.indices {
        let group = groups[index]
        guard let start = groups.start(index, for: cell) else { continue }
        let mission = Mission(
          distance: start.distance(to: cell.point),
          payload: cell.weight
        )
        guard mission.payload <= group.type.maximumPayload else { continue }
        reached.isLifted = true
        let drain = mission.drain(with: group.type, in: configuration.flight)
        guard drain <= group.usable else {
          if drain <= group.usableAtFirst { reached.atFirst.append((index, drain)) }
          continue
        }
        reached.isFlown = true
        groups.serve(index)
        let part = cell.share * Double(group.drones)
        weightSum += part
        let flight = mission.duration(with: group.type, in: configuration.flight)
        let seconds = (flight + configuration.flight.loadingTime).inSeconds
        missionSeconds += part * seconds
        missionEnergy += part * drain
        parts[cell.source][cell.warehouse].add(seconds, drain, part)
      }
      if !reached.isFlown {
        for (index, drain) in reached.atFirst { groups.serve(index, cell.share, beyond: drain) }
      }
      count(cell, reached)
    }
    for zone in zones.indices where zones[zone].share > 0 {
      zones[zone].beyond /= zones[zone].share
      zones[zone].onFirstChargeOnly /= zones[zone].share
    }
    idle = groups.idle
    drones = groups.drones
    takeFirstCharge(of: groups)
    guard weightSum > 0 else { return }
    missionSeconds /= weightSum
    missionEnergy /= weightSum
    takeSessions(of: groups, configuration)
  }

  /// What becomes of the orders of a cell.
  private struct Reached {
    var isLifted = false
    var isFlown = false
    /// Groups that can fly it on the charge of the start only, and the energy that each needs [J].
    var atFirst: [(group: Int, drain: Double)] = []
  }

  private mutating func count(_ cell: OrderCell, _ reached: Reached) {
    let isUndeliverable = !reached.isFlown && reached.atFirst.isEmpty
    parts[cell.source][cell.warehouse].count(cell.share, isUndeliverable)
    guard reached.isLifted else {
      tooHeavyShare += cell.share
      undeliverableShare += cell.share
      return
    }
    zones[cell.zone].share += cell.share
    guard !reached.isFlown else { return }
    if !reached.atFirst.isEmpty {
      onFirstChargeOnlyShare += cell.share
      zones[cell.zone].onFirstChargeOnly += cell.share
    } else {
      undeliverableShare += cell.share
      zones[cell.zone].beyond += cell.share
    }
  }

  private mutating func takeSessions(of groups: Carriers, _ configuration: ParkConfiguration) {
    for group in groups.all where group.isOfUse {
      let count = Double(group.drones)
      let stored = group.usable + group.reserve
      let missions = max(1, group.missions(from: stored, each: missionEnergy))
      ordersOnACharge += missions * count
      if group.recharge != nil { sessionsPerMission += count / Double(drones) / missions }
      missionsOnFirstCharge +=
        count * group.missions(from: group.storedAtFirst, each: missionEnergy)
      chargeSeconds +=
        count / Double(drones) * chargeSeconds(group, missions)
      initialEnergy += max(0, group.storedAtFirst - group.reserve) * count
    }
  }

  /// What the charge of the start is good for beyond the reach of a later one.
  private mutating func takeFirstCharge(of groups: Carriers) {
    for group in groups.all {
      guard let drain = group.drainBeyondTarget else { continue }
      let missions = group.missions(from: group.storedAtFirst, each: drain)
      guard missions > 0 else { continue }
      missionsBeyondTarget += Double(group.drones) * missions
      dronesBeyondTarget += group.drones
    }
  }

  /// Charge sessions that some missions bring, over all drones.
  ///
  /// - Parameters:
  ///   - missions: Missions that are within reach of drones that have charged.
  ///   - beyondTarget: Missions that are not.
  /// - Returns: How many, on average.
  func sessions(missions: Double, beyondTarget: Double) -> Double {
    let later = max(0, missions - missionsOnFirstCharge)
    // A drone that has flown beyond its first charge has charged once for that.
    let first = sessionsPerMission > 0 ? min(later, Double(drones) / 2) : 0
    let ofStart =
      missionsBeyondTarget > 0
      ? beyondTarget * Double(dronesBeyondTarget) / missionsBeyondTarget : 0
    return later * sessionsPerMission + first + ofStart
  }

  /// Time at a charger for each mission, when a drone flies from the target down to its threshold.
  ///
  /// Where there are several kinds it is the time in which one charger of all of them serves a drone when all are
  /// at work: their number over the sum of their rates.
  private func chargeSeconds(
    _ group: Carriers.Group,
    _ missions: Double
  ) -> Double {
    guard let recharge = group.recharge, missionEnergy > 0 else { return 0 }
    var (number, rate) = (0.0, 0.0)
    for station in group.stations {
      let transfer = station.transferTime.inSeconds
      for charger in station.chargers {
        let seconds = transfer + chargeSeconds(group, missions, recharge, charger.session)
        number += Double(charger.count)
        rate += Double(charger.count) / max(seconds, 1e-9)
      }
    }
    return number / rate / missions
  }

  /// Time of a session [s].
  private func chargeSeconds(
    _ group: Carriers.Group,
    _ missions: Double,
    _ recharge: RechargeRule,
    _ session: ChargerConfiguration.Session
  ) -> Double {
    switch session {
    case .exponential(let mean): return mean
    case .twoStage(let power, let knee):
      let capacity = group.type.battery.capacity
      let target = recharge.target * capacity
      let start = max(0, target - missions * missionEnergy)
      let curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      return curve.time(toReach: target, from: start).inSeconds
    }
  }
}

extension MissionNeed.Part {
  fileprivate mutating func add(_ seconds: Double, _ energy: Double, _ weight: Double) {
    self.seconds += weight * seconds
    self.energy += weight * energy
    self.weight += weight
  }

  fileprivate mutating func count(_ share: Double, _ isUndeliverable: Bool) {
    self.share += share
    if isUndeliverable { undeliverable += share }
  }
}
