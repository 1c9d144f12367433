/// The fixed hash that turns names and seeds into places in the random number sequence.
///
/// The results of all runs depend on it, so it never changes.
enum NameHash {
  /// A hash of 64 bits of a purpose and an entity.
  ///
  /// The text is read as 64-bit words, little-endian: for each of the two parts the number of its
  /// UTF-8 bytes, then the bytes, filled up with zeros to whole words. The length in front keeps
  /// ("ab", "c") and ("a", "bc") apart. Each word is added to the hash by exclusive or, followed
  /// by two rounds of the finaliser.
  static func hash(purpose: String, entity: String) -> UInt64 {
    var hash = increment
    for part in [purpose, entity] {
      var word: UInt64 = 0
      var position: UInt64 = 0
      add(UInt64(part.utf8.count), to: &hash)
      for byte in part.utf8 {
        word |= UInt64(byte) << (position % 8 * 8)
        position += 1
        if position % 8 == 0 {
          add(word, to: &hash)
          word = 0
        }
      }
      if position % 8 != 0 {
        add(word, to: &hash)
      }
    }
    return hash
  }

  /// A generator state for a seed: the first values of SplitMix64 that make one.
  ///
  /// Values of 32 bits beyond a modulus are passed over, so that all states are equally likely.
  static func generator(seed: UInt64) -> MRG32k3a {
    var counter = seed
    func next(below modulus: UInt64) -> UInt32 {
      while true {
        counter &+= increment
        let value = finalize(counter) >> 32
        if value < modulus {
          return UInt32(value)
        }
      }
    }
    while true {
      let state =
        (0..<3).map { _ in next(below: MRG32k3a.firstModulus) }
        + (0..<3).map { _ in next(below: MRG32k3a.secondModulus) }
      if MRG32k3a.isValid(state) {
        return MRG32k3a(state: state)
      }
    }
  }

  private static var increment: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  private static func add(_ word: UInt64, to hash: inout UInt64) {
    hash = finalize(finalize(hash ^ word) &+ increment)
  }

  /// The finaliser of SplitMix64, which is variant 13 among those of Stafford.
  ///
  /// G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators",
  /// OOPSLA 2014.
  private static func finalize(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
