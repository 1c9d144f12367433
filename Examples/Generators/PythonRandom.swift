import ElementaryFunctions

/// The numbers that Python's module `random` gives for a seed: those of SimPy's examples.
///
/// CPython's documentation promises them for `random()` only; the others are as in version 3.11.
/// Logarithms are the library's own, which are at most one unit in the last place away from
/// Python's.
struct PythonRandom {
  private var twister: MersenneTwister

  /// The numbers after `random.seed(seed)`.
  init(seed: UInt32) {
    twister = MersenneTwister(key: [seed])
  }

  /// `random()`: a multiple of 2^-53 from 0 to below 1.
  mutating func random() -> Double {
    let upper = Double(twister.next() >> 5)
    let lower = Double(twister.next() >> 6)
    return (upper * 67_108_864 + lower) / 9_007_199_254_740_992
  }

  /// `uniform(a, b)`.
  mutating func uniform(_ minimum: Double, _ maximum: Double) -> Double {
    minimum + (maximum - minimum) * random()
  }

  /// `expovariate(1 / mean)`.
  mutating func exponential(mean: Double) -> Double {
    -Elementary.log(1 - random()) / (1 / mean)
  }

  /// `normalvariate(mean, deviation)`: the ratio of uniforms by Kinderman and Monahan (1977,
  /// doi:10.1145/355744.355750).
  mutating func normal(mean: Double, standardDeviation: Double) -> Double {
    let factor = 4 * Elementary.exp(-0.5) / 2.0.squareRoot()
    while true {
      let first = random()
      let second = 1 - random()
      let ratio = factor * (first - 0.5) / second
      if ratio * ratio / 4 <= -Elementary.log(second) {
        return mean + ratio * standardDeviation
      }
    }
  }

  /// `randint(a, b)`: a whole number of a range, by rejection.
  mutating func integer(in range: ClosedRange<Int>) -> Int {
    let count = range.count
    let shift = 32 - (Int.bitWidth - count.leadingZeroBitCount)
    while true {
      let candidate = Int(twister.next() >> UInt32(shift))
      if candidate < count { return range.lowerBound + candidate }
    }
  }

  /// `choice(elements)`.
  mutating func choice<Element>(_ elements: [Element]) -> Element {
    elements[integer(in: 0...elements.count - 1)]
  }
}
