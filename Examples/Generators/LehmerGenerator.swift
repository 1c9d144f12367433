/// The generator x -> a x mod (2^31 - 1), the oldest kind still in use.
///
/// D. H. Lehmer, "Mathematical methods in large-scale computing units", 1951.
/// For published results only: its period of 2^31 - 2 is used up in seconds today. Models of your
/// own draw from `RandomStream`.
struct LehmerGenerator {
  /// The multiplier a; from 1 to 2^31 - 2.
  let multiplier: UInt64
  /// The last number x; from 1 to 2^31 - 2.
  private(set) var state: UInt64

  /// Makes the generator with a start value.
  init(multiplier: UInt64, seed: UInt64) {
    self.multiplier = multiplier
    state = seed
  }

  /// The next number, from 1 to 2^31 - 2.
  mutating func next() -> UInt64 {
    state = multiplier * state % 2_147_483_647
    return state
  }

  /// `minstd_rand0` of the C++ standard, [rand.predef] (Park and Miller, 1988).
  static var minstd0: Self { Self(multiplier: 16_807, seed: 1) }

  /// `minstd_rand` of the C++ standard, [rand.predef] (Park, Miller and Stockmeyer, 1993).
  static var minstd: Self { Self(multiplier: 48_271, seed: 1) }
}
