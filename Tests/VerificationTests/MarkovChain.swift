/// A Markov chain in continuous time on numbered states, solved without any theory of queues.
///
/// The reduction of W. K. Grassmann, M. I. Taksar and D. P. Heyman, "Regenerative analysis and steady
/// state distributions for Markov chains", Operations Research 33(5), 1985, subtracts nothing, so it
/// keeps all digits.
struct MarkovChain {
  private var rates: [[Double]]

  init(states: Int) {
    rates = Array(repeating: Array(repeating: 0, count: states), count: states)
  }

  /// Adds a transition.
  mutating func go(from state: Int, to next: Int, rate: Double) {
    rates[state][next] += rate
  }

  /// The stationary probabilities.
  var stationary: [Double] {
    var rates = rates
    let states = rates.count
    for last in stride(from: states - 1, to: 0, by: -1) {
      let out = rates[last][..<last].reduce(0, +)
      for state in 0..<last where rates[state][last] > 0 {
        rates[state][last] /= out
        for next in 0..<last where next != state {
          rates[state][next] += rates[state][last] * rates[last][next]
        }
      }
    }
    var weights = [1.0]
    for state in 1..<states {
      weights.append((0..<state).reduce(0) { $0 + weights[$1] * rates[$1][state] })
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}
