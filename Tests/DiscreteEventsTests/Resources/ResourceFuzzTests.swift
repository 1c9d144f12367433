import DiscreteEvents
import Foundation
import Testing

/// Random operations on calendar, resources, stores and levels at once, beside references.
///
/// `PARKSIM_FUZZ_OPERATIONS` sets how many there are in all, 10^7 for a thorough run.
struct ResourceFuzzTests {
  static let operations =
    ProcessInfo.processInfo.environment["PARKSIM_FUZZ_OPERATIONS"].flatMap { Int($0) } ?? 100_000

  static let loads = [
    FuzzLoad(
      name: "short lines",
      owners: 12,
      resources: [(5, .max, .strict), (5, .max, .firstFit), (3, 2, .strict)],
      priorities: 3,
      mostUnits: 4,
      longest: 50,
      popShare: 30,
      checkEvery: 1
    ),
    FuzzLoad(
      name: "long lines",
      owners: 250,
      resources: [(6, .max, .strict), (6, .max, .firstFit)],
      priorities: 4,
      mostUnits: 5,
      longest: 400,
      popShare: 8,
      checkEvery: 64
    ),
    FuzzLoad(
      name: "many priorities",
      owners: 60,
      resources: [(8, .max, .strict), (8, 20, .firstFit)],
      priorities: 101,
      mostUnits: 6,
      longest: 300,
      popShare: 25,
      checkEvery: 8
    ),
    FuzzLoad(
      name: "few units",
      owners: 16,
      resources: [(1, .max, .strict), (1, 0, .strict), (1, 3, .firstFit), (0, .max, .strict)],
      priorities: 4,
      mostUnits: 1,
      longest: 20,
      popShare: 30,
      checkEvery: 1
    ),
    FuzzLoad(
      name: "storms of equal times",
      owners: 30,
      resources: [(4, .max, .strict), (4, 6, .firstFit)],
      priorities: 3,
      mostUnits: 3,
      longest: 1,
      popShare: 40,
      checkEvery: 4
    ),
  ]

  @Test(arguments: loads)
  func agreesWithTheReferences(_ load: FuzzLoad) throws {
    // Many short lives rather than one long one, so that a seed is soon run again.
    let life = 10_000
    let lives = max(1, Self.operations / Self.loads.count / life)
    for seed in 1...lives {
      var world = FuzzedWorld(load: load, seed: seed)
      do {
        while world.operations < life { try world.step() }
      } catch {
        Issue.record(
          "seed \(seed), operation \(world.operations): \(error)\n\(Self.story(load, seed))"
        )
        return
      }
    }
  }

  @Test func whatSeldomHappensIsSeen() throws {
    var counts: [Int] = []
    for load in Self.loads {
      var world = FuzzedWorld(load: load, seed: 1)
      while world.operations < 3_000 { try world.step() }
      counts = counts.isEmpty ? world.sights.all : zip(counts, world.sights.all).map(+)
    }
    #expect(counts.allSatisfy { $0 >= 3 }, "\(counts)")
  }

  /// The last operations before a difference.
  static func story(_ load: FuzzLoad, _ seed: Int) -> String {
    var world = FuzzedWorld(load: load, seed: seed, isLogging: true)
    while (try? world.step()) != nil {}
    return world.log?.lines.suffix(40).joined(separator: "\n") ?? ""
  }
}

extension FuzzLoad: CustomTestStringConvertible {
  var testDescription: String { name }
}
