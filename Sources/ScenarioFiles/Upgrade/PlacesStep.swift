/// From format 2 to 3: sources of orders, warehouses, stations, zones, weather and sensors by id.
///
/// The order of members stays; the text is laid out anew, as nearly all of it moves by a level.
struct PlacesStep {
  /// Ids of what had none.
  private enum ID {
    static let source = "orders"
    static let warehouse = "main"
    static let station = "depot"
    static let charger = "standard"
  }

  private let file: JSONNode
  private let isPatch: Bool
  /// Ids of all fleets, those of what the file extends included; nil if they are not known.
  private let fleets: [String]?

  /// - Parameters:
  ///   - file: A file without faults of syntax; with `extends` it may be a part only.
  ///   - extended: Ids of the fleets of what it extends; nil if that can not be read.
  init(_ file: JSONNode, fleetsOfExtended extended: [String]?) {
    self.file = file
    isPatch = file[ExtendedFile.key] != nil
    let own = (file["fleet"]?.members ?? []).filter { !$0.value.isNull }.map(\.key)
    let all = Set(own).union(extended ?? [])
    fleets = isPatch && extended == nil ? nil : all.sorted()
  }

  /// The file in format 3.
  ///
  /// - Throws: The fault of a patch whose charging rule belongs to fleets that are not known.
  func upgraded() throws(ScenarioFaults) -> JSONNode {
    guard let members = file.members else { return file }
    var result: [JSONMember] = []
    for member in members {
      switch member.key {
      case "initial": result.append(member.with(initial(member.value)))
      case "demand": result += demand(member)
      case "warehouse":
        result.append(member.named("warehouses").with(wrapped(member.value, ID.warehouse)))
      case "fleet": result.append(member.with(try fleet(member.value)))
      case "flight": result += flight(member)
      case "charging": result += try charging(member)
      case "safety": result.append(member.with(safety(member.value)))
      case "telemetry": result.append(member.with(telemetry(member.value)))
      default: result.append(member)
      }
    }
    return JSONNode(.object(result), span: file.span)
  }

  /// An object under an id; what is no object stays as it is, for its reader or to be removed.
  private func wrapped(_ node: JSONNode, _ id: String) -> JSONNode {
    node.members == nil ? node : .object([(id, node)])
  }

  // MARK: - Orders

  private func initial(_ node: JSONNode) -> JSONNode {
    node.replacingMembers { member in
      guard member.key == "backlog_orders" else { return [member] }
      // Of a park without orders none wait; a resolved scenario of format 2 says so.
      if file["demand"] == nil, file["extends"] == nil,
        case .number(let count) = member.value.value,
        count.value == 0
      {
        return []
      }
      let backlog = JSONNode.object([(member.key, member.value)])
      return [member.named("demand").with(.object([(ID.source, backlog)]))]
    }
  }

  private func demand(_ member: JSONMember) -> [JSONMember] {
    guard let members = member.value.members else { return [member] }
    var source: [(String, JSONNode)] = []
    var zones: JSONNode?
    for inner in members {
      switch inner.key {
      case "zones":
        zones = inner.value.replacingMembers { zone in
          [zone.with(zone.value.replacingMembers { $0.key == "share" ? [] : [$0] })]
        }
        if let shares = shares(of: inner.value) { source.append(("zones", shares)) }
      case "recorded_orders" where inner.value.members != nil:
        source.append(("kind", .text("recorded")))
        source += (inner.value.members ?? []).map { ($0.key, $0.value) }
      case "recorded_orders" where inner.value.isNull:
        source += [("kind", .text("hourly")), ("file", inner.value)]
      default: source.append((inner.key, inner.value))
      }
    }
    let moved = zones.map { JSONMember(key: "zones", keySpan: .standard, value: $0) }
    let own = source.isEmpty && moved != nil
    return [moved].compactMap(\.self)
      + (own ? [] : [member.with(.object([(ID.source, .object(source))]))])
  }

  /// Shares of zones, where they are not all alike.
  private func shares(of zones: JSONNode) -> JSONNode? {
    let entries = (zones.members ?? []).filter { $0.value.members != nil }
    let isAlike = entries.allSatisfy { $0.value["share"]?.isOne ?? true }
    if isPatch {
      let stated = entries.filter { $0.value["share"] != nil }
      return stated.isEmpty
        ? nil : .object(stated.compactMap { zone in zone.value["share"].map { (zone.key, $0) } })
    }
    guard !isAlike else { return nil }
    return .object(entries.map { ($0.key, $0.value["share"] ?? .one) })
  }

  // MARK: - Drones

  /// Members of `charging` that are a fleet's in format 3.
  private static let rechargeKeys = ["start_below_state_of_charge", "target_state_of_charge"]

  /// What the file says of when drones charge; nil if it says nothing.
  private var recharge: JSONNode? {
    let members = (file["charging"]?.members ?? []).filter { Self.rechargeKeys.contains($0.key) }
    return members.isEmpty ? nil : JSONNode(.object(members), span: .standard)
  }

