import DiscreteEvents
import OutputStatistics

extension KernelCases {
  /// Two classes of customers, one more urgent, with and without interruption.
  static var priorityCases: [VerificationCase] { [nonPreemptive, preemptive] }

  private typealias CustomerClass = StationConfiguration.CustomerClass

  private static var nonPreemptive: VerificationCase {
    let theory = PriorityLines([
      .init(arrivals: 0.3, meanService: 1), .init(arrivals: 0.5, meanService: 1),
    ])
    func run(
      _ arrivals: Double = 0.3,
      priorities: (Int, Int) = (0, 1),
      preempts: Bool = false
    ) -> VerificationCase.Observe {
      let station = StationConfiguration([
        CustomerClass(
          arrivals: .rate(arrivals),
          service: .rate(1),
          priority: priorities.0,
          preempts: preempts
        ),
        CustomerClass(arrivals: .rate(0.5), service: .rate(1), priority: priorities.1),
      ])
      return VerificationCase.station(
        station,
        name: "priority-non-preemptive",
        warmUp: 500,
        length: 400_000
      ) {
        [$0.observations[0].wait.mean, $0.observations[1].wait.mean, $0.usage.utilization]
      }
    }
    let fifo = theory.waitInOrderOfArrival
    return VerificationCase(
      "priority-non-preemptive",
      system: "M/M/1, 0.3 urgent and 0.5 other arrivals/s, 1 service/s, no interruption",
      source: "Cobham 1954",
      quantities: [
        .init("mean wait of the urgent", "s", theory.waitWithoutInterruption(of: 0)),
        .init("mean wait of the others", "s", theory.waitWithoutInterruption(of: 1)),
        .init("utilization", "1", 0.8),
      ],
      quickScale: 0.006,
      mutants: [
        .system("in order of arrival", share: 0.5, run(priorities: (0, 0))),
        .theory("in order of arrival", [fifo, fifo, 0.8]),
        .system("the urgent interrupt", share: 0.3, run(preempts: true)),
        .system("urgent arrivals 20 % more frequent", run(0.36)),
      ],
      observe: run()
    )
  }

  private static var preemptive: VerificationCase {
    let theory = PriorityLines([
      .init(arrivals: 0.3, meanService: 1, squaredVariation: 1.0 / 3),
      .init(arrivals: 0.4, meanService: 1),
    ])
    func run(
      _ arrivals: Double = 0.3,
      preempts: Bool = true,
      rule: PreemptionRule = .resume
    ) -> VerificationCase.Observe {
      let station = StationConfiguration([
        CustomerClass(
          arrivals: .rate(arrivals),
          service: .between(0, 2),
          priority: 0,
          preempts: preempts
        ),
        CustomerClass(
          arrivals: .rate(0.4),
          service: .rate(1),
          priority: 1,
          ifPreempted: rule
        ),
      ])
      return VerificationCase.station(
        station,
        name: "priority-preemptive",
        warmUp: 300,
        length: 400_000
      ) {
        [$0.observations[0].sojourn.mean, $0.observations[1].sojourn.mean, $0.usage.utilization]
      }
    }
    return VerificationCase(
      "priority-preemptive",
      system: "M/G/1, 0.3 urgent arrivals/s of uniform, 0.4 of exponential service, resume",
      source: "Conway, Maxwell and Miller 1967, 8.7",
      quantities: [
        .init("mean time in system, urgent", "s", theory.sojournWithInterruption(of: 0)),
        .init("mean time in system, others", "s", theory.sojournWithInterruption(of: 1)),
        .init("utilization", "1", 0.7),
      ],
      quickScale: 0.006,
      mutants: [
        .system("nobody interrupts", share: 0.3, run(preempts: false)),
        .system("the interrupted begin anew", share: 0.3, run(rule: .restart)),
        .system("urgent arrivals 20 % more frequent", run(0.36)),
      ],
      observe: run()
    )
  }
}
