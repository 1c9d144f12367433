import ElementaryFunctions
import Testing

@testable import Verification

/// Closed forms of one server, against published numbers and against chains made for the purpose.
struct SingleServerFormTests {
  @Test(
    "Published line lengths of M/G/1",
    arguments: [
      (load: 0.4, variation: 2.0, line: 0.667), (load: 0.6, variation: 2.0, line: 2.25),
      (load: 0.8, variation: 2.0, line: 8.0), (load: 0.9, variation: 2.0, line: 20.25),
      (load: 0.95, variation: 2.0, line: 45.125), (load: 0.4, variation: 4.0, line: 2.267),
      (load: 0.6, variation: 4.0, line: 7.65), (load: 0.8, variation: 4.0, line: 27.2),
      (load: 0.9, variation: 4.0, line: 68.85), (load: 0.95, variation: 4.0, line: 153.4),
    ]
  )
  func pollaczekKhinchine(load: Double, variation: Double, line: Double) {
    let theory = PollaczekKhinchine(
      arrivals: load,
      meanService: 1,
      squaredVariation: variation * variation
    )
    #expect(abs(theory.meanLineLength - line) < (line > 100 ? 0.051 : 5.1e-4))
  }

  @Test func pollaczekKhinchineAgreesWithTheChainOfTwoStages() {
    // Service in two exponential stages of rate 2: state 0, then (number present, stage).
    let last = 150
    var chain = MarkovChain(states: 1 + 2 * last)
    let place = { (present: Int, stage: Int) in 1 + 2 * (present - 1) + stage }
    chain.go(from: 0, to: place(1, 0), rate: 0.7)
    for present in 1...last {
      for stage in 0...1 where present < last {
        chain.go(from: place(present, stage), to: place(present + 1, stage), rate: 0.7)
      }
      chain.go(from: place(present, 0), to: place(present, 1), rate: 2)
      chain.go(from: place(present, 1), to: present == 1 ? 0 : place(present - 1, 0), rate: 2)
    }
    let law = chain.stationary
    let waiting = (1...last).reduce(0) {
      $0 + Double($1 - 1) * (law[place($1, 0)] + law[place($1, 1)])
    }
    let theory = PollaczekKhinchine(arrivals: 0.7, meanService: 1, squaredVariation: 0.5)
    #expect(abs(theory.meanLineLength - waiting) < 1e-9)
  }

  @Test func equalArrivalsGiveThePublishedValues() {
    let theory = EqualArrivals(arrivals: 0.8, service: 1)
    #expect(abs(theory.waitingProbability - 0.628630) < 5.1e-7)
    #expect(abs(theory.meanWait - 1.692731) < 5.1e-7)
  }

  /// Roots for the doubles nearest to the loads, computed with 70 digits by mpmath 1.3.0.
  @Test(
    "Equal arrivals have the roots of many digits, up to saturation",
    arguments: [
      (load: 0.5, waiting: 0.20318786997997995, empty: 0.79681213002002005),
      (load: 0.8, waiting: 0.62862979649694676, empty: 0.37137020350305324),
      (load: 0.999, waiting: 0.99800066688899265, empty: 0.0019993331110073548),
      (load: 0.9999, waiting: 0.99980000666688892, empty: 1.9999333311107871e-4),
    ]
  )
  func equalArrivalsHaveExactRoots(load: Double, waiting: Double, empty: Double) {
    let theory = EqualArrivals(arrivals: load, service: 1)
    #expect(abs(theory.waitingProbability / waiting - 1) < 1e-12)
    #expect(abs(theory.emptyProbability / empty - 1) < 1e-12)
    #expect(abs(theory.meanWait * empty / waiting - 1) < 1e-12)
  }

