import DiscreteEvents

/// A workshop whose machines break down, with one repairman.
///
/// *System.* Ten machines make parts, 10 minutes each on average. Now and then, after 300 minutes
/// on average, one fails; the repairman needs 30 minutes for it, and then it goes on with the part
/// that it had begun. Between repairs he does other jobs of 30 minutes, which he drops at once when a
/// machine fails and resumes afterwards; he never drops a repair.
///
/// *Question.* How much does each machine make in a week?
///
/// *Result.* Parts and failures of each machine: about 80 % of the 1,008 parts that it would make
/// without failures.
/// The rules are those of SimPy's example `machine_shop`, so `simpy-machine-shop` runs the same two
/// models with Python's random numbers.
enum MachineShop {
  static let machines = 10
  static let partTime = (mean: 10.0, standardDeviation: 2.0)
  static let timeToFailure = 300.0
  static let repairTime = SimulationTime.minutes(30)
  static let jobTime = SimulationTime.minutes(30)
  static let end = SimulationTime.days(7)

  /// Who comes first at the repairman.
  static let repairPriority = 1
  static let jobPriority = 2

  /// The output of each machine in a week as the example prints it.
  static func text(_ view: View) throws -> String {
    let chance = MachineShopStreams(seed: 1)
    let output =
      switch view {
      case .events: machineShopEvents(chance, until: end)
      case .processes: try machineShopProcesses(chance, until: end)
      }
    var text = "one replication of \(end.inHours.text(0)) h\nmachine   parts   failures\n"
    for (machine, made) in output.enumerated() {
      text += machine.text(width: 7) + made.parts.text(width: 8) + made.failures.text(width: 11)
      text += "\n"
    }
    let parts = output.reduce(0) { $0 + $1.parts }
    let failures = output.reduce(0) { $0 + $1.failures }
    return text + "    all" + parts.text(width: 8) + failures.text(width: 11) + "\n"
  }
}

/// What a machine has done so far.
struct MachineOutput: Equatable {
  var parts = 0
  var failures = 0
}

/// Where the chance of the shop comes from.
protocol MachineShopChance {
  /// How long a machine works on a part.
  mutating func partTime(of machine: Int) -> SimulationTime
  /// How long from one failure to the next.
  mutating func timeToFailure(of machine: Int) -> SimulationTime
}

/// Two random streams for each machine: one machine more leaves the chance of the others as it was.
struct MachineShopStreams: MachineShopChance {
  private var parts, failures: [RandomStream]

  init(seed: UInt64, replication: Int = 1) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    parts = (0..<MachineShop.machines).map { streams.stream("part", entity: "machine \($0)") }
    failures = (0..<MachineShop.machines).map { streams.stream("failure", entity: "machine \($0)") }
  }

  mutating func partTime(of machine: Int) -> SimulationTime {
    let times = TruncatedNormalDistribution(
      normalMean: MachineShop.partTime.mean,
      normalStandardDeviation: MachineShop.partTime.standardDeviation,
      from: 0,
      to: .infinity
    )
    return .minutes(times.sample(&parts[machine]))
  }

  mutating func timeToFailure(of machine: Int) -> SimulationTime {
    let times = ExponentialDistribution(mean: MachineShop.timeToFailure)
    return .minutes(times.sample(&failures[machine]))
  }
}
