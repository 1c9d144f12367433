// Values that the program makes; nobody has written them.
extension JSONNode.Value {
  /// A whole number.
  package static func integer(_ value: Int) -> Self { .number(JSONNumber(Double(value))) }

  /// A finite number.
  package static func double(_ value: Double) -> Self { .number(JSONNumber(value)) }

  /// An array.
  package static func list(_ elements: [Self]) -> Self { .array(elements.map(\.node)) }

  /// An object with its members in the order given.
  package static func members(_ members: [(key: String, value: Self)]) -> Self {
    .object(
      members.map { JSONMember(key: $0.key, keySpan: .standard, value: $0.value.node) }
    )
  }

  /// The value as a node without a place.
  package var node: JSONNode { JSONNode(self, span: .standard) }
}

/// A key and a value that the program makes.
package typealias MadeMember = (key: String, value: JSONNode.Value)
