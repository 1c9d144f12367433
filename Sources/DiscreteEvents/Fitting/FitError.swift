/// Why observations cannot be fitted by a family of distributions.
public enum FitError: Error, Hashable, Sendable {
  /// Fewer observations than the family needs.
  case tooFew(count: Int, needed: Int)
  /// An observation is infinite or not a number; the first one is named.
  case notFinite(index: Int)
  /// All observations have one value, so that no spread can be estimated.
  case allEqual(Double)
  /// An observation that the family cannot take; the first one is named.
  case outsideSupport(FitFamily, index: Int, value: Double)
  /// The maximum was not found: the observations are too close together or too far apart.
  case noConvergence(FitFamily)
}

extension FitError: CustomStringConvertible {
  /// What is wrong, with the numbers.
  public var description: String {
    switch self {
    case .tooFew(let count, let needed):
      "\(count) observations are too few, \(needed) are needed"
    case .notFinite(let index):
      "observation \(index) is not a finite number"
    case .allEqual(let value):
      "all observations are \(value)"
    case .outsideSupport(let family, let index, let value):
      "observation \(index), \(value), cannot be \(family.rawValue)"
    case .noConvergence(let family):
      "no maximum of the \(family.rawValue) likelihood was found"
    }
  }
}
