import Testing

@testable import Verification

/// Closed forms of lines with exponential services, against published numbers and against the chain
/// behind them, solved as a system of equations.
struct ErlangFormTests {
  @Test(
    "Published values of M/M/c",
    arguments: [
      (arrivals: 0.2, service: 0.1, servers: 3, waits: 0.444444, wait: 4.444444),
      (arrivals: 0.9, service: 0.5, servers: 2, waits: 0.852632, wait: 8.526316),
      (arrivals: 12.0, service: 4.0, servers: 4, waits: 0.509434, wait: 1.528302 / 12),
      (arrivals: 20.0, service: 10.0, servers: 3, waits: 0.444444, wait: 2.66667 / 60),
      (arrivals: 0.9, service: 1.0, servers: 1, waits: 0.9, wait: 9.0),
    ]
  )
  func erlangC(arrivals: Double, service: Double, servers: Int, waits: Double, wait: Double) {
    let line = ErlangC(arrivals: arrivals, service: service, servers: servers)
    #expect(abs(line.waitingProbability - waits) < 5.1e-7)
    #expect(abs(line.meanWait - wait) < 5.1e-7)
  }

  /// Closed forms to twelve digits, among them the M/M/5 of which simulation books print 2.2165.
  @Test(
    "Worked cases of M/M/c",
    arguments: [
      (arrivals: 1.0, service: 0.25, servers: 5, waits: 0.554112554113, wait: 2.21645021645),
      (arrivals: 0.5, service: 1.0, servers: 1, waits: 0.5, wait: 1.0),
      (arrivals: 0.2, service: 0.1, servers: 3, waits: 0.444444444444, wait: 4.444444444444),
      (arrivals: 0.2, service: 0.1, servers: 4, waits: 0.173913043478, wait: 0.869565217391),
    ]
  )
  func workedErlangC(
    arrivals: Double,
    service: Double,
    servers: Int,
    waits: Double,
    wait: Double
  ) {
    let line = ErlangC(arrivals: arrivals, service: service, servers: servers)
    #expect(abs(line.waitingProbability - waits) < 5.1e-13)
    #expect(abs(line.meanWait - wait) < 5.1e-12)
    #expect(abs(line.meanLineLength - arrivals * wait) < 5.1e-12)
  }

  @Test func singleServerFormsAgreeWithTheChain() {
    #expect(abs(ErlangC(arrivals: 0.75, service: 1).meanLineLength - 2.25) < 1e-12)
    #expect(abs(ErlangC(arrivals: 1, service: 2).meanSojourn - 1) < 1e-12)
    #expect(abs(ErlangC(arrivals: 0.9, service: 1).meanLineLength - 8.1) < 1e-12)
  }

  @Test func erlangCAgreesWithTheChainCutAtTwoHundred() {
    let line = ErlangC(arrivals: 2.4, service: 1, servers: 3)
    let law = chain(last: 200, arrivals: 2.4) { Double(min($0, 3)) }.stationary
    let waiting = law.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - 3)) * $1.element }
    #expect(abs(line.meanLineLength - waiting) < 1e-10)
    #expect(abs(line.waitingProbability - law[3...].reduce(0, +)) < 1e-10)
  }

  @Test func erlangBGivesThePublishedValues() {
    #expect(abs(ErlangB(load: 10, servers: 10).blocking - 0.214582) < 5.1e-7)
    #expect(abs(ErlangB(load: 20, servers: 25).blocking - 0.050222) < 5.1e-7)
    #expect(abs(ErlangB(load: 3, servers: 6).blocking - 0.052157) < 5.1e-7)
    let law = chain(last: 10, arrivals: 10) { Double($0) }.stationary
    #expect(abs(ErlangB(load: 10, servers: 10).blocking - law[10]) < 1e-13)
  }

  @Test func finiteLineGivesThePublishedValues() {
    let line = FiniteLine(arrivals: 3, service: 4, servers: 2, places: 3)
    #expect(abs(line.meanPresent - 0.762340) < 5.1e-7)
    #expect(abs(line.loss - 0.049360) < 5.1e-7)
    let law = chain(last: 3, arrivals: 3) { 4 * Double(min($0, 2)) }.stationary
    #expect(abs(line.loss - law[3]) < 1e-14)
    #expect(abs(line.meanWait - law[3] / (3 * (1 - law[3]))) < 1e-14)
  }

  @Test func erlangAGivesThePublishedValues() {
    let line = ErlangA(arrivals: 3, service: 1, impatience: 1, servers: 2)
    #expect(abs(line.abandonment - 0.416312) < 5.1e-7)
    #expect(abs(line.meanWait - 0.416312) < 5.1e-7)
  }

  @Test func erlangAAgreesWithTheChainOfAMarkedCustomer() {
    let line = ErlangA(arrivals: 5, service: 0.8, impatience: 0.3, servers: 4)
    let law = chain(last: 150, arrivals: 5) {
      0.8 * Double(min($0, 4)) + 0.3 * Double(max(0, $0 - 4))
    }.stationary
    // First steps of a customer who has k before him: chance of service, and that times his wait.
    var served = 0.0
    var waited = 0.0
    var chance = 1.0
    var mean = 0.0
    for present in law.indices {
      if present >= 4 {
        let ahead = 0.8 * 4 + 0.3 * Double(present - 4)
        let stay = ahead / (ahead + 0.3)
        mean = stay * (mean + chance / (ahead + 0.3))
        chance *= stay
      }
      served += law[present] * chance
      waited += law[present] * mean
    }
    #expect(abs(line.abandonment - (1 - served)) < 1e-12)
    #expect(abs(line.meanWaitOfServed - waited / served) < 1e-12)
  }

  @Test func machineRepairGivesThePublishedValues() {
    let one = MachineRepair(machines: 5, servers: 1, meanAway: 10, meanService: 1)
    #expect(abs(one.allRunProbability - 0.563952) < 5.1e-7)
    #expect(abs(one.meanDown - 0.639522) < 5.1e-7)
    let crew = MachineRepair(machines: 10, servers: 4, meanAway: 40, meanService: 20)
    #expect(abs(crew.meanWait - 3.6341) < 5.1e-5)
    #expect(abs(crew.utilization - 0.78574) < 5.1e-6)
  }

  private func chain(
    last: Int,
    arrivals: Double,
    departures: (Int) -> Double
  ) -> MarkovChain {
    var chain = MarkovChain(states: last + 1)
    for state in 0..<last {
      chain.go(from: state, to: state + 1, rate: arrivals)
      chain.go(from: state + 1, to: state, rate: departures(state + 1))
    }
    return chain
  }
}
