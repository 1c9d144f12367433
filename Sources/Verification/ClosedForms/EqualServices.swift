import ElementaryFunctions

/// M/D/c: Poisson arrivals, all services of one length, c servers, first come first served.
///
/// Who is served at an instant has gone one service later, and nobody else has: so the number present a service later is
/// what then waited and all who came meanwhile (C. D. Crommelin, "Delay probability formulae when the holding times are
/// constant", Post Office Electrical Engineers' Journal 25, 1932, 41-50). The law is what such steps come to.
package struct EqualServices: Sendable {
  /// Probability of each number present, up to one that is never met.
  package let probabilities: [Double]
  /// Mean number that wait.
  package let meanLineLength: Double
  /// Mean wait, of those that wait or not.
  package let meanWait: Double
  /// Probability that all are busy, which Poisson arrivals find.
  package let waitingProbability: Double
  /// Share of the time in which a server works.
  package let utilization: Double

  /// Solves the system.
  ///
  /// - Parameters:
  ///   - arrivals: Arrivals in a unit of time.
  ///   - service: Length of a service.
  ///   - servers: Number of servers, more than `arrivals * service`.
  package init(arrivals: Double, service: Double, servers: Int) {
    let load = arrivals * service
    precondition(load < Double(servers), "\(servers) servers can not do the work of \(load)")
    utilization = load / Double(servers)
    // The tail falls geometrically; this many states are more than are met for loads up to 0.95.
    let count = 60 * servers + 200
    var poisson = [Elementary.exp(-load)]
    for number in 1..<count { poisson.append(poisson[number - 1] * load / Double(number)) }
    var law = [1.0] + Array(repeating: 0.0, count: count - 1)
    var change = 1.0
    while change > 1e-14 {
      var next = Array(repeating: 0.0, count: count)
      for (present, probability) in law.enumerated() where probability > 0 {
        let left = max(0, present - servers)
        for more in 0..<count - left { next[left + more] += probability * poisson[more] }
      }
      let total = next.reduce(0, +)
      change = 0
      for state in next.indices {
        next[state] /= total
        change = max(change, (next[state] - law[state]).magnitude)
      }
      law = next
    }
    probabilities = law
    meanLineLength = law.enumerated().reduce(0) {
      $0 + Double(max(0, $1.offset - servers)) * $1.element
    }
    meanWait = meanLineLength / arrivals
    waitingProbability = 1 - law[..<servers].reduce(0, +)
  }
}
