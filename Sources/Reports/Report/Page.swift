import Wording

/// A page that stands alone in one file: nothing is loaded, in both languages, of which one is shown.
struct Page {
  /// The page in a language.
  struct Spoken {
    let language: Language
    let title: String
    /// What stands before what is the same in every language.
    let opening: HTML
    /// What stands after it.
    let rest: HTML
  }

  private let parts: [Spoken]
  private let opening: Language
  /// What is the same in every language.
  private let shared: HTML

  init(_ parts: [Spoken], opening: Language, shared: HTML) {
    self.parts = parts
    self.opening = opening
    self.shared = shared
  }

  /// By which a file is known as a page of this program.
  static let mark = "<!-- made by parksim -->"

  /// Nothing may be loaded from anywhere, whatever a page holds.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; media-src blob:"

  var text: String {
    let title = parts.first { $0.language == opening }?.title ?? ""
    let page: HTML = """
      <!DOCTYPE html>
      \(HTML(markup: Self.mark))
      <html lang="\(opening.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="\(HTML(markup: Self.policy))">
      <meta name="referrer" content="no-referrer">
      <title>\(title)</title>
      <style>
      \(HTML(markup: Self.files("css")))
      </style>
      </head>
      <body>
      <nav class="controls" aria-label="page">
      <button type="button" id="language" aria-label="Language / 语言">中文 / English</button>
      <button type="button" id="theme" aria-label="Light or dark / 浅色或深色">◐</button>
      </nav>
      <main>
      \(parts.map { spoken($0, $0.opening) })
      \(shared)
      \(parts.map { spoken($0, $0.rest) })
      </main>
      <script>
      \(HTML(markup: Self.files("js")))
      </script>
      </body>
      </html>

      """
    return page.text
  }

  /// What is shown in one language only.
  private func spoken(_ part: Spoken, _ piece: HTML) -> HTML {
    let isHidden: HTML = part.language == opening ? "" : " hidden"
    return """
      <div class="spoken" lang="\(part.language.rawValue)" data-title="\(part.title)"\(isHidden)>
      \(piece)
      </div>

      """
  }

  private static func files(_ ending: String) -> String {
    PageText.files.filter { $0.name.hasSuffix("." + ending) }.map(\.text).joined(separator: "\n")
  }
}
