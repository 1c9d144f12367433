import DiscreteEvents
import OutputStatistics

/// A call center with several agents: the queue M/M/c.
///
/// *System.* Calls come at random, 12 an hour; each of four agents needs 15 minutes for one on
/// average; calls wait in order of arrival, as long as it takes.
///
/// *Question.* How long does a call wait, and does the simulation agree with theory?
///
/// *Result.* The mean wait with its confidence interval from 20 independent replications, and the
/// share of time that an agent is busy, beside the closed form of A. K. Erlang (1917).
enum MultiServerQueue {
  static let servers = 4
  /// Calls an hour.
  static let arrivalRate = 12.0
  /// Calls that an agent can serve in an hour.
  static let serviceRate = 4.0

  static let replications = 20
  /// The first hours, in which the queue builds up, are not counted.
  static let warmUp = SimulationTime.hours(10)
  static let end = SimulationTime.hours(110)

  /// Simulation and theory side by side as the example prints them.
  static func text(_ view: View) throws -> String {
    let (waits, utilizations) = try replicate(view)
    guard
      let wait = ConfidenceInterval(of: waits, level: 0.95),
      let utilization = ConfidenceInterval(of: utilizations, level: 0.95)
    else { preconditionFailure("\(waits.count) replications are not enough for an interval") }
    let theory = ErlangC(arrivals: arrivalRate, service: serviceRate, servers: servers)
    let hours = (end - warmUp).inHours
    return """
      \(replications) replications of \(hours.text(0)) h after a warm-up of \(warmUp.inHours.text(0)) h
                             simulated   +- (95 %)      theory
      mean wait [min]     \(row(wait, theory.meanWait * 60))
      utilization         \(row(utilization, theory.utilization))

      """
  }

  /// Mean wait [min] and utilization of each replication.
  static func replicate(_ view: View) throws -> (waits: [Double], utilizations: [Double]) {
    var waits: [Double] = []
    var utilizations: [Double] = []
    for replication in 1...replications {
      let usage =
        switch view {
        case .events: multiServerQueueEvents(replication: replication)
        case .processes: try multiServerQueueProcesses(replication: replication)
        }
      if let wait = usage.meanWait, let utilization = usage.utilization {
        waits.append(wait / 60)
        utilizations.append(utilization)
      }
    }
    return (waits, utilizations)
  }

  private static func row(_ simulated: ConfidenceInterval, _ theory: Double) -> String {
    [simulated.mean, simulated.halfWidth, theory].map { $0.text(4, width: 12) }.joined()
  }
}

/// The closed form of M/M/c.
struct ErlangC {
  /// Share of time that a server is busy.
  let utilization: Double
  /// Probability that a customer has to wait.
  let waitProbability: Double
  /// Mean time in the line of all customers, in the inverse unit of the rates.
  let meanWait: Double

  /// Rates of arrivals and of one server, in the same unit; fewer arrivals than all servers can do.
  init(arrivals: Double, service: Double, servers: Int) {
    let load = arrivals / service
    // The recursion of Erlang's loss formula, from no server to all.
    var loss = 1.0
    for server in 1...servers { loss = load * loss / (Double(server) + load * loss) }
    utilization = load / Double(servers)
    waitProbability = loss / (1 - utilization * (1 - loss))
    meanWait = waitProbability / (Double(servers) * service - arrivals)
  }
}
