#if Server
import Foundation
import ReportServer
import Wording

extension ServeCommand {
  /// Serves until a signal ends it.
  ///
  /// - Throws: `CommandError`; of an interruption one without words.
  func serve() throws {
    guard let served = ServedFolder(folder) else {
      throw CommandError(
        status: .badInput,
        message:
          "'\(folder)': there is no such folder that can be read; name one with results files"
      )
    }
    let place = ListeningPlace(host: host, port: port)
    if place.isOpenToOthers {
      Terminal.note(
        "warning: whoever reaches this machine at '\(host ?? "")' can read all results files of the folder"
      )
    }
    let end = EndOfServing()
    let server = try start(served, at: place)
    let files = NumberText.count(served.listing().files.count, "results file")
    Terminal.print("\(files) of '\(folder)' at \(place.url(port: server.port)) (Ctrl-C ends it)")
    let signal = end.wait()
    server.end()
    if signal == SIGINT { throw CommandError(status: .interrupted, message: "") }
  }

  private func start(_ served: ServedFolder, at place: ListeningPlace) throws -> PageServer {
    let site = Site(served, SiteConfiguration(report: { try ServedReport.page(of: $0) }))
    do {
      return try PageServer(site, at: place)
    } catch let error as ListeningError {
      throw CommandError(status: .badInput, message: Self.words(for: error))
    }
  }

  private static func words(for error: ListeningError) -> String {
    switch error {
    case .taken(let port):
      "port \(port) is taken, perhaps by another parksim serve: "
        + "name another one with --port, or --port 0 for any that is free"
    case .forbidden(let port):
      "port \(port) is kept for the system; name one from 1024 on with --port"
    case .noSuchHost(let host):
      "this machine is not to be reached as '\(host)'; leave --host out, or name an address of it"
    case .failed(let why):
      "can not listen: \(why)"
    }
  }
}

/// The signals that end a server.
///
/// They are kept from all threads, which begin with what is kept from this one, and waited for.
private struct EndOfServing {
  private var signals = sigset_t()

  /// Keeps the signals from ending the process; to be made before any thread is.
  init() {
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Waits for one of them; a second one then ends the process at once.
  func wait() -> Int32 {
    var signals = signals
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}
    Foundation.signal(SIGINT) { _ in _exit(130) }
    Foundation.signal(SIGTERM, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    return number
  }
}
#endif
