internal import DiscreteEvents

/// Serves objects in an M/M/1 queue of arrival rate 0.9 and service rate 1, and adds up their times.
///
/// An arrival process puts the time of arrival into a store, a service process takes it out.
///
/// - Returns: The sum of the times in the system [s].
func serverQueue(_ objects: Int, seed: UInt64) throws -> Double {
  let simulation = Simulation()
  let queue = simulation.store(of: SimulationTime.self)
  var directory = StreamDirectory(seed: seed, replication: 1)
  var arrivals = directory.stream("time between arrivals")
  var services = directory.stream("service time")
  let timeBetweenArrivals = ExponentialDistribution(mean: 1 / 0.9)
  let serviceTime = ExponentialDistribution(mean: 1)
  var total = SimulationTime.zero
  simulation.process("arrivals") {
    while true {
      try await simulation.wait(.seconds(timeBetweenArrivals.sample(&arrivals)))
      try await queue.put(simulation.now)
    }
  }
  simulation.process("server") {
    for _ in 0..<objects {
      let arrival = try await queue.take()
      try await simulation.wait(.seconds(serviceTime.sample(&services)))
      total += simulation.now - arrival
    }
    simulation.stop()
  }
  try simulation.run()
  return total.inSeconds
}

/// The same queue with a process for each customer, who uses a resource.
func customerQueue(_ objects: Int, seed: UInt64) throws -> Double {
  let simulation = Simulation()
  let server = simulation.resource("server", capacity: 1)
  var directory = StreamDirectory(seed: seed, replication: 1)
  var arrivals = directory.stream("time between arrivals")
  var services = directory.stream("service time")
  let timeBetweenArrivals = ExponentialDistribution(mean: 1 / 0.9)
  let serviceTime = ExponentialDistribution(mean: 1)
  var total = SimulationTime.zero
  var served = 0
  simulation.process("arrivals") {
    while true {
      try await simulation.wait(.seconds(timeBetweenArrivals.sample(&arrivals)))
      simulation.process("customer") {
        let arrival = simulation.now
        try await server.use(for: .seconds(serviceTime.sample(&services)))
        total += simulation.now - arrival
        served += 1
        if served == objects { simulation.stop() }
      }
    }
  }
  try simulation.run()
  return total.inSeconds
}

/// Lets many processes wait at once for one occurrence, and counts those that were woken.
func waitTogether(_ count: Int) throws -> Int {
  let simulation = Simulation()
  let gate = simulation.occurrence("gate")
  var woken = 0
  for _ in 0..<count {
    simulation.process("visitor") {
      try await gate.wait()
      woken += 1
    }
  }
  simulation.process("porter") {
    try await simulation.wait(.hours(1))
    gate.happen()
  }
  try simulation.run()
  return woken
}
