/// Under which names the server answers.
///
/// A page of another site can have its own name lead to this machine and then read what this server
/// answers (DNS rebinding); the name in the request gives it away.
package enum HostRule: Sendable {
  /// Only names of this machine on itself, with the port.
  case loopback(port: Int)
  /// Any address in numbers, which no site can have as its own, and some names, with any port.
  case numbersAnd(names: Set<String>)

  /// Whether a request under a name is answered.
  ///
  /// - Parameter host: The field `Host`.
  /// - Returns: Whether it is; what is no name with or without a port is not.
  package func admits(_ host: String) -> Bool {
    guard let (name, port) = Self.parts(of: host) else { return false }
    switch self {
    case .loopback(let own): return Self.loopbackNames.contains(name) && (port ?? 80) == own
    case .numbersAnd(let names):
      return Self.loopbackNames.contains(name) || names.contains(name) || Self.isAddress(name)
    }
  }

  private static let loopbackNames: Set = ["localhost", "127.0.0.1", "[::1]"]

  /// Name and port; an address of version 6 stands in brackets.
  private static func parts(of host: String) -> (name: String, port: Int?)? {
    let end = host.hasPrefix("[") ? host.firstIndex(of: "]").map { host.index(after: $0) } : nil
    let name = host[..<(end ?? host.firstIndex(of: ":") ?? host.endIndex)]
    let rest = host[name.endIndex...]
    guard !rest.isEmpty else { return (name.lowercased(), nil) }
    let digits = rest.dropFirst()
    guard rest.first == ":", (1...5).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = Int(digits)
    else { return nil }
    return (name.lowercased(), port)
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("[") {
      return name.hasSuffix("]") && name.contains(":")
        && name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil }
  }
}
