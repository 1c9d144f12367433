import DiscreteEvents

/// What is said of the people in the warehouses.
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
        by: [.warehouse],
        where: hasPeople
      ) { _, end in
        let beyond = WarehouseStage.allCases.flatMap { places(of: $0, end) }.compactMap {
          $0.crews?.beyondShift.countedIntegral(until: end.horizon.now)
        }
        return .value(Double(beyond.reduce(0, +)) / Double(SimulationTime.hours(1).ticks))
      },
    ],
    chinese: [
      "picker_utilization": "拣货员付薪时间中工作的比例",
      "packer_utilization": "包装员付薪时间中工作的比例",
      "overtime_h": "班次结束后继续工作的人时",
    ]
  )

  private static func utilization(
    _ name: String,
    of stage: WarehouseStage,
    _ people: String
  ) -> Metric<NoTally> {
    let isThere = { @Sendable (scope: RunScope) in !scope.places(of: stage).isEmpty }
    return Metric(
      name,
      "1",
      .none,
      "Share of the \(people)' paid time at work",
      by: [.warehouse],
      where: isThere
    ) { _, end in
      let usages = places(of: stage, end).map { $0.countedUsage(until: end.horizon.now) }
      // People who finish work after their shift are units too, and are paid.
      let paid = usages.reduce(0) { $0 + $1.capacityIntegral }
      let busy = usages.reduce(0) { $0 + $1.busyIntegral }
      return .value(paid > 0 ? Double(busy) / Double(paid) : nil)
    }
  }

  private static func hasPeople(_ scope: RunScope) -> Bool {
    WarehouseStage.allCases.contains { !scope.places(of: $0).isEmpty }
  }

  private static func places(of stage: WarehouseStage, _ end: RunEnd) -> [Place] {
    end.scope.places(of: stage).map { end.horizon.state[$0] }
  }
}

extension RunScope {
  /// Where the warehouses that are meant have a stage.
  fileprivate func places(of stage: WarehouseStage) -> [PlaceID] {
    warehouses.compactMap { plan.warehouses[$0].place(of: stage) }
  }
}
