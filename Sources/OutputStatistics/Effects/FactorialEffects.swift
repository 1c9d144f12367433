/// Main effects and interactions of a full two-level factorial design.
///
/// The effect of a factor is the mean change of the response when it goes from its low to its high
/// level; an interaction of two is half the difference of the effect of one at the two levels of the
/// other (Law 2015, section 12.2). Each replication gives one estimate of every effect, so that
/// intervals are by Student's t whatever the variances, also under common random numbers.
public struct FactorialEffects: Sendable, Hashable, Codable {
  /// One effect.
  public struct Effect: Sendable, Hashable, Codable {
    /// Factors that it is of, by index: one for a main effect, two or more for an interaction.
    public let factors: [Int]
    /// Its interval.
    public let interval: ConfidenceInterval
  }

  /// All effects: main ones first, then by number of factors and by index.
  public let effects: [Effect]

  /// The effects; nothing below two replications.
  ///
  /// - Parameters:
  ///   - responses: 2^k rows in standard order, where factor i is high in the rows with bit i set, each
  ///     with as many replications.
  ///   - level: Confidence level of each interval, above 0 and below 1.
  /// - Complexity: O(4^k) times the replications.
  public init?(of responses: [[Double]], level: Double) {
    let points = responses.count
    precondition(
      points >= 2 && points & (points - 1) == 0,
      "a two-level design has 2, 4, 8, ... points, got \(points)"
    )
    let replications = responses[0].count
    precondition(
      responses.allSatisfy { $0.count == replications },
      "each point needs as many replications"
    )
    let factorCount = points.trailingZeroBitCount
    var effects: [Effect] = []
    for mask in 1..<points {
      let estimates = (0..<replications).map { replication in
        var contrast = 0.0
        for (point, row) in responses.enumerated() {
          // The sign is the product of the levels: minus for an odd number of low ones.
          let isMinus = (mask & ~point).nonzeroBitCount % 2 == 1
          contrast += isMinus ? -row[replication] : row[replication]
        }
        return contrast / Double(points / 2)
      }
      guard let interval = ConfidenceInterval(of: estimates, level: level) else { return nil }
      let factors = (0..<factorCount).filter { mask >> $0 & 1 == 1 }
      effects.append(Effect(factors: factors, interval: interval))
    }
    self.effects = effects.sorted {
      $0.factors.count != $1.factors.count
        ? $0.factors.count < $1.factors.count
        : $0.factors.lexicographicallyPrecedes($1.factors)
    }
  }
}
