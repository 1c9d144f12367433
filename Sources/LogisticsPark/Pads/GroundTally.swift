import DiscreteEvents
import Wording

/// What the stays of drones at pads and docks came to.
package struct GroundTally: RecordTally {
  private let study: StudyConfiguration
  private var landings = Stays()
  private var loadings = Stays()
  private var docks = Stays()
  /// Drones that could hold no longer and landed beside their pad.
  private var beside = 0

  /// Stays of one kind.
  private struct Stays: Hashable, Sendable {
    /// Waits of those that got room [s].
    var waits: [Double] = []
    var came = WaitingCount()
    /// Ticks in line and with room, while averages over time count.
    var line: Int128 = 0
    var busy: Int128 = 0
  }

  package init(_ plan: ParkPlan) {
    study = plan.configuration.study
  }

  package static func take(
    _ records: ParkRecords,
    _ plan: ParkPlan,
    into tallies: inout Tallies<GroundTally>
  ) {
    for visit in records.visits { tallies.add(visit, of: PartsOfRecord(of: visit)) }
  }

  package mutating func add(_ visit: VisitRecord) {
    switch (visit.room, visit.purpose) {
    case (.dock, _): Self.add(visit, to: &docks, study)
    case (.pad, .loading): Self.add(visit, to: &loadings, study)
    case (.pad, .landing):
      Self.add(visit, to: &landings, study)
      if study.counts(visit.asked), visit.began == nil, visit.ended != nil { beside += 1 }
    }
  }

  private static func add(_ visit: VisitRecord, to stays: inout Stays, _ study: StudyConfiguration)
  {
    let left = visit.began ?? visit.ended ?? study.end
    stays.line += Int128(study.countedTicks(from: visit.asked, to: left))
    if let began = visit.began {
      stays.busy += Int128(study.countedTicks(from: began, to: visit.ended ?? study.end))
    }
    guard study.counts(visit.asked) else { return }
    stays.came.add(visit.visit)
    if let began = visit.began { stays.waits.append((began - visit.asked).inSeconds) }
  }
}

extension GroundTally {
  /// What is said of pads and docks.
  static let chapter = Chapter<GroundTally>(
    tables: [VisitRecord.table],
    metrics: pads + docks,
    chinese: chinese,
    summary: [
      .waits([
        "wait_pad_s": Phrase("room on a pad", "起降点空位"), "wait_dock_s": Phrase("dock", "装货位"),
        "wait_landing_s": Phrase("landing", "降落"),
      ])
    ],
    checks: [{ try $0.checkGround() }]
  )

  /// Pads with room for some drones only, or the one that is meant.
  private static func padUnits(_ scope: RunScope) -> Int {
    let pads = scope.plan.pads.indices.filter { scope.part.map(\.index) ?? $0 == $0 }
    return pads.reduce(0) { $0 + (scope.plan.configuration.pads[$1].dronesAtOnce ?? 0) }
  }

  /// Docks, those of a warehouse or of all.
  private static func dockUnits(_ scope: RunScope) -> Int {
    scope.warehouses.reduce(0) { $0 + (scope.plan.configuration.warehouses[$1].docks ?? 0) }
  }

  private static func hasPads(_ scope: RunScope) -> Bool { padUnits(scope) > 0 }

  private static func hasDocks(_ scope: RunScope) -> Bool { dockUnits(scope) > 0 }

  private static let pads: [Metric<GroundTally>] = [
    Metric(
      "wait_landing_s",
      "s",
      .lower,
      "Time above a full pad until there is room",
      over: "landings with room",
      by: [.pad],
      where: hasPads
    ) { tally, _ in .observations(tally.landings.waits) },
    Metric(
      "waited_landing_share",
      "1",
      .lower,
      "Share of the drones that came to a pad with room for some and could not land at once",
      by: [.pad],
      where: hasPads
    ) { tally, _ in .share(tally.landings.came) },
    Metric(
      "landings_beside_pad",
      "landings",
      .lower,
      "Landings beside the pad of drones that could hold no longer",
      by: [.pad],
      where: hasPads
    ) { tally, _ in .count(tally.beside) },
    Metric(
      "wait_pad_s",
      "s",
      .lower,
      "Wait for room on the pad to be loaded",
      over: "drones that got it",
      by: [.pad],
      where: hasPads
    ) { tally, _ in .observations(tally.loadings.waits) },
    Metric(
      "queue_pad_drones",
      "drones",
      .lower,
      "Drones that wait for room on a pad, above it or on the ground; time average",
      by: [.pad],
      where: hasPads
    ) { tally, end in .average(of: tally.landings.line + tally.loadings.line, end) },
    Metric(
      "pad_utilization",
      "1",
      .none,
      "Share of the room on pads with room for some drones that is in use",
      by: [.pad],
      where: hasPads
    ) { tally, end in
      .share(of: tally.landings.busy + tally.loadings.busy, padUnits(end.scope), end)
    },
  ]

  private static let docks: [Metric<GroundTally>] = [
    Metric(
      "wait_dock_s",
      "s",
      .lower,
      "Wait for a dock to be loaded at",
      over: "drones that got one",
      by: [.warehouse],
      where: hasDocks
    ) { tally, _ in .observations(tally.docks.waits) },
    Metric(
      "queue_dock_drones",
      "drones",
      .lower,
      "Drones that wait for a dock; time average",
      by: [.warehouse],
      where: hasDocks
    ) { tally, end in .average(of: tally.docks.line, end) },
    Metric(
      "dock_utilization",
      "1",
      .none,
      "Share of dock time in use",
      by: [.warehouse],
      where: hasDocks
    ) { tally, end in .share(of: tally.docks.busy, dockUnits(end.scope), end) },
  ]
}
