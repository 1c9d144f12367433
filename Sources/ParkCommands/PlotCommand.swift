import ArgumentParser
import Charts
import Figures
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// `parksim plot`: draws a figure of a run, for a text.
struct PlotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plot",
    abstract: "Draw a figure of a run or of several, as SVG, or write its numbers as CSV.",
    discussion: """
      Without --chart the charts that the file has are listed, each with a command. Of a scenario that was
      run several times the figures of all replications are drawn: means with 95 % intervals, or all
      observations together; a chart of single drones shows the first run. Figures are legible in black
      and white. --lang zh writes their words in Chinese.

      Examples:
        parksim plot Results/day.sqlite
        parksim plot Results/day.sqlite --chart queue --entity drone --out Results/queue.svg
        parksim plot Results/day.sqlite --chart state-of-charge --entity m100-01 m100-02 --out Results/charge.svg
        parksim plot Results/day.sqlite --chart queue --out Results/queue.csv
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Option(help: "Which chart; without it they are listed.")
  var chart: String?

  @Option(
    parsing: .upToNextOption,
    help:
      "What to show: names of drones, places, zones, warehouses or stations, as the chart has them."
  )
  var entity: [String] = []

  @Option(
    name: .customLong("run"),
    parsing: .unconditional,
    help: "Number of the run, from 1; without it all replications of the last variant."
  )
  var runNumber: Int64?

  @Option(help: "Name of the variant whose runs are drawn.")
  var variant: String?

  @Option(name: .customLong("out"), help: "File to make: its name ends with .svg or .csv.")
  var out: String?

  @Option(help: "Width of the drawing in pixels, 300 to 4000.")
  var width = 840

  @Flag(help: "Draw runs also if their rows do not give the digests that they state.")
  var unchecked = false

  func validate() throws {
    if runNumber != nil, variant != nil {
      throw ValidationError(
        "--run names one run: leave out --variant, or --run",
        "--run 指定一次运行：请去掉 --variant 或 --run"
      )
    }
    guard (300...4000).contains(width) else {
      throw ValidationError(
        "--width is \(width): it lies between 300 and 4000",
        "--width 为 \(width)，须在 300 到 4000 之间"
      )
    }
    guard chart != nil || out == nil && entity.isEmpty else {
      throw ValidationError(
        "--chart says what is drawn; 'parksim plot \(file)' lists the charts",
        "--chart 指定画什么；'parksim plot \(file)' 列出各种图"
      )
    }
  }

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    let choice: ReportedRuns.Choice =
      runNumber.map { .run($0) } ?? variant.map { .variant($0) } ?? .last
    let reported = try ReportedRuns(choice, of: file)
    let panels = ParkChapters.panels.filter { $0.isThere(reported.plan) }
    guard let chart else {
      let first = try reported.past(reported.runs[0])
      return Terminal.print(ChartList(panels, file: self.file, first).text)
    }
    guard let panel = panels.first(where: { $0.name == chart }) else {
      throw CommandError(status: .badInput, Self.unknown(chart, among: panels))
    }
    guard let out else {
      throw CommandError(
        status: .badInput,
        "--out names the file to make, such as --out \(chart).svg",
        "--out 指定要生成的文件，如 --out \(chart).svg"
      )
    }
    let form = try FigureFile(path: out)
    let shown = panel.isOfOneRun ? [reported.runs[0]] : reported.runs
    if !unchecked { try DigestCheck.require(of: shown, in: file) }
    let past = try shown.map(reported.past)
    let chosen = try chosen(of: panel, past[0])
    let figures = panel.figures(of: past, chosen: chosen, mean: FigureMeans.mean)
    try form.write(figures, width: Double(width), language: SpokenLanguage.current)
    let which =
      shown.count == 1
      ? Phrase("run \(shown[0].id.number)", "运行 \(shown[0].id.number)")
      : Phrase(
        "\(shown.count) runs of '\(reported.runs[0].identity.variant)'",
        "'\(reported.runs[0].identity.variant)' 的 \(shown.count) 次运行"
      )
    Terminal.print(
      Phrase("\(out): ", "\(out)：") + panel.title + Phrase(", ", "，") + which
    )
    if panel.isOfOneRun, reported.runs.count > 1 {
      Terminal.note(
        Phrase(
          "note: the file has \(reported.runs.count) replications, and this chart shows one; --run names another",
          "说明：文件中有 \(reported.runs.count) 次重复，此图显示其中一次；--run 指定另一次"
        )
      )
    }
  }

  /// What was asked for, every name of which the run has; nil for what matters most.
  private func chosen(of panel: Panel, _ run: PastRun) throws -> [String]? {
    guard !entity.isEmpty else { return nil }
    let names = panel.names(in: run)
    guard panel.chooses != nil else {
      throw CommandError(
        status: .badInput,
        "the chart \(panel.name) shows the whole park: leave out --entity",
        "图 \(panel.name) 显示整个园区：请去掉 --entity"
      )
    }
    // The kind of several places, such as drone of drone/cold-store and drone/general, means all of them.
    let asked = entity.flatMap { name in
      let ofKind = names.contains(name) ? [] : names.filter { $0.hasPrefix(name + "/") }
      return ofKind.isEmpty ? [name] : ofKind
    }
    for name in asked where !names.contains(name) {
      let near =
        NearestName.of(name, among: names).map {
          Phrase("did you mean '\($0)'? ", "是否指 '\($0)'？")
        } ?? Phrase(same: "")
      let list = names.prefix(30).joined(separator: ", ") + (names.count > 30 ? ", ..." : "")
      throw CommandError(
        status: .badInput,
        "the chart \(panel.name) has no '\(TerminalText.visible(name))': \(near.english)it has \(list)",
        "图 \(panel.name) 没有 '\(TerminalText.visible(name))'：\(near.chinese)现有 \(list)"
      )
    }
    return asked
  }

  private static func unknown(_ chart: String, among panels: [Panel]) -> Phrase {
    let names = panels.map(\.name)
    let near = NearestName.of(chart, among: names)
    let (name, list) = (TerminalText.visible(chart), names.joined(separator: ", "))
    return Phrase(
      "there is no chart '\(name)': " + (near.map { "did you mean \($0)? " } ?? "")
        + "there are \(list)",
      "没有图 '\(name)'：" + (near.map { "是否指 \($0)？" } ?? "") + "现有 \(list)"
    )
  }
}

/// The charts that a file has, each with a command that draws it.
private struct ChartList {
  private let panels: [Panel]
  private let file: String
  private let run: PastRun

  /// Names that are listed of those that can be chosen.
  private static let mostNames = 12

  init(_ panels: [Panel], file: String, _ run: PastRun) {
    self.panels = panels
    self.file = file
    self.run = run
  }

  var text: String {
    panels.map { panel in
      let language = SpokenLanguage.current
      let names = panel.names(in: run)
      let isLong = names.count > Self.mostNames
      let list = names.prefix(Self.mostNames).map(TerminalText.visible).joined(separator: " ")
      let choice = names.isEmpty ? "" : "  --entity: \(list)\(isLong ? " ..." : "")\n"
      // The first drone, as its picture shows nothing else; of places all that matter.
      let example =
        panel.isOfOneRun ? names.first.map { ["--entity", RunCommandLine.word($0)] } : nil
      let command =
        ["parksim plot", RunCommandLine.word(file), "--chart", panel.name] + (example ?? [])
        + ["--out", panel.name + ".svg"]
      return """
        \(panel.title[language])
          \(panel.reading[language])
        \(choice)  \(command.joined(separator: " "))
        """
    }.joined(separator: "\n\n")
  }
}
