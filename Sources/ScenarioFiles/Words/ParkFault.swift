import LogisticsPark

/// A key and its number, for messages about several of them.
struct NamedNumber {
  var name: String
  var value: Double

  init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Values of a scenario that do not go together.
enum ParkFault: FaultKind {
  case warmUpTooLong(hours: Double, horizon: Double)
  case warmUpOfTerminatingStudy
  case drainOfSteadyState
  case ordersFromOfSteadyState
  case noOrderCounts(from: Double, until: Double)
  case notAscending([NamedNumber])
  case shiftWithoutLength(from: String, to: String)
  case chargesAboveTarget(start: Double, target: Double)
  case fleetWithoutPads
  case nothingHappens
  case tooManyOrders(expected: Double, limit: Double)
  case tooManySamples(expected: Double, limit: Double)
  case noDrones
  case tooHeavy(lightest: Double, strongest: Double, isRecorded: Bool)
  case reserveAboveTarget(reserve: Double, target: Double, isDefault: Bool)
  case outOfReach(ReachShortfall)
  case patrolWithoutCharging
  case patrolWithoutStation(pad: String)
  case patrolInTwoStages
  case nobodyOnShift(stage: String, busy: Double)
  case startsAtMidnight
  case sourceWithoutZones
  case warehouseNotNamed
  case weightOfGoods
  case tableNotGivenOnce
  case recordedAfterEnd(first: Double, end: Double)

  var code: FaultCode {
    switch self {
    case .tooManyOrders, .tooManySamples: .outOfRange
    default: .inconsistent
    }
  }
}
