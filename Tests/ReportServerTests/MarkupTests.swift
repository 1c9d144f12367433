import ReportServer
import ScenarioFiles
import Testing
import Wording

struct MarkupTests {
  private let hostile = "<script>alert('1')</script>&\"\u{0}\u{202E}\n"

  @Test func everyTextIsEscaped() {
    let markup: Markup = "<p title=\"\(hostile)\">\(hostile)</p>"
    let escaped = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;␀\u{FFFD}␊"
    #expect(markup.text == "<p title=\"\(escaped)\">\(escaped)</p>")
  }

  @Test func markupStaysMarkup() {
    let inner: Markup = "<b>\("<")</b>"
    #expect(("<p>\(inner)\(2)</p>" as Markup).text == "<p><b>&lt;</b>2</p>")
    #expect(Markup([inner, inner]).text == "<b>&lt;</b>\n<b>&lt;</b>")
  }

  @Test(arguments: [
    ("", Language.english), ("zh-CN,zh;q=0.9,en;q=0.8", .chinese),
    ("en-US,en;q=0.9,zh;q=0.8", .english),
    ("de,zh;q=0.4,en;q=0.3", .chinese), ("de", .english), ("zh;q=0", .english),
    ("zh; q=0.5, en;q=0.7", .english),
    ("zh;q=x,en;q=0.1", .english), ("*", .english), (";;,=,q=", .english),
  ])
  func theLanguageThatABrowserPrefersIsChosen(field: String, language: Language) {
    #expect(LanguageChoice.preferred(by: field) == language)
  }
}
