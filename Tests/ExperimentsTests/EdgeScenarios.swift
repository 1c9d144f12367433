import DiscreteEvents
import Wording

@testable import ScenarioFiles

/// Scenarios with keys at and beside their bounds, each of them accepted.
///
/// Values drawn for all keys at once contradict each other nearly always. So each scenario begins as a
/// template and is changed key by key; a change that the reader refuses is taken back.
struct EdgeScenarios {
  /// A key where it stands in a scenario.
  private struct Place {
    let pointer: String
    let path: FormatPath
    let field: FieldFormat
    let value: JSONNode?
  }

  private var stream: RandomStream

  /// Changes tried, by the key's place in the format.
  private(set) var tried: [String: Int] = [:]
  /// Changes that were accepted, by the key's place in the format.
  private(set) var accepted: [String: Int] = [:]

  init(_ stream: RandomStream) {
    self.stream = stream
  }

  /// Keys that stand for a value or a word, by their place in the format.
  static let keys: Set<String> = {
    var keys: Set<String> = []
    func add(_ format: ObjectFormat, at path: FormatPath) {
      let choice = format.choice.map { [$0.field] + $0.cases.flatMap(\.fields) } ?? []
      for field in format.fields + choice {
        let place = path.appending(field.key)
        switch field.value {
        case .object(let inner): add(inner, at: place)
        case .collection(let inner, _): add(inner, at: place.entry)
        default: keys.insert(place.text)
        }
      }
    }
    add(ScenarioFormat.object, at: .root)
    return keys
  }()

  /// The next scenario.
  mutating func next() throws -> Scenario {
    let template = pick(ScenarioTemplate.allCases)
    var node = try parsed(template.text(in: .english))
    if happens(0.2), node["demand"]?["orders"]?["weight_kg"] != nil { node = try withGoods(node) }
    var scenario = try Self.read(node)
    let wanted = pick([1, 3, 10, 30])
    var (changed, attempts) = (0, 0)
    while changed < wanted, attempts < 3 * wanted {
      attempts += 1
      let place = pick(places(in: node, ScenarioFormat.object, pointer: "", path: .root))
      guard let value = try proposal(at: place) else { continue }
      tried[place.path.text, default: 0] += 1
      guard
        let change = try? node.setting(path: place.pointer, to: value, namedAt: .standard),
        let changedScenario = try? Self.read(change)
      else { continue }
      (node, scenario) = (change, changedScenario)
      changed += 1
      accepted[place.path.text, default: 0] += 1
    }
    return scenario
  }

