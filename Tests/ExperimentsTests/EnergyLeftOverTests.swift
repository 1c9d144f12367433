import LogisticsPark
import ResultStore
import Testing

@testable import Experiments

/// What batteries gain or lose over a run is neither saved nor spent.
struct EnergyLeftOverTests {
  /// Energies of replications 1 and on: from the grid, and as flown; nil where there is no value.
  private func system(
    _ name: String,
    grid: [Double],
    flown: [Double?],
    suffix: String = "kwh"
  ) -> ComparedSystem {
    var system = ComparedSystem(name: name, scenario: name)
    for (index, (grid, flown)) in zip(grid, flown).enumerated() {
      var values = ["energy_grid_\(suffix)": grid]
      values["energy_grid_flown_\(suffix)"] = flown
      system.runs[.init(seed: 1, number: index + 1)] = ComparedSystem.Run(
        id: RunID(Int64(index + 1)),
        file: 0,
        modelRevision: 1,
        horizonTicks: 1,
        digest: "",
        values: values
      )
    }
    return system
  }

  private func input(_ metrics: [String], _ systems: [ComparedSystem]) throws -> ComparisonInput {
    let metrics = try metrics.map { try #require(MetricCatalogue.definition(of: $0)) }
    return ComparisonInput(systems: systems, metrics: metrics)
  }

  /// Metric, variants with what they gained more, and the metric without it.
  private func found(
    _ warnings: [ComparisonWarning]
  ) -> [(metric: String, without: String, energies: [ComparisonWarning.Energy])] {
    warnings.compactMap { warning in
      guard case .leftInBatteries(let metric, let without, let energies) = warning else {
        return nil
      }
      return (metric, without, energies)
    }
  }

  private func changed(_ values: [Double], by more: Double) -> [Double] {
    values.enumerated().map { $1 + more + 0.01 * Double($0) }
  }

  private static let grid = [20.0, 21, 22, 23, 24]
  private static let flown = [19.0, 20, 22, 23, 23]

  /// Of 4 kWh less, 3 are missing in the batteries of `emptier`; `saving` flies 4 kWh less, and `hidden` flies
  /// less than it seems, as its batteries are fuller: there what is left over makes the difference smaller.
  @Test(arguments: ["kwh", "per_order_wh"])
  func aSavingThatIsOwedToBatteriesIsNamed(suffix: String) throws {
    let system = { (name: String, grid: [Double], flown: [Double]) in
      self.system(name, grid: grid, flown: flown, suffix: suffix)
    }
    let systems = [
      system("standard", Self.grid, Self.flown),
      system("emptier", changed(Self.grid, by: -4), changed(Self.flown, by: -1)),
      system("saving", changed(Self.grid, by: -4), changed(Self.flown, by: -4)),
      system("hidden", changed(Self.grid, by: -4), changed(Self.flown, by: -7)),
      system("fuller", changed(Self.grid, by: 4), changed(Self.flown, by: 0)),
    ]
    let metric = "energy_grid_\(suffix)"
    let input = try input([metric], systems)
    let compared = found(Comparison(input, level: 0.95).warnings)
    try #require(compared.count == 1)
    #expect(compared[0].metric == metric)
    #expect(compared[0].without == "energy_grid_flown_\(suffix)")
    let energies = compared[0].energies
    #expect(energies.map(\.variant) == ["emptier", "fuller"])
    #expect((energies[0].more + 3).magnitude < 1e-9 && (energies[1].more - 4).magnitude < 1e-9)
    // The same where means are ranked.
    #expect(found(ComparisonWarning.all(of: input, drifts: [])).map(\.energies) == [energies])
    // Nothing is said to who asks for the one that leaves it out, nor where nothing is shown.
    let both = try self.input([metric, "energy_grid_flown_\(suffix)"], systems)
    #expect(found(Comparison(both, level: 0.95).warnings).isEmpty)
    let scattered = system("scattered", [17, 24, 19, 26, 20], Self.flown)
    let noisy = try self.input([metric], [systems[0], scattered])
    #expect(found(Comparison(noisy, level: 0.95).warnings).isEmpty)
  }

  /// Runs of a version without the metric count neither on the one side nor on the other.
  @Test func onlyRunsWithBothAreLookedAt() throws {
    let systems = [
      system("standard", grid: Self.grid + [90], flown: Self.flown + [nil]),
      system(
        "saving",
        grid: changed(Self.grid + [90], by: -4),
        flown: changed(Self.flown, by: -4) + [nil]
      ),
    ]
    let input = try input(["energy_grid_kwh"], systems)
    #expect(found(Comparison(input, level: 0.95).warnings).isEmpty)
  }

  @Test func itIsReadWhereItIsNeeded() {
    #expect(EnergyLeftOver.completed(["lead_time_s"]) == ["lead_time_s"])
    #expect(
      EnergyLeftOver.completed(["lead_time_s", "energy_grid_per_order_wh"]) == [
        "energy_grid_flown_per_order_wh", "energy_grid_per_order_wh", "lead_time_s",
      ]
    )
  }
}
