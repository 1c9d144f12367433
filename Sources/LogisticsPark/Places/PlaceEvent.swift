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

  package func text(_ names: EventNames) -> String {
    switch self {
    case .shiftChanges(let place): "\(names.label(of: place)): the shift changes"
    }
  }

  package func happen(in park: inout Park) {
    switch self {
    case .shiftChanges(let place): park.shiftChanges(at: place)
    }
  }
}
