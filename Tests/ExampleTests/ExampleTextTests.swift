import ExampleModels
import Foundation
import TestSupport
import Testing

/// What the examples print is pinned in `Examples/Expected`.
///
/// After a change that is meant, record anew by `PARKSIM_RECORD=1 swift test --filter ExampleText`
/// and read the difference.
struct ExampleTextTests {
  private static let folder = ParkSimProcess.root.appendingPathComponent("Examples/Expected")
  private static let isRecording = ProcessInfo.processInfo.environment["PARKSIM_RECORD"] == "1"

  @Test(
    "Both views print the pinned text",
    arguments: Example.all.map(\.name),
    View.allCases
  )
  func bothViewsPrintThePinnedText(name: String, view: View) throws {
    let example = try #require(Example.all.first { $0.name == name })
    let file = Self.folder.appendingPathComponent("\(name).txt")
    let text = try example.text(view)
    if Self.isRecording, view == .events {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: file, encoding: .utf8))
  }

  @Test func everyPinnedTextBelongsToAnExample() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == Example.all.map { "\($0.name).txt" }.sorted())
  }
}
