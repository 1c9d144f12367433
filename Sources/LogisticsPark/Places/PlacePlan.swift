package import DiscreteEvents
package import Wording

/// What the scenario has fixed of a place: what for, and how many it serves at once.
///
/// An object, as it is looked at several times for every order, and a copy would copy what its role says too.
package final class PlacePlan: Sendable {
  /// How many are served at once.
  package enum Capacity: Sendable {
    /// Nobody is: the park has no such place, and nobody asks for it.
    case none
    /// So many, all the time.
    case units(Int)
    /// One by each person on shift.
    case people(Roster)
  }

  /// What it is for.
  package let role: PlaceRole
  /// Id of what it belongs to, where there are several such places; of a pad its own.
  package let owner: String?
  /// How many are served at once.
  package let capacity: Capacity

  /// Plans a place.
  package init(_ role: PlaceRole, of owner: String? = nil, _ capacity: Capacity) {
    self.role = role
    self.owner = owner
    self.capacity = capacity
  }

  /// What happens there, in messages.
  package var label: String { title.english }

  /// What happens there, and whose it is.
  package var title: Phrase { beside(role.title) }

  /// What one who waits there waits for, in messages.
  package var awaited: String { awaitedThing.english }

  /// What one who waits there waits for, and whose it is.
  package var awaitedThing: Phrase { named(role.awaitedThing) }

  /// Titles of the numbers of those who wait and of those who are served.
  var titles: (waiting: Phrase, served: Phrase) {
    (beside(role.titles.waiting), beside(role.titles.served))
  }

  private func named(_ words: Phrase) -> Phrase { owner.map { Self.named(words, of: $0) } ?? words }

  /// What happens there, with whose place it is.
  private func beside(_ words: Phrase) -> Phrase {
    owner.map { Phrase("\(words.english) of \($0)", "\($0) \(words.chinese)") } ?? words
  }

  /// Words with whose it is.
  static func named(_ words: Phrase, of owner: String) -> Phrase {
    Phrase("\(words.english) of \(owner)", "\(owner) 的\(words.chinese)")
  }

  /// Whether the park has it.
  package var isThere: Bool {
    if case .none = capacity { false } else { true }
  }

  /// Who is on shift when; nil where units are no people.
  package var roster: Roster? {
    if case .people(let roster) = capacity { roster } else { nil }
  }

  /// Whether a crew is on shift; units that are no people are so always.
  func isOnShift(_ crew: CrewID, at time: SimulationTime) -> Bool {
    guard case .people(let roster) = capacity else { return true }
    return roster.crews[Int(crew.index)].isOnShift(at: time)
  }

  /// How many are served at once from an instant on, but for those who work beyond their shift.
  package func units(at time: SimulationTime) -> Int {
    switch capacity {
    case .none: 0
    case .units(let count): count
    case .people(let roster): roster.people(at: time)
    }
  }

  /// The next instant after this one at which people come or go; nil if they never do.
  package func nextChange(after time: SimulationTime) -> SimulationTime? {
    roster?.nextChange(after: time)
  }
}

extension [PlacePlan] {
  /// Adds a place, and says which it is.
  mutating func add(_ place: PlacePlan) -> PlaceID {
    append(place)
    return PlaceID(count - 1)
  }
}
