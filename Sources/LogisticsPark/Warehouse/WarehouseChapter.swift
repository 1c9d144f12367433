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
        let hours = WarehouseStage.allCases.compactMap { usage(of: $0, end)?.overtimeHours }
        return .value(hours.reduce(0, +))
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
    ) { _, end in .value(usage(of: stage, end)?.paidUtilization) }
  }

  private static func hasPeople(_ scope: RunScope) -> Bool {
    WarehouseStage.allCases.contains { scope.plan.warehouse[$0] != nil }
  }

  private static func usage(of stage: WarehouseStage, _ end: RunEnd) -> ResourceUsage? {
    end.horizon.plan.warehouse[stage].map {
      end.horizon.state[$0.place].countedUsage(until: end.horizon.now)
    }
  }
}

extension ResourceUsage {
  /// Working time over time on shift and beyond it; nil if nobody was there.
  fileprivate var paidUtilization: Double? {
    guard let busy = meanBusyUnits, let shift = meanCapacity, let beyond = meanExcess,
      shift + beyond > 0
    else { return nil }
    return busy / (shift + beyond)
  }

  /// Person-hours worked beyond shifts.
  fileprivate var overtimeHours: Double {
    Double(excessIntegral) / Double(SimulationTime.hours(1).ticks)
  }
}
