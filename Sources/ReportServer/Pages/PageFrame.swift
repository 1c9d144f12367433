import Digests
import Foundation
import ScenarioFiles
import Wording

/// What stands around every page: head, style, links to the list and to the other language.
enum PageFrame {
  /// A whole page.
  ///
  /// - Parameters:
  ///   - title: Its title, as text.
  ///   - context: What is known of the request.
  ///   - refresh: After how long the browser asks for it again [s]; nil for never.
  ///   - body: What it shows.
  /// - Returns: HTML in UTF-8.
  static func page(
    _ title: String,
    _ context: PageContext,
    refresh: Int? = nil,
    _ body: Markup
  ) -> [UInt8] {
    let again: Markup = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">" } ?? ""
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(context.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(again)
      <title>\(title) - ParkSim</title>
      <style>\(Markup(stringLiteral: style))</style>
      </head>
      <body>
      <nav><a href="\(Link.to("/", in: context))">\(context.words("All results files", "所有结果文件"))</a> \(languages(context))</nav>
      <h1>\(title)</h1>
      \(body)
      </body>
      </html>

      """
    return Array(page.text.utf8)
  }

  /// Links to the same page in each language.
  private static func languages(_ context: PageContext) -> Markup {
    Markup(
      [(Language.english, "English"), (.chinese, "中文")].map { language, name in
        var other = context
        other.chosenLanguage = language
        let items = context.query.items.filter { $0.name != "lang" }.map { ($0.name, $0.value) }
        return
          "<a href=\"\(Link.to(context.path, items, in: other))\" lang=\"\(language.rawValue)\">\(name)</a>"
      }
    )
  }

  /// Colors by the system's, light or dark.
  private static let style = """
    :root{color-scheme:light dark}
    body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem auto;max-width:75rem;padding:0 1rem}
    nav{font-size:.9rem}nav a{margin-right:1rem}h1{font-size:1.4rem;overflow-wrap:anywhere}
    table{border-collapse:collapse;margin:1rem 0}
    th,td{text-align:left;padding:.3rem .7rem;border-bottom:1px solid #8886;vertical-align:top}
    td{overflow-wrap:break-word}td.n,th.n{text-align:right}
    td.n{white-space:nowrap;font-variant-numeric:tabular-nums}
    form.filter{display:flex;flex-wrap:wrap;gap:.7rem;align-items:end;margin:1rem 0}label{display:inline-block}
    input[type=text],select{display:block;max-width:14rem}progress{width:10rem}
    .fault{font-weight:600}.quiet{opacity:.75}
    """

  /// The style as a content security policy names it: by its digest, so that no other is used.
  static let styleSource = source(of: style)

  /// How a content security policy names a style.
  static func source(of style: String) -> String {
    let digits = Array(SHA256.hexadecimalDigest(of: Array(style.utf8)))
    let bytes = stride(from: 0, to: digits.count, by: 2).map {
      UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
    }
    return "'sha256-\(Data(bytes).base64EncodedString())'"
  }
}
