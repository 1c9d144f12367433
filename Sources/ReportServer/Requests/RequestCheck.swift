/// What is refused before anybody looks at what a request asks for.
package struct RequestCheck: Sendable {
  /// How much may be asked for.
  package var limits: RequestLimits
  /// Under which names the server answers.
  package var hosts: HostRule

  /// Makes a check.
  package init(limits: RequestLimits, hosts: HostRule) {
    self.limits = limits
    self.hosts = hosts
  }

  /// Judges the head of a request.
  ///
  /// A request for a page has no body, so one that has is refused, and its connection ends: what comes
  /// after the head is never read as another request.
  ///
  /// - Parameter head: The head.
  /// - Returns: Why it is refused; nil if it is a good one.
  package func refusal(of head: RequestHead) -> Refusal? {
    let fieldBytes = head.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    if head.target.utf8.count > limits.targetBytes { return .targetTooLong(limits.targetBytes) }
    if head.fields.count > limits.fields || fieldBytes > limits.fieldBytes {
      return .fieldsTooLarge
    }
    let names = head.values(of: "host")
    guard names.count == 1, let name = names.first else { return .noHost }
    guard hosts.admits(name) else { return .foreignHost }
    guard !Self.comesFromAnotherSite(head) else { return .foreignSite }
    guard head.method == "GET" || head.method == "HEAD" else { return .methodNotAllowed }
    guard !Self.hasBody(head) else { return .bodyNotAllowed }
    guard head.target.hasPrefix("/") else { return .malformed }
    return nil
  }

  /// Whether a page of another site has its browser ask, as for a picture, and nobody has followed a link.
  ///
  /// The page could not read the answer, and still have this machine work (W3C, "Fetch Metadata Request
  /// Headers").
  private static func comesFromAnotherSite(_ head: RequestHead) -> Bool {
    head.values(of: "sec-fetch-site").contains("cross-site")
      && head.values(of: "sec-fetch-mode") != ["navigate"]
  }

  private static func hasBody(_ head: RequestHead) -> Bool {
    let lengths = head.values(of: "content-length")
    return lengths.contains { $0 != "0" } || !head.values(of: "transfer-encoding").isEmpty
  }
}
