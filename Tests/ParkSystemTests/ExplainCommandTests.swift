import Foundation
import TestSupport
import Testing

/// `parksim explain` from outside.
struct ExplainCommandTests {
  @Test func aCodeIsExplainedInBothLanguages() throws {
    let english = try ParkSimProcess.run(["explain", "e0204"])
    #expect(english.status == 0)
    #expect(english.output.hasPrefix("E0204: a number outside its allowed range\n\nWrong:\n"))
    let chinese = try ParkSimProcess.run(["explain", "E0204", "--lang", "zh"])
    #expect(chinese.output.hasPrefix("E0204：超出允许范围的数\n"))
  }

  @Test func withoutACodeAllAreListed() throws {
    let result = try ParkSimProcess.run(["explain"])
    let codes = result.output.split(separator: "\n").map { String($0.prefix(5)) }
    #expect(codes.count > 40 && codes == codes.sorted())
    let object = try JSONSerialization.jsonObject(
      with: Data(try ParkSimProcess.run(["explain", "--json"]).output.utf8)
    )
    #expect(((object as? [String: Any])?["codes"] as? [Any])?.count == codes.count)
  }

  @Test func anUnknownCodeHasTheNearest() throws {
    let result = try ParkSimProcess.run(["explain", "E0240"])
    #expect(result.status == 2)
    #expect(result.errors.contains("such as E0204"))
  }
}
