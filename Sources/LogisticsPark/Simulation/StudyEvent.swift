import DiscreteEvents
package import Wording

/// What happens because the study wants it.
package enum StudyEvent: SubsystemEvent {
  /// Statistics begin.
  case warmUpEnds

  package var numbers: EventNumbers { EventNumbers(1) }

  package init?(_ numbers: EventNumbers) {
    guard numbers.code == 1 else { return nil }
    self = .warmUpEnds
  }

  package var subject: EventSubject { .park }

  package func text(_ names: EventNames) -> Phrase { Phrase("the warm-up ends", "预热结束") }

  package func happen(in park: inout Park) { park.markStatistics() }
}

extension Park {
  /// Schedules the end of the warm-up, if there is one.
  mutating func scheduleEndOfWarmUp() {
    let warmUp = configuration.study.warmUp
    guard warmUp > .zero else { return }
    engine.schedule(.study(.warmUpEnds), at: warmUp, priority: EventPriority.statistics)
  }

  /// Statistics count from here.
  mutating func markStatistics() {
    state.markStatistics()
    notePowers()
  }
}
