import Foundation
import TestSupport
import Testing

/// What is made from the description of the format.
///
/// After a change that is meant, record the pages anew by `PARKSIM_RECORD=1 swift test --filter
/// SchemaCommandTests` and read the difference.
struct SchemaCommandTests {
  private static let isRecording = ProcessInfo.processInfo.environment["PARKSIM_RECORD"] == "1"

  @Test(arguments: [
    (page: "docs/reference/scenario.md", of: "scenario", language: "en"),
    (page: "docs/zh-Hans/reference/scenario.md", of: "scenario", language: "zh"),
    (page: "docs/reference/experiment.md", of: "experiment", language: "en"),
    (page: "docs/zh-Hans/reference/experiment.md", of: "experiment", language: "zh"),
    (page: "docs/reference/assignment.md", of: "assignment", language: "en"),
    (page: "docs/zh-Hans/reference/assignment.md", of: "assignment", language: "zh"),
    (page: "docs/reference/hidden-checks.md", of: "hidden-checks", language: "en"),
    (page: "docs/zh-Hans/reference/hidden-checks.md", of: "hidden-checks", language: "zh"),
    (page: "docs/reference/submission.md", of: "submission", language: "en"),
    (page: "docs/zh-Hans/reference/submission.md", of: "submission", language: "zh"),
  ])
  func theReferenceIsWhatTheProgramPrints(page: String, of: String, language: String) throws {
    let result = try ParkSimProcess.run(
      ["schema", "--of", of, "--format", "markdown", "--lang", language]
    )
    #expect(result.status == 0)
    let file = ParkSimProcess.root.appendingPathComponent(page)
    if Self.isRecording {
      try result.output.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try result.output == String(contentsOf: file, encoding: .utf8))
  }

  @Test(
    arguments: ["en", "zh"],
    ["scenario", "experiment", "assignment", "hidden-checks", "submission"]
  )
  func theSchemaIsJSONAndTheSameEveryTime(language: String, of: String) throws {
    let command = ["schema", "--of", of, "--lang", language]
    let first = try ParkSimProcess.run(command)
    #expect(first.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(first.output.utf8)) as? [String: Any]
    #expect(object?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try ParkSimProcess.run(command).output == first.output)
  }
}
