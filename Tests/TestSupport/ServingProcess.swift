package import Foundation

/// A `parksim serve` on a free port, which is there until it is ended or forgotten.
package final class ServingProcess {
  /// What a server answered.
  package struct Answer: Sendable {
    /// Status code; 0 if there was no answer.
    package var status: Int
    /// Header fields by name in small letters.
    package var fields: [String: String]
    /// The body.
    package var body: String
  }

  /// The process.
  package let process: Process
  /// The port at which it listens.
  package let port: Int
  /// What it printed first.
  package let line: String

  /// It has ended before it said where it listens.
  package struct HasEnded: Error {}

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - arguments: Words after `parksim`, without the port.
  ///   - folder: Working folder; the project's root by default.
  /// - Throws: ``HasEnded``, or what the system says if it can not be started.
  package init(_ arguments: [String], in folder: URL = ParkSimProcess.root) throws {
    process = Process()
    process.executableURL = ParkSimProcess.executable
    process.arguments = arguments + ["--port", "0"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.hasSuffix("\n") {
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { throw HasEnded() }
      text += String(decoding: piece, as: UTF8.self)
    }
    line = text
    guard let match = text.firstMatch(of: #/http://[^ ]*:([0-9]+)//#), let port = Int(match.1)
    else {
      process.terminate()
      throw HasEnded()
    }
    self.port = port
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  /// Asks for a page as a browser would.
  package func get(_ target: String, fields: [String] = []) throws -> Answer {
    try send(request("GET", target, fields))
  }

  /// A request with the server's own name in it, which asks for an end of the connection.
  package func request(_ method: String, _ target: String, _ fields: [String] = []) -> String {
    let lines =
      ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n"
  }

  /// Sends any text and takes what comes until the server ends the connection.
  ///
  /// - Parameter text: What is sent.
  /// - Returns: The first answer.
  /// - Throws: What the system says if there is no connection.
  package func send(_ text: String) throws -> Answer {
    let connection = try LoopbackConnection(port: port)
    connection.send(Array(text.utf8))
    return Self.answer(String(decoding: connection.receive(), as: UTF8.self))
  }

  /// Sends a signal and waits for the end.
  ///
  /// - Parameter signal: The signal.
  /// - Returns: The exit code, or 128 plus the signal that ended it.
  package func end(by signal: Int32) -> Int32 {
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    return process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
  }

  private static func answer(_ text: String) -> Answer {
    let halves = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = (halves.first ?? "").split(separator: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let fields = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.dropFirst().first.map { String($0.dropFirst()) } ?? "")
    }
    return Answer(
      status: status,
      fields: Dictionary(fields) { first, _ in first },
      body: String(halves.dropFirst().first ?? "")
    )
  }
}

/// A connection to a server on this machine.
package final class LoopbackConnection {
  private let socket: Int32

  /// There is no connection, for a reason that the system knows by a number.
  package struct Trouble: Error {
    /// The number.
    package var number: Int32
  }

  /// Connects.
  ///
  /// - Parameters:
  ///   - port: The port.
  ///   - seconds: How long to wait for anything [s].
  /// - Throws: ``Trouble``.
  package init(port: Int, seconds: Int = 60) throws {
    socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var wait = timeval(tv_sec: seconds, tv_usec: 0)
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      setsockopt(socket, SOL_SOCKET, option, &wait, socklen_t(MemoryLayout<timeval>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Trouble(number: errno) }
  }

  deinit { close(socket) }

  /// Sends bytes, or as many of them as the server takes before it closes.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  /// Says that nothing more will be sent.
  package func endSending() { shutdown(socket, Int32(SHUT_WR)) }

  /// Takes what comes until the server closes, or enough of it.
  package func receive(until isEnough: ([UInt8]) -> Bool = { _ in false }) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !isEnough(bytes) {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
