import DequeModule
import DiscreteEvents

/// The people of a place at one instant, by crew: who waits for work, who is at it.
///
/// A crew comes and goes whole. At the end of its shift those who are free go, and each of the others when
/// the work in hand is done, which is overtime; nobody takes the place of one who is still at work. The
/// next work is for whoever has been free for longest; people of one crew who became free one after the
/// other stand together, so it costs no more to have a hundred thousand of them.
package struct Crews: Codable, Sendable {
  /// People of one crew who became free with nobody of another one between them.
  struct Free: Codable, Sendable {
    var crew: CrewID
    var people: Int
  }

  /// Those who are free, the one who has been so for longest first.
  private(set) var free = Deque<Free>()
  /// How many are at work, by crew.
  private(set) var atWork: [Int]
  /// How many work beyond their shift.
  package internal(set) var beyondShift: NumberPresent

  /// Those who are on shift at the start, the crew that came first first.
  init(_ roster: Roster, at time: SimulationTime) {
    atWork = Array(repeating: 0, count: roster.crews.count)
    beyondShift = NumberPresent(at: time)
    let there = roster.crews.indices.filter { roster.crews[$0].isOnShift(at: time) }
      .map { (crew: $0, since: roster.crews[$0].timeSinceStart(at: time)) }
    for (crew, _) in there.sorted(by: { ($1.since, $0.crew) < ($0.since, $1.crew) }) {
      becomeFree(CrewID(crew), roster.crews[crew].people)
    }
  }

  /// How many are there, free or at work, on shift or beyond it.
  var count: Int { free.reduce(0) { $0 + $1.people } + atWork.reduce(0, +) }

  /// Whoever has been free for longest begins to work.
  mutating func begin() -> CrewID {
    precondition(!free.isEmpty, "nobody is free to work")
    let crew = free[0].crew
    free[0].people -= 1
    if free[0].people == 0 { free.removeFirst() }
    atWork[Int(crew.index)] += 1
    return crew
  }

  /// One of a crew has done the work in hand, and stays, or goes after the end of the shift.
  mutating func finish(_ crew: CrewID, isOnShift: Bool, at now: SimulationTime) {
    atWork[Int(crew.index)] -= 1
    if isOnShift {
      becomeFree(crew, 1)
    } else {
      beyondShift.add(-1, at: now)
    }
  }

  /// At the instant of a change the crews go whose shift ends, then those come whose shift begins.
  ///
  /// Whoever is still at work from the shift before is not free when the next one begins.
  mutating func change(to roster: Roster, at now: SimulationTime) {
    for (index, crew) in roster.crews.enumerated() where crew.goes(at: now) {
      let others = free.filter { Int($0.crew.index) != index }
      free.removeAll()
      // Those of one crew stand together now that nobody is between them.
      for group in others { becomeFree(group.crew, group.people) }
      beyondShift.add(atWork[index], at: now)
    }
    for (index, crew) in roster.crews.enumerated() where crew.comes(at: now) {
      beyondShift.add(-atWork[index], at: now)
      becomeFree(CrewID(index), crew.people - atWork[index])
    }
  }

  /// Statistics count from here.
  mutating func markStatistics(at time: SimulationTime) { beyondShift.mark(at: time) }

  private mutating func becomeFree(_ crew: CrewID, _ people: Int) {
    guard people > 0 else { return }
    if let last = free.last, last.crew == crew {
      free[free.count - 1].people += people
    } else {
      free.append(Free(crew: crew, people: people))
    }
  }
}

extension Crews {
  /// Whether people from anywhere are those of a roster, each in one place.
  ///
  /// - Parameters:
  ///   - roster: Who is on shift when.
  ///   - now: The instant at which the run stands.
  ///   - opening: The instant from which its statistics count.
  /// - Returns: False if nothing may be asked of them.
  func isSound(of roster: Roster, at now: SimulationTime, opening: SimulationTime) -> Bool {
    guard atWork.count == roster.crews.count,
      zip(atWork, roster.crews).allSatisfy({ (0...$1.people).contains($0) })
    else { return false }
    var there = atWork
    for group in free {
      guard there.indices.contains(Int(group.crew.index)),
        (1...roster[group.crew].people).contains(group.people)
      else { return false }
      there[Int(group.crew.index)] += group.people
    }
    var beyond = 0
    for (index, crew) in roster.crews.enumerated() {
      let isOnShift = crew.isOnShift(at: now)
      guard there[index] == (isOnShift ? crew.people : atWork[index]) else { return false }
      if !isOnShift { beyond += atWork[index] }
    }
    let neighboursDiffer = zip(free, free.dropFirst()).allSatisfy { $0.crew != $1.crew }
    return neighboursDiffer && beyondShift.value == beyond
      && beyondShift.isSound(at: now, opening: opening)
  }
}
