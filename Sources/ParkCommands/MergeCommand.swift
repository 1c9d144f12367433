import ArgumentParser
import ResultStore
import ScenarioFiles

/// `parksim merge`: joins results files.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Copy the complete runs of several results files into one.",
    discussion: """
      Runs that are there already are left out, so merging twice changes nothing, and the order of the
      files makes no difference. Runs that are not complete stay where they are: run the shard again,
      which makes only what is missing, and merge again.

      Example:
        parksim merge Results/bays.sqlite Results/day.sqlite
      """
  )

  @Argument(help: "Results file that takes the runs; made if it is not there.")
  var target: String

  @Argument(help: "Results files whose runs are copied.")
  var files: [String]

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name the results files to merge after the target") }
  }

  func run() throws {
    // A target is made only for sources that there are.
    for source in files { _ = try ResultFile.openForReading(path: source) }
    let file = try ResultFile.open(path: target, create: true)
    StoredRuns.noteUpgrade(of: file)
    defer { Terminal.progress("") }
    let summary = try file.merge(files) {
      Terminal.progress("\(NumberText.percent($0)) of the runs copied")
    }
    Terminal.progress("")
    let digest = try file.contentDigest()
    guard !json else {
      return Terminal.print(
        JSONNode.Value.members([
          ("added", .integer(summary.added)), ("present", .integer(summary.present)),
          ("incomplete", .integer(summary.incomplete)), ("results", .string(target)),
          ("content_digest", .string(digest)),
        ]).node.prettyText
      )
    }
    let runs = { (count: Int) in count == 1 ? "1 run" : "\(count) runs" }
    var text = "\(target): \(runs(summary.added)) added"
    if summary.present > 0 { text += ", \(runs(summary.present)) there already" }
    Terminal.print(text + "\nDigest      \(digest) (of all complete runs in the file)")
    if summary.incomplete > 0 {
      Terminal.note(
        "note: \(runs(summary.incomplete)) not complete and left out; run the shard again and merge again"
      )
    }
  }
}
