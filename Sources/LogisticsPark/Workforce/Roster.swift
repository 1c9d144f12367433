package import DiscreteEvents

/// A group of people who work the same hours every day.
package struct Shift: Hashable, Sendable {
  /// Name in the scenario.
  package var name: String
  /// Time of day at which they begin.
  package var start: SimulationTime
  /// Time of day at which they stop, up to 24 h; before `start` for a shift over midnight.
  package var end: SimulationTime
  /// How many people.
  package var people: Int

  /// Makes a shift.
  package init(name: String, start: SimulationTime, end: SimulationTime, people: Int) {
    self.name = name
    self.start = start
    self.end = end
    self.people = people
  }
}

/// People on shift over the day, as a step function that repeats every day.
package struct Roster: Hashable, Sendable {
  /// One step: from this time of day on, this many people are on shift.
  package struct Step: Hashable, Sendable {
    /// Time of day.
    package let time: SimulationTime
    /// People on shift from then on.
    package let people: Int
  }

  /// Steps in order of time, the first at midnight; neighbours differ.
  package let steps: [Step]

  /// Makes a roster from shifts; their order does not matter.
  package init(_ shifts: [Shift]) {
    let day = SimulationTime.days(1)
    var changes: [Int64: Int] = [0: 0]
    for shift in shifts where shift.start != shift.end {
      changes[shift.start.ticks, default: 0] += shift.people
      // A shift that ends at midnight has no end within the day; one over midnight is on at 0 h.
      if shift.end != day { changes[shift.end.ticks, default: 0] -= shift.people }
      if shift.end < shift.start { changes[0, default: 0] += shift.people }
    }
    var steps: [Step] = []
    var people = 0
    for (ticks, change) in changes.sorted(by: { $0.key < $1.key }) {
      people += change
      if people != steps.last?.people {
        steps.append(Step(time: SimulationTime(ticks: ticks), people: people))
      }
    }
    self.steps = steps
  }

  /// Makes a roster from steps in order of time, the first at midnight, of which neighbours differ.
  init(steps: [Step]) {
    self.steps = steps
  }

  /// The roster on a clock that shows 0 at a time of day.
  ///
  /// - Parameter start: The time of day, from 0 h to before 24 h.
  /// - Returns: The same people at the same instants, with the steps counted from `start`.
  package func starting(at start: SimulationTime) -> Roster {
    guard start > .zero else { return self }
    let later = steps.filter { $0.time > start }
      .map { Step(time: $0.time - start, people: $0.people) }
    let nextDay = steps.filter { $0.time < start }
      .map { Step(time: $0.time + .days(1) - start, people: $0.people) }
    var turned = [Step(time: .zero, people: people(at: start))]
    for step in later + nextDay where step.people != turned[turned.count - 1].people {
      turned.append(step)
    }
    return Roster(steps: turned)
  }

  /// People on shift at an instant.
  package func people(at time: SimulationTime) -> Int {
    let ofDay = time.ticks % SimulationTime.days(1).ticks
    return steps.last { $0.time.ticks <= ofDay }?.people ?? 0
  }

  /// First instant after this one at which the number changes; nil for a constant roster.
  package func nextChange(after time: SimulationTime) -> SimulationTime? {
    guard steps.count > 1 else { return nil }
    let day = SimulationTime.days(1)
    let midnight = SimulationTime(ticks: time.ticks - time.ticks % day.ticks)
    let here = people(at: time)
    for offset in 0...1 {
      for step in steps where step.people != here {
        let change = midnight + day * offset + step.time
        if change > time { return change }
      }
    }
    return nil
  }

  /// People on shift on average over an interval of one day, from a time of day on.
  ///
  /// - Parameters:
  ///   - start: Start of the interval, a time of day.
  ///   - end: End of the interval, a later time of the same day.
  /// - Returns: The time average of the number of people.
  package func averagePeople(from start: SimulationTime, to end: SimulationTime) -> Double {
    var total = 0.0
    for (index, step) in steps.enumerated() {
      let until = index + 1 < steps.count ? steps[index + 1].time : SimulationTime.days(1)
      let overlap = min(end, until).ticks - max(start, step.time).ticks
      if overlap > 0 { total += Double(overlap) * Double(step.people) }
    }
    return total / Double(end.ticks - start.ticks)
  }
}
