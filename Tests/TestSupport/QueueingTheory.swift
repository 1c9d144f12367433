/// Closed forms of queueing theory, for tests.
package enum QueueingTheory {
  /// Mean wait in queue of M/M/c (Erlang 1917), by the recursion of Erlang B.
  ///
  /// - Parameters:
  ///   - arrivals: Arrival rate.
  ///   - service: Service rate of one server, in the same unit.
  ///   - servers: Number of servers; arrivals < servers * service.
  /// - Returns: The mean wait, in the inverse unit of the rates.
  package static func erlangCWait(arrivals: Double, service: Double, servers: Int) -> Double {
    let load = arrivals / service
    var blocking = 1.0
    for server in 1...servers {
      blocking = load * blocking / (Double(server) + load * blocking)
    }
    let utilization = load / Double(servers)
    let waiting = blocking / (1 - utilization * (1 - blocking))
    return waiting / (Double(servers) * service - arrivals)
  }

  /// Mean wait and utilization of machine repair M/M/c//N: N machines, c repairers.
  ///
  /// - Parameters:
  ///   - machines: Number of machines N.
  ///   - servers: Number of repairers c.
  ///   - away: Mean time between return and the next request.
  ///   - service: Mean service time, in the same unit.
  /// - Returns: Mean wait in queue, in that unit, and the share of repairers at work.
  package static func machineRepair(
    machines: Int,
    servers: Int,
    away: Double,
    service: Double
  ) -> (wait: Double, utilization: Double) {
    var weights = [1.0]
    for present in 1...machines {
      let requests = Double(machines - present + 1) / away
      let completions = Double(min(present, servers)) / service
      weights.append(weights[present - 1] * requests / completions)
    }
    let total = weights.reduce(0, +)
    var present = 0.0
    var waiting = 0.0
    for (number, weight) in weights.enumerated() {
      present += Double(number) * weight / total
      waiting += Double(max(0, number - servers)) * weight / total
    }
    let throughput = (Double(machines) - present) / away
    return (waiting / throughput, (present - waiting) / Double(servers))
  }
}
