/// Where a server listens.
package struct ListeningPlace: Equatable, Sendable {
  /// The usual port: the letters PARK on the keys of a telephone.
  package static let usualPort = 7275

  /// Name or address of the machine to listen at; nil for this machine alone.
  package var host: String?
  /// The port; 0 for any that is free.
  package var port: Int

  /// Describes a place.
  package init(host: String? = nil, port: Int = usualPort) {
    self.host = host
    self.port = port
  }

  /// Addresses to listen at: those of the machine itself in both versions of the protocol, or the one that
  /// was asked for.
  ///
  /// Not every machine has the second one, without which the server does.
  package var addresses: [String] { host.map { [$0] } ?? ["127.0.0.1", "::1"] }

  /// Whether others than this machine may reach the server.
  package var isOpenToOthers: Bool {
    guard let host else { return false }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    let isLoopback =
      host == "localhost" || host == "::1"
      || numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    return !isLoopback
  }

  /// Under which names the server answers, listening at a port.
  ///
  /// - Parameters:
  ///   - port: The port.
  ///   - machine: The name of the machine, under which others find it.
  /// - Returns: The rule.
  package func hosts(port: Int, machine: String) -> HostRule {
    guard let host else { return .loopback(port: port) }
    return .numbersAnd(names: [host.lowercased(), machine.lowercased()])
  }

  /// The address to open in a browser.
  package func url(port: Int) -> String {
    let name =
      switch host {
      case nil, "0.0.0.0", "::": "127.0.0.1"
      case let host?: host.contains(":") ? "[\(host)]" : host
      }
    return "http://\(name):\(port)/"
  }
}
