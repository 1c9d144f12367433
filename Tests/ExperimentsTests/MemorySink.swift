import DiscreteEvents
import Experiments
import LogisticsPark

/// Keeps the records of a run in memory.
struct MemorySink: RunSink {
  var orders: [OrderRecord] = []
  var flights: [FlightRecord] = []
  var sessions: [ChargeSessionRecord] = []
  var samples: [SensorSample] = []

  mutating func add(orders records: [OrderRecord]) { orders += records }
  mutating func add(flights records: [FlightRecord]) { flights += records }
  mutating func add(chargeSessions records: [ChargeSessionRecord]) { sessions += records }
  mutating func add(samples records: [SensorSample]) { samples += records }

  /// What the records say of the batteries, by drone.
  func batteryEntries(_ drones: [DroneResult]) -> (flights: [BatteryEntry], all: [BatteryEntry]) {
    let flown = flights.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) }
    let charged = sessions.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) }
    return (flown, flown + charged)
  }
}
