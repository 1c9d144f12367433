import DiscreteEvents

/// What a run will cost, foreseen from its configuration.
///
/// Counts are expected values: the orders exactly so, what they bring by ``OrderFlow`` and the mean
/// mission, so within some tenths for a park that is neither idle nor blocked. Bytes and processor time
/// follow from the counts by factors that were measured on the shipped scenarios.
package struct RunCost: Hashable, Sendable {
  /// Orders created.
  package var orders = 0.0
  /// Events handled.
  package var events = 0.0
  /// Samples that sensors take.
  package var samples = 0.0
  /// Rows that the run adds to a results file.
  package var rows = 0.0
  /// Bytes that these rows take there.
  package var bytes = 0.0

  /// Foresees a run.
  ///
  /// - Parameters:
  ///   - configuration: What is simulated.
  ///   - telemetry: What is kept of the sensors' samples.
  ///
  /// Complexity: O(zones, fleets and pads), and O(n) for n recorded orders; an ``OrderFlow`` beside it.
  package init(_ configuration: ParkConfiguration, telemetry: TelemetryLevel) {
    var sessions = 0.0
    var flights = 0.0
    if let demand = configuration.demand {
      let needs = ParkNeeds(configuration, demand, grid: .coarse)
      let flow = OrderFlow(configuration, demand, needs)
      orders = flow.created
      flights = flow.flown
      for (pool, flown) in zip(needs.pools, flow.pools) {
        let ofPool = pool.need.sessions(
          missions: flown.sky.passed,
          beyondTarget: flown.beyondTarget.passed
        )
        sessions += ofPool
        // The end of a transfer is an event, which stations share as they are used.
        let transfers = pool.stations.filter {
          configuration.charging?.stations[$0].transferTime ?? .zero > .zero
        }
        events += ofPool * Double(transfers.count) / Double(max(1, pool.stations.count))
      }
      events += orders - Double(demand.backlogOrders)
      events += flow.worked + flow.withdrawn
      events += flights * Double(1 + Mission.Phase.allCases.count) + sessions
    }
    let patrols = Self.patrols(of: configuration)
    sessions += patrols
    events += 2 * patrols + Self.shiftChanges(in: configuration)
    if configuration.study.warmUp > .zero { events += 1 }
    addRows(configuration, telemetry, flights: flights, sessions: sessions)
  }

  /// Processor time of the run on a processor of today [s]; a rough figure.
  package var processorSeconds: Double {
    Self.secondsOfARun + events * Self.secondsOfAnEvent + samples * Self.secondsOfASample
      + rows * Self.secondsOfARow
  }

  // Fitted to a release build in a virtual machine on an AMD EPYC: 2,000 reference days one after the other without
  // samples (21.4 ms each), 200 days in one run (1.61 s), 20 days with samples (6.2 s). They are for people who
  // are about to begin something large, and no limit depends on them.
  private static let secondsOfARun = 12e-3
  private static let secondsOfAnEvent = 1.2e-6
  private static let secondsOfASample = 0.15e-6
  private static let secondsOfARow = 4e-6

  /// Bytes of a row in a results file, with its share of the tree that holds it.
  private enum RowBytes {
    static let order = 135.0
    static let flight = 122.0
    static let session = 85.0
    static let visit = 45.0
    static let sample = 40.0
    static let other = 60.0
  }

  private mutating func addRows(
    _ configuration: ParkConfiguration,
    _ telemetry: TelemetryLevel,
    flights: Double,
    sessions: Double
  ) {
    let drones = Double(configuration.fleets.reduce(0) { $0 + $1.count })
    var others = drones * Double(1 + DroneState.allCases.count)
    others += Double(ParkChapters.partRows(of: ParkPlan(configuration)))
    // The run, its provenance and about as many metrics as there are.
    others += 2 + Double(MetricCatalogue.definitions.count)
    var stored = 0.0
    if telemetry != .none {
      samples = configuration.sensors.reduce(0) { samples, sensor in
        samples + drones * (configuration.study.end.inSeconds / sensor.periodSeconds).rounded(.up)
      }
      others += drones * Double(configuration.sensors.count)
      if telemetry == .full { stored = samples }
    }
    // Stays to be loaded and to land, and at a dock.
    let pads = configuration.pads
    let limited = Double(pads.count { $0.dronesAtOnce != nil }) / Double(max(1, pads.count))
    let docked = configuration.warehouses.count { $0.docks != nil }
    let docks = Double(docked) / Double(configuration.warehouses.count)
    let visits = flights * (2 * limited + docks)
    rows = orders + flights + sessions + visits + stored + others
    bytes =
      orders * RowBytes.order + flights * RowBytes.flight + sessions * RowBytes.session
      + visits * RowBytes.visit
      + stored * RowBytes.sample + others * RowBytes.other
  }

  /// Patrols that fleets fly which are away for an exponential time and then charge.
  ///
  /// The smaller of the two bounds of a closed network: all drones under way, or all bays at work.
  private static func patrols(of configuration: ParkConfiguration) -> Double {
    guard let charging = configuration.charging else { return 0 }
    // Charging from full takes no time, and a patrol as such takes nothing out of a battery.
    var count = 0.0
    // Sessions that all chargers end in a second; without a mean they take no time.
    var rate = 0.0
    for charger in charging.stations.flatMap(\.chargers) {
      if case .exponential(let mean) = charger.session {
        rate += mean > 0 ? Double(charger.count) / mean : .infinity
        count += Double(charger.count)
      }
    }
    // Of several kinds about the mean that they have when all are at work.
    let session = rate > 0 && rate < .infinity ? count / rate : 0
    let seconds = configuration.study.end.inSeconds
    let bound = rate > 0 ? seconds * rate : Double.infinity
    let free = configuration.fleets.reduce(0.0) { sum, fleet in
      guard let mean = fleet.patrolMeanSeconds else { return sum }
      return sum + Double(fleet.count) * seconds / (mean + session)
    }
    return min(free, bound)
  }

  private static func shiftChanges(in configuration: ParkConfiguration) -> Double {
    configuration.warehouses.flatMap { [$0.picking, $0.packing] }.reduce(0) { sum, stage in
      sum + Double(stage?.roster.changesADay ?? 0) * configuration.study.end.inHours / 24
    }
  }
}
