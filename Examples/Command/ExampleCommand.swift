public import ArgumentParser
public import ExampleModels

/// Runs one of the examples: `swift run example bank --view processes`.
@main
struct ExampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "example",
    abstract: "Runs a small model and prints what comes out.",
    discussion: """
      Each model is written twice, by its events and by its processes, with the same result.

        example --list
        example bank
        example bank --view processes
      """
  )

  @Flag(help: "List the examples.")
  var list = false

  @Option(help: "How the model is told: \(View.allValueStrings.joined(separator: " or ")).")
  var view = View.processes

  @Argument(help: "Which example.")
  var name: String?

  func run() throws {
    guard let name, !list else {
      for example in Example.all { print(example.line) }
      return
    }
    guard let example = Example.all.first(where: { $0.name == name }) else {
      throw ValidationError("There is no example '\(name)'. 'example --list' shows all.")
    }
    print(try example.text(view), terminator: "")
  }
}

extension View: ExpressibleByArgument {}

extension Example {
  /// Name and summary in columns.
  fileprivate var line: String {
    name + String(repeating: " ", count: max(1, 22 - name.count)) + summary
  }
}
