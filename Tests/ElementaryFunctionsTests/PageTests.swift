import ElementaryFunctions
import Foundation
import Testing

/// What the page of the module shows is true.
struct PageTests {
  @Test func theExampleOfThePageIsTrue() throws {
    let halfLife = 3.0
    let decayed = Elementary.exp(-Elementary.log(2) * 6 / halfLife)
    #expect(decayed == 0.25)
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(
        "Sources/ElementaryFunctions/ElementaryFunctions.docc/ElementaryFunctions.md"
      )
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(
      text.contains(
        """
        let halfLife = 3.0
        let decayed = Elementary.exp(-Elementary.log(2) * 6 / halfLife)
        """
      )
    )
  }
}
