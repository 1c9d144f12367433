import LogisticsPark
import ResultStore
import Testing

@testable import Experiments

/// What batteries hold at the end is no saving.
struct EnergyLeftOverTests {
  private func system(_ name: String, grid: [Double], flown: [Double]) -> ComparedSystem {
    var system = ComparedSystem(name: name, scenario: name)
    for (index, (grid, flown)) in zip(grid, flown).enumerated() {
      system.runs[.init(seed: 1, number: index + 1)] = ComparedSystem.Run(
        id: RunID(Int64(index + 1)),
        file: 0,
        modelRevision: 1,
        horizonTicks: 1,
        digest: "",
        values: ["energy_grid_kwh": grid, "energy_grid_flown_kwh": flown]
      )
    }
    return system
  }

  private func warnings(
    _ metrics: [String],
    _ systems: [ComparedSystem]
  ) throws -> [ComparisonWarning] {
    let metrics = try metrics.map { try #require(MetricCatalogue.definition(of: $0)) }
    return Comparison(ComparisonInput(systems: systems, metrics: metrics), level: 0.95).warnings
      .filter { if case .leftInBatteries = $0 { true } else { false } }
  }

  /// Of 4 kWh less, 3 are missing in the batteries of `emptier`; `saving` flies 4 kWh less.
  @Test func aSavingThatIsOwedToBatteriesIsNamed() throws {
    let (grid, flown) = ([20.0, 21, 22, 23, 24], [19.0, 20, 22, 23, 23])
    let changed = { (values: [Double], less: Double) in
      values.enumerated().map { $1 - less + 0.01 * Double($0) }
    }
    let standard = system("standard", grid: grid, flown: flown)
    let emptier = system("emptier", grid: changed(grid, 4), flown: changed(flown, 1))
    let saving = system("saving", grid: changed(grid, 4), flown: changed(flown, 4))
    let found = try warnings(["energy_grid_kwh"], [standard, emptier, saving])
    try #require(found.count == 1)
    guard case .leftInBatteries(let metric, let energies) = found[0] else { return }
    #expect(metric == "energy_grid_kwh")
    #expect(energies.map(\.variant) == ["emptier"])
    #expect((energies[0].more + 3).magnitude < 1e-9)
    // Nothing to say of who asks for the one that leaves it out, or where nothing is shown.
    #expect(
      try warnings(["energy_grid_kwh", "energy_grid_flown_kwh"], [standard, emptier]).isEmpty
    )
    let scattered = system("scattered", grid: [17, 24, 19, 26, 20], flown: [19, 20, 22, 23, 23])
    #expect(try warnings(["energy_grid_kwh"], [standard, scattered]).isEmpty)
  }

  @Test func itIsReadWhereItIsNeeded() {
    #expect(EnergyLeftOver.completed(["lead_time_s"]) == ["lead_time_s"])
    #expect(
      EnergyLeftOver.completed(["lead_time_s", "energy_grid_per_order_wh"]) == [
        "energy_grid_flown_kwh", "energy_grid_kwh", "energy_grid_per_order_wh", "lead_time_s",
      ]
    )
  }
}