  /// The fleets, each with what was said of charging once for all of them.
  private func fleet(_ node: JSONNode) throws(ScenarioFaults) -> JSONNode {
    guard let recharge, let members = node.members else { return node }
    let known = try fleetsThatCharge()
    let own = members.map { fleet in
      fleet.value.members == nil ? fleet : fleet.with(fleet.value.adding("recharge", recharge))
    }
    let names = Set(own.map(\.key))
    let others = known.filter { !names.contains($0) }.map {
      JSONMember(key: $0, keySpan: .standard, value: .object([("recharge", recharge)]))
    }
    return JSONNode(.object(own + others), span: node.span)
  }

  private func fleetsThatCharge() throws(ScenarioFaults) -> [String] {
    if let fleets { return fleets }
    let fault = FormatFault.fleetsNotKnown
    let place = file["charging"] ?? file
    throw ScenarioFaults([ScenarioFault(fault, at: place.span, pointer: "/charging")])
  }

  private func charging(_ member: JSONMember) throws(ScenarioFaults) -> [JSONMember] {
    guard let members = member.value.members else { return [member] }
    let charger = members.filter { !Self.rechargeKeys.contains($0.key) }.map {
      ($0.key == "bays" ? "count" : $0.key, $0.value)
    }
    var result: [JSONMember] = []
    if !charger.isEmpty {
      let chargers = JSONNode.object([(ID.charger, .object(charger))])
      let station = JSONNode.object([("chargers", chargers)])
      result.append(member.with(.object([(ID.station, station)])))
    }
    if let recharge, file["fleet"]?.members == nil {
      let fleets = try fleetsThatCharge().map { ($0, JSONNode.object([("recharge", recharge)])) }
      if !fleets.isEmpty {
        result.append(JSONMember(key: "fleet", keySpan: .standard, value: .object(fleets)))
      }
    }
    return result
  }

  private func flight(_ member: JSONMember) -> [JSONMember] {
    guard let members = member.value.members else { return [member] }
    let air = members.filter { $0.key.hasPrefix("air_") }
    guard !air.isEmpty else { return [member] }
    let rest = members.filter { !$0.key.hasPrefix("air_") }
    let weather = JSONMember(
      key: "weather",
      keySpan: .standard,
      value: JSONNode(.object(air), span: .standard)
    )
    return (rest.isEmpty ? [] : [member.with(JSONNode(.object(rest), span: member.value.span))])
      + [weather]
  }

  private func safety(_ node: JSONNode) -> JSONNode {
    node.replacingMembers { member in
      guard member.key == "reserve_state_of_charge" else { return [member] }
      let value: JSONNode =
        member.value.isNull ? member.value : .object([("state_of_charge", member.value)])
      return [member.named("reserve").with(value)]
    }
  }

  /// Both sensors, each with the period that both had.
  private func telemetry(_ node: JSONNode) -> JSONNode {
    guard let members = node.members else { return node }
    let kinds = ["state_of_charge", "battery_temperature"]
    let period = members.first { $0.key == "period_s" }
    let others = members.filter { $0.key != "period_s" && !kinds.contains($0.key) }
    let sensors = kinds.map { kind -> (String, JSONNode) in
      let own = node[kind]?.members ?? []
      let all =
        [("kind", JSONNode.text(kind))] + (period.map { [($0.key, $0.value)] } ?? [])
        + own.map { ($0.key, $0.value) }
      return (kind, .object(all))
    }
    let sensorsMember = JSONMember(key: "sensors", keySpan: .standard, value: .object(sensors))
    return JSONNode(.object([sensorsMember] + others), span: node.span)
  }
}

extension JSONMember {
  fileprivate func with(_ value: JSONNode) -> JSONMember {
    JSONMember(key: key, keySpan: keySpan, value: value)
  }

  fileprivate func named(_ key: String) -> JSONMember {
    JSONMember(key: key, keySpan: keySpan, value: value)
  }
}

extension JSONNode {
  fileprivate static let one = JSONNode(.number(JSONNumber(1)), span: .standard)

  fileprivate static func text(_ text: String) -> JSONNode {
    JSONNode(.string(text), span: .standard)
  }

  fileprivate static func object(_ members: [(String, JSONNode)]) -> JSONNode {
    JSONNode(
      .object(members.map { JSONMember(key: $0.0, keySpan: .standard, value: $0.1) }),
      span: .standard
    )
  }

  fileprivate var isOne: Bool {
    if case .number(let number) = value { number.value == 1 } else { false }
  }

  /// An object with others in the place of its members; other values as they are.
  fileprivate func replacingMembers(_ change: (JSONMember) -> [JSONMember]) -> JSONNode {
    guard let members else { return self }
    return JSONNode(.object(members.flatMap(change)), span: span)
  }

  /// The object with a member more.
  fileprivate func adding(_ key: String, _ value: JSONNode) -> JSONNode {
    guard let members else { return self }
    return JSONNode(
      .object(members + [JSONMember(key: key, keySpan: .standard, value: value)]),
      span: span
    )
  }
}
