import ResultStore
import ScenarioFiles
import Wording

/// The form by which files and runs are chosen from; works without a script.
struct FilterForm {
  /// The page that the form asks for.
  let path: String
  /// The file that it is about, if any.
  var file: String?
  /// What is wanted now.
  let filter: RunFilter
  /// What there is to choose from.
  let names: (scenarios: [String], variants: [String])
  /// What is known of the request.
  let context: PageContext

  /// The names of statuses.
  static let statuses: [(status: RunStatus, words: Phrase)] = [
    (.complete, Phrase("complete", "已完成")), (.started, Phrase("not complete", "未完成")),
    (.failed, Phrase("failed", "失败")),
  ]

  /// The form.
  var markup: Markup {
    let words = context.words
    let hidden = [("file", file), ("lang", context.chosenLanguage?.rawValue)].compactMap {
      name,
      value in
      value.map { value -> Markup in "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
    }
    return """
      <form class="filter" action="\(path)">
      \(Markup(hidden))
      \(choice(words("Scenario", "场景"), "scenario", names.scenarios.map { ($0, $0) }, filter.scenario))
      \(choice(words("Variant", "方案"), "variant", names.variants.map { ($0, $0) }, filter.variant))
      \(choice(words("Status", "状态"), "status", Self.statuses.map { ($0.status.rawValue, $0.words[context.language]) }, filter.status?.rawValue))
      <label>\(words("Text", "文字"))<input type="text" name="text" value="\(filter.text)"></label>
      <button>\(words("Show", "显示"))</button>
      </form>
      """
  }

  private func choice(
    _ label: String,
    _ name: String,
    _ values: [(value: String, words: String)],
    _ chosen: String?
  ) -> Markup {
    let options: [Markup] = values.prefix(500).map { value, words in
      let mark: Markup = value == chosen ? " selected" : ""
      return "<option value=\"\(value)\"\(mark)>\(TerminalText.shortened(words))</option>"
    }
    return """
      <label>\(label)<select name="\(name)"><option value="">\(context.words("any", "不限"))</option>\(Markup(options))</select></label>
      """
  }
}
