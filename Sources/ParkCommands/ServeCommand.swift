import ArgumentParser
import ReportServer

/// `parksim serve`: shows a folder of results files in a browser.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show a folder of results files in a browser on this machine.",
    discussion: """
      Lists the results files of the folder, their runs, reports, and how far an experiment is that is
      running. It only reads, and only this machine can reach it, unless --host says otherwise. Ctrl-C
      ends it, with exit code 130; SIGTERM with 0. The program has to be built with --traits Server.

      Example:
        parksim serve Results
      """
  )

  @Argument(help: "Folder with results files.")
  var folder: String

  @Option(help: "Port to listen at, 0 to 65535; 0 for any that is free.")
  var port = ListeningPlace.usualPort

  @Option(
    help: """
      Name or address of this machine to listen at, such as 0.0.0.0 for all; whoever reaches it can read \
      all results files of the folder. Without it only this machine can.
      """
  )
  var host: String?

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError(
        "--port must be 0 to 65535, got \(port)",
        "--port 须为 0 到 65535，此处为 \(port)"
      )
    }
    guard host?.isEmpty != true else {
      throw ValidationError(
        "--host is empty: give it a name, or leave it out",
        "--host 为空：请写明名称，或去掉它"
      )
    }
  }

  func run() throws {
    #if Server
    try serve()
    #else
    throw CommandError(
      status: .badInput,
      "this parksim was built without its server: "
        + "build it by 'swift build -c release --product parksim --traits Server'",
      "此 parksim 在构建时不含服务器：请用 'swift build -c release --product parksim --traits Server' 构建"
    )
    #endif
  }
}
