import DiscreteEvents
import Figures
import LogisticsPark
import TestSupport
import Testing
import Wording

/// What pictures of a run show is what its metrics say.
struct PastRunTests {
  private struct Made {
    let run: PastRun
    let result: SimulationResult
  }

  private func make(_ park: ParkConfiguration, seed: UInt64) throws -> Made {
    let listener = RecordingListener()
    let result = try ParkSimulation(park, seed: seed, replication: 1, telemetry: .none)
      .run(listener)
    let run = PastRun(
      plan: ParkPlan(park),
      records: listener.history.records,
      storedAtEnd: result.drones.map(\.storedAtEnd)
    )
    return Made(run: run, result: result)
  }

  private func randomParks(_ count: Int, _ body: (Made, Comment) throws -> Void) throws {
    var streams = StreamDirectory(seed: 20_261_201, replication: 1)
    var stream = streams.stream("test.past")
    for number in 1...count {
      let park = ParkConfiguration.randomOfManyParts(&stream)
      try body(
        make(park, seed: UInt64(number)),
        Comment(rawValue: "park \(number) of seed 20261201")
      )
    }
  }

  /// The metric of a place's line, and the kind of part of which it is told.
  private static let lines: [String: (metric: String, kind: EntityKind)] = [
    "picking": ("queue_pick_orders", .warehouse), "packing": ("queue_pack_orders", .warehouse),
    "drone": ("queue_drone_orders", .warehouse), "dock": ("queue_dock_drones", .warehouse),
    "pad": ("queue_pad_drones", .pad), "charging": ("queue_charger_drones", .station),
  ]

  @Test("Lines integrate to the time averages of the metrics, in 24 random parks")
  func linesIntegrate() throws {
    var seen: Set<String> = []
    try randomParks(24) { made, comment in
      let study = made.run.plan.configuration.study
      let (from, to) = (study.warmUp.inSeconds, study.horizon.inSeconds)
      for place in made.run.places {
        let line = try #require(Self.lines[place.kind])
        let index = try #require(
          made.run.plan.entities(line.kind).firstIndex { $0.name == place.owner }
        )
        let metric = made.result.partMetrics.first {
          $0.part == ParkPart(line.kind, index) && $0.value.name == line.metric
        }
        let expected = try #require(metric?.value.value, "\(line.metric) in \(comment)")
        let average = place.waiting.average(from: from, to: to) ?? 0
        #expect(
          abs(average - expected) <= 1e-9 * max(1, expected),
          "\(place.name) in \(comment)"
        )
        if expected > 0 { seen.insert(place.kind) }
      }
    }
    #expect(seen == Set(Self.lines.keys))
  }

  @Test("What drones do adds up to the times in their states, in 24 random parks")
  func activitiesAddUp() throws {
    let states: [DroneActivity: [DroneState]] = [
      .loading: [.loading], .waitingForBay: [.waitingForBay], .charging: [.charging],
      .flyingOut: [.climbingOut, .cruisingOut, .descendingOut, .delivering],
      .flyingBack: [.climbingBack, .cruisingBack, .landing],
      .waitingForRoom: [.waitingForPad, .holding],
    ]
    var seen: Set<DroneActivity> = []
    try randomParks(24) { made, comment in
      for (drone, stretches) in made.run.activities().enumerated() {
        for (one, next) in zip(stretches, stretches.dropFirst()) {
          #expect(one.to <= next.from, "drone \(drone) in \(comment)")
        }
        for (activity, states) in states {
          let ticks = stretches.filter { $0.activity == activity }
            .reduce(Int64(0)) { $0 + ($1.to - $1.from).ticks }
          let expected = states.reduce(Int64(0)) { sum, state in
            let place = DroneState.allCases.firstIndex(of: state) ?? 0
            return sum + made.result.drones[drone].ticksInState[place]
          }
          #expect(ticks == expected, "\(activity) of drone \(drone) in \(comment)")
          if ticks > 0 { seen.insert(activity) }
        }
      }
    }
    #expect(seen == Set(DroneActivity.allCases))
  }

  @Test func everyMetricHasAMeaningInChinese() throws {
    for definition in MetricCatalogue.definitions {
      let meaning = try #require(MetricCatalogue.meaning(of: definition.name))
      #expect(meaning.english == definition.meaning)
      #expect(meaning.chinese != meaning.english, "\(definition.name)")
    }
    let named = ParkChapters.all.flatMap { $0.chinese.keys }
    #expect(Set(named) == Set(MetricCatalogue.definitions.map(\.name)))
  }

  @Test func everyPanelHasANameWordsAndAFigure() throws {
    let names = ParkChapters.panels.map(\.name)
    #expect(Set(names).count == names.count && names.count == 9)
    for panel in ParkChapters.panels {
      #expect(panel.name.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
      for phrase in [panel.title, panel.reading] {
        #expect(!phrase.english.isEmpty && !phrase.chinese.isEmpty)
        #expect(phrase.english != phrase.chinese)
      }
    }
    try randomParks(6) { made, comment in
      for panel in ParkChapters.panels where panel.isThere(made.run.plan) {
        let figures = panel.figures(of: [made.run]) { $0[0] }
        #expect(!figures.isEmpty || panel.name == "queue", "\(panel.name) in \(comment)")
        let names = panel.names(in: made.run)
        #expect(Set(names).count == names.count, "\(panel.name) in \(comment)")
        guard panel.chooses != nil, let last = names.last else { continue }
        #expect(panel.figures(of: [made.run], chosen: [last]) { $0[0] }.count == 1)
      }
    }
  }
}
