/// M/M/c+M: an M/M/c line whose customers leave it after an exponential patience.
///
/// C. Palm, "Research on telephone traffic carried by full availability groups", Tele, 1957; as in
/// O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient customers",
/// Manufacturing & Service Operations Management 4(3), 2002, 208-227,
/// doi:10.1287/msom.4.3.208.7753.
package struct ErlangA: Sendable {
  /// Arrivals in a unit of time.
  package let arrivals: Double
  /// Services that one server completes in a unit of time.
  package let service: Double
  /// Customers in the line who lose patience in a unit of time, each.
  package let impatience: Double
  /// Number of servers.
  package let servers: Int
  private let chain: BirthDeathChain

  /// Makes the system; with impatience it is always stable.
  package init(arrivals: Double, service: Double, impatience: Double, servers: Int) {
    precondition(impatience > 0, "impatience \(impatience) is not positive")
    self.arrivals = arrivals
    self.service = service
    self.impatience = impatience
    self.servers = servers
    let death = { (present: Int) in
      Double(min(present, servers)) * service + Double(max(0, present - servers)) * impatience
    }
    // Beyond here each state has at most half the weight of the one before, 60 times over.
    var last = servers
    while death(last) < 2 * arrivals { last += 1 }
    chain = BirthDeathChain(last: last + 60, birth: { _ in arrivals }, death: death)
  }

  /// Probability that an arrival finds all servers busy, and so waits.
  package var waitingProbability: Double { chain.mean { $0 >= servers ? 1 : 0 } }

  /// Mean number in the line.
  package var meanLineLength: Double { chain.mean { Double(max(0, $0 - servers)) } }

  /// Probability that an arrival leaves without service: impatience x line = arrivals x share.
  package var abandonment: Double { impatience * meanLineLength / arrivals }

  /// Mean time in the line of all arrivals, those who leave it included.
  package var meanWait: Double { meanLineLength / arrivals }

  /// Share of the servers at work.
  package var utilization: Double {
    arrivals * (1 - abandonment) / (Double(servers) * service)
  }

  /// Mean time in the line of those who are served.
  ///
  /// Who finds k in the line waits for k + 1 steps of rates c mu + j theta, j = 0...k. Patience
  /// outlasts them with the probability c mu / (c mu + (k + 1) theta), and then they take
  /// 1 / (c mu + theta) + ... + 1 / (c mu + (k + 1) theta) in the mean.
  package var meanWaitOfServed: Double {
    let busy = Double(servers) * service
    var steps = 0.0
    var total = 0.0
    for (present, probability) in chain.probabilities.enumerated() where present >= servers {
      let ahead = busy + Double(present - servers + 1) * impatience
      steps += 1 / ahead
      total += probability * busy / ahead * steps
    }
    return total / (1 - abandonment)
  }
}
