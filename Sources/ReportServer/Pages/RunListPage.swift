import ResultStore
import ScenarioFiles
import Wording

/// The runs of a file, to choose from.
struct RunListPage {
  /// Runs on a page.
  static let most = 500

  /// The file.
  let overview: FileOverview
  /// Runs of this page, and one more if more follow.
  let runs: [StoredRun]
  /// What is wanted.
  let filter: RunFilter
  /// What is known of the request.
  let context: PageContext

  /// Number of the first run of the next page; nil if there is none.
  var next: RunID? { runs.count > Self.most ? runs[Self.most].id : nil }

  /// The page.
  var bytes: [UInt8] {
    let name = overview.file.name
    let form = FilterForm(
      path: "/runs",
      file: name,
      filter: filter,
      names: (overview.scenarios, overview.variants),
      context: context
    )
    return PageFrame.page(name, context, Markup([links, form.markup, choices, further]))
  }

  private var links: Markup {
    let item = [("file", overview.file.name)]
    let words = context.words
    return """
      <p><a href="\(Link.to("/report", item, in: context))">\(words("Report of all runs", "全部运行的报告"))</a> ·
      <a href="\(Link.to("/compare", item, in: context))">\(words("Compare all variants", "比较所有方案"))</a> ·
      <a href="\(Link.to("/progress", item, in: context))">\(words("Progress", "进度"))</a></p>
      """
  }

  private var choices: Markup {
    let words = context.words
    let hidden: Markup =
      context.chosenLanguage.map {
        "<input type=\"hidden\" name=\"lang\" value=\"\($0.rawValue)\">"
      } ?? ""
    let variants: [Markup] =
      overview.variants.count > 1 ? overview.variants.prefix(200).map(variant) : []
    return """
      <form action="/compare"><input type="hidden" name="file" value="\(overview.file.name)">\(hidden)
      <p>\(Markup(variants))</p>
      <table>
      <tr>
      <th></th>
      <th class="n">\(words("Run", "运行"))</th>
      <th>\(words("Status", "状态"))</th>
      <th>\(words("Scenario", "场景"))</th>
      <th>\(words("Variant", "方案"))</th>
      <th class="n">\(words("Replication", "重复"))</th>
      <th class="n">\(words("Seed", "种子"))</th>
      <th>\(words("Started", "开始"))</th>
      <th>\(words("Digest", "摘要"))</th>
      </tr>
      \(Markup(runs.prefix(Self.most).map(row)))
      </table>
      <p><button>\(words("Compare the chosen", "比较所选"))</button>
      <button formaction="/report">\(words("Report of the chosen", "所选的报告"))</button></p>
      </form>
      """
  }

  private func variant(_ name: String) -> Markup {
    """
    <label><input type="checkbox" name="variant" value="\(name)"> \(context.words("all of", "全部")) <bdi>\(TerminalText.shortened(name))</bdi></label>
    """
  }

  private func row(_ run: StoredRun) -> Markup {
    let status =
      FilterForm.statuses.first { $0.status == run.status }?.words[context.language] ?? ""
    let number = "\(run.id.number)"
    let isComplete = run.status == .complete
    let box: Markup =
      isComplete
      ? "<input type=\"checkbox\" name=\"run\" value=\"\(number)\" aria-label=\"\(number)\">" : ""
    let link: Markup =
      isComplete
      ? "<a href=\"\(Link.to("/report", [("file", overview.file.name), ("run", number)], in: context))\">\(number)</a>"
      : "\(number)"
    let reason: Markup =
      run.reason.map { "<br><span class=\"quiet\">\(TerminalText.shortened($0))</span>" } ?? ""
    return """
      <tr>
      <td>\(box)</td>
      <td class="n">\(link)</td>
      <td>\(status)\(reason)</td>
      <td><bdi>\(TerminalText.shortened(run.identity.scenario))</bdi></td>
      <td><bdi>\(TerminalText.shortened(run.identity.variant))</bdi></td>
      <td class="n">\(run.identity.replication)</td>
      <td class="n">\(run.identity.seed)</td>
      <td>\(run.provenance.startedAt)</td>
      <td>\(String((run.digest ?? "").prefix(16)))</td>
      </tr>
      """
  }

  private var further: Markup {
    guard let next else { return "" }
    let items = context.query.items.filter {
      $0.name != "from" && $0.name != "lang" && !$0.value.isEmpty
    }
    .map { ($0.name, $0.value) }
    return """
      <p><a href="\(Link.to("/runs", items + [("from", "\(next.number)")], in: context))">\(context.words("Further runs", "更多运行"))</a></p>
      """
  }
}
