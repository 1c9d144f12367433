/// All families that can describe observations, the best first.
///
/// ```swift
/// let report = try FitReport(of: serviceTimes)
/// print(report)
/// if let best = report.fits.first { print(best.distribution.mean) }
/// ```
/// There may be no fit at all, if every family refuses the observations.
///
/// A low criterion says which family is better, not that it is good: look at the distances too, and
/// at `FittedDistribution.bootstrapPValue(replications:stream:)`.
public struct FitReport: Sendable {
  /// The fits, by Akaike's criterion; equal ones in the order of the families.
  ///
  /// Empty if all families are in `refusals`.
  public let fits: [FittedDistribution]
  /// The families that were left out, and why.
  public let refusals: [(family: FitFamily, error: FitError)]

  /// Fits all families whose support admits the observations.
  ///
  /// The ends of a uniform and the start of a Pareto distribution are observations themselves and
  /// count as parameters; their likelihood is larger than that of a right family of smooth ends more
  /// often than the criterion allows for.
  ///
  /// - Parameters:
  ///   - values: The observations, at least three and not all equal.
  ///   - families: The families to try.
  ///   - interval: The interval of a beta distribution, of which only the inside can be fitted; without
  ///     one `beta` is left out.
  /// - Throws: `FitError` about the observations. A family that does not suit is in `refusals`.
  public init(
    of values: [Double],
    families: [FitFamily] = FitFamily.allCases,
    betaInterval interval: ClosedRange<Double>? = nil
  ) throws(FitError) {
    _ = try FitSample(values)
    var fits: [FittedDistribution] = []
    var refusals: [(family: FitFamily, error: FitError)] = []
    for family in families where family != .beta || interval != nil {
      do throws(FitError) {
        fits.append(try FittedDistribution(family, to: values, on: interval ?? 0...1))
      } catch {
        refusals.append((family, error))
      }
    }
    self.fits = fits.enumerated().sorted { a, b in
      (a.element.akaike, a.offset) < (b.element.akaike, b.offset)
    }.map(\.element)
    self.refusals = refusals
  }
}

extension FitReport: CustomStringConvertible {
  /// A table: family, criteria, distances and parameters with their standard errors.
  public var description: String {
    let header = ["family", "AIC", "BIC", "D", "A^2", "parameters"]
    let rows =
      [header]
      + fits.map { fit in
        [
          fit.family.rawValue, significant(fit.akaike), significant(fit.bayesian),
          significant(fit.kolmogorovSmirnov, 3),
          fit.andersonDarling.map { significant($0, 3) } ?? "-",
          fit.parameters.map(text).joined(separator: ", "),
        ]
      }
    let widths = header.indices.map { column in
      rows.map { $0[column].count }.reduce(0, max)
    }
    var lines = rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ").trimmedAtEnd
    }
    lines += refusals.map { "\($0.family.rawValue): \($0.error)" }
    return lines.joined(separator: "\n")
  }

  private func text(_ parameter: FittedDistribution.Parameter) -> String {
    let estimate = "\(parameter.name) \(significant(parameter.estimate))"
    return parameter.standardError.map { "\(estimate) +- \(significant($0, 2))" } ?? estimate
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}

/// A number with a few significant digits.
private func significant(_ value: Double, _ digits: Int = 6) -> String {
  guard value != 0 && value.isFinite else { return "\(value)" }
  var decimals = digits - 1
  var magnitude = value.magnitude
  while magnitude >= 10 && decimals > -300 {
    (magnitude, decimals) = (magnitude / 10, decimals - 1)
  }
  while magnitude < 1 && decimals < 300 { (magnitude, decimals) = (magnitude * 10, decimals + 1) }
  var scale = 1.0
  for _ in 0..<decimals.magnitude { scale *= 10 }
  let rounded =
    decimals >= 0 ? (value * scale).rounded() / scale : (value / scale).rounded() * scale
  let text = "\(rounded)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
