import DiscreteEvents
import Testing

struct StreamDirectoryTests {
  private func draws(
    seed: UInt64 = 1,
    replication: Int = 1,
    _ purpose: String,
    entity: String = ""
  ) -> [Double] {
    var directory = StreamDirectory(seed: seed, replication: replication)
    var stream = directory.stream(purpose, entity: entity)
    return [stream.uniform(), stream.uniform()]
  }

  @Test func aStreamDependsOnItsNameAndNotOnTheOthers() {
    var directory = StreamDirectory(seed: 1, replication: 1)
    _ = directory.stream("arrivals")
    var stream = directory.stream("service", entity: "packer 3")
    let numbers = [stream.uniform(), stream.uniform()]
    #expect(numbers == draws("service", entity: "packer 3"))
  }

  @Test func namesSeedsAndReplicationsAllMakeADifference() {
    let all = [
      draws("ab"), draws("ba"), draws("a"), draws("a", entity: "b"), draws("ab", entity: "c"),
      draws("a", entity: "bc"), draws("", entity: "ab"), draws("ab\0"),
      draws("12345678"), draws("12345678\0"), draws("1234567"),
      draws(seed: 2, "ab"), draws(seed: 0, "ab"), draws(replication: 2, "ab"),
      draws("\u{5348}\u{591C}"),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func replicationsAreSubstreams() {
    var first = StreamDirectory(seed: 7, replication: 1)
    var third = StreamDirectory(seed: 7, replication: 3)
    var stream = first.stream("wind")
    stream.nextSubstream()
    stream.nextSubstream()
    #expect(stream.generator == third.stream("wind").generator)
  }

  @Test func antitheticDirectoriesMirrorEveryStream() {
    var plain = StreamDirectory(seed: 7, replication: 1)
    var mirrored = StreamDirectory(seed: 7, replication: 1, antithetic: true)
    var stream = plain.stream("wind")
    var mirror = mirrored.stream("wind")
    #expect(mirror.uniform() == 1 - stream.uniform())
  }

  @Test("The numbers of names are pinned, as found by a second implementation in exact integers")
  func streamsArePinned() {
    #expect(draws("service time") == [0.5373965880783486, 0.07922284991442059])
    #expect(
      draws(seed: 2, replication: 3, "service time", entity: "picker 7")
        == [0.939396466686033, 0.9916091547940635]
    )
    #expect(
      draws(seed: 9_007_199_254_740_991, "\u{98CE}") == [0.0864681364003039, 0.881396078348715]
    )
  }

  @Test func aNameIsGivenOutOnce() async {
    await #expect(processExitsWith: .failure) {
      var directory = StreamDirectory(seed: 1, replication: 1)
      _ = directory.stream("wind")
      _ = directory.stream("wind")
    }
  }

  @Test func seedsAndReplicationsOutOfRangeTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = StreamDirectory(seed: 1 << 53, replication: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = StreamDirectory(seed: 0, replication: 0)
    }
    #expect(!draws(seed: 1 << 53 - 1, "a").isEmpty)
  }
}
