internal import ElementaryFunctions

/// Observations that were found good for fitting.
struct FitSample {
  let values: [Double]
  let mean: Double
  let minimum: Double
  let maximum: Double

  /// Checks that there are three finite observations and that they differ.
  init(_ values: [Double]) throws(FitError) {
    if values.count < 3 { throw .tooFew(count: values.count, needed: 3) }
    if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(index: index) }
    self.values = values
    // Divided first, so that no sum overflows; then what rounding left.
    let size = Double(values.count)
    let rough = values.reduce(0) { $0 + $1 / size }
    mean = rough + values.reduce(0) { $0 + ($1 - rough) / size }
    minimum = values.reduce(.infinity, min)
    maximum = values.reduce(-.infinity, max)
    if minimum == maximum { throw .allEqual(minimum) }
  }

  var count: Double { Double(values.count) }

  /// Neumaier's compensated sum over the observations, in their order.
  func sum(_ term: (Double) -> Double) -> Double {
    var total = 0.0
    var lost = 0.0
    for value in values {
      let next = term(value)
      let sum = total + next
      lost += total.magnitude >= next.magnitude ? (total - sum) + next : (next - sum) + total
      total = sum
    }
    // An infinite sum has no rest.
    return total.isFinite ? total + lost : total
  }

  /// The mean of a term over the observations.
  func mean(_ term: (Double) -> Double) -> Double { sum(term) / count }

  /// The standard deviation that makes normal observations likeliest, with the divisor n.
  var deviation: Double {
    // Measured against the range, so that no square leaves the range of doubles.
    let range = maximum - minimum
    return range * mean { ($0 - mean) / range * (($0 - mean) / range) }.squareRoot()
  }

  /// The same observations as logarithms; they must be positive.
  func logarithms(for family: FitFamily) throws(FitError) -> FitSample {
    do throws(FitError) {
      return try FitSample(values.map { Elementary.log($0) })
    } catch {
      throw .noConvergence(family)
    }
  }
}
