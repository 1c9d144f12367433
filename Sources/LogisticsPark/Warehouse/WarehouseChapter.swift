import DiscreteEvents

/// What is said of the people in the warehouse.
enum WarehouseChapter {
  static let chapter = Chapter<NoTally>(
    metrics: [
      utilization("picker_utilization", of: .picking, "pickers"),
      utilization("packer_utilization", of: .packing, "packers"),
      Metric(
        "overtime_h",
        "h",
        .lower,
        "Person-hours worked beyond the end of shifts",
        where: hasPeople
      ) { _, end in
        let beyond = WarehouseStage.allCases.compactMap { stage in
          place(of: stage, end)?.crews?.beyondShift.countedIntegral(until: end.horizon.now)
        }
        return .value(Double(beyond.reduce(0, +)) / Double(SimulationTime.hours(1).ticks))
      },
    ]
  )

  private static func utilization(
    _ name: String,
    of stage: WarehouseStage,
    _ people: String
  ) -> Metric<NoTally> {
    let isThere = { @Sendable (scope: RunScope) in scope.plan.warehouse[stage] != nil }
    return Metric(
      name,
      "1",
      .none,
      "Share of the \(people)' paid time at work",
      where: isThere
    ) { _, end in
      // People who finish work after their shift are units too, and are paid.
      .value(place(of: stage, end)?.countedUsage(until: end.horizon.now).utilization)
    }
  }

  private static func hasPeople(_ scope: RunScope) -> Bool {
    WarehouseStage.allCases.contains { scope.plan.warehouse[$0] != nil }
  }

  private static func place(of stage: WarehouseStage, _ end: RunEnd) -> Place? {
    end.horizon.plan.warehouse[stage].map { end.horizon.state[$0.place] }
  }
}
