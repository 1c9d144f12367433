/// Looks for factors of an experiment that would have no effect, or not the one that was meant.
struct FactorChecks {
  let experiment: ObjectReading
  let faults: FaultCollector

  private var factors: [IdentifiedObject] { experiment[ExperimentFormat.factors] }

  /// Reports what is wrong.
  func report() {
    var known: [(id: String, keys: [String])] = []
    for (id, factor) in factors {
      reportValues(of: factor)
      let path = factor[FactorFormat.key]
      // A path that is malformed is told of where the variants are made.
      guard let keys = JSONPointer.keys(ofPath: path) else { continue }
      if let other = known.first(where: { $0.keys.starts(with: keys) || keys.starts(with: $0.keys) }
      ) {
        factor.report(
          ExperimentFault.keyTwice(path, factor: other.id),
          at: FactorFormat.key.format.key
        )
      }
      known.append((id, keys))
      for (variant, entry) in experiment[ExperimentFormat.variants] {
        guard let change = entry[VariantFormat.change], Self.sets(keys[...], in: change) else {
          continue
        }
        entry.report(
          ExperimentFault.changedByFactor(variant: variant, factor: id, key: path),
          at: VariantFormat.change.format.key
        )
      }
    }
  }

  private func reportValues(of factor: ObjectReading) {
    var seen: Set<String> = []
    let values = factor[FactorFormat.values]
    guard let twice = values.first(where: { !seen.insert($0.canonicalText).inserted }) else {
      return
    }
    factor.report(
      ExperimentFault.valueTwice(twice.lineText),
      at: FactorFormat.values.format.key
    )
  }

  /// Whether a merge patch gives the value at a path, or takes away what it is in.
  private static func sets(_ keys: ArraySlice<String>, in change: JSONNode) -> Bool {
    guard let key = keys.first else { return true }
    guard let next = change[key] else { return false }
    return next.members == nil || sets(keys.dropFirst(), in: next)
  }
}
