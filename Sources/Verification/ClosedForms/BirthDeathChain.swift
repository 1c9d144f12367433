/// The stationary law of a chain that goes one state up or down at a time.
///
/// Weights by detailed balance: p(n + 1) death(n + 1) = p(n) birth(n) (D. R. Cox and H. D. Miller,
/// "The Theory of Stochastic Processes", 1965, section 4.4).
package struct BirthDeathChain: Sendable {
  /// Probability of each state, from 0.
  package let probabilities: [Double]

  /// Makes the law of the states 0 to a last one.
  ///
  /// - Parameters:
  ///   - last: The last state; at least 0.
  ///   - birth: Rate from a state to the next; not negative.
  ///   - death: Rate from a state to the one before; positive from state 1 on.
  /// - Complexity: O(n) for n states.
  package init(last: Int, birth: (Int) -> Double, death: (Int) -> Double) {
    precondition(last >= 0, "the last state is \(last), below 0")
    var weights = [1.0]
    for state in 0..<last { weights.append(weights[state] * birth(state) / death(state + 1)) }
    let total = weights.reduce(0, +)
    probabilities = weights.map { $0 / total }
  }

  /// Mean of a function of the state.
  package func mean(of value: (Int) -> Double) -> Double {
    probabilities.indices.reduce(0) { $0 + value($1) * probabilities[$1] }
  }
}
