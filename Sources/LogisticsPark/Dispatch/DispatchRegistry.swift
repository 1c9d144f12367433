/// The dispatch policies that a scenario may name.
package enum DispatchRegistry {
  /// Names in alphabetical order.
  package static var names: [String] { policies.map { type(of: $0).name } }

  /// A piece of work that is generic over the policy.
  package protocol Work {
    /// What it gives back.
    associatedtype Result
    /// Does the work with a policy, specialised for it.
    mutating func perform<Policy: DispatchPolicy>(_ policy: Policy.Type) throws -> Result
  }

  /// Does a piece of work with the policy of this name; nil if there is none.
  package static func with<W: Work>(_ name: String, _ work: inout W) throws -> W.Result? {
    switch name {
    case FirstFree.name: try work.perform(FirstFree.self)
    case Nearest.name: try work.perform(Nearest.self)
    default: nil
    }
  }

  private static let policies: [any DispatchPolicy] = [FirstFree(), Nearest()]
}
