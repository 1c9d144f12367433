import DiscreteEvents
import LogisticsPark

/// `initial`: how a run begins.
enum InitialFormat {
  static let timeOfDay = Field.timeOfDay(
    "time_of_day",
    "time of day at which a run begins; rosters and hourly demand follow it",
    "运行开始的时刻；班次和每小时的需求以它为准",
    default: "00:00"
  )
  static let backlog = Field.integer(
    "backlog_orders",
    in: 0...1_000_000,
    unit: "orders",
    "orders that wait for picking at the start; they are created at that instant",
    "开始时等待拣货的订单；视为在那一刻下单",
    default: 0
  )
  private static let fleetLimit = 100
  static let fleet = Field.collection(
    "fleet",
    of: FleetStartFormat.object,
    count: 0...fleetLimit,
    "state of the drones by fleet",
    "各机队无人机的状态",
    leftOut: Phrase("every fleet takes the defaults", "各机队取默认值")
  )
  static let object = ObjectFormat([timeOfDay.format, backlog.format, fleet.format]) { initial in
    if initial[timeOfDay] == .days(1) {
      initial.report(ParkFault.startsAtMidnight, at: timeOfDay.format.key)
    }
  }

  static func conditions(_ initial: ObjectReading) -> InitialConditions {
    InitialConditions(timeOfDay: initial[timeOfDay], backlogOrders: initial[backlog])
  }

  /// State of charge at the start of a fleet, which has an entry after ``completing(_:faults:)``.
  static func stateOfCharge(of fleet: String, _ initial: ObjectReading) -> Double {
    let entry = initial[self.fleet].first { $0.id == fleet }
    guard let entry else { preconditionFailure("fleet \(fleet) has no initial conditions") }
    return entry.object[FleetStartFormat.stateOfCharge]
  }
}

/// An entry of `initial.fleet`.
enum FleetStartFormat {
  static let stateOfCharge = Field.number(
    "state_of_charge",
    in: .from(0, through: 1),
    "state of charge at the start",
    "开始时的电量比例",
    default: 0.95
  )
  static let object = ObjectFormat([stateOfCharge.format])
}

extension InitialFormat {
  /// The file with an entry in `initial.fleet` for every fleet, so that a scenario is the same one
  /// whether its defaults are written or not; entries for fleets that there are not are reported.
  static func completing(_ file: JSONNode, faults: FaultCollector) -> JSONNode {
    let key = ScenarioFormat.initial.format.key
    let fleets = (file[ScenarioFormat.fleet.format.key]?.members ?? []).map(\.key)
    let empty = JSONNode(.object([]), span: .standard)
    let initial = file[key] ?? empty
    let entries = initial[fleet.format.key] ?? empty
    // Of fleets that are no object, or too many, their own fault says enough.
    let isReadable = file[ScenarioFormat.fleet.format.key].map { $0.members != nil } ?? true
    guard isReadable, fleets.count <= fleetLimit, initial.members != nil,
      let given = entries.members
    else { return file }
    reportUnknown(given, among: fleets.sorted(), faults: faults)
    let known = Set(given.map(\.key))
    let added = fleets.filter { !known.contains($0) }.map {
      JSONMember(key: $0, keySpan: .standard, value: empty)
    }
    guard !added.isEmpty else { return file }
    let all = JSONNode(.object(given + added), span: entries.span)
    return file.replacing(key, with: initial.replacing(fleet.format.key, with: all))
  }

  private static func reportUnknown(
    _ entries: [JSONMember],
    among fleets: [String],
    faults: FaultCollector
  ) {
    let known = Set(fleets)
    for entry in entries where !known.contains(entry.key) {
      // A bound on the work, for texts with a million entries.
      guard faults.hasRoom else {
        faults.count()
        continue
      }
      let fault = FormatFault.unknownReference(
        entry.key,
        collection: ScenarioFormat.fleet.format.key,
        known: fleets,
        near: NearestName.of(entry.key, among: fleets)
      )
      let collection = "/\(ScenarioFormat.initial.format.key)/\(fleet.format.key)"
      let pointer = JSONPointer.appending(entry.key, to: collection)
      faults.report(ScenarioFault(fault, at: entry.keySpan, pointer: pointer))
    }
  }
}

extension JSONNode {
  /// The object with the value of one member changed, or the member added.
  func replacing(_ key: String, with value: JSONNode) -> JSONNode {
    guard var members else { return self }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(JSONMember(key: key, keySpan: .standard, value: value))
    }
    return JSONNode(.object(members), span: span, changedAt: changedAt)
  }
}
