import Foundation
import Testing
import Wording

@testable import ScenarioFiles

/// Tables that are wide by mistake.
struct WideTableTests {
  @Test("A header of a million columns is one fault with the count, and keeps a thousand of them")
  func aWideHeaderIsOneFault() throws {
    let text = "created_s,zone" + String(repeating: ",a", count: 999_998) + "\n1,z\n"
    var reader = CSVReader(Array(text.utf8))
    #expect(try reader.next())
    #expect(reader.fields.count == CSVReader.fieldLimit && reader.fieldCount == 1_000_000)
    let faults = FaultCollector()
    let table = RecordedOrders(SourceText(name: "t.csv", text: text), zones: ["z"], faults: faults)
    #expect(table == nil && faults.total == 1)
    let words = faults.faults.first?.words(in: .english)
    #expect(words?.message == "the first line has 1000000 columns; allowed are 1000")
  }

  @Test func aWideRowIsCountedToItsEnd() throws {
    let text = "created_s,zone\n1,z" + String(repeating: ",", count: 5_000) + "\n"
    let faults = FaultCollector()
    _ = RecordedOrders(SourceText(name: "t.csv", text: text), zones: ["z"], faults: faults)
    let words = faults.faults.first?.words(in: .english)
    #expect(words?.message == "the row has 5002 fields; the first line names 2")
  }
}
