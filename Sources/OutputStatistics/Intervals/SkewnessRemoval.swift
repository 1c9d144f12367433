import ElementaryFunctions

/// The transformation that takes the skewness out of a Studentized mean, after Hall (1992, Journal of
/// the Royal Statistical Society B 54, 221-228).
///
/// Of skewed observations (mean - truth) / standard error is no Student's t: a sample that misses the
/// long tail has both too small a mean and too small a spread. With the skewness s of the mean
///
///     g(t) = t + s t^2 / 3 + s^2 t^3 / 27 + s / 6
///
/// is about a Student's t. It rises everywhere, so that it can be turned round in closed form.
///
/// As the cube of 1 + s t / 3 it grows level where that comes to 0, at s t = -3, far out on the side without the
/// tail: about there hardly any standard error more would tell, and from s t = -6 on it is as steep as without
/// skewness, and steeper. So from where the slope has fallen to a quarter, at s t = -1.5, it may
/// go on straight. Measured on reference days (docs/explanation/intervals.md) that holds as often as the
/// cube to its end, or nearer to what the level says, most of all for few runs and far levels.
struct SkewnessRemoval {
  /// Skewness of the mean: that of the observations over the root of their number.
  ///
  /// From -1 to 1.
  let skewness: Double
  /// Whether it goes on straight where it grows level.
  var goesOnStraight = true

  /// s t at which the slope of the cube has fallen to a quarter, where s t / 3 + 1 is a half.
  private static let straightFrom = -1.5

  /// The transformed statistic.
  func callAsFunction(_ t: Double) -> Double {
    let u = skewness * t
    if goesOnStraight, u < Self.straightFrom { return t / 4 - 0.5 / skewness + skewness / 6 }
    return t * (1 + u / 3 + u * u / 27) + skewness / 6
  }

  /// The statistic of which y is the transformed one.
  ///
  /// (3 / s) (c - 1) with c, the cube root of 1 + s (y - s / 6), written so that nothing cancels.
  func inverse(_ y: Double) -> Double {
    let shifted = y - skewness / 6
    if goesOnStraight, skewness * shifted < -0.875 { return 4 * shifted + 2 / skewness }
    let root = Self.cubeRoot(1 + skewness * shifted)
    return 3 * shifted / (root * root + root + 1)
  }

  private static func cubeRoot(_ x: Double) -> Double {
    let root = x == 0 ? 0 : Elementary.pow(x.magnitude, 1.0 / 3)
    return x < 0 ? -root : root
  }
}
