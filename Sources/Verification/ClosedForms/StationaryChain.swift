/// The stationary law of a Markov chain in continuous time with some hundred states, solved numerically.
///
/// By the elimination of W. K. Grassmann, M. I. Taksar and D. P. Heyman, "Regenerative analysis and steady state
/// distributions for Markov chains", Operations Research 33(5), 1985, 1107-1116, doi:10.1287/opre.33.5.1107, which
/// subtracts nothing and so keeps all digits.
package struct StationaryChain: Sendable {
  /// Probability of each state.
  package let probabilities: [Double]

  /// Solves a chain whose states all reach each other.
  ///
  /// - Parameters:
  ///   - count: Number of states.
  ///   - transitions: Rates from one state to another one, each at most once.
  /// - Complexity: O(n^3) for n states.
  package init(count: Int, _ transitions: [(from: Int, to: Int, rate: Double)]) {
    var rates = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for transition in transitions where transition.from != transition.to {
      rates[transition.from][transition.to] += transition.rate
    }
    // States are taken out from the last one on; what went through them goes around them.
    for last in stride(from: count - 1, to: 0, by: -1) {
      let out = rates[last][..<last].reduce(0, +)
      precondition(out > 0, "state \(last) does not reach those before it")
      for from in 0..<last { rates[from][last] /= out }
      for from in 0..<last where rates[from][last] > 0 {
        for to in 0..<last where to != from {
          rates[from][to] += rates[from][last] * rates[last][to]
        }
      }
    }
    var weights = [1.0]
    for state in 1..<max(1, count) {
      weights.append((0..<state).reduce(0) { $0 + weights[$1] * rates[$1][state] })
    }
    let total = weights.reduce(0, +)
    probabilities = weights.map { $0 / total }
  }
}

/// Machine repair with two kinds of repairers, of whom the fast are asked first: N machines, exponential times, one
/// line.
///
/// A chain of the numbers of both who work and of those who wait. The law is not known in closed form (the slow
/// server problem); it is solved numerically.
package struct TwoSpeedRepair: Sendable {
  /// Mean wait of those that wait or not, by Little's law.
  package let meanWait: Double
  /// Mean number that wait.
  package let meanLineLength: Double
  /// Share of the failures that find nobody free.
  package let waitingProbability: Double
  /// Share of the time in which a fast one works.
  package let fastUtilization: Double
  /// Share of the time in which a slow one works.
  package let slowUtilization: Double

  /// Repairers of one kind.
  package struct Servers: Sendable {
    /// How many.
    package var count: Int
    /// Mean time of a repair.
    package var mean: Double

    /// Makes them.
    package init(count: Int, mean: Double) {
      self.count = count
      self.mean = mean
    }
  }

  /// Solves the system.
  ///
  /// - Parameters:
  ///   - machines: Number of machines, more than there are repairers.
  ///   - meanAway: Mean time from a repair to the next failure of the machine.
  ///   - fast: Those that are asked first.
  ///   - slow: The others.
  package init(machines: Int, meanAway: Double, fast: Servers, slow: Servers) {
    /// How many of both kinds work, and how many machines wait.
    struct State: Hashable {
      var fast: Int
      var slow: Int
      var waiting: Int
    }
    var states: [State] = []
    for busy in 0...fast.count {
      for other in 0...slow.count { states.append(State(fast: busy, slow: other, waiting: 0)) }
    }
    let most = machines - fast.count - slow.count
    for waiting in stride(from: 1, through: most, by: 1) {
      states.append(State(fast: fast.count, slow: slow.count, waiting: waiting))
    }
    let places = Dictionary(uniqueKeysWithValues: states.enumerated().map { ($1, $0) })
    let away = { (state: State) in machines - state.fast - state.slow - state.waiting }
    var transitions: [(from: Int, to: Int, rate: Double)] = []
    for (index, state) in states.enumerated() {
      let add = { (rate: Double, change: (inout State) -> Void) in
        var next = state
        change(&next)
        if rate > 0, let to = places[next] { transitions.append((index, to, rate)) }
      }
      add(Double(away(state)) / meanAway) {
        if $0.fast < fast.count {
          $0.fast += 1
        } else if $0.slow < slow.count {
          $0.slow += 1
        } else {
          $0.waiting += 1
        }
      }
      add(Double(state.fast) / fast.mean) {
        if $0.waiting > 0 { $0.waiting -= 1 } else { $0.fast -= 1 }
      }
      add(Double(state.slow) / slow.mean) {
        if $0.waiting > 0 { $0.waiting -= 1 } else { $0.slow -= 1 }
      }
    }
    let law = StationaryChain(count: states.count, transitions).probabilities
    let mean = { (value: (State) -> Double) in
      zip(states, law).reduce(0) { $0 + value($1.0) * $1.1 }
    }
    let failures = mean { Double(away($0)) / meanAway }
    meanLineLength = mean { Double($0.waiting) }
    meanWait = meanLineLength / failures
    waitingProbability =
      mean { state in
        let isFull = state.fast == fast.count && state.slow == slow.count
        return isFull ? Double(away(state)) / meanAway : 0
      } / failures
    fastUtilization = mean { Double($0.fast) } / Double(fast.count)
    slowUtilization = mean { Double($0.slow) } / Double(slow.count)
  }
}
