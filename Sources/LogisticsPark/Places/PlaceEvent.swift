package import Wording

/// What happens to places as such.
package enum PlaceEvent: SubsystemEvent {
  /// People come to a place or go.
  case shiftChanges(PlaceID)

  package var numbers: EventNumbers {
    switch self {
    case .shiftChanges(let place): EventNumbers(5, place.index)
    }
  }

  package init?(_ numbers: EventNumbers) {
    guard numbers.code == 5 else { return nil }
    self = .shiftChanges(numbers.place)
  }

  package var subject: EventSubject {
    switch self {
    case .shiftChanges(let place): .place(place)
    }
  }

  package func text(_ names: EventNames) -> Phrase {
    switch self {
    case .shiftChanges(let place):
      names.label(of: place).followed(by: ": the shift changes", "：换班")
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .shiftChanges(let place): park.shiftChanges(at: place)
    }
  }
}
