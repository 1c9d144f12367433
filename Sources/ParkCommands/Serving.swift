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
        "'\(folder)': there is no such folder that can be read; name one with results files",
        "'\(folder)'：没有可读取的此文件夹；请指定存放结果文件的文件夹"
      )
    }
    let place = ListeningPlace(host: host, port: port)
    if place.isOpenToOthers {
      Terminal.note(
        Phrase(
          "warning: whoever reaches this machine at '\(host ?? "")' can read all results files of the folder",
          "警告：凡能访问本机 '\(host ?? "")' 的人都能读取该文件夹中的全部结果文件"
        )
      )
    }
    let end = EndOfServing()
    let server = try start(served, at: place)
    let (count, url) = (served.listing().files.count, place.url(port: server.port))
    Terminal.print(
      Phrase(
        "\(NumberText.count(count, "results file")) of '\(folder)' at \(url) (Ctrl-C ends it)",
        "'\(folder)' 中的 \(count) 个结果文件，地址 \(url)（按 Ctrl-C 结束）"
      )
    )
    let signal = end.wait()
    server.end()
    if signal == SIGINT { throw CommandError(silently: .interrupted) }
  }

  private func start(_ served: ServedFolder, at place: ListeningPlace) throws -> PageServer {
    let site = Site(served, SiteConfiguration(report: { try ServedReport.page(of: $0) }))
    do {
      return try PageServer(site, at: place)
    } catch let error as ListeningError {
      throw CommandError(status: .badInput, Self.words(for: error))
    }
  }

  private static func words(for error: ListeningError) -> Phrase {
    switch error {
    case .taken(let port):
      Phrase(
        "port \(port) is taken, perhaps by another parksim serve: "
          + "name another one with --port, or --port 0 for any that is free",
        "端口 \(port) 已被占用，可能是另一个 parksim serve：请用 --port 指定另一个，或用 --port 0 任取空闲端口"
      )
    case .forbidden(let port):
      Phrase(
        "port \(port) is kept for the system; name one from 1024 on with --port",
        "端口 \(port) 由系统保留；请用 --port 指定 1024 以上的端口"
      )
    case .noSuchHost(let host):
      Phrase(
        "this machine is not to be reached as '\(host)'; leave --host out, or name an address of it",
        "无法以 '\(host)' 访问本机；请去掉 --host，或写明本机的地址"
      )
    case .failed(let why): Phrase("can not listen: \(why)", "无法监听：\(why)")
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
