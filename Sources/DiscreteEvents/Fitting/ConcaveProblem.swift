/// A smooth concave function of two numbers, which Newton's method with halved steps maximizes.
struct ConcaveProblem {
  /// The function about a point.
  struct Local {
    var value: Double
    var slope: (Double, Double)
    /// The negative second derivatives: twice by the first number, mixed, twice by the second.
    var information: (Double, Double, Double)
  }

  /// The function at a point; nil outside its domain.
  let at: (Double, Double) -> Local?

  /// The maximum, or nil if it is not reached within 200 steps.
  ///
  /// A step that would lower the function by more than rounding is halved. The search ends after a
  /// whole step that changes no coordinate by more than 1e-12 of the larger one, or by no more than
  /// 1e-6 when steps no longer shrink: there rounding is all that is left.
  func maximum(
    from start: (Double, Double)
  ) -> (point: (Double, Double), information: (Double, Double, Double))? {
    var point = start
    guard var local = at(point.0, point.1) else { return nil }
    var lastSize = Double.infinity
    for _ in 0..<200 {
      let (aa, ab, bb) = local.information
      let determinant = aa * bb - ab * ab
      guard determinant > 0 else { return nil }
      var step = (
        (bb * local.slope.0 - ab * local.slope.1) / determinant,
        (aa * local.slope.1 - ab * local.slope.0) / determinant
      )
      let size = max(step.0.magnitude, step.1.magnitude)
      let share = size / max(point.0.magnitude, point.1.magnitude)
      let isLast = share <= 1e-12 || (share <= 1e-6 && size >= lastSize / 2)
      lastSize = size
      var next = at(point.0 + step.0, point.1 + step.1)
      var halvings = 0
      while !isAcceptable(next, after: local) {
        halvings += 1
        if halvings > 60 { return nil }
        step = (step.0 / 2, step.1 / 2)
        next = at(point.0 + step.0, point.1 + step.1)
      }
      guard let next else { return nil }
      point = (point.0 + step.0, point.1 + step.1)
      local = next
      if isLast { return (point, local.information) }
    }
    return nil
  }

  private func isAcceptable(_ next: Local?, after local: Local) -> Bool {
    guard let next else { return false }
    return next.value >= local.value - 1e-9 * max(1, local.value.magnitude)
  }
}
