/// The head of a request as it came over the network, before it is known to be a good one.
package struct RequestHead: Sendable {
  /// Its method, such as `GET`.
  package var method: String
  /// What it asks for: path and query, as they came.
  package var target: String
  /// Its header fields in the order in which they came.
  package var fields: [(name: String, value: String)]

  /// Describes a head.
  package init(
    _ method: String = "GET",
    _ target: String,
    fields: [(name: String, value: String)] = []
  ) {
    self.method = method
    self.target = target
    self.fields = fields
  }

  /// Values of all fields of a name, which is told from others without regard to small and large letters.
  package func values(of name: String) -> [String] {
    fields.filter { $0.name.lowercased() == name }.map(\.value)
  }
}
