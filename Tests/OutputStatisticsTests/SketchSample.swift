import DiscreteEvents

/// Observations in orders and of kinds that are hard for one sketch or another.
enum SketchSample: CaseIterable {
  case rising
  case falling
  case fromBothEnds
  case manyScales
  case bothSigns
  case equal
  case twoValues
  case endsOfBuckets
  case extremes

  var observations: [Double] {
    var stream = RandomStream.make("sketch")
    switch self {
    case .rising: return (1...2_000).map { Double($0) }
    case .falling: return (1...2_000).map { Double(2_001 - $0) }
    case .fromBothEnds:
      return (0..<2_000).map { $0.isMultiple(of: 2) ? Double($0) : 1e6 - Double($0) }
    case .manyScales:
      return (0..<2_000).map { _ in
        let exponent = stream.number(below: 121) - 60
        return Double(sign: .plus, exponent: exponent, significand: 1 + stream.uniform())
      }
    case .bothSigns:
      let normal = NormalDistribution(mean: 0, standardDeviation: 1)
      return (0..<2_000).map { _ in normal.sample(&stream) }
    case .equal: return Array(repeating: 0.1, count: 500)
    case .twoValues: return (0..<999).map { $0.isMultiple(of: 10) ? 7e7 : 3e-9 }
    case .endsOfBuckets:
      return (0..<512).flatMap { index in
        let edge = 1 + Double(index) / 512
        return [edge, edge.nextDown]
      }
    case .extremes:
      return [
        -.greatestFiniteMagnitude, -1, -.leastNonzeroMagnitude, -0.0, 0,
        .leastNonzeroMagnitude, .leastNormalMagnitude, 1, .greatestFiniteMagnitude,
      ]
    }
  }
}
