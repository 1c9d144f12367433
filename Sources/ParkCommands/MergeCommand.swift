import ArgumentParser
import ResultStore
import ScenarioFiles
import Wording

/// `parksim merge`: joins results files.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Copy the complete runs of several results files into one.",
    discussion: """
      Runs that are there already are left out, so merging twice changes nothing, and the order of the
      files makes no difference. Runs that are not complete stay where they are: run the shard again,
      which makes only what is missing, and merge again. A file that can not be read, and a run whose rows
      do not give its digest, are named and left out; the exit code is then 2 or 74.

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
    // An empty file is one that somebody has put there.
    let isNew = FileLink.kind(of: target) == .nothing
    // A target is made only for sources of which one at least can be read.
    if !ResultFile.isThere(target) { try refuseIfNoneCanBeRead() }
    let file = try ResultFile.open(path: target, create: true)
    StoredRuns.noteUpgrade(of: file)
    let summary: MergeSummary
    do {
      defer { Terminal.progress("") }
      summary = try file.merge(files) {
        Terminal.progress("\(NumberText.percent($0)) of the runs copied")
      }
    }
    if isNew, summary.added == 0, !summary.refused.isEmpty { try file.removeIfEmpty() }
    try show(summary, of: file)
    try tell(summary.refused)
  }

  private func refuseIfNoneCanBeRead() throws {
    var refused: [MergeRefusal] = []
    for source in files {
      do {
        try ResultFile.openForReading(path: source).close()
        return
      } catch let error as StoreError {
        refused.append(MergeRefusal(path: source, run: nil, error: error))
      }
    }
    try tell(refused)
  }

  /// Names what was refused, the runs of a file in one line, and ends with the gravest status.
  private func tell(_ refused: [MergeRefusal]) throws {
    guard !refused.isEmpty else { return }
    var told: Set<String> = []
    for refusal in refused where told.insert(refusal.path).inserted {
      let more = refused.count { $0.path == refusal.path } - 1
      Terminal.note(
        "error: \(refusal.error.message)" + (more > 0 ? " (and \(more) more runs of it)" : "")
      )
    }
    let isInput = refused.allSatisfy(\.error.isInputFault)
    throw CommandError(status: isInput ? .badInput : .storage, message: "")
  }

  private func show(_ summary: MergeSummary, of file: ResultFile) throws {
    guard ResultFile.isThere(target) else { return }
    let digest = try file.contentDigest()
    let contradictions = try Contradiction.all(of: file.runs(), in: file)
    if let first = contradictions.first {
      let more = contradictions.count - 1
      Terminal.note(
        "warning: \(Contradiction.words(first))"
          + (more > 0 ? " (and \(more) more like these)" : "")
      )
    }
    guard !json else {
      return Terminal.printData(
        JSONNode.Value.members([
          ("added", .integer(summary.added)), ("present", .integer(summary.present)),
          ("incomplete", .integer(summary.incomplete)),
          ("refused", .list(summary.refused.map(Self.json))), ("results", .string(target)),
          ("content_digest", .string(digest)),
          ("contradictions", Contradiction.node(contradictions)),
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

  private static func json(_ refusal: MergeRefusal) -> JSONNode.Value {
    .members([
      ("file", .string(refusal.path)),
      ("run", refusal.run.map { .integer(Int($0)) } ?? .null),
      ("message", .string(refusal.error.message)),
    ])
  }
}
