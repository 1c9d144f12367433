import DiscreteEvents
import OutputStatistics

extension KernelCases {
  /// Customers who leave the line.
  static var impatientCases: [VerificationCase] { [erlangA] }

  private static var erlangA: VerificationCase {
    let theory = ErlangA(arrivals: 3, service: 1, impatience: 1, servers: 2)
    func run(_ arrivals: Double, patience: TimeLaw?) -> VerificationCase.Observe {
      let station = StationConfiguration(
        arrivals: .rate(arrivals),
        service: .rate(1),
        servers: 2,
        patience: patience
      )
      return VerificationCase.station(station, name: "erlang-a", warmUp: 20, length: 60_000) {
        let seen = $0.observations[0]
        return [
          seen.abandonedShare, seen.wait.mean, seen.waitOfServed.mean, $0.usage.utilization,
        ]
      }
    }
    return VerificationCase(
      "erlang-a",
      system: "M/M/2+M, 3 arrivals/s, 1 service/s, patience 1 s",
      source: "Palm 1957; Garnett, Mandelbaum and Reiman 2002",
      quantities: [
        .init("share who leave", "1", theory.abandonment),
        .init("mean wait of all", "s", theory.meanWait),
        .init("mean wait of the served", "s", theory.meanWaitOfServed),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: 0.013,
      mutants: [
        .system("arrivals 5 % more frequent", run(3.15, patience: .rate(1))),
        .system("patience ignored", share: 0.1, run(3, patience: nil)),
        .system("patience constant", share: 0.1, run(3, patience: .always(1))),
      ],
      observe: run(3, patience: .rate(1))
    )
  }
}
