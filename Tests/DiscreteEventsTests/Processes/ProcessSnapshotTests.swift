import DiscreteEvents
import Testing

/// What of a simulation of processes can be saved: nothing but the time, when no process is left.
struct ProcessSnapshotTests {
  let simulation = Simulation()
  let label = SnapshotLabel(model: "bank")

  private func hindrance() -> String? {
    let error = #expect(throws: SnapshotError.self) { try simulation.save(as: label) }
    guard case .notSavable(let path, _, let reason) = error else { return nil }
    return "\(path): \(reason)"
  }

  private let rest = "that are not at their end; only models of events can be saved at any time"

  @Test func suspendedProcessesRefuseByName() throws {
    let teller = simulation.resource("teller", capacity: 1)
    for name in ["ann", "bob"] {
      simulation.process(name) { try await teller.use(for: .seconds(5)) }
    }
    #expect(hindrance() == "processes: ann has not begun, one of 2 \(rest)")
    try simulation.advance(until: .seconds(1))
    #expect(hindrance() == "processes: ann waits for its work at teller, one of 2 \(rest)")
    try simulation.advance(until: .seconds(6))
    #expect(hindrance() == "processes: bob waits for its work at teller, one of 1 \(rest)")
    // Nothing is lost by the refusal.
    #expect(try simulation.run() == .noMoreEvents)
    #expect(teller.usage.grants == 2)
  }

  @Test func aPendingTimerRefuses() {
    _ = simulation.timer(.seconds(1))
    #expect(hindrance() == "timers: a timer is pending")
  }

  @Test func theTimeIsSavedWhenNobodyIsLeft() throws {
    simulation.process("ann") { [simulation] in try await simulation.wait(.seconds(7)) }
    try simulation.advance()
    let bytes = try simulation.save(as: label)
    let again = Simulation(start: try Snapshot.load(SimulationTime.self, from: bytes, as: label))
    #expect(again.now == .seconds(7))
  }
}
