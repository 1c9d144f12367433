/// M/M/c: Poisson arrivals, exponential service, several servers, one line without a bound.
///
/// A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in
/// automatic telephone exchanges", Elektroteknikeren 13, 1917; as in L. Kleinrock, "Queueing
/// Systems" I, 1975, section 3.5.
package struct ErlangC: Sendable {
  /// Arrivals in a unit of time.
  package let arrivals: Double
  /// Services that one server completes in a unit of time.
  package let service: Double
  /// Number of servers.
  package let servers: Int

  /// Makes the system; it must be stable, arrivals < servers x service.
  package init(arrivals: Double, service: Double, servers: Int = 1) {
    precondition(
      arrivals > 0 && arrivals < Double(servers) * service,
      "\(arrivals) arrivals are not above 0 and below \(servers) x \(service) services"
    )
    self.arrivals = arrivals
    self.service = service
    self.servers = servers
  }

  /// Share of the servers at work.
  package var utilization: Double { arrivals / (Double(servers) * service) }

  /// Probability that an arrival waits.
  package var waitingProbability: Double {
    let blocking = ErlangB(load: arrivals / service, servers: servers).blocking
    return blocking / (1 - utilization * (1 - blocking))
  }

  /// Mean time in the line, those who do not wait included.
  package var meanWait: Double {
    waitingProbability / (Double(servers) * service - arrivals)
  }

  /// Mean number in the line, by Little's law.
  package var meanLineLength: Double { arrivals * meanWait }

  /// Mean time from arrival to departure.
  package var meanSojourn: Double { meanWait + 1 / service }
}

/// M/G/c/c: arrivals that find all servers busy are lost; the law of the service time is immaterial.
///
/// A. K. Erlang, 1917, as above; for any service time B. A. Sevastyanov, "An ergodic theorem for
/// Markov processes and its application to telephone systems with refusals", Theory of Probability
/// and its Applications 2(1), 1957, 104-112, doi:10.1137/1102005.
package struct ErlangB: Sendable {
  /// Arrivals in a mean service time.
  package let load: Double
  /// Number of servers.
  package let servers: Int

  /// Makes the system.
  package init(load: Double, servers: Int) {
    precondition(load > 0 && servers >= 0, "a load of \(load) on \(servers) servers")
    self.load = load
    self.servers = servers
  }

  /// Probability that an arrival is lost, by the recursion over the number of servers.
  package var blocking: Double {
    (0..<servers).reduce(1.0) { blocking, server in
      load * blocking / (Double(server + 1) + load * blocking)
    }
  }

  /// Mean number of busy servers.
  package var meanBusyServers: Double { load * (1 - blocking) }
}

/// M/M/c/K: an M/M/c line with room for K - c; who finds it full is lost.
///
/// L. Kleinrock, "Queueing Systems" I, 1975, section 3.6 and 3.7.
package struct FiniteLine: Sendable {
  private let chain: BirthDeathChain
  private let servers: Int
  private let arrivals: Double

  /// Makes the system.
  ///
  /// - Parameters:
  ///   - arrivals: Arrivals in a unit of time, those that are lost included.
  ///   - service: Services that one server completes in a unit of time.
  ///   - servers: Number of servers c.
  ///   - places: Most that are present at once, K; not below c.
  package init(arrivals: Double, service: Double, servers: Int, places: Int) {
    precondition(places >= servers, "\(places) places for \(servers) servers")
    self.arrivals = arrivals
    self.servers = servers
    chain = BirthDeathChain(
      last: places,
      birth: { _ in arrivals },
      death: { Double(min($0, servers)) * service }
    )
  }

  /// Probability that an arrival is lost.
  package var loss: Double { chain.probabilities.last ?? 0 }

  /// Mean number present.
  package var meanPresent: Double { chain.mean { Double($0) } }

  /// Mean number in the line.
  package var meanLineLength: Double {
    chain.mean { Double(max(0, $0 - servers)) }
  }

  /// Mean wait of those who are not lost, by Little's law.
  package var meanWait: Double { meanLineLength / (arrivals * (1 - loss)) }
}
