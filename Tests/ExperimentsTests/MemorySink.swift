import DiscreteEvents
import Experiments
import LogisticsPark

/// Keeps the records and samples of a run in memory.
final class MemorySink: ParkListener {
  private(set) var records = ParkRecords()
  private(set) var samples: [SensorSample] = []

  var orders: [OrderRecord] { records.orders }
  var flights: [FlightRecord] { records.flights }
  var sessions: [ChargeSessionRecord] { records.chargeSessions }

  func take(records: ParkRecords) { self.records.append(records) }
  func take(samples: [SensorSample]) { self.samples += samples }

  /// What the records say of the batteries, by drone.
  func batteryEntries(_ drones: [DroneResult]) -> (flights: [BatteryEntry], all: [BatteryEntry]) {
    let flown = flights.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) }
    let charged = sessions.map { BatteryEntry($0, drone: drones[Int($0.drone.index)].name) }
    return (flown, flown + charged)
  }
}
