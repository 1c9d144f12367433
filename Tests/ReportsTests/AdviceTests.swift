import Experiments
import Foundation
import ResultStore
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import Reports

/// What would help, as a page says it, held beside what `run --advise` prints.
struct AdviceTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("runs.sqlite")
  }

  private func printed(_ arguments: [String]) throws -> String {
    let result = try ParkSimProcess.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  private func page(_ options: [String]) throws -> String {
    let page = folder.path("page.html")
    _ = try printed(["report", path, "--out", page] + options)
    return try String(contentsOfFile: page, encoding: .utf8)
  }

  @Test("Changes have on the page the figures that a run with advice prints")
  func figuresOfTheRun() throws {
    let settings = ["--set", "charging.depot.chargers.standard.count=7"]
    let text = try printed(
      ["run", "Scenarios/shangrao/day.json", "--out", path, "--advise"] + settings
    )
    let page = try self.page(["--advise"])
    #expect(page.contains("What would help") && page.contains("哪些改变有用"))
    let lines = text.split(separator: "\n").filter { $0.contains(" -> ") }
    #expect(lines.count > 10)
    for line in lines {
      let words = line.split(separator: " ")
      let (key, before, value) = (words[0], words[1], words[3])
      let row = try #require(
        page.split(separator: "<tr>").first {
          $0.contains("<code>\(key)</code> \(before) → \(value)<")
        },
        "\(key)"
      )
      // The columns after the costs: orders in time, lead time, slowest orders.
      let printed = line.matches(of: /([-+]?[0-9.]+) \[[-+0-9., ]+\](\*?)|the same/)
      let shown = row.matches(of: /<td class="number">(<strong>)?([−+]?[0-9.]+|the same)/)
      try #require(printed.count == 3 && shown.count == 3, "\(line)")
      for (column, (one, other)) in zip(printed, shown).enumerated() {
        guard let number = one.1.flatMap({ Double($0) }) else {
          #expect(other.2 == "the same")
          continue
        }
        let onPage = try #require(Double(other.2.replacing("−", with: "-")))
        #expect(abs(onPage - (column == 0 ? number : number / 60)) <= 0.0059, "\(line)")
        #expect((other.1 != nil) == (one.2 == "*"), "\(line)")
      }
    }
  }

  @Test("Without advice the page says how to have it, of the runs that it shows")
  func command() throws {
    _ = try printed(["run", "Scenarios/shangrao/day.json", "--out", path])
    #expect(try page([]).contains("parksim report \(path) --advise"))
    #expect(try page(["--run", "1"]).contains("parksim report \(path) --run 1 --advise"))
    #expect(
      try page(["--variant", "base"]).contains("parksim report \(path) --variant base --advise")
    )
  }

  @Test("Runs that go on from a saved one have no advice, and are told so")
  func savedRun() throws {
    let saved = folder.path("noon.checkpoint")
    let day = "Scenarios/shangrao/day.json"
    _ = try printed(["run", day, "--until", "12:00", "--save", saved])
    _ = try printed(["fork", saved, "--set", "dispatch.policy=nearest", "--out", path])
    #expect(!(try page([]).contains("--advise")))
    let refused = try ParkSimProcess.run(["report", path, "--advise"])
    #expect(refused.status == 2 && refused.errors.contains("go on from a saved one"))
    let compared = try ParkSimProcess.run(["report", path, "--compare", "--advise"])
    #expect(compared.status == 2 && compared.errors.contains("leave it out, or --compare"))
  }
}
