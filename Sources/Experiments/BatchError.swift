import DiscreteEvents
package import LogisticsPark
import ResultStore

/// What must hold in every run did not.
package struct BreachError: Error, Sendable {
  /// The breaches, at least one.
  package var breaches: [AuditBreach]

  /// Makes the error.
  package init(breaches: [AuditBreach]) {
    self.breaches = breaches
  }

  /// One line that names the first entity.
  package var message: String {
    let first = breaches.first.map { "\($0.entity): \($0.message)" } ?? ""
    let more = breaches.count > 1 ? " (and \(breaches.count - 1) more)" : ""
    return "a rule that holds in every run is broken: \(first)\(more)"
  }
}

/// A replication failed; the others are stored.
package struct BatchError: Error {
  /// Number of the replication.
  package var replication: Int
  /// Its variant, in an experiment.
  package var variant: String?
  /// What happened.
  package var cause: any Error
  /// Replications of the batch that are complete in the results file.
  package var completed = 0

  /// Makes the error.
  package init(replication: Int, variant: String? = nil, cause: any Error) {
    self.replication = replication
    self.variant = variant
    self.cause = cause
  }

  /// One line for people, naming the entity for a breach.
  package var message: String {
    let rest = completed > 0 ? "; \(completed) other replications are complete in the file" : ""
    let which = variant.map { "variant '\($0)', " } ?? ""
    return "\(which)replication \(replication): \(Self.reason(of: cause))\(rest)"
  }

  /// One line on an error.
  static func reason(of error: any Error) -> String {
    switch error {
    case let error as BreachError: return error.message
    case let error as StoreError: return error.message
    case let error as BatchError: return error.message
    case let error as LimitError: return error.message
    default: return "\(error)"
    }
  }
}

extension LimitError {
  /// One line that says where the run stood, with the way out.
  package var message: String {
    "the run was ended after \(SimulationTime.seconds(seconds)) of simulated time, since it has more than "
      + "\(allowed) \(limit.rawValue); --limit \(limit.rawValue)=N allows more"
  }
}
