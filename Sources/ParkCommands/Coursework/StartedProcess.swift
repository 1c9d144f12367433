import Foundation
import Synchronization

/// A process that is given a text, answers with one, and is ended when it takes too long.
struct StartedProcess {
  /// How it ended.
  enum End: Equatable {
    /// By itself, with an exit code.
    case exit(Int32)
    /// By a signal, such as that of a trap or of the limit of processor time.
    case signal(Int32)
    /// It was ended since it took too long.
    case late
    /// It was ended since it wrote more than anybody reads.
    case tooLong
    /// It could not be started.
    case notStarted
  }

  /// How it ended.
  let end: End
  /// What it wrote on its standard output, cut at the limit.
  let output: [UInt8]

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - arguments: Words of its command.
  ///   - input: What it reads on its standard input.
  ///   - seconds: After how long it is ended [s].
  ///   - outputLimit: Most bytes of its output that are read; with more it is ended.
  init(_ program: String, _ arguments: [String], input: [UInt8], seconds: Int, outputLimit: Int) {
    guard let (process, toChild, fromChild) = Self.start(program, arguments) else {
      (end, output) = (.notStarted, [])
      return
    }
    let deadline = Self.now() + Double(seconds)
    Self.feed(input, to: toChild, until: deadline)
    let (output, isWhole) = Self.read(from: fromChild, until: deadline, limit: outputLimit)
    close(fromChild)
    if !isWhole { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    self.output = output
    // As the macros of <sys/wait.h> take a status apart.
    let signal = status & 0x7F
    let isTooLong = output.count > outputLimit
    end =
      isTooLong
      ? .tooLong : !isWhole ? .late : signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }

  private static func start(
    _ program: String,
    _ arguments: [String]
  ) -> (pid_t, Int32, Int32)? {
    // One at a time: another process that is started meanwhile must not keep these ends open.
    starting.withLock { _ in startAlone(program, arguments) }
  }

  private static let starting = Mutex<Void>(())

  private static func startAlone(
    _ program: String,
    _ arguments: [String]
  ) -> (pid_t, Int32, Int32)? {
    guard let input = pipe() else { return nil }
    guard let output = pipe() else {
      for end in input { close(end) }
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process = pid_t(0)
    var environment = quietEnvironment
    defer { for word in environment { free(word) } }
    let result = posix_spawn(&process, program, &actions, nil, words, &environment)
    close(input[0])
    close(output[1])
    guard result == 0 else {
      close(input[1])
      close(output[0])
      return nil
    }
    return (process, input[1], output[0])
  }

  /// The environment of this process, in which a trap ends a process at once.
  ///
  /// Swift would start another one for up to half a minute that nobody limits, to tell where it trapped, and
  /// nobody reads that.
  private static var quietEnvironment: [UnsafeMutablePointer<CChar>?] {
    let name = "SWIFT_BACKTRACE"
    let others = ProcessInfo.processInfo.environment.filter { $0.key != name }
    let all = others.map { "\($0.key)=\($0.value)" }.sorted() + ["\(name)=enable=no"]
    return all.map { strdup($0) } + [nil]
  }

  /// Both ends of a pipe, which no program that is started inherits.
  private static func pipe() -> [Int32]? {
    var ends = [Int32](repeating: 0, count: 2)
    guard Foundation.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  /// Writes all of a text, unless its reader goes away or time is up; then closes.
  private static func feed(_ bytes: [UInt8], to descriptor: Int32, until deadline: Double) {
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    var rest = bytes[...]
    while !rest.isEmpty, now() < deadline {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN || errno == EINTR {
        wait(for: descriptor, Int16(POLLOUT), until: deadline)
      } else {
        break
      }
    }
    close(descriptor)
  }

  private static func read(
    from descriptor: Int32,
    until deadline: Double,
    limit: Int
  ) -> (bytes: [UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while now() < deadline, bytes.count <= limit {
      wait(for: descriptor, Int16(POLLIN), until: deadline)
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&state, 1, 0) > 0 else { continue }
      let count = Foundation.read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (bytes, true) }
      bytes += block[..<count]
    }
    return (bytes, false)
  }

  private static func wait(for descriptor: Int32, _ events: Int16, until deadline: Double) {
    var state = pollfd(fd: descriptor, events: events, revents: 0)
    let rest = max(0, min(1_000, (deadline - now()) * 1_000))
    _ = poll(&state, 1, Int32(rest))
  }

  /// A clock that nobody sets [s].
  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
