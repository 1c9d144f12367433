import ExampleModels
import Foundation
import TestSupport
import Testing

/// The program `example`, from outside, and the readme that shows it.
struct ExampleCommandTests {
  private static func text(_ path: String) throws -> String {
    try String(contentsOf: ParkSimProcess.root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test func listNamesEveryExample() throws {
    let result = try ParkSimProcess.run(["--list"], of: "example")
    #expect(result.status == 0)
    let names = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(names.map(String.init) == Example.all.map(\.name))
  }

  @Test(arguments: View.allCases)
  func runPrintsThePinnedText(view: View) throws {
    let result = try ParkSimProcess.run(["bank", "--view", view.rawValue], of: "example")
    #expect(result.status == 0)
    #expect(try result.output == Self.text("Examples/Expected/bank.txt"))
  }

  @Test(arguments: [["bakn"], ["bank", "--view", "events,processes"]])
  func wrongArgumentsAreRefused(arguments: [String]) throws {
    let result = try ParkSimProcess.run(arguments, of: "example")
    #expect(result.status != 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Error"))
  }

  @Test func everyCommandOfTheReadmeRuns() throws {
    let commands = try Self.text("Examples/README.md").split(separator: "\n")
      .filter { $0.hasPrefix("swift run example") }
      .map { $0.prefix { $0 != "#" }.split(separator: " ").dropFirst(3).map(String.init) }
    #expect(commands.count >= 3)
    for command in commands {
      let result = try ParkSimProcess.run(command, of: "example")
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
  }

  @Test func theReadmeNamesEveryExample() throws {
    let readme = try Self.text("Examples/README.md")
    for example in Example.all { #expect(readme.contains("`\(example.name)`"), "\(example.name)") }
  }
}
