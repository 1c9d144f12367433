import DiscreteEvents
import Foundation
import Testing

/// Copies and snapshots of a model in which everything happens go on as the model itself does.
struct RandomNetworkTests {
  /// Some in every run of the tests, 1,000 in the slow checks.
  private static let modelCount =
    ProcessInfo.processInfo.environment["PARKSIM_RANDOM_MODELS"].flatMap { Int($0) } ?? 120

  private let label = SnapshotLabel(model: "random network")

  private func trace(_ model: inout RandomNetwork, events: Int) -> [EventTrace<RandomNetwork>.Line]
  {
    var trace = EventTrace<RandomNetwork>()
    model.run(maximumEvents: events, observer: &trace)
    return trace.lines
  }

  @Test func copiedAndLoadedModelsGoOnLikeTheUninterruptedOne() throws {
    for seed in 1...UInt64(Self.modelCount) {
      var directory = StreamDirectory(seed: seed, replication: 2)
      var chance = directory.stream("instant")
      let before = Int(chance.uniform() * 150)
      var whole = RandomNetwork(seed: seed)
      let all = trace(&whole, events: before + 100)

      var original = RandomNetwork(seed: seed)
      _ = trace(&original, events: before)
      var copy = original
      let bytes = try Snapshot.save(original, as: label)
      var loaded = try Snapshot.load(RandomNetwork.self, from: bytes, as: label)
      let rest = Array(all.dropFirst(before))
      try #require(rest.count == 100, "seed \(seed)")
      #expect(trace(&loaded, events: 100) == rest, "loaded, seed \(seed)")
      #expect(trace(&original, events: 100) == rest, "saved, seed \(seed)")
      #expect(trace(&copy, events: 100) == rest, "copied, seed \(seed)")

      // Not only the events: all that is in the state, to the bit.
      let end = try Snapshot.save(whole, as: label)
      for model in [original, copy, loaded] {
        #expect(try Snapshot.save(model, as: label) == end, "state, seed \(seed)")
      }
    }
  }

  /// The models do what they are there for: else the test above would show little.
  @Test func theModelsUseEverythingThereIs() {
    var usages: [ResourceUsage] = []
    for seed in UInt64(1)...40 {
      var model = RandomNetwork(seed: seed)
      model.run(maximumEvents: 250)
      usages += model.stations.map { $0.usage(until: model.engine.now) }
    }
    #expect(usages.contains { $0.preemptions > 0 })
    #expect(usages.contains { $0.reneges > 0 })
    #expect(usages.contains { $0.refusals > 0 })
    #expect(usages.contains { $0.longestLine > 4 })
  }
}
