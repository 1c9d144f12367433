/// The dispatch policies that a scenario may name.
package enum DispatchRegistry {
  /// Names in alphabetical order.
  package static var names: [String] { [FirstFree.name, Nearest.name].sorted() }
}
