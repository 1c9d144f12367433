import DiscreteEvents
import Testing

struct RandomStreamTests {
  @Test func resetsGoBackToTheStartsOfStreamAndSubstream() {
    var stream = RandomStream()
    let first = stream.uniform()
    stream.nextSubstream()
    let second = stream.uniform()
    _ = stream.uniform()
    stream.resetSubstream()
    #expect(stream.uniform() == second)
    stream.resetStream()
    #expect(stream.uniform() == first)
    stream.nextSubstream()
    #expect(stream.uniform() == second)
  }

  @Test func movingToASubstreamEqualsGoingOnToIt() {
    var walked = RandomStream()
    for _ in 0..<5 { walked.nextSubstream() }
    _ = walked.uniform()
    var moved = RandomStream()
    _ = moved.uniform()
    moved.moveToSubstream(5)
    _ = moved.uniform()
    #expect(moved == walked)
  }

  @Test func antitheticNumbersAreTheComplements() {
    var plain = RandomStream()
    var mirrored = RandomStream(antithetic: true)
    for _ in 0..<1_000 {
      #expect(mirrored.uniform() == 1 - plain.uniform())
    }
  }
}

struct RandomBlocksTests {
  @Test func blocksAreTwoToTheTwentyDrawsApart() {
    var stream = RandomStream()
    _ = stream.uniform()
    var blocks = RandomBlocks(stream)
    #expect(blocks.next().generator == stream.generator)
    for _ in 0..<(1 << 20) { _ = stream.uniform() }
    #expect(blocks.next().generator == stream.generator)
  }

  @Test func blocksByNumberAreThoseInTurn() {
    var blocks = RandomBlocks(RandomStream(antithetic: true))
    let fixed = blocks
    for index in 0..<40 {
      let block = blocks.next()
      #expect(fixed.block(index) == block)
      #expect(blocks.block(index) == block)
      #expect(block.antithetic)
    }
  }

  @Test func drawingFromABlockMovesNoOther() {
    var blocks = RandomBlocks(RandomStream())
    var first = blocks.next()
    for _ in 0..<100 { _ = first.uniform() }
    #expect(blocks.next() == RandomBlocks(RandomStream()).block(1))
    first.resetStream()
    #expect(first == blocks.block(0))
  }
}
