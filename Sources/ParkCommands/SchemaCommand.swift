import ArgumentParser
import ScenarioFiles

/// `parksim schema`: the format of scenarios for editors, validators and readers.
struct SchemaCommand: ParsableCommand {
  /// What the format is written as.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case json
    case markdown
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the format of scenario files as JSON Schema, or as a page to read.",
    discussion: """
      Both are made from the description by which scenarios are read. A file that names the schema
      as "$schema" gets completion and explanations in editors that know JSON Schema.

      Example:
        parksim schema --format json
      """
  )

  @Option(help: "json: a JSON Schema (2020-12). markdown: every key with meaning and default.")
  var format: Form = .json

  func run() {
    let language = SpokenLanguage.current
    switch format {
    case .json: Terminal.print(ScenarioSchema.node(in: language).prettyText)
    case .markdown: Terminal.print(ScenarioPage.text(in: language))
    }
  }
}
