import DiscreteEvents
import LogisticsPark
import Wording

/// `initial`: how a run begins.
enum InitialFormat {
  static let timeOfDay = Field.timeOfDay(
    "time_of_day",
    "time of day at which a run begins; rosters and hourly demand follow it",
    "运行开始的时刻；班次和每小时的需求以它为准",
    default: "00:00"
  )
  static let demand = Field.collection(
    "demand",
    of: SourceStartFormat.object,
    count: 0...100,
    "orders that are there at the start, by source",
    "各订单来源开始时已有的订单",
    leftOut: Phrase("every source takes the defaults", "各来源取默认值")
  )
  static let fleet = Field.collection(
    "fleet",
    of: FleetStartFormat.object,
    count: 0...100,
    "state of the drones by fleet",
    "各机队无人机的状态",
    leftOut: Phrase("every fleet takes the defaults", "各机队取默认值")
  )
  static let object = ObjectFormat([timeOfDay.format, demand.format, fleet.format]) { initial in
    if initial[timeOfDay] == .days(1) {
      initial.report(ParkFault.startsAtMidnight, at: timeOfDay.format.key)
    }
  }

  static func conditions(_ initial: ObjectReading) -> InitialConditions {
    InitialConditions(timeOfDay: initial[timeOfDay])
  }

  /// Orders at the start of a source, which has an entry after ``completing(_:faults:)``.
  static func backlogOrders(of source: String, _ initial: ObjectReading) -> Int {
    let entry = initial[demand].first { $0.id == source }
    guard let entry else { preconditionFailure("source \(source) has no initial conditions") }
    return entry.object[SourceStartFormat.backlog]
  }

  /// State of charge at the start of a fleet, which has an entry after ``completing(_:faults:)``.
  static func stateOfCharge(of fleet: String, _ initial: ObjectReading) -> Double {
    let entry = initial[self.fleet].first { $0.id == fleet }
    guard let entry else { preconditionFailure("fleet \(fleet) has no initial conditions") }
    return entry.object[FleetStartFormat.stateOfCharge]
  }
}

/// An entry of `initial.demand`.
enum SourceStartFormat {
  static let backlog = Field.integer(
    "backlog_orders",
    in: 0...1_000_000,
    unit: "orders",
    "orders that wait for picking at the start; they are created at that instant",
    "开始时等待拣货的订单；视为在那一刻下单",
    default: 0
  )
  static let object = ObjectFormat([backlog.format])
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
  /// Most entries of a collection whose ids `initial` names.
  private static let limit = 100

  /// The file with an entry in `initial` for every source and every fleet, so that a scenario is the same one
  /// whether its defaults are written or not; entries for what there is not are reported.
  static func completing(_ file: JSONNode, faults: FaultCollector) -> JSONNode {
    let pairs = [
      (demand.format.key, ScenarioFormat.demand.format.key),
      (fleet.format.key, ScenarioFormat.fleet.format.key),
    ]
    return pairs.reduce(file) { file, pair in
      completing(file, pair.0, from: pair.1, faults: faults)
    }
  }

  private static func completing(
    _ file: JSONNode,
    _ member: String,
    from collection: String,
    faults: FaultCollector
  ) -> JSONNode {
    let key = ScenarioFormat.initial.format.key
    let ids = (file[collection]?.members ?? []).map(\.key)
    let empty = JSONNode(.object([]), span: .standard)
    let initial = file[key] ?? empty
    let entries = initial[member] ?? empty
    // Of a collection that is no object, or too large, its own fault says enough.
    let isReadable = file[collection].map { $0.members != nil } ?? true
    guard isReadable, ids.count <= limit, initial.members != nil, let given = entries.members
    else { return file }
    reportUnknown(given, among: ids.sorted(), of: collection, faults: faults)
    let known = Set(given.map(\.key))
    let added = ids.filter { !known.contains($0) }.map {
      JSONMember(key: $0, keySpan: .standard, value: empty)
    }
    guard !added.isEmpty else { return file }
    let all = JSONNode(.object(given + added), span: entries.span, changedAt: entries.changedAt)
    return file.replacing(key, with: initial.replacing(member, with: all))
  }

  private static func reportUnknown(
    _ entries: [JSONMember],
    among ids: [String],
    of collection: String,
    faults: FaultCollector
  ) {
    let known = Set(ids)
    for entry in entries where !known.contains(entry.key) {
      // A bound on the work, for texts with a million entries.
      guard faults.hasRoom else {
        faults.count()
        continue
      }
      let fault = FormatFault.unknownReference(
        entry.key,
        collection: collection,
        known: ids,
        near: NearestName.of(entry.key, among: ids)
      )
      let place = "/\(ScenarioFormat.initial.format.key)/\(collection)"
      let pointer = JSONPointer.appending(entry.key, to: place)
      faults.report(ScenarioFault(fault, at: entry.keySpan, pointer: pointer))
    }
  }
}

extension WarehouseFormat {
  /// The file with a warehouse, where it names none.
  static func completing(_ file: JSONNode) -> JSONNode {
    let key = ScenarioFormat.warehouses.format.key
    guard file.members != nil, file[key] == nil else { return file }
    let empty = JSONNode(.object([]), span: .standard)
    let member = JSONMember(key: "main", keySpan: .standard, value: empty)
    return file.replacing(key, with: JSONNode(.object([member]), span: .standard))
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
