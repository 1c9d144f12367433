import Foundation
import LogisticsPark
import Testing
import Wording

@testable import ScenarioFiles

struct ScenarioTemplateTests {
  private func scenario(_ template: ScenarioTemplate, _ language: Language) throws -> Scenario {
    let text = template.text(in: language)
    return try ScenarioFile.read(SourceText(name: template.rawValue, text: text))
  }

  @Test(arguments: ScenarioTemplate.allCases, Language.allCases)
  func everyTemplateIsValidAndCanBeServed(template: ScenarioTemplate, language: Language) throws {
    let scenario = try scenario(template, language)
    #expect(OfferedLoad(scenario.configuration)?.warnings ?? [] == [])
    #expect(scenario.configuration.name == (language == .english ? "My park" : "我的园区"))
  }

  @Test func theMinimalOneHasWhatMustBeThereAndOrders() throws {
    let text = ScenarioTemplate.minimal.text(in: .english)
    let node = try JSONNode(parsing: SourceText(name: "t", text: text))
    #expect(node.members?.map(\.key) == ["format", "name", "study", "zones", "demand"])
    // Nothing can be left out: each key by itself is required, or belongs to the demand.
    for leaf in try scenario(.minimal, .english).leaves
    where !leaf.node.span.isStandard && !["demand", "zones"].contains(leaf.keys[0]) {
      let path = leaf.path
      #expect(throws: ScenarioFaults.self, "\(path)") {
        try ScenarioFile.read(SourceText(name: "t", text: text), settings: ["\(path)=null"])
      }
    }
  }

  @Test func theFullOneHasEveryKeyThatGoesTogether() throws {
    let text = ScenarioTemplate.full.text(in: .english)
    let node = try JSONNode(parsing: SourceText(name: "t", text: text))
    var missing: [String] = []
    collect(ScenarioFormat.object, node, "", into: &missing)
    #expect(missing == ["$schema", "goods", "demand.goods", "fleet.patrol"])
  }

  @Test func theFullOneLeavesNothingToTheDefaults() throws {
    let text = ScenarioTemplate.full.text(in: .english)
    let leaves = try scenario(.full, .english).leaves
    #expect(!leaves.contains { $0.node.span.isStandard })
    // A factor of 1 says nothing, so the canonical text is without it.
    let said = text.replacingOccurrences(of: ",\n      \"scale\": 1\n", with: "\n")
    #expect(said != text)
    let node = try JSONNode(parsing: SourceText(name: "full", text: said))
    #expect(try scenario(.full, .english).canonicalText == node.canonicalText)
  }

  /// Keys that a value has not, those of other words than the one that holds left out.
  private func collect(
    _ format: ObjectFormat,
    _ node: JSONNode,
    _ path: String,
    into missing: inout [String]
  ) {
    let word = format.choice.flatMap { node[$0.field.key] }?.text
    for entry in format.entries
    where entry.words.isEmpty || word.map(entry.words.contains) ?? false {
      let path = path + (path.isEmpty ? "" : ".") + entry.field.key
      guard let value = node[entry.field.key] else {
        missing.append(path)
        continue
      }
      switch entry.field.value {
      case .object(let inner): collect(inner, value, path, into: &missing)
      case .collection(let inner, _):
        for member in value.members ?? [] { collect(inner, member.value, path, into: &missing) }
      default: break
      }
    }
  }
}
