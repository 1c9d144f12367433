import DiscreteEvents

/// A process of which it is known whether and when it is steady.
struct SteadyStateProcess {
  /// What is true of it.
  enum Truth {
    /// Steady from the first observation on.
    case steady
    /// Steady later: the expected observations, from the start, and the mean that they reach.
    case startsOff(expected: [Double])
    /// Never steady.
    case neverSteady
  }

  /// Observations of a run.
  static let length = 500

  let name: String
  let truth: Truth
  /// Mean in steady state.
  let mean: Double
  /// A run.
  let sample: (inout RandomStream) -> [Double]

  /// Normal, with mean 10 and deviations of which the innovations have variance 1, and a start that is
  /// off by a bias which falls to about a third in `decay` observations.
  static func autoregressive(
    _ correlation: Double,
    bias: Double = 0,
    decay: Double = 1,
    rise: Double = 0
  ) -> Self {
    let scale = 1 / (1 - correlation * correlation).squareRoot()
    // (1 - 1/d)^d is about a third, and needs no exponential.
    var (fading, remnant) = ([Double](), bias)
    for index in 0..<length {
      fading.append(10 + remnant + rise * Double(index) / Double(length))
      remnant *= 1 - 1 / decay
    }
    let expected = fading
    return Self(
      name: "AR(1) \(correlation)"
        + (bias != 0 ? ", off by \(bias), \(decay) long" : "")
        + (rise != 0 ? ", rising by \(rise)" : ""),
      truth: rise != 0 ? .neverSteady : bias != 0 ? .startsOff(expected: expected) : .steady,
      mean: 10
    ) { stream in
      let series = stream.autoregressive(correlation, count: length)
      return zip(series, expected).map { $0 * scale + $1 }
    }
  }

  /// Number in an M/M/1 queue over a run of so many mean service times.
  ///
  /// Seen at the ticks of a clock of rate lambda + mu, at each of which somebody comes with probability
  /// lambda / (lambda + mu) or else is served, if anybody is there (uniformization, Jensen 1953): the
  /// number has the law of the queue at those ticks.
  ///
  /// - Parameters:
  ///   - load: Offered load, above 0.
  ///   - start: Number at the start; nil for one of the steady state.
  ///   - serviceTimes: Length of the run.
  /// - Returns: The process.
  static func queue(_ load: Double, start: Int?, serviceTimes: Int) -> Self {
    let share = load / (1 + load)
    let ticks = Int(Double(serviceTimes) * (1 + load)) / length
    let name = "M/M/1 \(load), " + (start.map { "from \($0)" } ?? "steady start")
    let truth: Truth =
      if load >= 1 {
        .neverSteady
      } else if let start {
        .startsOff(expected: expectedNumbers(share, start: start, ticks: ticks))
      } else {
        .steady
      }
    return Self(name: name, truth: truth, mean: load / (1 - load)) { stream in
      var present = start ?? 0
      if start == nil { while stream.uniform() < load { present += 1 } }
      return (0..<length).map { _ in
        var sum = 0
        for _ in 0..<ticks {
          sum += present
          present = stream.uniform() < share ? present + 1 : max(0, present - 1)
        }
        return Double(sum) / Double(ticks)
      }
    }
  }

  /// Exact, but for what 600 places leave out.
  private static func expectedNumbers(_ share: Double, start: Int, ticks: Int) -> [Double] {
    let places = 600
    var law = Array(repeating: 0.0, count: places)
    law[start] = 1
    var next = law
    return (0..<length).map { _ in
      var sum = 0.0
      for _ in 0..<ticks {
        for place in 0..<places {
          sum += Double(place) * law[place]
          let below = place > 0 ? law[place - 1] * share : law[0] * (1 - share)
          let above = place + 1 < places ? law[place + 1] * (1 - share) : 0
          next[place] = below + above
        }
        swap(&law, &next)
      }
      return sum / Double(ticks)
    }
  }
}
