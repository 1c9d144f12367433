import ArgumentParser
import Foundation
import ResultStore
import ScenarioFiles
import Wording

/// `parksim scenario new`: a scenario to begin with.
struct ScenarioNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Print a scenario to begin with.",
    discussion: """
      Templates:
      \(ScenarioTemplate.allCases.map { "  \($0.rawValue): \($0.meaning.english)" }
        .joined(separator: "\n"))

      Example:
        parksim scenario new --template warehouse --out park.json
      """
  )

  @Option(help: "What the scenario holds.")
  var template: ScenarioTemplate = .minimal

  @Option(help: "File to write; it must not exist. Standard output by default.")
  var out: String?

  func run() throws {
    let text = template.text(in: SpokenLanguage.current)
    guard let out else { return Terminal.print(text) }
    try Self.write(text + "\n", to: out)
    let further = template == .minimal ? "; --template day gives a whole park" : ""
    Terminal.note("\(out): written; try parksim run \(RunCommandLine.word(out))\(further)")
  }

  private static func write(_ text: String, to path: String) throws {
    if path.isEmpty {
      throw CommandError(status: .badInput, message: "--out is empty: give it the name of a file")
    }
    do {
      try WholeFile.make(path, with: Array(text.utf8))
    } catch let trouble as WholeFile.Trouble where trouble.number == EEXIST {
      throw CommandError(
        status: .badInput,
        message: "\(path) exists and is left as it is; name another file with --out"
      )
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        message: "\(path) can not be written (\(trouble.message)): name another place with --out"
      )
    }
  }
}

extension ScenarioTemplate: ExpressibleByArgument {}
