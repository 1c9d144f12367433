/// The dispatch policies that a scenario may name.
///
/// A policy is added by its type here, and by its words in the scenario format.
package enum DispatchRegistry {
  private static let policies: [any DispatchPolicy.Type] = [FirstFree.self, Nearest.self]

  /// Names in alphabetical order.
  package static var names: [String] { policies.map { $0.name }.sorted() }

  /// The type of a policy; nil if none has this name.
  static func type(named name: String) -> (any DispatchPolicy.Type)? {
    policies.first { $0.name == name }
  }
}
