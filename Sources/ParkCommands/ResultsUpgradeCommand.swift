import ArgumentParser
import ResultStore
import Wording

/// `parksim upgrade`: brings a results file of an earlier format to the present one.
struct ResultsUpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring a results file of an earlier format to the present one, with all its runs.",
    discussion: """
      A command that adds runs does so by itself; commands that only read leave the file as it is and
      ask for this one. No value changes, but the content digests have another definition and are
      computed anew. Runs that were not complete are closed as failed.
      Finished runs that could not join while another program held the file are entered.

      Example:
        parksim upgrade Results/day.sqlite
      """
  )

  @Argument(help: "Results file.")
  var file: String

  func run() throws {
    let file = try ResultFile.open(path: file, create: false)
    let complete = try file.runs().count { $0.status == .complete }
    let what =
      file.upgradedFrom.map {
        Phrase(
          "upgraded from format \($0) to \(ResultFile.format)",
          "已从格式 \($0) 升级到 \(ResultFile.format)"
        )
      } ?? Phrase("has format \(ResultFile.format) already", "已是格式 \(ResultFile.format)")
    let digest = try file.contentDigest()
    Terminal.print(
      Phrase(
        """
        \(file.path): \(what.english), \(complete) complete runs
        Content digest of the complete runs: \(digest)
        """,
        """
        \(file.path)：\(what.chinese)，\(complete) 次完整运行
        完整运行的内容摘要：\(digest)
        """
      )
    )
  }
}
