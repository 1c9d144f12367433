import ArgumentParser
import ResultStore
import Wording

/// The forms in which results leave a results file.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
  /// A folder with a CSV file for each table.
  case csv
  /// An OMNeT++ result file in SQLite form.
  case omnetpp
  /// An event log that vidigi reads.
  case vidigi
}

/// `parksim export`: writes the results in the form of another program.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a results file in a form that other programs read.",
    discussion: """
      csv: a folder with a file for each table; 'parksim import' reads it back.
      omnetpp: scalars, statistics and vectors in OMNeT++'s SQLite result schema.
      vidigi: the orders and flights as an event log (CSV).

      What is written appears when it is complete. docs/how-to/export.md says what becomes what.

      Examples:
        parksim export Results/day.sqlite --format csv --to Results/day-csv
        parksim export Results/day.sqlite --format omnetpp --to Results/day-omnetpp.sqlite
        parksim export Results/day.sqlite --format vidigi --to Results/day-events.csv
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Option(help: "csv, omnetpp or vidigi.")
  var format: ExportFormat

  @Option(name: .customLong("to"), help: "Folder (csv) or file to make.")
  var target: String

  @Flag(help: "Replace an earlier export; nothing else is ever replaced.")
  var replace = false

  @Flag(help: "Export runs also if their rows do not give the digests that they state.")
  var unchecked = false

  func run() throws {
    let file = try ResultFile.openForReading(path: file)
    if !unchecked { try DigestCheck.require(of: file.runs(), in: file) }
    let summary =
      switch format {
      case .csv: try file.exportCSV(to: target, replace: replace)
      case .omnetpp: try file.exportOmnetpp(to: target, replace: replace)
      case .vidigi: try file.exportVidigi(to: target, replace: replace)
      }
    Terminal.print(summary.words(of: target))
  }
}

/// `parksim import`: reads back what `parksim export --format csv` wrote.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Make a results file of a folder that 'parksim export --format csv' wrote.",
    discussion: """
      Every value, every reference and the content digest of every complete run is checked, so the
      file has the same results as the one that was exported.

      Example:
        parksim import Results/day-csv --out Results/day-again.sqlite
      """
  )

  @Argument(help: "Folder with the CSV files.")
  var folder: String

  @Option(name: .customLong("out"), help: "Results file to make.")
  var out: String

  @Flag(help: "Replace a results file that is there.")
  var replace = false

  func run() throws {
    let summary = try ResultFile.importCSV(from: folder, to: out, replace: replace)
    let digest = try ResultFile.openForReading(path: out).contentDigest()
    Terminal.print(
      summary.words(of: out) + Phrase(same: "\n")
        + Phrase("Content digest of the complete runs: ", "完整运行的内容摘要：") + Phrase(same: digest)
    )
  }
}

extension ExportSummary {
  /// What was written, for people.
  fileprivate func words(of target: String) -> Phrase {
    let counts = tables.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
    return Phrase("\(target): \(counts)", "\(target)：\(counts)")
  }
}
