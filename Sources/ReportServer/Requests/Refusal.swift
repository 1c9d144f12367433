import ScenarioFiles
package import Wording

/// Why a request gets no page.
package enum Refusal: Error, Equatable, Sendable {
  /// It is no request as the protocol has it.
  case malformed
  /// The path with its query is longer than so many bytes.
  case targetTooLong(Int)
  /// The header fields are too many or too long.
  case fieldsTooLarge
  /// It does not say under which name it looks for the server, or says it twice.
  case noHost
  /// It looks for a server of another name.
  case foreignHost
  /// A page of another site has made it.
  case foreignSite
  /// It is for something else than reading.
  case methodNotAllowed
  /// It has a body.
  case bodyNotAllowed
  /// There is no such page.
  case noSuchPage
  /// The query can not be understood; the words say what in it.
  case badQuery(Phrase)
  /// No results file of the folder has this name.
  case noSuchFile(String)
  /// The file has no such run.
  case noSuchRun(String)
  /// The file has no complete run at all.
  case noRun(String)
  /// What was wanted of a file can not be shown.
  case fault(FileFault, file: String)
  /// Too many connections.
  case tooManyConnections
  /// It took too long.
  case tookTooLong
  /// The server has failed.
  case failed

  /// Status code (RFC 9110, 15).
  package var status: Int {
    switch self {
    case .malformed, .noHost, .badQuery: 400
    case .foreignSite: 403
    case .noSuchPage, .noSuchFile, .noSuchRun, .noRun: 404
    case .methodNotAllowed: 405
    case .bodyNotAllowed: 413
    case .targetTooLong: 414
    case .foreignHost: 421
    case .fieldsTooLarge: 431
    case .fault(let fault, _): fault.passes ? 503 : 422
    case .tooManyConnections, .tookTooLong: 503
    case .failed: 500
    }
  }

  /// What is wrong and what to do.
  package var words: Phrase {
    switch self {
    case .malformed: Phrase("This is no request for a page.", "这不是对页面的请求。")
    case .targetTooLong(let most):
      Phrase(
        "The address is longer than \(most) bytes; choose fewer runs at a time.",
        "地址超过 \(most) 字节；请一次少选一些运行。"
      )
    case .fieldsTooLarge:
      Phrase("The header fields of the request are too many or too long.", "请求的标头过多或过长。")
    case .noHost: Phrase("The request does not name its host.", "请求没有指明主机名。")
    case .foreignHost:
      Phrase(
        "This server does not answer under that name; open the address that parksim serve has printed.",
        "此服务器不以该名称应答；请打开 parksim serve 显示的地址。"
      )
    case .foreignSite:
      Phrase("Pages of other sites get nothing here.", "其他网站的页面不能从这里读取。")
    case .methodNotAllowed: Phrase("Pages can only be read.", "页面只能读取。")
    case .bodyNotAllowed: Phrase("A request for a page has no body.", "对页面的请求不能带正文。")
    case .noSuchPage: Phrase("There is no such page.", "没有这个页面。")
    case .badQuery(let words): words
    case .noSuchFile(let name):
      Phrase(
        "No results file of the folder is called '\(name)'.",
        "文件夹中没有名为“\(name)”的结果文件。"
      )
    case .noSuchRun(let what):
      Phrase("The file has no complete run '\(what)'.", "文件中没有已完成的运行“\(what)”。")
    case .noRun(let file):
      Phrase("'\(file)' has no complete run yet.", "“\(file)”还没有已完成的运行。")
    case .fault(let fault, let file):
      Phrase(
        "'\(file)': \(fault.words[.english])",
        "“\(file)”：\(fault.words[.chinese])"
      )
    case .tooManyConnections: Phrase("Too many connections; try again.", "连接过多，请重试。")
    case .tookTooLong: Phrase("It takes too long.", "耗时过长。")
    case .failed: Phrase("Something has gone wrong here.", "服务器出错了。")
    }
  }
}
