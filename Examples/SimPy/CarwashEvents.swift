import DiscreteEvents

/// The carwash in the event view.
func carwashEvents() -> [String] {
  var carwash = CarwashEvents()
  carwash.open()
  carwash.run(until: Carwash.end)
  return carwash.lines
}

/// The state of the carwash.
///
/// An event without delay comes after all that is due at its instant already.
struct CarwashEvents: Model {
  enum Event: BitwiseCopyable {
    case arrival(car: Int)
    case entry(car: Int, Claim)
    case endOfWash(car: Int, Claim)
    case departure(car: Int, Claim)
  }

  var engine = Engine<Event>()
  private(set) var lines: [String] = []
  private var machines = Resource(capacity: Carwash.machines)
  private var random = PythonRandom(seed: 42)

  mutating func open() {
    scheduleArrival(of: Carwash.carsAtFirst)
    for car in 0..<Carwash.carsAtFirst { arrive(car) }
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let car):
      scheduleArrival(of: car + 1)
      arrive(car)
    case .entry(let car, let claim):
      lines.append(Carwash.line(car, "enters", engine.now))
      engine.schedule(.endOfWash(car: car, claim), after: Carwash.washTime)
    case .endOfWash(let car, let claim):
      let dirt = random.integer(in: Carwash.dirt)
      lines.append("Carwash removed \(dirt)% of Car \(car)'s dirt.")
      engine.schedule(.departure(car: car, claim), after: .zero)
    case .departure(let car, let claim):
      lines.append(Carwash.line(car, "leaves", engine.now))
      letIn(machines.release(claim, at: engine.now).grants)
    }
  }

  private mutating func scheduleArrival(of car: Int) {
    let pause = random.integer(in: Carwash.timeBetweenCars)
    engine.schedule(.arrival(car: car), after: .minutes(pause))
  }

  private mutating func arrive(_ car: Int) {
    lines.append(Carwash.line(car, "arrives at", engine.now))
    letIn(machines.request(for: car, at: engine.now).grants)
  }

  private mutating func letIn(_ grants: ShortList<Grant>) {
    for grant in grants {
      engine.schedule(.entry(car: grant.token, grant.claim), after: .zero)
    }
  }
}
