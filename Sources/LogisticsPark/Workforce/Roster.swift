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

/// The people of a shift, by position in its roster.
package struct CrewID: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Position, from 0.
  package var index: UInt8

  /// Names the crew at this position.
  package init(_ index: Int) {
    self.index = UInt8(index)
  }
}

/// The people of a shift: when they are there.
package struct Crew: Hashable, Sendable {
  /// Name of the shift in the scenario.
  package let name: String
  /// Time of day at which they begin, before 24 h.
  package let start: SimulationTime
  /// How long they stay, up to 24 h.
  package let length: SimulationTime
  /// How many they are, from 1.
  package let people: Int

  /// Whether they are there all the time.
  package var isAlwaysThere: Bool { length == .days(1) }

  /// How long they have been on shift at an instant, or the time since they last came if they are not.
  func timeSinceStart(at time: SimulationTime) -> SimulationTime {
    let day = SimulationTime.days(1).ticks
    let since = (time.ticks - start.ticks) % day
    return SimulationTime(ticks: since < 0 ? since + day : since)
  }

  /// Whether they are on shift from an instant on; at the end of a shift they are not.
  package func isOnShift(at time: SimulationTime) -> Bool { timeSinceStart(at: time) < length }

  /// Whether they come at an instant.
  func comes(at time: SimulationTime) -> Bool {
    !isAlwaysThere && timeSinceStart(at: time) == .zero
  }

  /// Whether they go at an instant.
  func goes(at time: SimulationTime) -> Bool {
    !isAlwaysThere && timeSinceStart(at: time) == length
  }

  /// The first instant after this one at which they come or go; nil if they never do.
  func nextChange(after time: SimulationTime) -> SimulationTime? {
    if isAlwaysThere { return nil }
    let since = timeSinceStart(at: time)
    return time - since + (since < length ? length : .days(1))
  }
}

/// Who is on shift when: crews that come and go every day.
package struct Roster: Hashable, Sendable {
  /// One step: from this time of day on, this many people are on shift.
  package struct Step: Hashable, Sendable {
    /// Time of day.
    package let time: SimulationTime
    /// People on shift from then on.
    package let people: Int
  }

  /// The crews, by the time at which they come, and of those that come together by the time at which they go.
  package let crews: [Crew]
  /// People on shift over the day in order of time, the first at midnight; neighbours differ.
  package let steps: [Step]

  /// Makes a roster from shifts; their order does not matter, nor do those without length or people.
  package init(_ shifts: [Shift]) {
    let day = SimulationTime.days(1)
    self.init(
      crews: shifts.compactMap { shift in
        guard shift.people > 0, shift.start != shift.end else { return nil }
        let length = shift.end - shift.start
        return Crew(
          name: shift.name,
          start: shift.start,
          length: length < .zero ? length + day : length,
          people: shift.people
        )
      }
    )
  }

  private init(crews: [Crew]) {
    self.crews = crews.sorted { ($0.start, $0.length, $0.name) < ($1.start, $1.length, $1.name) }
    precondition(crews.count <= 1 << UInt8.bitWidth, "\(crews.count) crews in one roster")
    steps = Self.steps(of: crews)
  }

  private static func steps(of crews: [Crew]) -> [Step] {
    let day = SimulationTime.days(1)
    var changes: [SimulationTime: Int] = [.zero: 0]
    for crew in crews {
      let end = crew.start + crew.length
      changes[crew.start, default: 0] += crew.people
      // What lasts until midnight has no end within the day; what goes on over it is there at 0 h.
      if end < day { changes[end, default: 0] -= crew.people }
      if end > day {
        changes[.zero, default: 0] += crew.people
        changes[end - day, default: 0] -= crew.people
      }
    }
    var steps: [Step] = []
    var people = 0
    for (time, change) in changes.sorted(by: { $0.key < $1.key }) {
      people += change
      if people != steps.last?.people { steps.append(Step(time: time, people: people)) }
    }
    return steps
  }

  /// The roster on a clock that shows 0 at a time of day.
  ///
  /// - Parameter start: The time of day, from 0 h to before 24 h.
  /// - Returns: The same people at the same instants, counted from `start`.
  package func starting(at start: SimulationTime) -> Roster {
    guard start > .zero else { return self }
    return Roster(
      crews: crews.map { crew in
        let turned = crew.start - start
        return Crew(
          name: crew.name,
          start: turned < .zero ? turned + .days(1) : turned,
          length: crew.length,
          people: crew.people
        )
      }
    )
  }

  /// A crew.
  package subscript(crew: CrewID) -> Crew { crews[Int(crew.index)] }

  /// People on shift at an instant.
  package func people(at time: SimulationTime) -> Int {
    let ofDay = time.ticks % SimulationTime.days(1).ticks
    return steps.last { $0.time.ticks <= ofDay }?.people ?? 0
  }

  /// First instant after this one at which a crew comes or goes; nil if none ever does.
  package func nextChange(after time: SimulationTime) -> SimulationTime? {
    crews.compactMap { $0.nextChange(after: time) }.min()
  }

  /// Instants of a day at which crews come or go.
  package var changesADay: Int {
    var time = SimulationTime.zero
    var count = 0
    while let next = nextChange(after: time), next <= .days(1) {
      time = next
      count += 1
    }
    return count
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
