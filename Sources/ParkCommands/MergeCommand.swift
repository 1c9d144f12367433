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
    if files.isEmpty {
      throw ValidationError(
        "name the results files to merge after the target",
        "请在目标之后写明要合并的结果文件"
      )
    }
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
        let share = NumberText.percent($0)
        Terminal.progress(Phrase("\(share) of the runs copied", "已复制 \(share) 的运行").spoken)
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
        Phrase("error: ", "错误：") + refusal.error.words
          + (more > 0
            ? Phrase(" (and \(more) more runs of it)", "（另有其中 \(more) 次运行）") : Phrase(same: ""))
      )
    }
    let isInput = refused.allSatisfy(\.error.isInputFault)
    throw CommandError(silently: isInput ? .badInput : .storage)
  }

  private func show(_ summary: MergeSummary, of file: ResultFile) throws {
    guard ResultFile.isThere(target) else { return }
    let digest = try file.contentDigest()
    let contradictions = try Contradiction.all(of: file.runs(), in: file)
    if let first = contradictions.first {
      let more = contradictions.count - 1
      Terminal.note(
        Phrase("warning: ", "警告：") + Contradiction.words(first)
          + (more > 0
            ? Phrase(" (and \(more) more like these)", "（另有 \(more) 组类似）") : Phrase(same: ""))
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
    let present =
      summary.present > 0
      ? Phrase(", \(runs(summary.present)) there already", "，已有 \(summary.present) 次运行")
      : Phrase(same: "")
    Terminal.print(
      Phrase("\(target): \(runs(summary.added)) added", "\(target)：加入 \(summary.added) 次运行")
        + present
        + Phrase(same: "\n") + ExperimentSummary.digest(digest)
    )
    if summary.incomplete > 0 {
      Terminal.note(
        Phrase(
          "note: \(runs(summary.incomplete)) not complete and left out; run the shard again and merge again",
          "说明：\(summary.incomplete) 次运行未完成，已略去；请重新运行该分片后再合并"
        )
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
