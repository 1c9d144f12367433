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
    let further =
      template == .minimal
      ? Phrase("; --template day gives a whole park", "；--template day 给出完整的园区")
      : Phrase(same: "")
    Terminal.note(
      Phrase(
        "\(out): written; try parksim run \(RunCommandLine.word(out))\(further.english)",
        "\(out)：已写出；可试 parksim run \(RunCommandLine.word(out))\(further.chinese)"
      )
    )
  }

  private static func write(_ text: String, to path: String) throws {
    if path.isEmpty {
      throw CommandError(
        status: .badInput,
        "--out is empty: give it the name of a file",
        "--out 为空：请写明文件名"
      )
    }
    do {
      try WholeFile.make(path, with: Array(text.utf8))
    } catch let trouble as WholeFile.Trouble where trouble.number == EEXIST {
      throw CommandError(
        status: .badInput,
        "\(path) exists and is left as it is; name another file with --out",
        "\(path) 已存在，保持原样；请用 --out 指定另一个文件"
      )
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        "\(path) can not be written (\(trouble.words.english)): name another place with --out",
        "无法写入 \(path)（\(trouble.words.chinese)）：请用 --out 指定另一个位置"
      )
    }
  }
}

extension ScenarioTemplate: ExpressibleByArgument {}
