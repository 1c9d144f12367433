/// Which model made a result.
package enum ModelRevision {
  /// Raised whenever the same scenario and seed give other numbers; CHANGELOG says why.
  package static let current = 3
}
