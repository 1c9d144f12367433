import DiscreteEvents
package import LogisticsPark
import ResultStore
package import Wording

/// What must hold in every run did not.
package struct BreachError: Error, Sendable {
  /// The breaches, at least one.
  package var breaches: [AuditBreach]

  /// Makes the error.
  package init(breaches: [AuditBreach]) {
    self.breaches = breaches
  }

  /// One line that names the first entity.
  package var message: String { words.english }

  /// The same in every language; the rule itself is in words of the program, for those who mend it.
  package var words: Phrase {
    let first = breaches.first.map { "\($0.entity): \($0.message)" } ?? ""
    let more = breaches.count - 1
    return Phrase(
      "a rule that holds in every run is broken: \(first)\(more > 0 ? " (and \(more) more)" : "")",
      "违反了每次运行都必须成立的规则：\(first)\(more > 0 ? "（另有 \(more) 处）" : "")"
    )
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
  package var message: String { words.english }

  /// The same in every language.
  package var words: Phrase {
    let which = variant.map { Phrase("variant '\($0)', ", "方案 '\($0)'，") } ?? Phrase(same: "")
    let number = Phrase("replication \(replication): ", "第 \(replication) 次重复：")
    let rest =
      completed > 0
      ? Phrase(
        "; \(completed) other replications are complete in the file",
        "；文件中其他 \(completed) 次重复是完整的"
      ) : Phrase(same: "")
    return which + number + Self.reason(of: cause) + rest
  }

  /// One line on an error.
  static func reason(of error: any Error) -> Phrase {
    switch error {
    case let error as BreachError: return error.words
    case let error as StoreError: return error.words
    case let error as BatchError: return error.words
    case let error as LimitError: return error.words
    default: return Phrase(same: "\(error)")
    }
  }
}

extension LimitError {
  /// One line that says where the run stood, with the way out.
  package var message: String { words.english }

  /// The same in every language.
  package var words: Phrase {
    let (time, name) = (SimulationTime.seconds(seconds), limit.rawValue)
    return Phrase(
      "the run was ended after \(time) of simulated time, since it has more than "
        + "\(allowed) \(name); --limit \(name)=N allows more",
      "运行在模拟时间 \(time) 时被终止，因为其 \(name) 超过 \(allowed)；--limit \(name)=N 可放宽"
    )
  }
}
