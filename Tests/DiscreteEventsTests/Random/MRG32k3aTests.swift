import DiscreteEvents
import Testing

struct MRG32k3aTests {
  @Test("The first numbers of stream 1, its second substream and stream 3 are the published ones")
  func numbersAreThePublishedOnes() {
    var stream = RandomStream()
    #expect(first3(&stream) == [0.12701112204657714, 0.3185275653967945, 0.3091860155832701])
    stream.nextSubstream()
    #expect(first3(&stream) == [0.07939898979733463, 0.4803395047575741, 0.8583222470551328])
    var generator = MRG32k3a()
    generator.advance(powerOfTwo: MRG32k3a.streamSpacing)
    var second = RandomStream(generator)
    #expect(second.uniform() == 0.7595818622487196)
    generator.advance(powerOfTwo: MRG32k3a.streamSpacing)
    var third = RandomStream(generator)
    #expect(first3(&third) == [0.7285097861965271, 0.9655872822837334, 0.9961841304801171])
  }

  private func first3(_ stream: inout RandomStream) -> [Double] {
    (0..<3).map { _ in stream.uniform() }
  }

  @Test func firstJumpsReachThePublishedStates() {
    var stream = MRG32k3a()
    stream.advance(powerOfTwo: 127)
    let streamState: [UInt32] = [
      3_692_455_944, 1_366_884_236, 2_968_912_127, 335_948_734, 4_161_675_175, 475_798_818,
    ]
    #expect(stream.state == streamState)
    var substream = MRG32k3a()
    substream.advance(powerOfTwo: 76)
    let substreamState: [UInt32] = [
      870_504_860, 2_641_697_727, 884_013_853, 339_352_413, 2_374_306_706, 3_651_603_887,
    ]
    #expect(substream.state == substreamState)
  }

  @Test(arguments: [0, 1, 2, 3, 1_000, 65_537] as [UInt64])
  func skippingEqualsDrawing(count: UInt64) {
    var drawn = MRG32k3a()
    for _ in 0..<count { _ = drawn.uniform() }
    var skipped = MRG32k3a()
    skipped.advance(by: count)
    #expect(skipped == drawn)
  }

  @Test func twoHalfJumpsAreOneJump() {
    for exponent in [1, 20, 76, 127, 190] {
      var whole = MRG32k3a()
      whole.advance(powerOfTwo: exponent)
      var halves = MRG32k3a()
      halves.advance(by: 2, timesPowerOfTwo: exponent - 1)
      var twice = MRG32k3a()
      twice.advance(powerOfTwo: exponent - 1)
      twice.advance(powerOfTwo: exponent - 1)
      #expect(whole == twice && whole == halves, "exponent \(exponent)")
    }
  }

  /// The recurrence as it is published, with plain remainders.
  private func publishedStep(_ state: inout [Int]) -> Double {
    let (m1, m2) = (4_294_967_087, 4_294_944_443)
    let one = ((1_403_580 * state[1] - 810_728 * state[0]) % m1 + m1) % m1
    let two = ((527_612 * state[5] - 1_370_589 * state[3]) % m2 + m2) % m2
    state = [state[1], state[2], one, state[4], state[5], two]
    return Double(one > two ? one - two : one - two + m1) * 2.328306549295727688e-10
  }

  @Test func foldedRemaindersEqualPlainOnes() {
    let largest: [UInt32] = [4_294_967_086, 0, 4_294_967_086, 0, 4_294_944_442, 4_294_944_442]
    // Both sums of the first draw are multiples of their moduli.
    let multiples: [UInt32] = [1_403_580, 810_728, 1, 527_612, 1, 1_370_589]
    for start in [MRG32k3a().state, largest, multiples, [0, 0, 1, 1, 0, 0]] {
      var generator = MRG32k3a(state: start)
      var state = start.map { Int($0) }
      for _ in 0..<3 {
        _ = generator.uniform()
        _ = publishedStep(&state)
        #expect(generator.state.map { Int($0) } == state)
      }
      for _ in 0..<100_000 {
        let value = generator.uniform()
        #expect(value == publishedStep(&state) && value > 0 && value < 1)
      }
      #expect(generator.state.map { Int($0) } == state)
    }
  }

  @Test func statesOutsideTheRangeAreRefused() async {
    #expect(!MRG32k3a.isValid([0, 0, 0, 1, 1, 1]))
    #expect(!MRG32k3a.isValid([1, 1, 1, 0, 0, 0]))
    #expect(!MRG32k3a.isValid([4_294_967_087, 1, 1, 1, 1, 1]))
    #expect(!MRG32k3a.isValid([1, 1, 1, 1, 4_294_944_443, 1]))
    #expect(!MRG32k3a.isValid([1, 1, 1, 1, 1]))
    await #expect(processExitsWith: .failure) { _ = MRG32k3a(state: [0, 0, 0, 0, 0, 0]) }
  }
}
