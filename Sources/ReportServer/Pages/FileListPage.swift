import ResultStore
import ScenarioFiles
import Wording

/// The list of the results files of the folder.
struct FileListPage {
  /// What was found, without what the filter does not want.
  let files: [FileOverview]
  /// All names of scenarios and variants, to choose from.
  let names: (scenarios: [String], variants: [String])
  /// What is wanted.
  let filter: RunFilter
  /// Whether the folder has more files than are listed.
  let isCut: Bool
  /// What is known of the request.
  let context: PageContext

  /// The page.
  var bytes: [UInt8] {
    let words = context.words
    let note: Markup =
      isCut
      ? """
      <p class="fault">\(words(
          "The folder has more files than are listed here: the first \(ServedFolder.mostFiles).",
          "文件夹中的文件多于此处所列：只列出前 \(ServedFolder.mostFiles) 个。"
        ))</p>
      """ : ""
    let form = FilterForm(path: "/", filter: filter, names: names, context: context).markup
    return PageFrame.page(
      words("Results files", "结果文件"),
      context,
      Markup([note, form, files.isEmpty ? nothing : table])
    )
  }

  private var nothing: Markup {
    """
    <p>\(context.words(
      "No results file here is wanted by this choice. Files are listed whose names end in .sqlite, .sqlite3 or .db, up to \(ServedFolder.depth) folders deep.",
      "没有符合条件的结果文件。列出的是名称以 .sqlite、.sqlite3 或 .db 结尾、位于 \(ServedFolder.depth) 层子文件夹以内的文件。"
    ))</p>
    """
  }

  private var table: Markup {
    let words = context.words
    let language: Markup =
      context.chosenLanguage.map {
        "<input type=\"hidden\" name=\"lang\" value=\"\($0.rawValue)\">"
      } ?? ""
    return """
      <form action="/compare">\(language)
      <table>
      <tr>
      <th></th>
      <th>\(words("File", "文件"))</th>
      <th>\(words("Scenarios", "场景"))</th>
      <th>\(words("Variants", "方案"))</th>
      <th class="n">\(words("Complete", "已完成"))</th>
      <th class="n">\(words("Not complete", "未完成"))</th>
      <th class="n">\(words("Failed", "失败"))</th>
      <th class="n">\(words("Size", "大小"))</th>
      <th></th>
      </tr>
      \(Markup(files.map(row)))
      </table>
      <p><button>\(words("Compare the chosen files", "比较所选文件"))</button></p>
      </form>
      """
  }

  private func row(_ overview: FileOverview) -> Markup {
    let file = overview.file
    let size: Markup = "<td class=\"n\">\(SizeText.of(file.size))</td>"
    if let fault = overview.fault {
      return """
        <tr>
        <td></td>
        <td><bdi>\(file.name)</bdi></td>
        <td colspan="5" class="fault">\(fault.words[context.language])</td>
        \(size)
        <td></td>
        </tr>
        """
    }
    let item = [("file", file.name)]
    let words = context.words
    return """
      <tr>
      <td><input type="checkbox" name="file" value="\(file.name)" aria-label="\(file.name)"></td>
      <td><a href="\(Link.to("/runs", item, in: context))"><bdi>\(file.name)</bdi></a></td>
      <td>\(SizeText.list(overview.scenarios))</td>
      <td>\(SizeText.list(overview.variants))</td>
      <td class="n">\(overview.count(.complete))</td>
      <td class="n">\(overview.count(.started))</td>
      <td class="n">\(overview.count(.failed))</td>
      \(size)
      <td><a href="\(Link.to("/report", item, in: context))">\(words("Report", "报告"))</a>
      <a href="\(Link.to("/progress", item, in: context))">\(words("Progress", "进度"))</a></td>
      </tr>
      """
  }
}
