import DiscreteEvents
import Foundation
import Testing

/// What the articles of the kernel show is compiled, run and true.
struct ArticleTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let catalogue = tests.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Sources/DiscreteEvents/DiscreteEvents.docc")

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.catalogue.appendingPathComponent(name), encoding: .utf8)
  }

  /// The blocks of Swift code in a document.
  private func blocks(of document: String) -> [String] {
    document.components(separatedBy: "```swift\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0]
    }
  }

  @Test func theModelsOfTheTwoViewsAreTheCodeThatIsTested() throws {
    let code = try String(
      contentsOf: Self.tests.appendingPathComponent("ArticleCode.swift"),
      encoding: .utf8
    )
    let blocks = try blocks(of: text("TwoViews.md"))
    #expect(blocks.count == 4)
    for block in blocks.prefix(3) {
      let body = block.replacing("import DiscreteEvents\n\n", with: "")
      #expect(code.contains(body), "not in ArticleCode.swift: \(body.prefix(60))")
    }
  }

  @Test func bothViewsGiveTheSameUsageAndErlangsWait() throws {
    let events = serviceDeskByEvents()
    let processes = try serviceDeskByProcesses()
    #expect(events == processes)
    // Erlang C with an offered load of 1.6 and 2 clerks: P(wait) 0.7111, mean wait 2.844 minutes.
    let wait = try #require(events.meanWait) / 60
    #expect(wait > 2.5 && wait < 3.2, "mean wait \(wait) min")
    #expect((wait * 1_000).rounded() / 1_000 == 2.993, "the article prints 2.993")
  }

  /// The public interface fits on one page, and is all there.
  @Test func everyPublicTypeIsNamedOnTheLandingPage() throws {
    let landing = try text("DiscreteEvents.md")
    let list = Self.catalogue.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/reference/kernel-interface.txt")
    let kinds = ["struct ", "enum ", "protocol ", "class ", "final class ", "typealias "]
    var count = 0
    for line in try String(contentsOf: list, encoding: .utf8).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "\t")
      guard kinds.contains(where: { parts[1].hasPrefix($0) }), !parts[0].contains(".") else {
        continue
      }
      count += 1
      #expect(landing.contains("``\(parts[0])``"), "\(parts[0])")
    }
    #expect(count > 80)
  }

  @Test func everyArticleIsNamedOnTheLandingPage() throws {
    let landing = try text("DiscreteEvents.md")
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.catalogue.path)
    for name in names.sorted() where name.hasSuffix(".md") && name != "DiscreteEvents.md" {
      #expect(landing.contains("<doc:\(name.dropLast(3))>"), "\(name)")
    }
  }
}
