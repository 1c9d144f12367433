/// The generator MT19937 of 32-bit numbers, as other simulators and languages use it.
///
/// M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM Transactions on Modeling and Computer
/// Simulation 8(1), 1998, 3-30, doi:10.1145/272991.272995; seeding as revised by them in 2002.
struct MersenneTwister {
  private var state: [UInt32]
  private var position = 624

  /// Seeds by one number, as `std::mt19937` does; its default is 5489.
  init(seed: UInt32 = 5489) {
    state = [seed]
    for index in 1..<624 {
      let last = state[index - 1]
      state.append(1_812_433_253 &* (last ^ last >> 30) &+ UInt32(index))
    }
  }

  /// Seeds by a key of one number or more, as Python, R and others do.
  init(key: [UInt32]) {
    self.init(seed: 19_650_218)
    var place = 1
    for step in 0..<max(624, key.count) {
      let turn = step % key.count
      state[place] ^= blend(before: place) &* 1_664_525
      state[place] &+= key[turn] &+ UInt32(turn)
      place = goOn(from: place)
    }
    for _ in 0..<623 {
      state[place] ^= blend(before: place) &* 1_566_083_941
      state[place] &-= UInt32(place)
      place = goOn(from: place)
    }
    state[0] = 0x8000_0000
  }

  private func blend(before place: Int) -> UInt32 {
    state[place - 1] ^ state[place - 1] >> 30
  }

  private mutating func goOn(from place: Int) -> Int {
    guard place == 623 else { return place + 1 }
    state[0] = state[623]
    return 1
  }

  /// The next 32 bits.
  mutating func next() -> UInt32 {
    if position == 624 { twist() }
    var bits = state[position]
    position += 1
    bits ^= bits >> 11
    bits ^= bits << 7 & 0x9d2c_5680
    bits ^= bits << 15 & 0xefc6_0000
    return bits ^ bits >> 18
  }

  private mutating func twist() {
    for index in 0..<624 {
      let joined = state[index] & 0x8000_0000 | state[(index + 1) % 624] & 0x7fff_ffff
      let mixed = joined & 1 == 0 ? joined >> 1 : joined >> 1 ^ 0x9908_b0df
      state[index] = state[(index + 397) % 624] ^ mixed
    }
    position = 0
  }
}
