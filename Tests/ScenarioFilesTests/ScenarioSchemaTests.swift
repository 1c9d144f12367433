import Testing
import Wording

@testable import ScenarioFiles

/// The structure of the JSON Schema; `Tools/check-schema.py` asks another validator what it accepts.
struct ScenarioSchemaTests {
  private let schema = ScenarioSchema.node(in: .english)

  private func node(_ path: String) throws -> JSONNode {
    try path.split(separator: ".").reduce(schema) { try #require($0[String($1)]) }
  }

  /// All objects in a value that have a key.
  private func objects(in node: JSONNode, with key: String) -> [JSONNode] {
    let inner = (node.members ?? []).map(\.value) + (node.elements ?? [])
    return (node[key] == nil ? [] : [node]) + inner.flatMap { objects(in: $0, with: key) }
  }

  @Test func aWholeFileHasTheRequiredKeysAndAPatchNone() throws {
    let required = try node("$defs.scenario.required").elements?.map(\.text)
    #expect(required == ["format", "name", "study"])
    // In a condition only: the word must be given for its keys to be known.
    let inner = objects(in: try node("$defs.patch.properties"), with: "required")
    #expect(inner.allSatisfy { $0["properties"]?.members?.count == 1 })
    #expect(try node("$defs.patch")["required"] == nil)
  }

  @Test func boundsAreThoseOfTheDescription() throws {
    let zones = "$defs.scenario.properties.zones"
    let shares = "$defs.scenario.properties.demand.additionalProperties.properties.zones"
    let share = try node(shares + ".additionalProperties")
    #expect(share["exclusiveMinimum"]?.number == 0)
    #expect(share["maximum"]?.number == 1e9)
    #expect(try node(zones + ".minProperties").number == 1)
    #expect(try node(zones + ".propertyNames.pattern").text == FormatSchema.identifierPattern)
    let name = try node("$defs.scenario.properties.name")
    #expect(name["minLength"]?.number == 1 && name["maxLength"]?.number == 200)
  }

  @Test func nullRemovesInAPatchOnly() throws {
    let bays = "properties.fleet.additionalProperties.properties.count.type"
    #expect(try node("$defs.scenario." + bays).canonicalText == #""integer""#)
    #expect(try node("$defs.patch." + bays).canonicalText == #"["integer","null"]"#)
    #expect(try node("$defs.patch.properties.extends.type").text == "string")
  }

  @Test func eachWordOfAChoiceBringsItsKeysAndRefusesTheOthers() throws {
    let service =
      "$defs.scenario.properties.warehouses.additionalProperties.properties.picking.properties.service"
    let rules = try #require(try node(service + ".allOf").elements)
    #expect(rules.count == 5)
    let constant = try #require(rules.first)
    #expect(
      constant.canonicalText == """
        {"if":{"properties":{"distribution":{"const":"constant"}},"required":["distribution"]},\
        "then":{"properties":{"coefficient_of_variation":false,"high_s":false,"low_s":false,\
        "mean_s":false,"mode_s":false},"required":["seconds"]}}
        """
    )
    // The word that holds by default holds also where none is given.
    let session =
      "$defs.scenario.properties.charging.additionalProperties.properties.chargers.additionalProperties"
      + ".properties.session"
    let standard = try #require(try node(session + ".allOf").elements?.first)
    #expect(standard["if"]?["required"] == nil)
  }

  @Test func objectsAreClosedAndEveryKeyIsExplained() {
    for language in Language.allCases {
      let schema = ScenarioSchema.node(in: language)
      for object in objects(in: schema["$defs"] ?? schema, with: "properties")
      where object["type"] != nil {
        #expect(object["additionalProperties"] != nil)
        for member in object["properties"]?.members ?? [] {
          let description = member.value["description"]?.text ?? ""
          #expect(!description.isEmpty, "\(member.key)")
        }
      }
    }
  }

  @Test func theSameTextComesEveryTime() {
    #expect(schema.prettyText == ScenarioSchema.node(in: .english).prettyText)
  }
}
