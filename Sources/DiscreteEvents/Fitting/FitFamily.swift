/// A family of distributions that can be fitted to observations.
public enum FitFamily: String, CaseIterable, Hashable, Codable, Sendable {
  /// `ExponentialDistribution`, of observations from 0 on.
  case exponential
  /// `UniformDistribution` from the smallest to the largest observation.
  case uniform
  /// `NormalDistribution`.
  case normal
  /// `LognormalDistribution`, of positive observations.
  case lognormal
  /// `GammaDistribution`, of positive observations.
  case gamma
  /// `WeibullDistribution`, of positive observations.
  case weibull = "Weibull"
  /// `BetaDistribution` on a given interval, of observations inside it.
  case beta
  /// `ParetoDistribution` from the smallest observation on, of positive observations.
  case pareto = "Pareto"
  /// `LogisticDistribution`.
  case logistic
  /// `LogLogisticDistribution`, of positive observations.
  case logLogistic = "log-logistic"

  /// Whether an observation can come from the family, an interval being given for `beta`.
  func admits(_ value: Double, on interval: ClosedRange<Double>) -> Bool {
    switch self {
    case .uniform, .normal, .logistic: true
    case .exponential: value >= 0
    case .lognormal, .gamma, .weibull, .pareto, .logLogistic: value > 0
    case .beta: value > interval.lowerBound && value < interval.upperBound
    }
  }
}
