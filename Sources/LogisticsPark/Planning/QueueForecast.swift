package import DiscreteEvents
import Wording

/// How long the queues get over the hours of a run, and what is left at its end, chance left out.
///
/// It is read off the ``OrderFlow``, from which the cost of a run is foreseen too. Chance adds queues of
/// its own, so these are about the least.
package struct QueueForecast: Hashable, Sendable {
  /// One queue.
  package struct Queue: Hashable, Sendable {
    /// For whom orders wait.
    package let resource: OfferedLoad.ResourceID
    /// Whom orders wait for: `pickers`, `packers`, `drones`.
    package let name: String
    /// The times in which orders wait, in their order, with one order or more at their height.
    package let waves: [QueueWave]
    /// Most orders that wait at once.
    package let largest: Double
    /// Instant at which they do, from the start of the run.
    package let largestAt: SimulationTime
    /// First instant after it with less than half an order; nil if there is none in the run.
    package let clearedAt: SimulationTime?
    /// The largest of the waves, of equals the first; nil where less than an order waits.
    package var peak: QueueWave? {
      waves.reduce(nil) { best, wave in wave.largest > best?.largest ?? 0 ? wave : best }
    }
    /// Orders that wait when the run ends.
    package let openAtEnd: Double
    /// Instant at which those, and what comes here from the queues before, have gone on or been withdrawn, if the
    /// run goes on and no more orders come; nil if none wait, or if it takes more than a day.
    package let goneAt: SimulationTime?
    /// Orders that are withdrawn while they wait here.
    package let withdrawn: Double
    /// Whether drones lack charge rather than number when the queue is longest.
    package var isHeldByBays: Bool { peak?.isHeldByBays ?? false }

    fileprivate init(
      _ resource: OfferedLoad.ResourceID,
      _ name: String,
      _ line: OrderLine,
      gone: SimulationTime?
    ) {
      self.resource = resource
      self.name = name
      waves = line.waves
      largest = line.largest
      largestAt = line.largestAt
      clearedAt = line.clearedAt
      openAtEnd = line.waiting
      goneAt = line.waiting < 0.5 ? nil : gone
      withdrawn = line.withdrawn
    }
  }

  /// The queues that the park has, in the order in which orders pass them.
  package let queues: [Queue]
  /// Orders that come in the run, with those that wait at its start, but for those that fail at once.
  package let orders: Double

  /// Orders that drones take with the charge of the start, and could not with a later one.
  package let flownOnFirstCharge: Double
  /// Orders that only the charge of the start would have been enough for, and that no drone takes.
  package let stranded: Double

  /// Reads the queues off a flow.
  init(_ flow: OrderFlow, _ names: ResourceNames) {
    var gone = flow.clearances()[...]
    let people = flow.warehouses.enumerated().flatMap { index, warehouse in
      warehouse.stages.map { stage in
        let resource = OfferedLoad.ResourceID.stage(stage.stage, warehouse: index)
        return Queue(resource, names[resource].english, stage.line, gone: gone.popFirst() ?? nil)
      }
    }
    let drones = flow.pools.enumerated().map { index, pool in
      let resource = OfferedLoad.ResourceID.drones(pool: index)
      return Queue(resource, names[resource].english, pool.sky, gone: gone.popFirst() ?? nil)
    }
    queues = people + drones
    orders = flow.accepted
    flownOnFirstCharge = flow.pools.reduce(0) { $0 + $1.beyondTarget.passed }
    stranded = flow.pools.reduce(0) { $0 + $1.beyondTarget.waiting + $1.beyondTarget.withdrawn }
  }
}

/// A time in which orders wait without a break.
package struct QueueWave: Hashable, Sendable {
  /// Most orders that wait at once, at least one.
  package let largest: Double
  /// Instant at which they do, from the start of the run.
  package let largestAt: SimulationTime
  /// Whether drones lack charge rather than number then.
  package let isHeldByBays: Bool
  /// First instant after it with less than half an order; nil if there is none in the run.
  package internal(set) var clearedAt: SimulationTime?
}
