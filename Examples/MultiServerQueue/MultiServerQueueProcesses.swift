import DiscreteEvents

/// The call center in the process view: a call comes, waits for an agent and is served.
///
/// - Parameter replication: Which independent repetition, from 1.
/// - Returns: How the agents were used after the warm-up.
/// - Throws: A `SimulationError` if the processes can not go on.
func multiServerQueueProcesses(replication: Int) throws -> ResourceUsage {
  typealias Parameters = MultiServerQueue
  var streams = StreamDirectory(seed: 1, replication: replication)
  var arrivals = streams.stream("arrivals")
  var services = streams.stream("services")
  let timeBetween = ExponentialDistribution(mean: 1 / Parameters.arrivalRate)
  let serviceTime = ExponentialDistribution(mean: 1 / Parameters.serviceRate)

  let simulation = Simulation()
  let agents = simulation.resource("agents", capacity: Parameters.servers)

  simulation.process("arrivals") {
    while true {
      try await simulation.wait(.hours(timeBetween.sample(&arrivals)))
      simulation.process("call") {
        try await agents.using {
          try await simulation.wait(.hours(serviceTime.sample(&services)))
        }
      }
    }
  }

  try simulation.advance(until: Parameters.warmUp)
  agents.restartUsage()
  try simulation.run(until: Parameters.end)
  return agents.usage
}
