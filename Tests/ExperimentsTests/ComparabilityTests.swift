import OutputStatistics
import ResultStore
import Testing

@testable import Experiments

/// Which variants can be compared.
struct ComparabilityTests {
  private func compared(
    _ systems: [ComparedSystem],
    hasStandard: Bool = false,
    areHandIns: Bool = false
  ) -> Comparability {
    var choice = Comparability(systems, standard: hasStandard ? systems[0].name : nil)
    choice.keepOneRevision()
    choice.keepOneStudyAndOrders(areHandIns: areHandIns)
    choice.keepSharedReplications(isIndependent: false)
    return choice
  }

  /// What most variants have is the measure, and not the one that happens to come first.
  @Test func whoIsNotLikeTheOthersIsSetAside() {
    let ten = (1...10).map { Double($0) }
    var other = ComparedSystem.made("orders", ten)
    for replication in other.replications { other.runs[replication]?.created = 90 }
    let good = ["b", "c", "d", "e"].map { name in
      var good = ComparedSystem.made(name, ten)
      for replication in good.replications { good.runs[replication]?.created = 100 }
      return good
    }
    let choice = compared(
      [
        .made("a-short", ten, horizon: 2), other,
        .made("old", ten, revision: 0),
      ] + good
        + [.made("few", [1, 2, 3]), .made("seed", ten, seed: 7)]
    )
    #expect(choice.systems.map(\.name) == ["b", "c", "d", "e"])
    #expect(
      choice.aside == [
        SetAside(name: "old", .otherRevision([0], usual: 1)),
        SetAside(name: "a-short", .otherStudy([])), SetAside(name: "orders", .otherOrders([])),
        SetAside(name: "few", .fewRuns(3, usual: 10, unfinished: 0)),
        SetAside(name: "seed", .otherSeeds),
      ]
    )
  }

  /// Who chose a standard has what that has for a measure; of two studies that somebody named none is set aside,
  /// and of two that were handed in the second one is.
  @Test func aChosenStandardIsTheMeasure() {
    let ten = (1...10).map { Double($0) }
    let systems: [ComparedSystem] = [
      .made("a", ten, horizon: 2), .made("b", ten), .made("c", ten), .made("d", ten, horizon: 2),
    ]
    #expect(compared(systems, hasStandard: true).systems.map(\.name) == ["a", "d"])
    let two = Array(systems.prefix(2))
    #expect(compared(two).systems.count == 2)
    #expect(compared(two, areHandIns: true).systems.map(\.name) == ["a"])
    // Who was cut short costs the others nothing, however many they are.
    for runs in [1, 5] {
      let short = Array(repeating: 1.0, count: runs)
      let beside = compared(
        [.made("base", ten), .made("whole", ten), .made("cut", short)],
        hasStandard: true
      )
      #expect(beside.systems.map(\.name) == ["base", "whole"])
      #expect(beside.aside == [SetAside(name: "cut", .fewRuns(runs, usual: 10, unfinished: 0))])
    }
    let many: [ComparedSystem] = (1...4).map { .made("cut \($0)", [1]) }
    let one = compared([.made("base", ten), .made("whole", ten)] + many, hasStandard: true)
    #expect(one.systems.map(\.name) == ["base", "whole"])
    // Nor do those who have made more than they were told.
    let nine: [ComparedSystem] = (1...3).map { .made("told \($0)", Array(ten.prefix(5))) }
    let eager = compared([.made("base", ten), .made("eager", ten)] + nine, hasStandard: true)
    #expect(eager.systems.count == 5 && eager.aside.isEmpty)
    // An experiment of two that was stopped is compared with what there is.
    let stopped: [ComparedSystem] = [.made("a", ten), .made("b", [1, 2, 3])]
    #expect(compared(stopped, hasStandard: true).systems.count == 2)
  }

  /// Means are over what all have, so who lacks runs that most have would cost all others these.
  ///
  /// Of an experiment that was stopped nine tenths are enough, of a hand-in not.
  @Test func whoLacksRunsCostsTheOthersNone() {
    let ten = (1...10).map { Double($0) }
    var killed = ComparedSystem.made("killed", Array(ten.prefix(6)))
    killed.begun = [.init(seed: 1, number: 7), .init(seed: 1, number: 8)]
    var failed = ComparedSystem.made("failed", Array(ten.prefix(8)))
    failed.incomplete = [.init(seed: 1, number: 9)]
    let fellows = ["a", "b", "c", "d"].map { ComparedSystem.made($0, ten) }
    let choice = compared([killed] + fellows + [failed, .made("nine", Array(ten.prefix(9)))])
    #expect(choice.systems.map(\.name) == ["a", "b", "c", "d", "nine"])
    #expect(
      choice.aside == [
        SetAside(name: "killed", .fewRuns(6, usual: 10, unfinished: 2)),
        SetAside(name: "failed", .fewRuns(8, usual: 10, unfinished: 1)),
      ]
    )
    let handedIn = (fellows + [.made("nine", Array(ten.prefix(9)))]).enumerated().map {
      var system = $0.element
      system.file = $0.offset
      return system
    }
    #expect(compared(handedIn).systems.map(\.name) == ["a", "b", "c", "d"])
    // Of an experiment that was stopped each has as many, or one less.
    let stopped =
      ["e", "f", "g"].map { ComparedSystem.made($0, Array(ten.prefix(4))) }
      + ["h", "i"].map { ComparedSystem.made($0, Array(ten.prefix(3))) }
    #expect(compared(stopped).systems.count == 5)
    // A chosen standard's replications are the measure, if at least half of the others share any.
    let strangers = ["x", "y", "z"].map { ComparedSystem.made($0, ten, seed: 2) }
    let based = [fellows[0]] + strangers + [fellows[1]]
    #expect(compared(based, hasStandard: true).systems.map(\.name) == ["a", "x", "y", "z", "b"])
    #expect(
      compared(Array(based.prefix(2)) + [fellows[1]], hasStandard: true).systems.map(\.name)
        == ["a", "b"]
    )
    // Halves of two do not part the pairs of the others.
    var second = ComparedSystem.made("second", ten)
    for replication in second.replications.prefix(5) { second.runs[replication] = nil }
    let halves = [ComparedSystem.made("first", Array(ten.prefix(5))), second]
    #expect(compared(fellows + halves).systems.map(\.name) == ["a", "b", "c", "d"])
  }

  /// Runs of another revision are left out one by one.
  @Test func runsOfOneRevisionAreCompared() {
    let ten = (1...10).map { Double($0) }
    var mixed = ComparedSystem.made("mixed", ten)
    for replication in mixed.replications.prefix(3) {
      mixed.runs[replication]?.modelRevision = 0
    }
    let choice = compared([.made("a", ten), mixed])
    #expect(choice.systems.map(\.runs.count) == [10, 7])
    #expect(choice.systems.map(\.otherRevisions) == [0, 3])
  }

  /// Variants of one name are told apart by their files, or by their scenarios.
  @Test func namesTellVariantsApart() {
    func named(_ variant: String, _ title: String, _ file: Int) -> ComparedSystem {
      var system = ComparedSystem(name: variant, scenario: "\(variant)\(title)\(file)")
      system.title = title
      system.sources = [file]
      return system
    }
    let names = { (systems: [ComparedSystem]) in
      SystemNames.distinct(systems, files: ["anna", "ben"]).map(\.name)
    }
    #expect(names([named("base", "Day", 0), named("base", "Day", 1)]) == ["anna", "ben"])
    #expect(names([named("base", "Day", 0), named("base", "Night", 0)]) == ["Day", "Night"])
    #expect(
      names([named("base", "Day", 0), named("base", "Day", 1), named("bays=9", "Day", 0)])
        == ["base (anna)", "base (ben)", "bays=9"]
    )
  }
}

extension ComparedSystem {
  /// Made-up observations of one metric, `m`, in replications 1 and on.
  static func made(
    _ name: String,
    _ values: [Double?],
    seed: UInt64 = 1,
    revision: Int = 1,
    horizon: Int64 = 1
  ) -> Self {
    var system = ComparedSystem(name: name, scenario: name)
    for (index, value) in values.enumerated() {
      let replication = ComparedSystem.Replication(seed: seed, number: index + 1)
      system.runs[replication] = ComparedSystem.Run(
        id: RunID(Int64(index + 1)),
        file: 0,
        modelRevision: revision,
        horizonTicks: horizon,
        digest: "",
        values: value.map { ["m": $0] } ?? [:]
      )
    }
    return system
  }
}
