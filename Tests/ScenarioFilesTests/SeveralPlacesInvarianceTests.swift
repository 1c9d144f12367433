import DiscreteEvents
import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

/// Changes of a scenario of several places that must change nothing.
struct SeveralPlacesInvarianceTests {
  private static let path = ParkSimProcess.root
    .appendingPathComponent("Scenarios/shangrao/two-warehouses.json").path
  private let text: String
  private let scenario: Scenario

  init() throws {
    text = try String(contentsOfFile: Self.path, encoding: .utf8)
    scenario = try ScenarioFile.load(Self.path)
  }

  /// Records of a run in the order in which they leave, and its metrics.
  private struct Outcome {
    let records: ParkRecords
    let metrics: [MetricValue]

    init(_ park: ParkConfiguration) throws {
      let listener = KeepingListener()
      metrics = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .none)
        .run(listener).metrics
      records = listener.records
    }
  }

  @Test("The order of members, sorted and turned round")
  func theOrderOfMembersChangesNothing() throws {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let sorted = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    let node = try JSONNode(parsing: SourceText(name: "sorted", bytes: Array(sorted)))
    for text in [node.canonicalText, turned(node).canonicalText] {
      let other = try ScenarioFile.read(SourceText(name: "other", text: text))
      #expect(other.configuration == scenario.configuration)
      #expect(other.digest == scenario.digest)
    }
  }

  private func turned(_ node: JSONNode) -> JSONNode {
    guard let members = node.members else { return node }
    return JSONNode(
      .object(
        members.reversed().map {
          JSONMember(key: $0.key, keySpan: $0.keySpan, value: turned($0.value))
        }
      ),
      span: node.span
    )
  }

  private func removing(_ key: String, from node: JSONNode) -> JSONNode {
    JSONNode(.object((node.members ?? []).filter { $0.key != key }), span: node.span)
  }

  /// Chances belong to the ids of sources and drones, and to nothing else.
  @Test func namesOfPlacesChangeNothing() throws {
    var other = text
    for (id, name) in [
      ("campus", "a"), ("new-town", "b"), ("old-town", "c"), ("riverside", "d"), ("books", "k1"),
      ("chilled", "k2"), ("tea", "k3"), ("cold-store", "w1"), ("general", "w2"), ("cold", "p1"),
      ("general-a", "p2"), ("general-b", "p3"), ("fast", "s1"), ("slow", "s2"),
    ] {
      #expect(other.contains("\"\(id)\""))
      other = other.replacing("\"\(id)\"", with: "\"\(name)\"")
    }
    let renamed = try ScenarioFile.read(SourceText(name: "renamed", text: other)).configuration
    #expect(renamed.warehouses.map(\.id) == ["w1", "w2"])
    let (one, two) = try (Outcome(scenario.configuration), Outcome(renamed))
    #expect(one.records.orders.count > 400)
    #expect(one.records == two.records)
    #expect(one.metrics == two.metrics)
  }

  @Test func aScenarioInTwoFilesIsTheSame() throws {
    let folder = try TemporaryFolder()
    var node = try JSONNode(parsing: SourceText(name: "all", text: text))
    let all = node
    // What is of the cold store stands in the file that extends the other.
    let parts = [
      ("warehouses", "cold-store"), ("pads", "cold"), ("fleet", "long-range"), ("charging", "slow"),
      ("demand", "fresh"), ("goods", "chilled"), ("zones", "riverside"),
    ]
    var patch: [String] = []
    for (collection, id) in parts {
      let entry = try #require(all[collection]?[id])
      let rest = removing(id, from: try #require(node[collection]))
      let members = (node.members ?? []).map { member in
        JSONMember(
          key: member.key,
          keySpan: member.keySpan,
          value: member.key == collection ? rest : member.value
        )
      }
      node = JSONNode(.object(members), span: node.span)
      patch.append("\"\(collection)\": { \"\(id)\": \(entry.canonicalText) }")
    }
    try Data(node.canonicalText.utf8).write(to: folder.file("general.json"))
    let own = "{ \"extends\": \"general.json\", \(patch.joined(separator: ", ")) }"
    try Data(own.utf8).write(to: folder.file("both.json"))
    let both = try ScenarioFile.load(folder.path("both.json"))
    #expect(both.digest == scenario.digest)
  }

  @Test(
    "A warehouse without orders, with drones and a station of its own, moves no order of the other"
  )
  func aWarehouseWithoutOrdersChangesNothing() throws {
    let settings = ["demand.fresh=null", "goods.chilled=null", "zones.riverside=null"]
    let alone = try ScenarioFile.load(
      Self.path,
      settings: settings + [
        "warehouses.cold-store=null", "pads.cold=null", "fleet.long-range=null",
        "charging.slow=null",
      ]
    )
    let both = try ScenarioFile.load(Self.path, settings: settings)
    #expect((alone.configuration.warehouses.count, both.configuration.warehouses.count) == (1, 2))
    let (one, two) = try (Outcome(alone.configuration), Outcome(both.configuration))
    #expect(one.records.orders.count > 200)
    let drones = both.configuration.fleets[0].count
    // The pad of the other warehouse is the first.
    #expect(both.configuration.pads.map(\.id) == ["cold"] + alone.configuration.pads.map(\.id))
    let flights = two.records.flights.map { flight in
      var flight = flight
      flight.drone = DroneID(Int(flight.drone.index) - drones)
      flight.from.index -= 1
      flight.to?.index -= 1
      return flight
    }
    #expect(flights == one.records.flights)
    let orders = two.records.orders.map { order in
      var order = order
      order.warehouse = WarehouseID(0)
      order.drone = order.drone.map { DroneID(Int($0.index) - drones) }
      return order
    }
    #expect(orders == one.records.orders)
    #expect(two.records.chargeSessions.count == one.records.chargeSessions.count)
  }
}

/// Keeps all records.
private final class KeepingListener: ParkListener {
  var records = ParkRecords()

  func take(records others: ParkRecords) { records.append(others) }
}
