import Testing

@testable import Verification

/// What is solved numerically for stations and pads, against closed forms of special cases.
struct PlaceFormTests {
  /// By hand: 0 <-> 1 <-> 2 with rates 1 up, 2 down: weights 4, 2, 1; and a round of three with rates 1, 2, 4.
  @Test func chainsAreSolved() {
    let chain = StationaryChain(count: 3, [(0, 1, 1), (1, 2, 1), (1, 0, 2), (2, 1, 2)])
    for (found, expected) in zip(chain.probabilities, [4.0 / 7, 2.0 / 7, 1.0 / 7]) {
      #expect(abs(found - expected) < 1e-15)
    }
    let round = StationaryChain(count: 3, [(0, 1, 1), (1, 2, 2), (2, 0, 4)])
    for (found, expected) in zip(round.probabilities, [4.0 / 7, 2.0 / 7, 1.0 / 7]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(StationaryChain(count: 1, []).probabilities == [1])
  }

  @Test("Two kinds of one speed are machine repair", arguments: [1, 2, 3])
  func twoKindsOfOneSpeed(fast: Int) {
    let kinds = TwoSpeedRepair(
      machines: 10,
      meanAway: 2400,
      fast: .init(count: fast, mean: 1200),
      slow: .init(count: 4 - fast, mean: 1200)
    )
    let theory = MachineRepair(machines: 10, servers: 4, meanAway: 2400, meanService: 1200)
    #expect(abs(kinds.meanWait - theory.meanWait) < 1e-9)
    #expect(abs(kinds.waitingProbability - theory.waitingProbability) < 1e-12)
    #expect(abs(kinds.meanLineLength - theory.meanLineLength) < 1e-12)
    let utilization =
      (Double(fast) * kinds.fastUtilization + Double(4 - fast) * kinds.slowUtilization) / 4
    #expect(abs(utilization - theory.utilization) < 1e-12)
    #expect(kinds.fastUtilization > kinds.slowUtilization)
  }

  /// M/D/1 is Pollaczek and Khinchine without variation, and M/D/c within 2 % the approximation of Cosmetatos.
  ///
  /// G. P. Cosmetatos,
  /// "Approximate explicit formulae for the average queueing time in the processes (M/D/r) and (D/M/r)", INFOR 13,
  /// 1975, 328-331.
  @Test func equalServicesAgreeWithKnownForms() {
    for load in [0.3, 0.7, 0.9] {
      let line = EqualServices(arrivals: load, service: 1, servers: 1)
      let theory = PollaczekKhinchine(arrivals: load, meanService: 1, squaredVariation: 0)
      #expect(abs(line.meanWait - theory.meanWait) < 1e-9)
      #expect(abs(line.waitingProbability - load) < 1e-10)
    }
    for (servers, load) in [(2, 0.7), (4, 0.8)] {
      let line = EqualServices(arrivals: load * Double(servers), service: 1, servers: servers)
      let exponential = ErlangC(arrivals: load * Double(servers), service: 1, servers: servers)
      let c = Double(servers)
      let factor = 1 + (1 - load) * (c - 1) * ((4 + 5 * c).squareRoot() - 2) / (16 * load * c)
      #expect(abs(line.meanWait / (exponential.meanWait / 2 * factor) - 1) < 0.02)
      #expect(
        abs(
          line.probabilities.enumerated().reduce(0) {
            $0 + Double(min($1.offset, servers)) * $1.element
          } - load * c
        ) < 1e-9
      )
      #expect(line.probabilities.last ?? 1 < 1e-15)
    }
  }
}
