import Foundation
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

/// The factor of all rates, and single hours.
struct DemandScaleTests {
  private static let path = ParkSimProcess.root
    .appendingPathComponent("Scenarios/shangrao/day.json").path
  private let day: Scenario

  init() throws {
    day = try ScenarioFile.load(Self.path)
  }

  private func rates(_ settings: String...) throws -> [Double] {
    let scenario = try ScenarioFile.load(Self.path, settings: settings)
    return try #require(scenario.configuration.demand).source.ordersPerHour
  }

  @Test func aFactorMultipliesEveryHour() throws {
    let plain = try rates()
    #expect(try rates("demand.orders.scale=2") == plain.map { 2 * $0 })
    #expect(try rates("demand.orders.scale=0.5") == plain.map { $0 / 2 })
    #expect(try rates("demand.orders.scale=0") == plain.map { _ in 0 })
  }

  @Test("A factor of 1 is the same scenario, to the digest")
  func oneIsTheSameScenario() throws {
    let one = try ScenarioFile.load(Self.path, settings: ["demand.orders.scale=1"])
    #expect(one.digest == day.digest)
    #expect(!one.canonicalText.contains("scale"))
    let two = try ScenarioFile.load(Self.path, settings: ["demand.orders.scale=2"])
    #expect(two.digest != day.digest && two.canonicalText.contains("\"scale\":2"))
    let again = try ScenarioFile.read(
      resolved: SourceText(name: "resolved", text: two.canonicalText),
      settings: []
    )
    #expect(again.digest == two.digest)
  }

  @Test func recordedOrdersHaveNoFactor() throws {
    let lunch = ParkSimProcess.root
      .appendingPathComponent("Scenarios/shangrao/recorded-lunch.json").path
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.load(lunch, settings: ["demand.orders.scale=2"])
    }
    #expect(thrown?.faults.map(\.place.pointer) == ["/demand/orders/scale"])
    #expect(thrown?.faults.map(\.code) == ["E0201"])
    #expect(thrown?.faults.first?.help?.contains("hourly") ?? false)
  }

  @Test(
    "One hour is set by its index",
    arguments: [
      "demand.orders.orders_per_hour[12]=80", "demand.orders.orders_per_hour.12=80",
      "/demand/orders/orders_per_hour/12=80",
    ]
  )
  func oneHourIsSet(setting: String) throws {
    var expected = try rates()
    expected[12] = 80
    #expect(try rates(setting) == expected)
  }

  @Test("A patch doubles the lunch in one line")
  func aPatchChangesSingleHours() throws {
    let text = """
      { "extends": "\(Self.path)",
        "demand": { "orders": { "orders_per_hour": { "11": 68, "12": 80 } } } }
      """
    let scenario = try ScenarioFile.read(SourceText(name: "lunch.json", text: text))
    var expected = try rates()
    (expected[11], expected[12]) = (68, 80)
    #expect(scenario.configuration.demand?.source.ordersPerHour == expected)
    let leaf = try #require(scenario.leaves.first { $0.path == "demand.orders.orders_per_hour" })
    #expect(leaf.origin.hasSuffix("day.json:12, [11] lunch.json:2, [12] lunch.json:2"))
  }

  @Test(
    "What is no element is refused",
    arguments: [
      (patch: #"{ "24": 1 }"#, code: "E0203"), (#"{ "12": null }"#, "E0203"),
      (#"{ "012": 1 }"#, "E0203"), (#"{ "12": 1, "noon": 1 }"#, "E0203"), ("{}", "E0203"),
      (#"{ "12": -1 }"#, "E0204"),
    ]
  )
  func whatIsNoElementIsRefused(patch: String, code: String) throws {
    let text =
      "{ \"extends\": \"\(Self.path)\", \"demand\": { \"orders\": { \"orders_per_hour\": \(patch) } } }"
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "lunch.json", text: text))
    }
    #expect(thrown?.faults.contains { $0.code == code } ?? false, "\(thrown?.faults ?? [])")
  }

  @Test("Elements of a patch are read where its base can not be")
  func elementsOfAPatchOfAMissingFileAreRead() throws {
    let text =
      #"{ "extends": "nowhere.json", "demand": { "orders": { "orders_per_hour": { "12": -1 } } } }"#
    let thrown = #expect(throws: ScenarioFaults.self) {
      try ScenarioFile.read(SourceText(name: "lunch.json", text: text))
    }
    #expect(Set(thrown?.faults.map(\.code) ?? []) == ["E0401", "E0204"])
  }
}
