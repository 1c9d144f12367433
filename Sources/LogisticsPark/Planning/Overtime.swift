import DiscreteEvents

// People finish the order in hand after their shift. What that adds to the work of a stage that is
// never out of orders is the residual service of each person who leaves.

extension DurationModel {
  /// Mean time that the work in hand still takes, looked at when it has gone on for long [s].
  ///
  /// Of a renewal process far from its start, `E[S^2] / (2 E[S])` (D. R. Cox, "Renewal Theory", 1962,
  /// chapter 5).
  var meanResidualSeconds: Double {
    let mean = distribution.mean
    return mean > 0 ? (mean + distribution.variance / mean) / 2 : 0
  }

  /// The most that the work in hand can still take on average, whenever it began [s].
  ///
  /// Of times that are new better than used in expectation, which all but the lognormal ones are, it is
  /// the mean (R. E. Barlow and F. Proschan, "Statistical Theory of Reliability and Life Testing", 1975,
  /// chapter 6). Of others the mean excess of a renewal process over any instant is at most
  /// `E[S^2] / E[S]` (G. Lorden, "On excess over the boundary", Annals of Mathematical Statistics 41(2),
  /// 1970, 520-527, doi:10.1214/aoms/1177697092).
  var longestMeanResidualSeconds: Double {
    switch self {
    case .constant, .exponential, .uniform, .triangular: meanSeconds
    case .lognormal: 2 * meanResidualSeconds
    }
  }
}

extension Roster {
  /// People whose shift ends in the course of a day without somebody else's beginning.
  var peopleLeaving: Int {
    var leaving = 0
    for (index, step) in steps.enumerated() {
      let before = steps[index > 0 ? index - 1 : steps.count - 1]
      leaving += max(0, before.people - step.people)
    }
    return leaving
  }

  /// The roster if everybody stayed for a time after the shift, in place of those who come meanwhile.
  ///
  /// - Parameter time: How long, at least 0.
  /// - Returns: The most people who are on shift at an instant or were so less than `time` before.
  ///
  /// - Complexity: O(n) for n steps.
  func staying(for time: SimulationTime) -> Roster {
    guard steps.count > 1, time > .zero else { return self }
    let day = SimulationTime.days(1).ticks
    // More than a day is as good as a day.
    let stay = min(time.ticks, day)
    var most = SlidingMaximum()
    // Yesterday's people may still be here; before midnight only the last change matters.
    for offset in [-day, 0] {
      for (index, step) in steps.enumerated() {
        let end = index + 1 < steps.count ? steps[index + 1].time.ticks : day
        most.add(step.people, from: offset + step.time.ticks, until: offset + end + stay)
      }
    }
    most.advance(to: day)
    var changes: [Step] = []
    for change in most.changes where change.time < day {
      let step = Step(time: SimulationTime(ticks: max(0, change.time)), people: change.value)
      if step.time == changes.last?.time { changes.removeLast() }
      if step.people != changes.last?.people { changes.append(step) }
    }
    return Roster(steps: changes)
  }
}

/// The largest of values that hold for stretches of time, as a step function.
///
/// Stretches begin and end in the order in which they are added, so a queue of falling values is enough.
private struct SlidingMaximum {
  private(set) var changes: [(time: Int64, value: Int)] = []
  private var held: [(value: Int, until: Int64)] = []
  private var first = 0

  mutating func add(_ value: Int, from start: Int64, until end: Int64) {
    advance(to: start)
    while held.count > first, held[held.count - 1].value <= value { held.removeLast() }
    held.append((value, end))
    changes.append((start, held[first].value))
  }

  /// Lets the values go that do not hold any more.
  mutating func advance(to time: Int64) {
    while first + 1 < held.count, held[first].until <= time {
      changes.append((held[first].until, held[first + 1].value))
      first += 1
    }
  }
}

extension StageConfiguration {
  /// People on shift, and those who finish what they have begun, where orders never run out.
  ///
  /// - Parameter length: Length of the intervals, which follow one another from midnight.
  /// - Returns: Time averages, one of each for each interval.
  func people(inIntervalsOf length: SimulationTime) -> (onShift: [Double], overtime: [Double]) {
    let late = roster.staying(for: .seconds(service.meanResidualSeconds))
    let starts = (0..<Int(SimulationTime.days(1).ticks / length.ticks)).map { length * $0 }
    let onShift = starts.map { roster.averagePeople(from: $0, to: $0 + length) }
    let atWork = starts.map { late.averagePeople(from: $0, to: $0 + length) }
    return (onShift, zip(atWork, onShift).map { max(0, $0 - $1) })
  }

  /// The most that people who are never out of orders work beyond their shifts over a day, on average
  /// [person-hours].
  ///
  /// Each person who leaves adds one longest mean residual at most: those leave who finish first, whose
  /// residuals add up to no more than those of as many named people; and what a shift begins with in hand
  /// lengthens the excess over its end by no more than itself (Wald's identity), so over many days it
  /// adds nothing. Nor can there be more people at work than ever are on shift.
  var mostOvertimeHours: Double {
    let residuals = Double(roster.peopleLeaving) * service.longestMeanResidualSeconds / 3600
    let most = Double(roster.steps.map(\.people).max() ?? 0)
    let onShift = roster.averagePeople(from: .zero, to: .days(1))
    return min(residuals, 24 * (most - onShift))
  }
}