  /// A scenario whose orders are of a kind of goods, which takes two changes at once.
  private func withGoods(_ node: JSONNode) throws -> JSONNode {
    let goods = #"{ "a": { "weight_kg": { "low": 0.1, "high": 0.4 } } }"#
    return
      try node.setting(path: "/goods", to: parsed(goods), namedAt: .standard)
      .setting(path: "/demand/orders/goods", to: parsed(#"{ "a": 1 }"#), namedAt: .standard)
      .setting(path: "/demand/orders/weight_kg", to: JSONNode.Value.null.node, namedAt: .standard)
  }

  private static func read(_ node: JSONNode) throws -> Scenario {
    try ScenarioFile.read(stored: SourceText(name: "edge.json", text: node.canonicalText))
  }

  // MARK: - Where

  private func places(
    in node: JSONNode,
    _ format: ObjectFormat,
    pointer: String,
    path: FormatPath
  ) -> [Place] {
    var fields = format.fields
    if let choice = format.choice {
      fields.append(choice.field)
      let word = node[choice.field.key]?.canonicalText
      let chosen = choice.cases.first { "\"\($0.word.value)\"" == word } ?? choice.cases[0]
      fields += chosen.fields
    }
    return fields.flatMap { field -> [Place] in
      let value = node[field.key]
      let place = Place(
        pointer: pointer + "/" + field.key,
        path: path.appending(field.key),
        field: field,
        value: value
      )
      guard let value else { return [place] }
      switch field.value {
      case .object(let inner):
        return [place] + places(in: value, inner, pointer: place.pointer, path: place.path)
      case .collection(let inner, _):
        return [place]
          + (value.members ?? []).flatMap { entry in
            places(
              in: entry.value,
              inner,
              pointer: place.pointer + "/" + entry.key,
              path: place.path.entry
            )
          }
      default: return [place]
      }
    }
  }

  // MARK: - What

  /// A new value; null takes the key away, nil if there is nothing to do.
  private mutating func proposal(at place: Place) throws -> JSONNode? {
    let field = place.field
    if place.value != nil, !field.isRequired, happens(0.1) { return JSONNode.Value.null.node }
    switch field.value {
    case .object(let format):
      // An object that stands is made anew where its keys hang together.
      guard place.value == nil || format.choice != nil || happens(0.3) else { return nil }
      return try usual(format, at: place.path).node
    case .collection(let format, _):
      guard let value = place.value, happens(0.5), let first = value.members?.first else {
        return JSONNode.Value.members([("a", try usual(format, at: place.path.entry))]).node
      }
      // The entry again, under a name that is awkward and allowed.
      return JSONNode.Value.members([(first.key, first.value.value), ("z-9_", first.value.value)])
        .node
    default: return edge(of: field).node
    }
  }

  /// An object with its required keys and some of the others, each as people choose it.
  private mutating func usual(_ format: ObjectFormat, at path: FormatPath) throws -> JSONNode.Value
  {
    var members: [MadeMember] = []
    var fields = format.fields
    if let choice = format.choice {
      let chosen = pick(choice.cases)
      members.append((choice.field.key, .string(chosen.word.value)))
      fields += chosen.fields
    }
    for field in fields where field.isRequired || happens(0.3) {
      let place = path.appending(field.key)
      let value: JSONNode.Value
      switch field.value {
      case .object(let inner): value = try usual(inner, at: place)
      case .collection(let inner, _):
        value = .members([(ScenarioExamples.id(in: place), try usual(inner, at: place.entry))])
      // Its example names zones of another park.
      case .text where field.key == "rows": value = edge(of: field)
      case .text where field.key == "file": continue
      default:
        value = try ScenarioExamples.value(of: field, at: place) ?? parsed(field.example).value
      }
      members.append((field.key, value))
    }
    return .members(members)
  }

  private mutating func edge(of field: FieldFormat) -> JSONNode.Value {
    if case .standard(let standard) = field.presence, happens(0.1) { return standard }
    // Paths lead to files of the machine; a table stands in its rows.
    if field.key == "rows" {
      let zone = pick([ScenarioExamples.id(in: .root.appending("zones")), "a"])
      let rows = pick(["0,0", "0,1000;0,0.05;0,", "0.000001,;86399.999999,0", "9e7,1"])
      let list = rows.split(separator: ";").map { ";\(zone),\($0)" }.joined()
      return .string("zone,created_s,weight_kg" + list)
    }
    switch field.value {
    case .number(let interval, _): return .double(number(in: interval))
    case .integer(let range, _): return .integer(integer(in: range))
    case .numbers(let interval, _, let count):
      let (one, other) = (number(in: interval), happens(0.5) ? 0 : number(in: interval))
      let length = integer(in: count.lowerBound...min(count.upperBound, count.lowerBound + 24))
      return .list((0..<length).map { _ in .double(happens(0.5) ? one : other) })
    case .text(let length):
      return .string(String(repeating: "x", count: pick([length.lowerBound, length.upperBound])))
    case .timeOfDay: return .string(pick(["00:00", "00:01", "08:00", "23:59", "24:00"]))
    case .word(let words): return .string(pick(words).value)
    case .references: return .list(pick([["a"], ["z-9_"], ["a", "z-9_"]]).map { .string($0) })
    case .reference(_, let words): return .string(pick(["a", "z-9_", "main"] + words.map(\.value)))
    case .shares(_, let interval):
      let ids = pick([["a"], ["town"], ["a", "z-9_"]])
      return .members(ids.map { ($0, .double(number(in: interval))) })
    default: return .list([])
    }
  }

  private mutating func number(in interval: NumberInterval) -> Double {
    let (lower, upper) = (max(interval.lower, -1e300), min(interval.upper, 1e300))
    let candidates = [
      lower, lower.nextUp, lower + 1e-300 / 1e9, lower + 1e-300, lower + 1e-12, lower + 1e-3,
      upper, upper.nextDown, upper - 1e-9 * abs(upper), lower / 2 + upper / 2,
      -0.0, .leastNonzeroMagnitude, 1e-9, 0.5, 1, 10, 60, 3_600,
    ].filter(interval.contains)
    return candidates.isEmpty ? interval.neutral : pick(candidates)
  }

  private mutating func integer(in range: ClosedRange<Int>) -> Int {
    pick([range.lowerBound, range.lowerBound + 1, 2, 5, range.upperBound].filter(range.contains))
  }

  private func parsed(_ text: String) throws -> JSONNode {
    let faults = FaultCollector()
    var parser = JSONParser(source: SourceText(name: "usual", text: text), faults: faults)
    guard let node = parser.parse() else { throw ScenarioFaults(faults.faults) }
    return node
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(stream.uniform() * Double(values.count))]
  }

  private mutating func happens(_ probability: Double) -> Bool { stream.uniform() < probability }
}
