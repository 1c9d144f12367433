@testable import Verification

/// A Markov chain in continuous time on numbered states, built step by step and solved without any theory of queues.
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
    let transitions = rates.indices.flatMap { from in
      rates.indices.map { (from: from, to: $0, rate: rates[from][$0]) }
    }
    return StationaryChain(count: rates.count, transitions.filter { $0.rate > 0 }).probabilities
  }
}
