import DiscreteEvents
import OutputStatistics

extension KernelCases {
  /// Poisson arrivals and exponential service: one line, with and without a bound.
  static var lineCases: [VerificationCase] {
    [mm1, heavyMM1, mmc, mmck, erlangB, mgc]
  }

  private static var mm1: VerificationCase {
    let theory = ErlangC(arrivals: 1, service: 2)
    func run(_ arrivals: TimeLaw, _ service: TimeLaw) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: arrivals, service: service)
      return VerificationCase.station(station, name: "mm1", warmUp: 50, length: 160_000) {
        let seen = $0.observations[0]
        return [seen.sojourn.mean, seen.wait.mean, seen.delayedShare, $0.usage.utilization]
      }
    }
    return VerificationCase(
      "mm1",
      system: "M/M/1, 1 arrival/s, 2 services/s",
      source: "Erlang 1917; Kleinrock 1975, 3.2",
      quantities: [
        .init("mean time in system", "s", theory.meanSojourn),
        .init("mean wait", "s", theory.meanWait),
        .init("share who wait", "1", theory.waitingProbability),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: 0.0075,
      mutants: [
        .system("arrivals 5 % more frequent", run(.rate(1.05), .rate(2))),
        .system("service 5 % slower", run(.rate(1), .rate(2 / 1.05))),
        .system("service constant", share: 0.2, run(.rate(1), .always(0.5))),
      ],
      observe: run(.rate(1), .rate(2))
    )
  }

  private static var heavyMM1: VerificationCase {
    let theory = ErlangC(arrivals: 0.9, service: 1)
    func run(_ arrivals: TimeLaw, _ service: TimeLaw) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: arrivals, service: service)
      return VerificationCase.station(station, name: "mm1-heavy", warmUp: 3_000, length: 400_000) {
        [$0.observations[0].sojourn.mean, $0.usage.meanLineLength, $0.usage.utilization]
      }
    }
    return VerificationCase(
      "mm1-heavy",
      system: "M/M/1, 0.9 arrivals/s, 1 service/s",
      source: "Erlang 1917; Kleinrock 1975, 3.2",
      quantities: [
        .init("mean time in system", "s", theory.meanSojourn),
        .init("mean line length", "1", theory.meanLineLength),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: 0.003,
      mutants: [.system("arrivals 5 % rarer", run(.rate(0.9 * 0.95), .rate(1)))],
      observe: run(.rate(0.9), .rate(1))
    )
  }

  private static var mmc: VerificationCase {
    let theory = ErlangC(arrivals: 0.2, service: 0.1, servers: 3)
    func run(_ arrivals: TimeLaw, servers: Int = 3) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: arrivals, service: .rate(0.1), servers: servers)
      return VerificationCase.station(station, name: "mmc", warmUp: 500, length: 1_200_000) {
        let seen = $0.observations[0]
        return [seen.delayedShare, seen.wait.mean, $0.usage.meanLineLength, $0.usage.utilization]
      }
    }
    return VerificationCase(
      "mmc",
      system: "M/M/3, 0.2 arrivals/s, 0.1 services/s",
      source: "Erlang 1917 (Erlang C); Kleinrock 1975, 3.5",
      quantities: [
        .init("share who wait", "1", theory.waitingProbability),
        .init("mean wait", "s", theory.meanWait),
        .init("mean line length", "1", theory.meanLineLength),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: 0.00625,
      mutants: [
        .system("arrivals 5 % more frequent", run(.rate(0.21))),
        .system("a server more", share: 0.1, run(.rate(0.2), servers: 4)),
        .theory(
          "three lines, one for each server",
          [2.0 / 3, 20, 4, theory.utilization]
        ),
      ],
      observe: run(.rate(0.2))
    )
  }

  private static var mmck: VerificationCase {
    let theory = FiniteLine(arrivals: 3, service: 4, servers: 2, places: 3)
    func run(_ arrivals: TimeLaw, room: Int = 1) -> VerificationCase.Observe {
      let station = StationConfiguration(
        arrivals: arrivals,
        service: .rate(4),
        servers: 2,
        waitingRoom: room
      )
      return VerificationCase.station(station, name: "mmck", warmUp: 20, length: 64_000) { end in
        let seen = end.observations[0]
        let usage = end.usage
        let present = usage.meanLineLength.flatMap { line in usage.meanBusyUnits.map { $0 + line } }
        return [seen.refusedShare, present, seen.wait.mean]
      }
    }
    return VerificationCase(
      "mmck",
      system: "M/M/2/3, 3 arrivals/s, 4 services/s",
      source: "Kleinrock 1975, 3.6 and 3.7",
      quantities: [
        .init("share lost", "1", theory.loss),
        .init("mean number present", "1", theory.meanPresent),
        .init("mean wait", "s", theory.meanWait),
      ],
      quickScale: 0.009,
      mutants: [
        .system("arrivals 5 % more frequent", run(.rate(3.15))),
        .system("room for one more", share: 0.1, run(.rate(3), room: 2)),
      ],
      observe: run(.rate(3))
    )
  }

  private static var erlangB: VerificationCase {
    let theory = ErlangB(load: 10, servers: 10)
    func run(_ arrivals: TimeLaw, room: Int = 0) -> VerificationCase.Observe {
      let station = StationConfiguration(
        arrivals: arrivals,
        service: .between(0, 2),
        servers: 10,
        waitingRoom: room
      )
      return VerificationCase.station(station, name: "erlang-b", warmUp: 20, length: 20_000) {
        [$0.observations[0].refusedShare, $0.usage.meanBusyUnits]
      }
    }
    return VerificationCase(
      "erlang-b",
      system: "M/G/10/10, load 10, service uniform",
      source: "Erlang 1917 (Erlang B); Sevastyanov 1957",
      quantities: [
        .init("share lost", "1", theory.blocking),
        .init("mean busy servers", "1", theory.meanBusyServers),
      ],
      quickScale: 0.0075,
      mutants: [
        .system("arrivals 5 % more frequent", run(.rate(10.5))),
        .system("room for one to wait", share: 0.3, run(.rate(10), room: 1)),
      ],
      observe: run(.rate(10))
    )
  }

  private static var mgc: VerificationCase {
    let service = TimeLaw.between(0, 2)
    let theory = LeeLongton(
      arrivals: 1.6,
      service: 1,
      servers: 2,
      squaredVariation: service.squaredVariation
    )
    func run(_ service: TimeLaw) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: .rate(1.6), service: service, servers: 2)
      return VerificationCase.station(station, name: "mgc", warmUp: 100, length: 120_000) {
        [$0.observations[0].wait.mean]
      }
    }
    return VerificationCase(
      "mgc",
      system: "M/G/2, 1.6 arrivals/s, service uniform, mean 1 s",
      source: "Lee and Longton 1959, an approximation",
      quantities: [.init("mean wait", "s", theory.meanWait, band: 0.03)],
      quickScale: 0.0125,
      mutants: [
        .system("service exponential", run(.rate(1))),
        .system("service constant", run(.always(1))),
      ],
      observe: run(service)
    )
  }
}
