import DiscreteEvents
import OutputStatistics

extension KernelCases {
  /// One server with other laws of service and arrival, and with another discipline.
  static var singleServerCases: [VerificationCase] { [mg1, mg1Varied, dm1, processorSharing] }

  private static var mg1: VerificationCase {
    mg1(
      "mg1",
      system: "M/G/1, 0.7 arrivals/s, service uniform, mean 1 s",
      service: .between(0, 2),
      arrivals: 0.7,
      length: 240_000,
      quickScale: 0.015
    )
  }

  private static var mg1Varied: VerificationCase {
    mg1(
      "mg1-varied",
      system: "M/G/1, 0.6 arrivals/s, service gamma, mean 1 s, variation 2",
      service: .gamma(mean: 1, variation: 2),
      arrivals: 0.6,
      length: 80_000,
      quickScale: 0.15
    )
  }

  private static func mg1(
    _ name: String,
    system: String,
    service: TimeLaw,
    arrivals: Double,
    length: Double,
    quickScale: Double
  ) -> VerificationCase {
    let theory = PollaczekKhinchine(
      arrivals: arrivals,
      meanService: 1,
      squaredVariation: service.squaredVariation
    )
    func run(_ arrivals: Double, _ service: TimeLaw) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: .rate(arrivals), service: service)
      return VerificationCase.station(station, name: name, warmUp: 200, length: length) {
        [$0.observations[0].wait.mean, $0.usage.meanLineLength, $0.usage.utilization]
      }
    }
    let exponential = ErlangC(arrivals: arrivals, service: 1)
    // A job met in service is taken to have half its mean length left: the inspection paradox.
    let residual = theory.utilization * 0.5 / (1 - theory.utilization)
    return VerificationCase(
      name,
      system: system,
      source: "Pollaczek 1930; Khinchine 1932",
      quantities: [
        .init("mean wait", "s", theory.meanWait),
        .init("mean line length", "1", theory.meanLineLength),
        .init("utilization", "1", theory.utilization),
      ],
      quickScale: quickScale,
      mutants: [
        .theory(
          "the residual-life term is missing",
          [residual, arrivals * residual, theory.utilization]
        ),
        .theory(
          "service taken as exponential",
          [exponential.meanWait, exponential.meanLineLength, exponential.utilization]
        ),
        .system("arrivals 5 % more frequent", run(arrivals * 1.05, service)),
      ],
      observe: run(arrivals, service)
    )
  }

  private static var dm1: VerificationCase {
    let theory = EqualArrivals(arrivals: 0.8, service: 1)
    func run(_ arrivals: TimeLaw) -> VerificationCase.Observe {
      let station = StationConfiguration(arrivals: arrivals, service: .rate(1))
      return VerificationCase.station(station, name: "dm1", warmUp: 200, length: 240_000) {
        let seen = $0.observations[0]
        return [seen.delayedShare, seen.wait.mean, $0.usage.utilization]
      }
    }
    return VerificationCase(
      "dm1",
      system: "D/M/1, 0.8 arrivals/s, 1 service/s",
      source: "Kendall 1953",
      quantities: [
        .init("share who wait", "1", theory.waitingProbability),
        .init("mean wait", "s", theory.meanWait),
        .init("utilization", "1", 0.8),
      ],
      quickScale: 0.0075,
      mutants: [
        .system("arrivals 5 % more frequent", run(.always(1.25 / 1.05))),
        .system("arrivals Poisson", share: 0.2, run(.rate(0.8))),
      ],
      observe: run(.always(1.25))
    )
  }

  private static var processorSharing: VerificationCase {
    let theory = ProcessorSharing(utilization: 0.6)
    let uniform = TimeLaw.between(0.2, 1.8)
    func run(
      _ arrivals: Double,
      _ discipline: SharedProcessor.Discipline = .sharing
    ) -> VerificationCase.Observe {
      { replication in
        let window = StudyWindow(warmUp: 100, length: 160_000 * replication.scale)
        var streams = replication.streams
        var server = SharedProcessor(
          arrivals: .rate(arrivals),
          service: uniform,
          discipline: discipline,
          window: window,
          streams: &streams,
          name: "processor-sharing"
        )
        server.run(until: window.end)
        return [server.slowdownOfShort.mean, server.slowdownOfLong.mean, server.meanPresent]
      }
    }
    return VerificationCase(
      "processor-sharing",
      system: "M/G/1-PS, 0.6 arrivals/s, work uniform, mean 1 s",
      source: "Kleinrock 1967; Sakata, Noguchi and Oizumi 1971",
      quantities: [
        .init("mean slowdown of short work", "1", theory.meanSlowdown),
        .init("mean slowdown of long work", "1", theory.meanSlowdown),
        .init("mean number present", "1", theory.meanPresent),
      ],
      quickScale: 0.018,
      mutants: [
        .system("in order of arrival", share: 0.1, run(0.6, .inOrderOfArrival)),
        .system("arrivals 5 % more frequent", run(0.63)),
      ],
      observe: run(0.6)
    )
  }
}
