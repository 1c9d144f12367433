import ArgumentParser
import Foundation
import ScenarioFiles

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
    Terminal.note("\(out): written; try parksim run \(out)\(further)")
  }

  private static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw CommandError(
        status: .badInput,
        message: "\(path) exists and is left as it is; name another file with --out"
      )
    } catch {
      throw CommandError(
        status: .storage,
        message: "\(path) can not be written: name another place with --out"
      )
    }
  }
}

extension ScenarioTemplate: ExpressibleByArgument {}
