import ScenarioFiles

/// How far an experiment is; asks for itself again as long as more may come.
struct ProgressPage {
  /// After how long the page is asked for again [s].
  static let refreshSeconds = 2

  /// Name of the file.
  let file: String
  /// How far it is.
  let progress: Progress
  /// What is known of the request.
  let context: PageContext

  /// The page.
  var bytes: [UInt8] {
    let name: Markup = progress.experiment.map { "<p><bdi>\($0)</bdi></p>" } ?? ""
    return PageFrame.page(
      "\(context.words("Progress", "进度")): \(file)",
      context,
      refresh: progress.mayGoOn ? Self.refreshSeconds : nil,
      Markup([name, summary, table, links])
    )
  }

  private var summary: Markup {
    let totals = progress.totals
    let words = context.words
    let state =
      switch (progress.underWay, totals.started) {
      case (0, 0): words("No run is open.", "没有未完成的运行。")
      case (0, _):
        words(
          "No program is at work on a run at this instant; if it stays so, the experiment was cut off, and the same command goes on with it.",
          "此刻没有程序在运行；若一直如此，则实验已中断，用同一命令可继续。"
        )
      case (let count, _): words("Under way now: \(count).", "正在运行：\(count)。")
      }
    let all = totals.complete + totals.started + totals.failed
    return """
      <p><progress value="\(totals.complete + totals.failed)" max="\(max(1, all))"></progress>
      \(words(
        "\(totals.complete) of \(all) runs entered so far are complete, \(totals.failed) failed.",
        "目前登记的 \(all) 次运行中已完成 \(totals.complete) 次，失败 \(totals.failed) 次。"
      )) \(state)</p>
      <p class="quiet">\(words("First started", "首次开始")): \(progress.firstStart ?? "-") · \(words("last ended", "最近结束")): \(progress.lastEnd ?? "-")</p>
      """
  }

  private var table: Markup {
    let words = context.words
    return """
      <table>
      <tr>
      <th>\(words("Scenario", "场景"))</th>
      <th>\(words("Variant", "方案"))</th>
      <th></th>
      <th class="n">\(words("Complete", "已完成"))</th>
      <th class="n">\(words("Not complete", "未完成"))</th>
      <th class="n">\(words("Failed", "失败"))</th>
      </tr>
      \(Markup(progress.variants.prefix(1_000).map(row)))
      </table>
      """
  }

  private func row(_ variant: Progress.Variant) -> Markup {
    """
    <tr>
    <td><bdi>\(TerminalText.shortened(variant.scenario))</bdi></td>
    <td><bdi>\(TerminalText.shortened(variant.variant))</bdi></td>
    <td><progress value="\(variant.complete)" max="\(variant.total)"></progress></td>
    <td class="n">\(variant.complete)</td>
    <td class="n">\(variant.started)</td>
    <td class="n">\(variant.failed)</td>
    </tr>
    """
  }

  private var links: Markup {
    let item = [("file", file)]
    let words = context.words
    return """
      <p><a href="\(Link.to("/runs", item, in: context))">\(words("Runs", "运行"))</a> ·
      <a href="\(Link.to("/compare", item, in: context))">\(words("Compare all variants", "比较所有方案"))</a></p>
      """
  }
}
