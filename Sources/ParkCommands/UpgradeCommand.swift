import ArgumentParser
import Foundation
import ResultStore
import ScenarioFiles
import Wording

/// `parksim scenario upgrade`: writes a scenario file in the current format.
struct UpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Write a scenario file of an older format in the current one.",
    discussion: """
      The order of the keys stays, and so do keys that no format knows, which `run`
      then reports; the events of a run stay the same. A file with "extends" is
      upgraded by itself; upgrade what it extends as well. Without --out and
      --in-place the text goes to standard output.

      Example:
        parksim scenario upgrade Scenarios/shangrao/day.json
      """
  )

  @Argument(help: "Scenario file (JSON).")
  var file: String

  @Option(help: "File to write; one that is there is refused.")
  var out: String?

  @Flag(help: "Write the file itself anew; it is replaced in one step.")
  var inPlace = false

  @Option(parsing: .unconditional, help: "Format of a file that does not say its own.")
  var from: Int?

  func validate() throws {
    if out != nil, inPlace {
      throw ValidationError(
        "--out and --in-place exclude each other",
        "--out 与 --in-place 不能同用"
      )
    }
    if let from, !(1...ScenarioUpgrade.format).contains(from) {
      throw ValidationError(
        "--from must be 1 to \(ScenarioUpgrade.format), got \(from)",
        "--from 须为 1 到 \(ScenarioUpgrade.format)，此处为 \(from)"
      )
    }
  }

  func run() throws {
    let source = try ScenarioFile.text(of: file)
    let upgrade = try ScenarioUpgrade(
      source,
      from: from,
      fleetsOfExtended: ScenarioUpgrade.fleetsExtended(by: file)
    )
    let isCurrent = upgrade.formerFormat == ScenarioUpgrade.format
    switch (out, inPlace) {
    case (let path?, _):
      guard !FileManager.default.fileExists(atPath: path) else {
        throw CommandError(
          status: .badInput,
          "\(path) is there already; name another file, or use --in-place",
          "\(path) 已存在；请指定另一个文件，或用 --in-place"
        )
      }
      try write(upgrade.bytes, to: path)
    case (nil, true):
      let place = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
      if !isCurrent { try write(upgrade.bytes, to: place) }
    case (nil, false):
      Terminal.printData(String(decoding: upgrade.bytes, as: UTF8.self), .plain, end: "")
    }
    Terminal.note(
      isCurrent
        ? Phrase(
          "\(file) is in format \(upgrade.formerFormat) already",
          "\(file) 已是格式 \(upgrade.formerFormat)"
        )
        : Phrase(
          "\(file): format \(upgrade.formerFormat) is now \(ScenarioUpgrade.format)",
          "\(file)：格式 \(upgrade.formerFormat) 已升级为 \(ScenarioUpgrade.format)"
        )
    )
  }

  /// Writes a file in one step: it is never there in part, and keeps its permissions.
  private func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try WholeFile.replace(path, with: bytes)
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        "\(path) can not be written (\(trouble.words.english)); check the folder and the disk",
        "无法写入 \(path)（\(trouble.words.chinese)）；请检查文件夹和磁盘"
      )
    }
  }
}
