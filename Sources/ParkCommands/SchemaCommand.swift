import ArgumentParser
import ScenarioFiles

/// `parksim schema`: the format of scenarios for editors, validators and readers.
struct SchemaCommand: ParsableCommand {
  /// What the format is written as.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case json
    case markdown
  }

  /// Which files are meant.
  enum Files: String, CaseIterable, ExpressibleByArgument {
    case scenario
    case experiment
    case assignment
    case hiddenChecks = "hidden-checks"
    case submission

    /// The format of a file of coursework; nil of others.
    var ofCoursework: CourseworkFormat? { CourseworkFormat(rawValue: rawValue) }
  }

  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract:
      "Print the format of scenarios, experiments or files of coursework, as JSON Schema or as a page.",
    discussion: """
      Both are made from the description by which the files are read. A scenario that names the schema
      as "$schema" gets completion and explanations in editors that know JSON Schema.

      Example:
        parksim schema --format json
      """
  )

  @Option(
    help:
      "Files whose format is meant: scenario, experiment, assignment, hidden-checks or submission."
  )
  var of = Files.scenario

  @Option(help: "json: a JSON Schema (2020-12). markdown: every key with meaning and default.")
  var format: Form = .json

  func run() {
    let language = SpokenLanguage.current
    if let coursework = of.ofCoursework {
      return format == .json
        ? Terminal.printData(coursework.schema(in: language).prettyText)
        : Terminal.print(coursework.page(in: language))
    }
    switch (of, format) {
    case (.scenario, .json): Terminal.printData(ScenarioSchema.node(in: language).prettyText)
    case (.scenario, .markdown): Terminal.print(ScenarioPage.text(in: language))
    case (.experiment, .json): Terminal.printData(ExperimentSchema.node(in: language).prettyText)
    case (.experiment, .markdown): Terminal.print(ExperimentPage.text(in: language))
    case (.assignment, _), (.hiddenChecks, _), (.submission, _): break
    }
  }
}
