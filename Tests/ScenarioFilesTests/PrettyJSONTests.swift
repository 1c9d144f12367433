import Foundation
import ScenarioFiles
import TestSupport
import Testing

struct PrettyJSONTests {
  private func pretty(_ text: String) throws -> String {
    try JSONNode(parsing: SourceText(name: "t", text: text)).prettyText
  }

  @Test(arguments: [
    (text: "{}", pretty: "{}"), (text: "[ ]", pretty: "[]"), (text: "1e2", pretty: "100"),
    (text: #"{"b":1,"a":{"x":[1,2]}}"#, pretty: "{\n  \"b\": 1,\n  \"a\": { \"x\": [1, 2] }\n}"),
    (text: "[{\"a\":{}}]", pretty: "[\n  {\n    \"a\": {}\n  }\n]"),
  ])
  func layoutIsTheOneWorkedByHand(text: String, pretty: String) throws {
    #expect(try self.pretty(text) == pretty)
  }

  @Test func linesThatAreTooLongAreBrokenAndKeepTheirValues() throws {
    let numbers = (0..<60).map { "\($0 * 1000)" }.joined(separator: ", ")
    let text = try pretty("{\"n\": [\(numbers)]}")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(text.split(separator: "\n").count > 4)
    let again = try JSONNode(parsing: SourceText(name: "t", text: text))
    #expect(again.elements == nil && again["n"]?.elements?.count == 60)
  }

  @Test func everyShippedScenarioKeepsItsMeaning() throws {
    let path = ParkSimProcess.root.appendingPathComponent("Scenarios/shangrao/day.json").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let node = try JSONNode(parsing: SourceText(name: "day", text: text))
    let again = try JSONNode(parsing: SourceText(name: "again", text: node.prettyText))
    #expect(again.canonicalText == node.canonicalText)
    #expect(again.prettyText == node.prettyText)
  }
}
