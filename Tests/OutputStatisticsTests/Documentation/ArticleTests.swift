import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

/// What the pages of the statistics show is compiled, run and true.
struct ArticleTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let sources = tests.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/OutputStatistics")

  private func article(_ name: String) throws -> String {
    let catalogue = Self.sources.appendingPathComponent("OutputStatistics.docc")
    return try String(contentsOf: catalogue.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func theCodeOfTheArticleIsTheCodeThatIsTested() throws {
    let code = try String(
      contentsOf: Self.tests.appendingPathComponent("ArticleCode.swift"),
      encoding: .utf8
    )
    let blocks = try article("ChoosingAnInterval.md").components(separatedBy: "```swift\n")
      .dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count == 4)
    for block in blocks {
      #expect(code.contains(block), "not in ArticleCode.swift: \(block.prefix(60))")
    }
  }

  @Test func theIntervalsOfTheArticleAreTrue() throws {
    let (student, both) = try #require(intervals())
    #expect(round(student.mean, to: 2) == 13.06)
    #expect(round(student.lower, to: 1) == 8.8 && round(student.upper, to: 1) == 17.3)
    #expect(round(both.lowerBound, to: 1) == 8.8 && round(both.upperBound, to: 1) == 27.7)
    let gain = try #require(saving())
    let interval = try #require(gain.interval(level: 0.95))
    #expect(round(gain.mean, to: 2) == 1.26)
    #expect(round(interval.lowerBound, to: 2) == 0.7 && round(interval.upperBound, to: 2) == 3.12)
    #expect(try round(#require(gain.pValue()), to: 4) == 0.0006)
    let unseen = ProportionInterval.largestShare(unseenIn: 10, level: 0.95)
    #expect(round(unseen, to: 2) == 0.26)
  }

  @Test func theCoverageOfTheArticleIsWhatIsCounted() {
    let (student, both) = coverage(samples: 10_000)
    #expect(round(student, to: 3) == 0.904)
    #expect(round(both, to: 3) == 0.944)
  }

  private func round(_ value: Double, to places: Int) -> Double {
    let factor = (0..<places).reduce(1.0) { product, _ in product * 10 }
    return (value * factor).rounded() / factor
  }

  @Test func everyPublicNameIsOnTheLandingPage() throws {
    let landing = try article("OutputStatistics.md")
    let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(whereSeparator: \.isNewline) {
        guard let match = line.firstMatch(of: /^public (?:struct|enum|func) (\w+)/) else {
          continue
        }
        count += 1
        let name = match.1
        let isNamed = landing.contains("``\(name)``") || landing.contains("``\(name)(")
        #expect(isNamed, "\(name)")
      }
    }
    #expect(count >= 40)
  }
}
