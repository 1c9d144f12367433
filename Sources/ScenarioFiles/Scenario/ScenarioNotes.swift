import DiscreteEvents
import LogisticsPark
import Wording

/// What is allowed and yet often a slip: worth a word before anything is run.
struct ScenarioNotes {
  let root: ObjectReading
  let configuration: ParkConfiguration
  /// What orders ask of the drones; nil where none delivers.
  let need: MissionNeed?

  /// The notes, in the order of the format.
  var all: [Phrase] {
    partOfDay + impossiblePromise + overlappingShifts + unusedPads + places + reach
      + UnusualValues(root: root, configuration: configuration).notes
  }

  /// A steady state whose averages hold one hour of the day more often than another.
  private var partOfDay: [Phrase] {
    let study = configuration.study
    let day = SimulationTime.days(1).ticks
    let counted = study.horizon.ticks - study.warmUp.ticks
    guard study.kind == .steadyState, configuration.changesOverTheDay, counted % day != 0 else {
      return []
    }
    return [
      Phrase(
        "demand or shifts change over the day, and the averages hold no whole number of days: from the "
          + "warm-up to the horizon they should",
        "需求或班次随一天变化，而从预热结束到时长结束不是整数天，平均值会偏向某些钟点"
      )
    ]
  }

  private var overlappingShifts: [Phrase] {
    let warehouses = root[ScenarioFormat.warehouses]
    return warehouses.flatMap { id, warehouse in
      [WarehouseFormat.picking, WarehouseFormat.packing].flatMap { field -> [Phrase] in
        let stage = (warehouses.count > 1 ? id + " " : "") + field.format.key
        return warehouse[field].map { overlaps(of: $0[StageFormat.shifts], stage: stage) } ?? []
      }
    }
  }

  private func overlaps(of entries: [IdentifiedObject], stage: String) -> [Phrase] {
    let shifts = entries.map(ShiftFormat.shift).filter { $0.people > 0 }
    return shifts.indices.flatMap { later in
      shifts[..<later].flatMap { first in
        first.overlaps(with: shifts[later]).map { note($0, first, shifts[later], stage: stage) }
      }
    }
  }

  private func note(
    _ time: Range<SimulationTime>,
    _ first: Shift,
    _ second: Shift,
    stage: String
  ) -> Phrase {
    let (from, to) = (TimeOfDay.text(of: time.lowerBound), TimeOfDay.text(of: time.upperBound))
    let people = first.people + second.people
    return Phrase(
      "\(stage): shifts \(first.name) and \(second.name) are both there from \(from) to \(to), "
        + "\(people) people together",
      "\(stage)：\(from) 到 \(to) 班次 \(first.name) 与 \(second.name) 重叠，共 \(people) 人"
    )
  }

  private var unusedPads: [Phrase] {
    let used = Set(configuration.fleets.flatMap(\.pads))
    return configuration.pads.enumerated().filter { !used.contains($0.offset) }.map { _, pad in
      Phrase("no fleet flies from pad \(pad.id)", "没有机队使用起降点 \(pad.id)")
    }
  }
}

extension Shift {
  /// The parts of a day in which both shifts are there, in order of time.
  fileprivate func overlaps(with other: Shift) -> [Range<SimulationTime>] {
    let common = parts.flatMap { mine in
      other.parts.map { mine.clamped(to: $0) }.filter { !$0.isEmpty }
    }
    return common.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The shift within one day; one over midnight has two parts.
  private var parts: [Range<SimulationTime>] {
    start < end ? [start..<end] : [.zero..<end, start..<SimulationTime.days(1)]
  }
}