  @Test func equalArrivalsSolveTheirEquation() {
    for load in [0.05, 0.3, 0.5, 0.7, 0.8, 0.88, 0.9, 0.94, 0.99, 0.999, 0.9999] {
      let theory = EqualArrivals(arrivals: 3 * load, service: 3)
      let found = theory.waitingProbability
      let right = Elementary.exp(-(1 - found) / load)
      #expect(abs(right - found) <= 1e-15, "at \(load)")
      // The other root is 1, where the slope of the right side is above 1.
      #expect(found / load < 1 && found > 0)
      #expect(abs(found + theory.emptyProbability - 1) <= 1e-15)
    }
  }

  @Test func equalArrivalsAgreeWithTheChainAtArrivals() {
    // Number found by an arrival: one more than the last, less a Poisson number of services.
    let gap = 1.25
    let last = 120
    var poisson = [1.0]
    for count in 1...200 { poisson.append(poisson[count - 1] * gap / Double(count)) }
    let total = poisson.reduce(0, +)
    var chain = MarkovChain(states: last + 1)
    for found in 0...last {
      let present = min(found + 1, last)
      var rest = 1.0
      for served in 0..<present {
        chain.go(from: found, to: present - served, rate: poisson[served] / total)
        rest -= poisson[served] / total
      }
      chain.go(from: found, to: 0, rate: max(rest, 0))
    }
    let law = chain.stationary
    let theory = EqualArrivals(arrivals: 0.8, service: 1)
    #expect(abs(theory.waitingProbability - (1 - law[0])) < 1e-9)
    let wait = law.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(abs(theory.meanWait - wait) < 1e-9)
  }

  @Test func prioritiesGiveThePublishedValues() {
    let theory = PriorityLines([
      .init(arrivals: 0.3, meanService: 1), .init(arrivals: 0.5, meanService: 1),
    ])
    #expect(abs(theory.waitWithoutInterruption(of: 0) - 1.142857) < 5.1e-7)
    #expect(abs(theory.waitWithoutInterruption(of: 1) - 5.714286) < 5.1e-7)
    #expect(abs(theory.waitInOrderOfArrival - 4) < 1e-12)
  }

  @Test("Priorities agree with the chain of both numbers", arguments: [false, true])
  func prioritiesAgreeWithTheChain(interrupting: Bool) {
    // State: urgent present, others present, and who is served (1: an other, while urgent wait).
    let last = 15
    let place = { (urgent: Int, other: Int, served: Int) in
      (urgent * (last + 1) + other) * 2 + served
    }
    var chain = MarkovChain(states: (last + 1) * (last + 1) * 2)
    for urgent in 0...last {
      for other in 0...last {
        for served in 0...1 {
          let here = place(urgent, other, served)
          if urgent < last {
            let next = interrupting ? 0 : (urgent + other == 0 ? 0 : served)
            chain.go(from: here, to: place(urgent + 1, other, next), rate: 0.15)
          }
          if other < last {
            let next = urgent + other == 0 ? 1 : served
            chain.go(from: here, to: place(urgent, other + 1, next), rate: 0.2)
          }
          if served == 0, urgent > 0 {
            let next = urgent > 1 ? 0 : other > 0 ? 1 : 0
            chain.go(from: here, to: place(urgent - 1, other, next), rate: 1)
          } else if served == 1, other > 0 {
            let next = urgent > 0 ? 0 : other > 1 ? 1 : 0
            chain.go(from: here, to: place(urgent, other - 1, next), rate: 1)
          } else {
            // Nobody of that class is present: a state that is left at once, for a full chain.
            chain.go(from: here, to: place(0, 0, 0), rate: 1)
          }
        }
      }
    }
    let law = chain.stationary
    var present = [0.0, 0.0]
    for urgent in 0...last {
      for other in 0...last {
        let share = law[place(urgent, other, 0)] + law[place(urgent, other, 1)]
        present[0] += Double(urgent) * share
        present[1] += Double(other) * share
      }
    }
    let theory = PriorityLines([
      .init(arrivals: 0.15, meanService: 1), .init(arrivals: 0.2, meanService: 1),
    ])
    let sojourns = [present[0] / 0.15, present[1] / 0.2]
    for index in 0...1 {
      let expected =
        interrupting
        ? theory.sojournWithInterruption(of: index) : theory.waitWithoutInterruption(of: index) + 1
      // The chain ends at 15 of each class: what it lacks is of the order of 0.35^16.
      #expect(abs(expected - sojourns[index]) < 1e-4)
    }
  }

