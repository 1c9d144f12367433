extension MeanEstimate {
  /// Observations of each system after which the interval would leave a value out four times in five, if mean,
  /// spread and skewness are truly what they seem.
  ///
  /// The least n of which the arm towards the value, and Student's t at 0.8 standard errors beside it, fit between
  /// mean and value: the usual approximation of the power of the t test (Law 2015, section 9.4, has that of
  /// an interval), with the arm that the skewness lengthens.
  ///
  /// - Parameters:
  ///   - value: The value, such as the bound of a goal, or 0 for a difference.
  ///   - variance: Variance of an observation or of a pair's difference; of two independent systems the sum of both.
  ///   - level: Confidence level of the interval, above 0 and below 1.
  ///   - limit: Most observations to consider.
  /// - Returns: The number; nothing beyond the limit, on the value itself, and for equal observations.
  ///   Complexity: O(log limit) quantiles.
  public func observationsToTell(
    from value: Double,
    variance: Double,
    level: Double,
    limit: Int = 100_000
  ) -> Int? {
    let gap = (mean - value).magnitude
    let each = standardError * standardError / variance
    guard gap > 0, !isConstant, each > 0, each.isFinite else { return nil }
    let isEnough = { (n: Int) in
      let then = expected(times: Double(n) * each)
      guard let interval = then.interval(level: level) else { return false }
      let arm = mean > value ? mean - interval.lowerBound : interval.upperBound - mean
      let chance = -StudentT.quantile(0.2, degreesOfFreedom: then.degreesOfFreedom)
      return arm + chance * then.standardError <= gap
    }
    guard isEnough(limit) else { return nil }
    var (tooFew, enough) = (1, limit)
    while enough - tooFew > 1 {
      let middle = (tooFew + enough) / 2
      if isEnough(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }
}
