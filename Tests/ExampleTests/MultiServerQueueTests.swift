import OutputStatistics
import Testing

@testable import ExampleModels

struct MultiServerQueueTests {
  /// Level 1e-4 for each of the two; a service rate that is 5 % off is found by the utilization.
  @Test func simulationAgreesWithErlangC() throws {
    let (waits, utilizations) = try MultiServerQueue.replicate(.events)
    let theory = ErlangC(
      arrivals: MultiServerQueue.arrivalRate,
      service: MultiServerQueue.serviceRate,
      servers: MultiServerQueue.servers
    )
    let wait = try #require(ConfidenceInterval(of: waits, level: 0.9999))
    let utilization = try #require(ConfidenceInterval(of: utilizations, level: 0.9999))
    #expect(wait.contains(theory.meanWait * 60))
    #expect(utilization.contains(theory.utilization))
    #expect(!utilization.contains(theory.utilization / 1.05))
  }

  /// The parameters of kalasim's tests of M/M/c; the closed forms by hand.
  @Test func erlangCHasThePublishedValues() {
    let four = ErlangC(arrivals: 12, service: 4, servers: 4)
    #expect((four.waitProbability - 0.509434).magnitude < 5e-7)
    #expect((four.meanWait * 12 - 1.528302).magnitude < 5e-7)
    // Ciw's README: M/M/3 with rates 0.2 and 0.1.
    let three = ErlangC(arrivals: 0.2, service: 0.1, servers: 3)
    #expect((three.waitProbability - 0.444444).magnitude < 5e-7)
    #expect((three.meanWait - 4.444444).magnitude < 5e-7)
  }
}
