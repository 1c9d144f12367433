import DiscreteEvents

/// The gas station in the event view.
func gasStationEvents() -> [String] {
  var station = GasStationEvents()
  station.open()
  station.run(until: GasStation.end)
  return station.lines
}

/// The state of the station and of the cars at it.
struct GasStationEvents: Model {
  enum Event: BitwiseCopyable {
    case check
    case truck
    case arrival
    case full(car: Int)
  }

  struct Car {
    var liters: Int
    /// Its claim of a pump, once it has one.
    var pump = Claim.none
  }

  var engine = Engine<Event>()
  private(set) var lines: [String] = []
  private var cars: [Car] = []
  private var pumps = Resource(capacity: GasStation.pumps)
  private var tank = Level(GasStation.tankSize, capacity: GasStation.tankSize)
  private var random = PythonRandom(seed: 42)

  mutating func open() {
    engine.schedule(.check, at: .zero)
    scheduleArrival()
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .check:
      check()
    case .truck:
      fillTank()
      engine.schedule(.check, after: GasStation.timeBetweenChecks)
    case .arrival:
      scheduleArrival()
      arrive(cars.count)
    case .full(let car):
      note("Car \(car) refueled with \(Double(cars[car].liters).text(1))L")
      letToPump(pumps.release(cars[car].pump, at: engine.now).grants)
    }
  }

  private mutating func check() {
    if tank.amount < GasStation.lowLevel {
      note("Calling tank truck")
      engine.schedule(.truck, after: GasStation.truckTime)
    } else {
      engine.schedule(.check, after: GasStation.timeBetweenChecks)
    }
  }

  private mutating func fillTank() {
    let liters = tank.capacity - tank.amount
    note("Tank truck arrived and refuelled station with \(Double(liters).text(1))L")
    let changes = tank.add(liters)
    fill(changes.services.filter { $0.claim != changes.claim })
  }

  private mutating func arrive(_ car: Int) {
    let liters = GasStation.carTankSize - random.integer(in: GasStation.carTankLevel)
    cars.append(Car(liters: liters))
    note("Car \(car) arrived at gas station")
    letToPump(pumps.request(for: car, at: engine.now).grants)
  }

  private mutating func letToPump(_ grants: ShortList<Grant>) {
    for grant in grants {
      cars[grant.token].pump = grant.claim
      fill(Array(tank.draw(cars[grant.token].liters, for: grant.token).services))
    }
  }

  /// Lets cars begin to fill up whose fuel is there.
  private mutating func fill(_ services: [Level<Int>.Service]) {
    for service in services {
      let car = service.token
      engine.schedule(
        .full(car: car),
        after: GasStation.fillingTime(cars[car].liters),
        priority: EventPriority.completion
      )
    }
  }

  private mutating func scheduleArrival() {
    let pause = random.integer(in: GasStation.timeBetweenCars)
    engine.schedule(.arrival, after: .seconds(pause))
  }

  private mutating func note(_ text: String) {
    lines.append(GasStation.line(engine.now, text))
  }
}
