import DiscreteEvents
import ElementaryFunctions

/// The random numbers of Law and Kelton's book: their function `lcgrand`, stream 1.
///
/// A. M. Law and W. D. Kelton, "Simulation Modeling and Analysis", appendix 7A: the generator of
/// Marse and Roberts (1983), whose upper 24 bits, the last of them set, are a uniform number. All chance of a
/// model comes from this one stream, in the order of its events: so a change anywhere changes
/// everything after it. That is what named streams spare you.
struct LawKeltonNumbers {
  private var generator = LehmerGenerator(multiplier: 630_360_016, seed: 1_973_272_912)

  /// The next uniform number, strictly between 0 and 1.
  mutating func uniform() -> Double {
    Double((generator.next() >> 7) | 1) / 16_777_216
  }

  /// The next uniform number of an interval.
  mutating func uniform(from minimum: Double, to maximum: Double) -> Double {
    minimum + uniform() * (maximum - minimum)
  }

  /// The next exponential number: -mean log u.
  mutating func exponential(mean: Double) -> Double {
    -mean * Elementary.log(uniform())
  }
}
