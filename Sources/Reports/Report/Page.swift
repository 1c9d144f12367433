package import Wording

/// A page that stands alone in one file: nothing is loaded, in both languages, of which one is shown.
package struct Page {
  /// The page in a language.
  package struct Spoken {
    let language: Language
    let title: String
    /// What stands before what is the same in every language.
    let opening: HTML
    /// What stands after it.
    let rest: HTML

    /// Takes the page in a language.
    ///
    /// - Parameters:
    ///   - language: The language.
    ///   - title: Title of the window.
    ///   - opening: What stands before what is the same in every language.
    ///   - rest: What stands after it.
    package init(language: Language, title: String, opening: HTML, rest: HTML = "") {
      (self.language, self.title) = (language, title)
      (self.opening, self.rest) = (opening, rest)
    }
  }

  /// What a page is of, which decides the styles and scripts that it carries.
  package enum Subject: Sendable {
    /// Runs, which can be played back.
    case runs
    /// Marks of a class.
    case marks

    fileprivate func uses(_ file: String) -> Bool {
      switch self {
      case .runs: file != "marks.css"
      case .marks: ["report.css", "marks.css", "report.js"].contains(file)
      }
    }
  }

  private let parts: [Spoken]
  private let opening: Language
  /// What is the same in every language.
  private let shared: HTML
  private let subject: Subject

  /// Takes a page in its languages.
  ///
  /// - Parameters:
  ///   - parts: The page in each language.
  ///   - opening: In which it opens.
  ///   - shared: What is the same in every language.
  ///   - subject: What it is of.
  package init(
    _ parts: [Spoken],
    opening: Language,
    shared: HTML = "",
    subject: Subject = .runs
  ) {
    self.parts = parts
    self.opening = opening
    self.shared = shared
    self.subject = subject
  }

  /// By which a file is known as a page of this program.
  package static let mark = "<!-- made by parksim -->"

  /// Nothing may be loaded from anywhere, whatever a page holds.
  private static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; media-src blob:"

  /// The page, as HTML.
  package var text: String {
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
      \(HTML(markup: files("css")))
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
      \(HTML(markup: files("js")))
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

  private func files(_ ending: String) -> String {
    PageText.files.filter { $0.name.hasSuffix("." + ending) && subject.uses($0.name) }.map(\.text)
      .joined(separator: "\n")
  }
}