  @Test func sharingWithTwoKindsOfWorkAgreesWithTheChainOfBoth() {
    // Exponential work of rates 1 and 3, each kind with its own number present.
    let last = 20
    let place = { (slow: Int, fast: Int) in slow * (last + 1) + fast }
    var chain = MarkovChain(states: (last + 1) * (last + 1))
    for slow in 0...last {
      for fast in 0...last {
        let all = Double(slow + fast)
        if slow < last { chain.go(from: place(slow, fast), to: place(slow + 1, fast), rate: 0.2) }
        if fast < last { chain.go(from: place(slow, fast), to: place(slow, fast + 1), rate: 0.6) }
        if slow > 0 {
          chain.go(from: place(slow, fast), to: place(slow - 1, fast), rate: Double(slow) / all)
        }
        if fast > 0 {
          chain.go(from: place(slow, fast), to: place(slow, fast - 1), rate: 3 * Double(fast) / all)
        }
      }
    }
    let law = chain.stationary
    var present = (slow: 0.0, fast: 0.0)
    for slow in 0...last {
      for fast in 0...last {
        present.slow += Double(slow) * law[place(slow, fast)]
        present.fast += Double(fast) * law[place(slow, fast)]
      }
    }
    let theory = ProcessorSharing(utilization: 0.4)
    #expect(abs(present.slow / 0.2 - theory.meanSlowdown) < 1e-6)
    #expect(abs(present.fast / 0.6 * 3 - theory.meanSlowdown) < 1e-6)
    #expect(abs(present.slow + present.fast - theory.meanPresent) < 1e-6)
  }

  @Test func tandemLinesAgreeWithTheChainOfBothNumbers() {
    let last = 20
    let place = { (first: Int, second: Int) in first * (last + 1) + second }
    var chain = MarkovChain(states: (last + 1) * (last + 1))
    for first in 0...last {
      for second in 0...last {
        let here = place(first, second)
        if first < last { chain.go(from: here, to: place(first + 1, second), rate: 1) }
        if first > 0, second < last {
          chain.go(from: here, to: place(first - 1, second + 1), rate: 3)
        }
        if second > 0 { chain.go(from: here, to: place(first, second - 1), rate: 2.5) }
      }
    }
    let law = chain.stationary
    var product = 0.0
    var present = 0.0
    for first in 0...last {
      for second in 0...last {
        product += Double(first * second) * law[place(first, second)]
        present += Double(first + second) * law[place(first, second)]
      }
    }
    let theory = TandemLines(arrivals: 1, firstService: 3, secondService: 2.5)
    #expect(abs(theory.emptyProbability - law[0]) < 1e-6)
    #expect(abs(theory.meanProductOfNumbers - product) < 1e-6)
    #expect(abs(theory.meanSojourn - present) < 1e-6)
  }

  @Test func leeAndLongtonIsExactWhereItShouldBe() {
    let single = LeeLongton(arrivals: 0.7, service: 1, servers: 1, squaredVariation: 0.5)
    let theory = PollaczekKhinchine(arrivals: 0.7, meanService: 1, squaredVariation: 0.5)
    #expect(abs(single.meanWait - theory.meanWait) < 1e-12)
    let several = LeeLongton(arrivals: 2, service: 1, servers: 3, squaredVariation: 1)
    #expect(several.meanWait == ErlangC(arrivals: 2, service: 1, servers: 3).meanWait)
  }
}
