/// The dispatch policy of a running park, with what it remembers.
package struct DispatchMemory: Sendable {
  /// Name of the policy in scenario files.
  package let name: String
  var policy: any DispatchPolicy

  /// A policy as it is at the start of a run.
  init(of name: String) {
    guard let type = DispatchRegistry.type(named: name) else {
      preconditionFailure("no dispatch policy is called \(name)")
    }
    self.name = name
    policy = type.init()
  }
}

extension DispatchMemory: Codable {
  private enum Key: CodingKey {
    case name
    case memory
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: .name)
    try container.encode(policy, forKey: .memory)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    name = try container.decode(String.self, forKey: .name)
    guard let type = DispatchRegistry.type(named: name) else {
      throw DecodingError.dataCorruptedError(
        forKey: .name,
        in: container,
        debugDescription: "there is no dispatch policy of this name"
      )
    }
    policy = try Self.memory(of: type, container)
  }

  private static func memory<Policy: DispatchPolicy>(
    of type: Policy.Type,
    _ container: KeyedDecodingContainer<Key>
  ) throws -> any DispatchPolicy {
    try container.decode(type, forKey: .memory)
  }
}
