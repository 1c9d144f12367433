/// Why a server can not listen.
package enum ListeningError: Error, Equatable, Sendable {
  /// Another program listens at the port.
  case taken(port: Int)
  /// Only the system's administrator may listen at the port.
  case forbidden(port: Int)
  /// The machine has no such name or address.
  case noSuchHost(String)
  /// Any other answer of the system.
  case failed(String)
}
