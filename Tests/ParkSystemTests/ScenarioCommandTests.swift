import Foundation
import TestSupport
import Testing

/// `parksim scenario` from outside.
struct ScenarioCommandTests {
  private let folder: TemporaryFolder
  private let day = "Scenarios/shangrao/day.json"

  init() throws {
    folder = try TemporaryFolder()
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func digest(_ arguments: [String]) throws -> String {
    let result = try ParkSimProcess.run(["scenario", "check"] + arguments + ["--json"])
    #expect(result.status == 0, "\(result.output)")
    return try #require(try json(result.output)["digest"] as? String)
  }

  @Test func aValidScenarioIsSummedUp() throws {
    let result = try ParkSimProcess.run(["scenario", "check", day])
    #expect(result.status == 0 && result.errors.isEmpty)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0] == "\(day): valid")
    #expect(lines[2] == "  24 h; orders a day: 300; drones: 24; pads: 2; charging bays: 8")
  }

  @Test func faultsComeAsTextOrAsOneObject() throws {
    let faulty = [
      "scenario", "check", day, "--set", "charging.depot.chargers.standard.count=0", "--lang", "zh",
    ]
    let text = try ParkSimProcess.run(faulty)
    #expect(text.status == 2 && text.output.isEmpty)
    #expect(text.errors.contains("错误 E0204（位于 /charging/depot/chargers/standard/count）：此处是数字 0"))
    let object = try ParkSimProcess.run(faulty + ["--json"])
    #expect(object.status == 2 && object.errors.isEmpty)
    let document = try json(object.output)
    #expect(document["valid"] as? Bool == false)
    let faults = try #require(document["faults"] as? [[String: Any]])
    #expect(faults.count == 1)
    let fault = try #require(faults.first)
    #expect(fault["code"] as? String == "E0204")
    #expect(fault["file"] as? String == "--set charging.depot.chargers.standard.count=0")
    #expect(fault["line"] as? Int == 1 && fault["column"] as? Int == 40)
    #expect(fault["pointer"] as? String == "/charging/depot/chargers/standard/count")
    #expect((fault["message"] as? String)?.contains("应为") == true)
  }

  @Test func whatIsShownAsJSONIsTheSameScenario() throws {
    let change = ["--set", "fleet.m100.count=12", "--set", "name=上饶"]
    let shown = try ParkSimProcess.run(["scenario", "show", day, "--json"] + change)
    #expect(shown.status == 0)
    let file = folder.file("shown.json")
    try shown.output.write(to: file, atomically: true, encoding: .utf8)
    #expect(try digest([file.path]) == digest([day] + change))
  }

  @Test func everyValueIsShownWithItsOriginInColumns() throws {
    let result = try ParkSimProcess.run(
      ["scenario", "show", day, "--set", "name=上饶的一天", "--set", "fleet.m100.count=12"]
    )
    let lines = result.output.split(separator: "\n").map(String.init)
    let name = try #require(lines.first { $0.hasPrefix("name ") })
    let count = try #require(lines.first { $0.hasPrefix("fleet.m100.count ") })
    #expect(count.hasSuffix("--set fleet.m100.count=12"))
    // Five wide characters take ten columns.
    let column = { (line: String) in line.split(separator: "--set").first?.count ?? 0 }
    #expect(column(name) + 5 == column(count))
    #expect(lines.contains { $0.hasSuffix("\(day):4") })
    #expect(lines.contains { $0.hasSuffix("default") })
  }

  @Test func scenariosAreComparedLikeFiles() throws {
    let same = try ParkSimProcess.run(["scenario", "diff", day, day])
    #expect(same.status == 0 && same.output.isEmpty)
    let child = folder.file("few.json")
    let base = ParkSimProcess.root.appendingPathComponent(day).path
    let patch =
      #"{ "extends": "\#(base)", "fleet": { "m100": { "count": 12 } }, "telemetry": null }"#
    try patch.write(to: child, atomically: true, encoding: .utf8)
    let other = try ParkSimProcess.run(["scenario", "diff", day, child.path])
    #expect(other.status == 1 && other.errors.isEmpty)
    #expect(other.output.contains("only in \(day)"))
    #expect(!other.output.contains("only in \(child.path)"))
    let document = try json(
      ParkSimProcess.run(["scenario", "diff", day, child.path, "--json"]).output
    )
    let changed = try #require(document["changed"] as? [[String: Any]])
    #expect(changed.map { $0["path"] as? String } == ["fleet.m100.count"])
    #expect(changed.map { $0["a"] as? Int } == [24] && changed.map { $0["b"] as? Int } == [12])
    #expect((document["only_in_a"] as? [Any])?.count == 8)
    #expect(document["equal"] as? Bool == false)
    #expect(try ParkSimProcess.run(["scenario", "diff", day, "nowhere.json"]).status == 2)
  }

  @Test func aComparisonNamesTheFaultsOfBothFiles() throws {
    let files = try ["one", "two"].map { name in
      let path = folder.path("\(name).json")
      try "{ \"format\": 3, \"nome\": \"\(name)\" }".write(
        toFile: path,
        atomically: true,
        encoding: .utf8
      )
      return path
    }
    let result = try ParkSimProcess.run(["scenario", "diff"] + files)
    #expect(result.status == 2)
    for file in files { #expect(result.errors.contains("\(file):1:16: error E0202 at /nome")) }
  }

  @Test func aLoadOfNothingIsAnObjectToo() throws {
    let patrol = "Scenarios/validation/charging-machine-repair.json"
    let result = try ParkSimProcess.run(["scenario", "load", patrol, "--json"])
    #expect(try json(result.output)["resources"] as? [String] == [])
  }

  @Test(arguments: ["minimal", "day", "warehouse", "charging", "two-warehouses", "full"])
  func everyNewScenarioRuns(template: String) throws {
    let file = folder.path("\(template).json")
    let new = try ParkSimProcess.run(["scenario", "new", "--template", template, "--out", file])
    #expect(new.status == 0)
    let run = try ParkSimProcess.run(
      ["run", file, "--set", "study.horizon_h=24", "--out", folder.path("r.sqlite")]
    )
    #expect(run.status == 0, "\(run.errors)")
    let printed = try ParkSimProcess.run(["scenario", "new", "--template", template])
    #expect(try printed.output == String(contentsOfFile: file, encoding: .utf8))
  }

  @Test func whatExistsIsNotOverwritten() throws {
    let file = folder.path("thesis.json")
    try "my thesis".write(toFile: file, atomically: true, encoding: .utf8)
    let result = try ParkSimProcess.run(["scenario", "new", "--out", file])
    #expect(result.status == 2)
    #expect(result.errors.contains("thesis.json exists"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "my thesis")
    let missing = folder.path("no/such/folder/park.json")
    #expect(try ParkSimProcess.run(["scenario", "new", "--out", missing]).status == 74)
    #expect(try ParkSimProcess.run(["scenario", "new", "--template", "dya"]).status == 2)
  }
}
