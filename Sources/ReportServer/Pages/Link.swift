import ScenarioFiles
import Wording

/// Addresses of pages of this server.
enum Link {
  /// The address of a page with its query, not yet escaped for HTML.
  static func to(
    _ path: String,
    _ items: [(String, String)] = [],
    in context: PageContext
  ) -> String {
    let all = items + (context.chosenLanguage.map { [("lang", $0.rawValue)] } ?? [])
    let query = Query(all.map { Query.Item(name: $0.0, value: $0.1) }).encoded
    return query.isEmpty ? path : path + "?" + query
  }
}
