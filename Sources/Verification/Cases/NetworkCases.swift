import DiscreteEvents
import OutputStatistics

extension KernelCases {
  /// Systems of several parts.
  static var networkCases: [VerificationCase] { [repairOne, repairFour, tandem] }

  private static var repairOne: VerificationCase {
    repair(
      "machine-repair",
      system: "M/M/1//5, failure after 10 s, repair 1 s",
      machines: 5,
      repairers: 1,
      running: 10,
      length: 160_000,
      quickScale: 0.025
    )
  }

  private static var repairFour: VerificationCase {
    repair(
      "machine-repair-crew",
      system: "M/M/4//10, failure after 2 s, repair 1 s",
      machines: 10,
      repairers: 4,
      running: 2,
      length: 48_000,
      quickScale: 0.0125
    )
  }

  private static func repair(
    _ name: String,
    system: String,
    machines: Int,
    repairers: Int,
    running: Double,
    length: Double,
    quickScale: Double
  ) -> VerificationCase {
    let theory = MachineRepair(
      machines: machines,
      servers: repairers,
      meanAway: running,
      meanService: 1
    )
    func run(_ repair: TimeLaw, machines: Int) -> VerificationCase.Observe {
      { replication in
        let window = StudyWindow(warmUp: 50, length: length * replication.scale)
        var streams = replication.streams
        var shop = RepairShop(
          machines: machines,
          repairers: repairers,
          running: .rate(1 / running),
          repair: repair,
          window: window,
          streams: &streams,
          name: name
        )
        shop.run(until: window.end)
        return [shop.allRunShare, shop.meanDown, shop.usage.meanWait, shop.usage.utilization]
      }
    }
    return VerificationCase(
      name,
      system: system,
      source: "Palm 1947; Kleinrock 1975, 3.8 and 3.10",
      quantities: [
        .init("share of time in which all run", "1", theory.allRunProbability),
        .init("mean number down", "1", theory.meanDown),
        .init("mean wait", "s", theory.meanWait),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: quickScale,
      mutants: [
        .system("repair 5 % slower", run(.rate(1 / 1.05), machines: machines)),
        .system("a machine more", share: 0.2, run(.rate(1), machines: machines + 1)),
        .system("repair constant", share: 0.2, run(.always(1), machines: machines)),
      ],
      observe: run(.rate(1), machines: machines)
    )
  }

  private static var tandem: VerificationCase {
    let theory = TandemLines(arrivals: 1, firstService: 1.5, secondService: 2)
    func run(_ arrivals: Double = 1, sameChance: Bool = false) -> VerificationCase.Observe {
      { replication in
        let window = StudyWindow(warmUp: 150, length: 160_000 * replication.scale)
        var streams = replication.streams
        var stations = TandemStations(
          arrivals: .rate(arrivals),
          services: [.rate(1.5), .rate(2)],
          sameChance: sameChance,
          window: window,
          streams: &streams,
          name: "tandem"
        )
        stations.run(until: window.end)
        return [stations.sojourn.mean, stations.meanProductOfNumbers, stations.emptyShare]
      }
    }
    return VerificationCase(
      "tandem",
      system: "two M/M/1, 1 arrival/s, 1.5 and 2 services/s",
      source: "Burke 1956; Jackson 1957",
      quantities: [
        .init("mean time in system", "s", theory.meanSojourn),
        .init("mean product of the numbers", "1", theory.meanProductOfNumbers),
        .init("share of time empty", "1", theory.emptyProbability),
      ],
      quickScale: 0.01,
      mutants: [
        .system("second service from the first's chance", share: 0.5, run(sameChance: true)),
        .system("arrivals 5 % more frequent", run(1.05)),
      ],
      observe: run()
    )
  }
}
