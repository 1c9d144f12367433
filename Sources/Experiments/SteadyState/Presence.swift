import DiscreteEvents
import LogisticsPark

/// Sums up how long orders, and drones at the bays, are present in each interval of a run.
struct Presence: Sendable {
  private let interval: Int64
  private var orders: [Int64]
  private var drones: [Int64]

  init(interval: SimulationTime, count: Int) {
    self.interval = interval.ticks
    orders = Array(repeating: 0, count: count)
    drones = orders
  }

  /// Average number present over each interval.
  func means(of population: WarmUpStudy.Population) -> [Double] {
    let ticks = population == .orders ? orders : drones
    return ticks.map { Double($0) / Double(interval) }
  }

  /// Adds the orders and charge sessions among records.
  mutating func add(_ records: ParkRecords) {
    for order in records.orders {
      Self.add(order.createdAt, order.closedAt, to: &orders, interval: interval)
    }
    for session in records.chargeSessions {
      Self.add(session.requestedAt, session.endedAt, to: &drones, interval: interval)
    }
  }

  /// Whoever has not left by the end is present to the last.
  private static func add(
    _ start: SimulationTime,
    _ end: SimulationTime?,
    to ticks: inout [Int64],
    interval: Int64
  ) {
    let length = interval * Int64(ticks.count)
    let end = min(end?.ticks ?? length, length)
    var now = start.ticks
    while now < end {
      let index = now / interval
      let next = min(end, (index + 1) * interval)
      ticks[Int(index)] += next - now
      now = next
    }
  }
}

/// Sums up presence while a run goes on.
final class PresenceListener: ParkListener {
  private(set) var presence: Presence

  init(_ empty: Presence) {
    presence = empty
  }

  func take(records: ParkRecords) { presence.add(records) }
}
