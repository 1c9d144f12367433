import DiscreteEvents
package import OutputStatistics

/// What has been observed of the customers of a class who arrived in the window.
package struct StationObservations: Sendable {
  /// Arrivals, the refused among them.
  package internal(set) var arrivals = 0
  /// Arrivals that found no room.
  package internal(set) var refused = 0
  /// Customers who left the line.
  package internal(set) var abandoned = 0
  /// Customers who were served after a wait.
  package internal(set) var delayed = 0
  /// Time in the line up to service or leaving [s].
  package internal(set) var wait = Tally()
  /// Time in the line of those who were served [s].
  package internal(set) var waitOfServed = Tally()
  /// Time from arrival to departure of those who were served [s].
  package internal(set) var sojourn = Tally()
}

/// A customer in the station.
struct StationCustomer: Sendable {
  let kind: UInt8
  let arrivedAt: SimulationTime
  let work: SimulationTime
  let patience: SimulationTime?
  var claim = Claim.none
  var timeout = EventHandle.none
  var completion = EventHandle.none
  var hasBegun = false
}

/// Gives the customers of a class.
struct CustomerSource: Sendable {
  private let rules: StationConfiguration.CustomerClass
  private var gaps: RandomStream
  private var works: RandomStream
  private var patiences: RandomStream

  init(
    _ rules: StationConfiguration.CustomerClass,
    streams: inout StreamDirectory,
    entity: String
  ) {
    self.rules = rules
    gaps = streams.stream("time between arrivals", entity: entity)
    works = streams.stream("service time", entity: entity)
    patiences = streams.stream("patience", entity: entity)
  }

  /// Time to the next arrival [s].
  mutating func nextGap() -> Double { rules.arrivals.sample(&gaps) }

  mutating func nextCustomer(of kind: UInt8, at now: SimulationTime) -> StationCustomer {
    let work = rules.service.sample(&works)
    let patience = rules.patience.map { SimulationTime.seconds($0.sample(&patiences)) }
    return StationCustomer(kind: kind, arrivedAt: now, work: .seconds(work), patience: patience)
  }
}

/// The customers present, by a number that is free again after they leave.
struct CustomerTable: Sendable {
  private var places: [StationCustomer] = []
  private var free: [UInt32] = []

  subscript(index: UInt32) -> StationCustomer {
    get { places[Int(index)] }
    _modify { yield &places[Int(index)] }
  }

  mutating func insert(_ customer: StationCustomer) -> UInt32 {
    guard let index = free.popLast() else {
      places.append(customer)
      return UInt32(places.count - 1)
    }
    places[Int(index)] = customer
    return index
  }

  @discardableResult
  mutating func remove(_ index: UInt32) -> StationCustomer {
    free.append(index)
    return places[Int(index)]
  }
}
