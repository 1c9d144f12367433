/// Machine repair, M/M/c//N: N machines fail after an exponential time, c people repair them.
///
/// C. Palm, "The distribution of repairmen in servicing automatic machines", Industritidningen
/// Norden 75, 1947; as in L. Kleinrock, "Queueing Systems" I, 1975, section 3.8 and 3.10.
package struct MachineRepair: Sendable {
  private let chain: BirthDeathChain
  private let machines: Int
  private let servers: Int
  private let meanAway: Double
  private let meanService: Double

  /// Makes the system.
  ///
  /// - Parameters:
  ///   - machines: Number of machines N.
  ///   - servers: Number of repairers c.
  ///   - meanAway: Mean time from a repair to the next failure of the machine.
  ///   - meanService: Mean time of a repair, in the same unit.
  package init(machines: Int, servers: Int, meanAway: Double, meanService: Double) {
    self.machines = machines
    self.servers = servers
    self.meanAway = meanAway
    self.meanService = meanService
    chain = BirthDeathChain(
      last: machines,
      birth: { Double(machines - $0) / meanAway },
      death: { Double(min($0, servers)) / meanService }
    )
  }

  /// Probability that all machines run.
  package var allRunProbability: Double { chain.probabilities[0] }

  /// Mean number of machines that wait or are repaired.
  package var meanDown: Double { chain.mean { Double($0) } }

  /// Share of the repairers at work.
  package var utilization: Double {
    chain.mean { Double(min($0, servers)) } / Double(servers)
  }

  /// Mean number of machines that wait for a repair.
  package var meanLineLength: Double { chain.mean { Double(max(0, $0 - servers)) } }

  /// Mean time in the line for a repair, by Little's law.
  package var meanWait: Double {
    let throughput = (Double(machines) - meanDown) / meanAway
    return meanLineLength / throughput
  }

  /// Probability that a machine that fails waits.
  ///
  /// It finds the others as a system without it would be (S. S. Lavenberg and M. Reiser, "Stationary
  /// state probabilities at arrival instants for closed queueing networks with multiple types of
  /// customers", Journal of Applied Probability 17(4), 1980, 1048-1061, doi:10.2307/3213214).
  package var waitingProbability: Double {
    let others = MachineRepair(
      machines: machines - 1,
      servers: servers,
      meanAway: meanAway,
      meanService: meanService
    )
    return others.chain.mean { $0 >= servers ? 1 : 0 }
  }
}

/// Two M/M/1 lines one after the other.
///
/// The departures of the first are Poisson (P. J. Burke, "The output of a queuing system",
/// Operations Research 4(6), 1956, 699-704, doi:10.1287/opre.4.6.699), and the numbers present are
/// independent (J. R. Jackson, "Networks of waiting lines", Operations Research 5(4), 1957, 518-521,
/// doi:10.1287/opre.5.4.518). The service times of a customer must be independent.
package struct TandemLines: Sendable {
  /// The two lines.
  package let lines: [ErlangC]

  /// Makes the system; both lines must be stable.
  package init(arrivals: Double, firstService: Double, secondService: Double) {
    lines = [firstService, secondService].map { ErlangC(arrivals: arrivals, service: $0) }
  }

  /// Mean time from arrival to departure from the second line.
  package var meanSojourn: Double { lines.reduce(0) { $0 + $1.meanSojourn } }

  /// Mean of the product of the numbers present, which is the product of their means.
  package var meanProductOfNumbers: Double {
    lines.reduce(1) { $0 * $1.arrivals * $1.meanSojourn }
  }

  /// Probability that nobody is present.
  package var emptyProbability: Double { lines.reduce(1) { $0 * (1 - $1.utilization) } }
}
