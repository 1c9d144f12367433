package import DiscreteEvents
package import Wording

/// One event of a park in words, and how the park stands after it.
package struct ParkTraceStep: Sendable {
  /// Its place among the events of the run, from 1.
  package let number: Int
  /// When it happened.
  package let time: SimulationTime
  /// What happened.
  package let event: Phrase
  /// How the park stands after it.
  package let after: ParkGlance
  /// What comes next after it.
  package let next: (time: SimulationTime, event: Phrase)?
}

/// How a park stands at an instant: who waits for what, and what comes next.
package struct ParkOutlook: Sendable {
  /// The instant.
  package let time: SimulationTime
  /// How many are where.
  package let glance: ParkGlance
  /// Who waits for what.
  package let waits: [ParkWait]
  /// The next events, as far as they are known.
  package let upcoming: [(time: SimulationTime, event: Phrase)]
}

/// Reads one replication of a scenario event by event.
package struct ParkTracer: Sendable {
  private let configuration: ParkConfiguration
  private let seed: UInt64
  private let replication: Int

  /// Makes a tracer.
  ///
  /// - Parameters:
  ///   - configuration: What is simulated.
  ///   - seed: Seed of the study, 0 to 2^53 - 1.
  ///   - replication: Number of the replication, from 1.
  package init(_ configuration: ParkConfiguration, seed: UInt64, replication: Int) {
    self.configuration = configuration
    self.seed = seed
    self.replication = replication
  }

  /// Hands over the events of a period one by one.
  ///
  /// - Parameters:
  ///   - start: The first instant.
  ///   - end: The last instant, at most the end of the run.
  ///   - limit: The most events to give; not negative.
  ///   - take: Takes an event.
  /// - Returns: How many more there are up to the end.
  package func forEachStep(
    from start: SimulationTime,
    to end: SimulationTime,
    limit: Int,
    _ take: @escaping (ParkTraceStep) -> Void
  ) -> Int {
    var park = park
    var writer = StepWriter(start: start, limit: limit, take: take)
    park.run(until: min(end, configuration.study.end), observer: &writer)
    return writer.omitted
  }

  /// How the park stands once all events of an instant are handled.
  ///
  /// - Parameters:
  ///   - time: The instant.
  ///   - upcoming: How many of the next events to give; not negative.
  /// - Returns: The park as it stands then.
  package func outlook(at time: SimulationTime, upcoming: Int) -> ParkOutlook {
    var park = park
    park.run(until: min(time, configuration.study.end))
    let names = EventNames(in: park)
    return ParkOutlook(
      time: park.now,
      glance: ParkGlance(of: park),
      waits: park.waits,
      upcoming: park.engine.upcoming(upcoming).map { ($0.time, $0.event.own.text(names)) }
    )
  }

  private var park: Park {
    Park(configuration, seed: seed, replication: replication, recordsSegments: false)
  }
}

extension ParkTracer {
  /// The events of a period as one list.
  ///
  /// - Returns: The events, and how many more there are up to the end.
  package func steps(
    from start: SimulationTime,
    to end: SimulationTime,
    limit: Int
  ) -> (steps: [ParkTraceStep], omitted: Int) {
    var steps: [ParkTraceStep] = []
    let omitted = forEachStep(from: start, to: end, limit: limit) { steps.append($0) }
    return (steps, omitted)
  }
}

/// Hands over the events of a park from an instant on.
private struct StepWriter: EventObserver {
  let start: SimulationTime
  let limit: Int
  private let take: (ParkTraceStep) -> Void
  private var count = 0
  private(set) var omitted = 0
  private var text = Phrase(same: "")

  init(start: SimulationTime, limit: Int, take: @escaping (ParkTraceStep) -> Void) {
    self.start = start
    self.limit = limit
    self.take = take
  }

  mutating func willHandle(_ event: ParkEvent, in model: borrowing Park) {
    let park = copy model
    guard park.now >= start, count < limit else { return }
    let names = EventNames(in: park, nextOrder: park.state.orders.createdCount + 1)
    text = event.own.text(names)
  }

  mutating func didHandle(_ event: ParkEvent, in model: inout Park) {
    model.outbox = ParkOutbox()
    guard model.now >= start else { return }
    guard count < limit else {
      omitted += 1
      return
    }
    count += 1
    let next = model.engine.upcoming(1).first
    let names = EventNames(in: model)
    take(
      ParkTraceStep(
        number: model.engine.handledCount,
        time: model.now,
        event: text,
        after: ParkGlance(of: model),
        next: next.map { ($0.time, $0.event.own.text(names)) }
      )
    )
  }
}
