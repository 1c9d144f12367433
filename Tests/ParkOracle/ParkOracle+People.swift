import DiscreteEvents
import LogisticsPark

extension ParkOracle {
  /// Somebody with a shift of their own.
  final class Person {
    let shift: Crew
    var isOnShift: Bool
    var isAtWork = false
    /// Grows with the instant since which they are free.
    var freeSince = 0

    init(_ shift: Crew, at timeOfDay: SimulationTime) {
      self.shift = shift
      isOnShift = shift.contains(.zero, timeOfDay)
    }
  }

  /// An order's turn at a stage.
  final class Turn {
    let isMine: Simulation.Occurrence
    var person: Person?

    init(isMine: Simulation.Occurrence) { self.isMine = isMine }
  }

  /// The people of one stage and the orders that wait for them.
  final class Stage {
    let service: DurationModel
    let isPicking: Bool
    let timeOfDay: SimulationTime
    let people: [Person]
    var line: [Turn] = []
    private var counter = 0

    init(_ stage: StageConfiguration, isPicking: Bool, from timeOfDay: SimulationTime) {
      service = stage.service
      self.isPicking = isPicking
      self.timeOfDay = timeOfDay
      people = stage.roster.crews.flatMap { crew in
        (0..<crew.people).map { _ in Person(crew, at: timeOfDay) }
      }
      // Whoever came first waits first; of those who came together, whoever goes first.
      let came = people.sorted {
        let (mine, other) = ($0.shift.lastStart(timeOfDay), $1.shift.lastStart(timeOfDay))
        return (mine, $0.shift.length) < (other, $1.shift.length)
      }
      for person in came { note(person) }
    }

    /// Somebody is free from now on.
    func note(_ person: Person?) {
      counter += 1
      if person?.isAtWork == false { person?.freeSince = counter }
    }

    /// The first in the line goes to whoever has been free for longest, as long as there is somebody.
    func giveOut() {
      while !line.isEmpty,
        let person = people.filter({ $0.isOnShift && !$0.isAtWork })
          .min(by: { $0.freeSince < $1.freeSince })
      {
        let turn = line.removeFirst()
        turn.person = person
        person.isAtWork = true
        turn.isMine.happen()
      }
    }

    /// The first instants at which somebody comes or goes, one for each time of day.
    var firstChanges: Set<SimulationTime> {
      let day = SimulationTime.days(1).ticks
      let clocks = people.filter { $0.shift.length.ticks < day }.flatMap {
        [$0.shift.start.ticks, $0.shift.start.ticks + $0.shift.length.ticks]
      }
      return Set(
        clocks.map { clock in
          let away = (clock - timeOfDay.ticks) % day
          return SimulationTime(ticks: away > 0 ? away : away + day)
        }
      )
    }
  }
}

extension Crew {
  /// Time since the shift began last, at an instant of a run that begins at a time of day [ticks].
  private func age(_ time: SimulationTime, _ timeOfDay: SimulationTime) -> Int64 {
    let day = SimulationTime.days(1).ticks
    return ((timeOfDay.ticks + time.ticks - start.ticks) % day + day) % day
  }

  func contains(_ time: SimulationTime, _ timeOfDay: SimulationTime) -> Bool {
    age(time, timeOfDay) < length.ticks
  }

  func begins(_ time: SimulationTime, _ timeOfDay: SimulationTime) -> Bool {
    age(time, timeOfDay) == 0 && length < .days(1)
  }

  /// When the shift began last before a run that begins at a time of day [ticks, up to 0].
  func lastStart(_ timeOfDay: SimulationTime) -> Int64 { -age(.zero, timeOfDay) }
}
