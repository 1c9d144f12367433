import Foundation
import TestSupport
import Testing

@testable import ParkCommands

/// What a terminal is shown while a command runs, and what Ctrl-C does meanwhile.
struct ProgressScreenTests {
  @Test("The line of progress fits every terminal", arguments: [10, 12, 20, 40, 80, 200])
  func theLineFits(columns: Int) {
    for share in [0, 0.004, 0.5, 1] {
      let line = ProgressScreen.line(share: share, "of 20000 runs, 12 min left", columns: columns)
      #expect(line.count < columns, "\(line)")
      #expect(!line.isEmpty)
    }
    let short = ProgressScreen.line(share: 0.5, "", columns: columns)
    #expect(short.count < columns && short.contains("50 %"), "\(short)")
  }

  @Test func wideSignsAreCutByTheirWidth() {
    #expect(ProgressScreen.cut("西湖西湖", to: 5) == "西湖")
    #expect(ProgressScreen.cut("abc", to: 3) == "abc")
    #expect(ProgressScreen.line(share: 0.5, "", columns: 80) == "[\(half)] 50 %")
  }

  private var half: String {
    String(repeating: "#", count: 20) + String(repeating: ".", count: 20)
  }

  /// A terminal of its own for the program.
  private struct Terminal {
    let master: FileHandle
    let slave: FileHandle

    init?(columns: UInt16) {
      // What posix_openpt, unlockpt and ptsname do on Linux, where Swift does not see them.
      let (setLock, number) = (0x4004_5431 as UInt, 0x8004_5430 as UInt)
      let file = open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var (lock, place): (Int32, Int32) = (0, 0)
      guard file >= 0, ioctl(file, setLock, &lock) == 0, ioctl(file, number, &place) == 0 else {
        return nil
      }
      let other = open("/dev/pts/\(place)", O_RDWR | O_NOCTTY)
      guard other >= 0 else { return nil }
      var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
      guard ioctl(other, UInt(TIOCSWINSZ), &size) == 0 else { return nil }
      master = FileHandle(fileDescriptor: file, closeOnDealloc: true)
      slave = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    }
  }

  private func start(_ arguments: [String], on terminal: Terminal, term: String) throws -> Process {
    let process = Process()
    process.executableURL = ParkSimProcess.executable
    process.arguments = arguments
    process.currentDirectoryURL = ParkSimProcess.root
    process.environment = ["TERM": term, "LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = terminal.slave
    try process.run()
    return process
  }

  /// Waits for the end of a process; nil if it does not come.
  private func status(of process: Process, within seconds: Double) -> Int32? {
    let end = Date(timeIntervalSinceNow: seconds)
    while process.isRunning, Date.now < end { usleep(5_000) }
    guard !process.isRunning else {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      return nil
    }
    process.waitUntilExit()
    return process.terminationStatus
  }

  private func long(_ folder: TemporaryFolder) -> [String] {
    [
      "run", "Scenarios/shangrao/day.json", "--replications", "400", "--telemetry", "none", "--out",
      folder.path("a.sqlite"),
    ]
  }

  @Test("Ctrl-C is heard while the terminal takes nothing")
  func aTerminalThatDoesNotReadDelaysNothing() throws {
    let folder = try TemporaryFolder()
    let terminal = try #require(Terminal(columns: 80))
    // What the terminal holds, until it takes no more.
    let number = terminal.slave.fileDescriptor
    let flags = fcntl(number, F_GETFL)
    _ = fcntl(number, F_SETFL, flags | O_NONBLOCK)
    let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 4_096)
    while write(number, filler, filler.count) > 0 {}
    _ = fcntl(number, F_SETFL, flags)
    let process = try start(long(folder), on: terminal, term: "xterm")
    // Until it is at work.
    let end = Date(timeIntervalSinceNow: 20)
    while !FileManager.default.fileExists(atPath: folder.path("a.sqlite")), Date.now < end {
      usleep(5_000)
    }
    usleep(300_000)
    kill(process.processIdentifier, SIGINT)
    #expect(status(of: process, within: 10) == 130)
  }

  /// What a run has written on a terminal.
  private func shown(columns: UInt16, term: String) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    let terminal = try #require(Terminal(columns: columns))
    let process = try start(
      [
        "run", "Scenarios/shangrao/day.json", "--replications", "6", "--out",
        folder.path("a.sqlite"),
      ],
      on: terminal,
      term: term
    )
    let number = terminal.master.fileDescriptor
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while process.isRunning {
      let count = read(number, &buffer, buffer.count)
      if count > 0 { bytes += buffer.prefix(count) } else { usleep(2_000) }
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return bytes
  }

  @Test func theLineIsWrittenOnAChangeAndNotOften() throws {
    let start = ContinuousClock.now
    let bytes = try shown(columns: 30, term: "xterm")
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\u{1B}[K")
    #expect(lines.count > 1)
    #expect(Double(lines.count) < 6 * seconds + 4, "\(lines.count) lines in \(seconds) s")
    for line in lines { #expect(line.count < 30, "\(line)") }
  }

  @Test func aTerminalThatCanNotWriteOverGetsNothing() throws {
    #expect(try shown(columns: 80, term: "dumb").isEmpty)
  }

  @Test("Without /proc a program sees no argument, and says so")
  func noArgumentsAreNoCommand() throws {
    #expect(throws: CommandError.self) { try CommandWords.ofProcess([]) }
    #expect(try CommandWords.ofProcess(["parksim"]) == [])
    #expect(try CommandWords.ofProcess(["parksim", "runs"]) == ["runs"])
  }

  @Test func aQuestionIsToldFromOptions() {
    let arranged = CommandWords.arranged(["query", "a.sqlite", "-- x\nselect 1", "--format", "csv"])
    #expect(arranged == ["query", "a.sqlite", "--format", "csv", "--", "-- x\nselect 1"])
    for words in [
      ["query", "a.sqlite", "select 1", "--format", "csv"], ["query", "a.sqlite", "--nonsense"],
      ["run", "-- a b"], ["query", "a.sqlite", "--", "-- x y"],
    ] {
      #expect(CommandWords.arranged(words) == words)
    }
  }
}
