/// What the server answers.
package struct Answer: Sendable {
  /// Status code.
  package var status: Int
  /// What the body is.
  package var kind: Kind
  /// The body; of a request for the head alone it is not sent.
  package var body: [UInt8]
  /// Whether the connection ends after it.
  package var ends = false

  /// What a body is, and so what it may do in a browser.
  package enum Kind: Sendable {
    /// A page of this server: a style of its own and no script.
    case page
    /// A report: styles, scripts and pictures within itself.
    case report
    /// Data for programs.
    case json
  }

  /// Makes an answer.
  package init(_ kind: Kind, _ body: [UInt8], status: Int = 200) {
    self.kind = kind
    self.body = body
    self.status = status
  }

  /// Header fields, without those that belong to the connection.
  package var fields: [(name: String, value: String)] {
    var fields = [
      ("Content-Type", kind == .json ? "application/json" : "text/html; charset=utf-8"),
      ("Content-Length", "\(body.count)"),
      ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
    if status == 405 { fields.append(("Allow", "GET, HEAD")) }
    if status == 503 { fields.append(("Retry-After", "2")) }
    return fields.map { (name: $0.0, value: $0.1) }
  }

  /// A report runs scripts, and texts of scenarios are in it: so it is alone, as if of a site of its own,
  /// and can not even read the other pages of this server.
  private var policy: String {
    let closed = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    switch kind {
    case .page: return "\(closed); style-src \(PageFrame.styleSource); form-action 'self'"
    case .report:
      return """
        \(closed); style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; \
        font-src data:; form-action 'none'; sandbox allow-scripts allow-downloads
        """
    case .json: return "\(closed); form-action 'none'"
    }
  }
}
