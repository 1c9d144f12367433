import DiscreteEvents
import Experiments
import LogisticsPark
import Testing

struct FingerprintTests {
  @Test("SHA-256 over 18 bytes: time, code, two numbers, little-endian; computed with sha256sum")
  func oneEventHasTheDocumentedBytes() {
    var fingerprint = Fingerprint()
    fingerprint.add(
      EventRecord(.fleet(.phaseEnds(DroneID(258))), at: SimulationTime(ticks: 1_000_001))
    )
    // printf '\x41\x42\x0f\0\0\0\0\0\x07\0\x02\x01\0\0\0\0\0\0' | sha256sum
    #expect(
      fingerprint.finish() == "31e92710d492baf5f13058b70f3866e67b2bbb6d0e8b61c319eaa88dca66bcb8"
    )
  }

  @Test func theChainHasALinkForEvery4096Events() {
    var fingerprint = Fingerprint()
    for second in 0..<9000 {
      fingerprint.add(EventRecord(.demand(.orderArrives), at: .seconds(second)))
    }
    #expect(fingerprint.chain.count == 2)
    #expect(fingerprint.blockEnds == [.seconds(4095), .seconds(8191)])
    #expect(fingerprint.eventCount == 9000)
  }

  @Test func chainsPartAtTheFirstBlockThatDiffers() {
    var first = Fingerprint()
    var second = Fingerprint()
    for tick in 0..<12_288 {
      first.add(EventRecord(.demand(.orderArrives), at: .seconds(tick)))
      second.add(
        EventRecord(tick == 5000 ? .study(.warmUpEnds) : .demand(.orderArrives), at: .seconds(tick))
      )
    }
    #expect(zip(first.chain, second.chain).map(==) == [true, false, false])
  }
}
