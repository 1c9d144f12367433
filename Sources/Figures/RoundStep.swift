/// Steps between numbers that people read with ease: 1, 2 or 5 times a power of ten.
package enum RoundStep {
  /// The least such step that is not below a size.
  ///
  /// - Parameter size: Above 0 and finite.
  /// - Returns: The step.
  package static func atLeast(_ size: Double) -> Double {
    precondition(size > 0 && size.isFinite, "a step of \(size)")
    // By exact powers of ten: a logarithm would be the C library's.
    var power = 1.0
    var isFraction = false
    if size < 1 {
      isFraction = true
      while size * power < 1 { power *= 10 }
    } else {
      while size / power >= 10 { power *= 10 }
    }
    let mantissa = isFraction ? size * power : size / power
    let round = [1.0, 2, 5, 10].first { $0 >= mantissa * (1 - 1e-12) } ?? 10
    return isFraction ? round / power : round * power
  }
}
