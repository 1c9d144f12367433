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
  /// People who are beyond their shift over the day, if everybody stays for a time.
  ///
  /// - Parameter time: How long, at least 0; nobody stays longer than until the next shift.
  /// - Returns: Those people, as a roster.
  func staying(for time: SimulationTime) -> Roster {
    let day = SimulationTime.days(1)
    return Roster(
      crews.filter { !$0.isAlwaysThere }.map { crew in
        let end = SimulationTime(ticks: (crew.start + crew.length).ticks % day.ticks)
        let gone = end + min(time, day - crew.length)
        return Shift(
          name: crew.name,
          start: end,
          end: gone > day ? gone - day : gone,
          people: crew.people
        )
      }
    )
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
    return (
      starts.map { roster.averagePeople(from: $0, to: $0 + length) },
      starts.map { late.averagePeople(from: $0, to: $0 + length) }
    )
  }

  /// The most that people who are never out of orders work beyond their shifts over a day, on average
  /// [person-hours].
  ///
  /// Each person who leaves adds one longest mean residual at most: what a shift begins with in hand
  /// lengthens the excess over its end by no more than itself (Wald's identity), so over many days it
  /// adds nothing. Nor can anybody be there for more than the whole day.
  var mostOvertimeHours: Double {
    roster.crews.reduce(0) { sum, crew in
      let most = min(service.longestMeanResidualSeconds / 3600, 24 - crew.length.inHours)
      return sum + Double(crew.people) * most
    }
  }
}
