import ScenarioFiles
import Wording

/// What all pages need to know of a request.
struct PageContext: Sendable {
  /// The language of the page.
  var language: Language
  /// The language that the query asks for, which links keep; nil where the browser's holds.
  var chosenLanguage: Language?
  /// The path of the request, for links to the same page in another language.
  var path: String
  /// The query of the request, as it was understood.
  var query: Query

  /// Words in the language of the page.
  func words(_ english: String, _ chinese: String) -> String { Phrase(english, chinese)[language] }
}
