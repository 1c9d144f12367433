import ArgumentParser
import Reports
import ResultStore
import Wording

/// `parksim report`: makes a page of a run or of several.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "Make a page of a run or of several: what happened, what held it up, pictures, tables.",
    discussion: """
      The page is one HTML file that loads nothing and works without a network, in English and Chinese
      (--lang zh opens it in Chinese). Of a scenario that was run several times all replications are shown:
      means with 95 % intervals.

      Examples:
        parksim report Results/day.sqlite
        parksim report Results/day.sqlite --run 1 --out Results/first.html
        parksim report Results/day.sqlite --out Results/day-zh.html --lang zh
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Option(
    name: .customLong("run"),
    parsing: .unconditional,
    help: "Number of the run, from 1; without it all replications of the last variant."
  )
  var runNumber: Int64?

  @Option(help: "Name of the variant whose runs are shown.")
  var variant: String?

  @Option(name: .customLong("out"), help: "Page to make; beside the results file by default.")
  var out: String?

  @Flag(help: "Show runs also if their rows do not give the digests that they state.")
  var unchecked = false

  func validate() throws {
    if runNumber != nil, variant != nil {
      throw ValidationError("--run names one run: leave out --variant, or --run")
    }
    if let out, !["html", "htm"].contains(out.split(separator: ".").last.map { $0.lowercased() }) {
      throw ValidationError(
        "'\(out)': the name of a page ends with .html; a browser prints it as PDF"
      )
    }
  }

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    let choice: ReportedRuns.Choice =
      runNumber.map { .run($0) } ?? variant.map { .variant($0) } ?? .last
    let reported = try ReportedRuns(choice, of: file)
    if !unchecked { try DigestCheck.require(of: reported.runs, in: file) }
    let page = try Report(of: reported).page(in: SpokenLanguage.current)
    let path = out ?? Self.page(for: self.file)
    do {
      try WholeFile.replace(path, with: Array(page.utf8))
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(status: .storage, message: "'\(path)': \(trouble.message)")
    }
    Terminal.print("\(path): open it in a browser")
  }

  private static func page(for file: String) -> String {
    let name = file.hasSuffix(".sqlite") ? String(file.dropLast(".sqlite".count)) : file
    return name + ".html"
  }
}
