import DiscreteEvents
package import LogisticsPark
package import ResultStore
package import ScenarioFiles
import Wording

/// The runs of one variant of a results file that a picture or a page shows.
package struct ReportedRuns {
  /// Which runs are meant.
  package enum Choice: Hashable, Sendable {
    /// All of the variant whose runs came last.
    case last
    /// A run by its number.
    case run(Int64)
    /// Several runs by their numbers, all of one scenario.
    case runs([Int64])
    /// All of a variant by its name; of several scenarios, of the one that has it last.
    case variant(String)
  }

  /// Where they are.
  package let file: ResultFile
  /// The runs, one of each replication, in the order of their numbers.
  package let runs: [StoredRun]
  /// What was simulated.
  package let scenario: Scenario
  /// What the scenario has fixed.
  package let plan: ParkPlan
  /// Which were asked for.
  private let choice: Choice
  /// Whether runs of the same variant by an earlier revision of the model were left out.
  let hasOtherRevisions: Bool

  /// Finds the runs.
  ///
  /// - Parameters:
  ///   - choice: Which are meant.
  ///   - file: Where they are.
  /// - Throws: `StoreError`; ``ReportError`` if there are none, or this version can not read their scenario.
  package init(_ choice: Choice, of file: ResultFile) throws {
    let complete = try file.runs().filter { $0.status == .complete }
    guard let last = complete.last else {
      throw ReportError(
        "'\(file.path)' has no complete run; parksim runs lists the others",
        "'\(file.path)' 没有完整的运行；parksim runs 列出其他运行"
      )
    }
    self.file = file
    self.choice = choice
    runs = try Self.chosen(choice, among: complete, last, of: file)
    let chosen = runs
    hasOtherRevisions =
      try VariantRuns.all(of: file).first { $0.contains(chosen[0]) }
      .map { chosen.count > 1 && $0.hasOtherRevisions } ?? false
    scenario = try Self.scenario(of: runs[0], in: file)
    plan = ParkPlan(scenario.configuration)
  }

  private static func chosen(
    _ choice: Choice,
    among complete: [StoredRun],
    _ last: StoredRun,
    of file: ResultFile
  ) throws -> [StoredRun] {
    let variants = try VariantRuns.all(of: file)
    let byNumber = Dictionary(complete.map { ($0.id, $0) }) { first, _ in first }
    func runs(of variant: VariantRuns) -> [StoredRun] {
      variant.observations.compactMap { $0.first.flatMap { byNumber[$0] } }
        .sorted { $0.identity.replication < $1.identity.replication }
    }
    switch choice {
    case .last: return variants.first { $0.contains(last) }.map(runs) ?? [last]
    case .run(let number):
      if let run = byNumber[RunID(number)] { return [run] }
      let shown = complete.prefix(20).map { "\($0.id.number)" }.joined(separator: ", ")
      let isCut = complete.count > 20
      throw ReportError(
        "'\(file.path)' has no run \(number): the complete runs of the file: \(shown)"
          + (isCut ? ", ...; parksim runs lists all" : ""),
        "'\(file.path)' 没有运行 \(number)：文件中完整的运行：\(shown)" + (isCut ? "……；parksim runs 列出全部" : "")
      )
    case .runs(let numbers):
      let found = numbers.compactMap { byNumber[RunID($0)] }
      guard !found.isEmpty, Set(found.map(\.identity.scenarioDigest)).count == 1 else {
        throw ReportError(
          "the runs are of several scenarios, or none is complete: compare them",
          "这些运行属于多个场景，或没有完整的运行：请用 compare 比较"
        )
      }
      return found
    case .variant(let name):
      if let variant = variants.last(where: { $0.variant == name }) { return runs(of: variant) }
      let names = variants.map(\.variant)
      let near = NearestName.of(name, among: names)
      let list = names.joined(separator: ", ")
      throw ReportError(
        "'\(file.path)' has no variant '\(name)': "
          + (near.map { "did you mean '\($0)'? " } ?? "") + "it has \(list)",
        "'\(file.path)' 没有方案 '\(name)'：" + (near.map { "是否指 '\($0)'？" } ?? "") + "现有 \(list)"
      )
    }
  }

  private static func scenario(of run: StoredRun, in file: ResultFile) throws -> Scenario {
    guard let text = try file.scenarioText(of: run.id) else {
      throw ReportError(
        "'\(file.path)' has no scenario of run \(run.id.number)",
        "'\(file.path)' 没有运行 \(run.id.number) 的场景"
      )
    }
    do {
      return try ScenarioFile.read(stored: SourceText(name: "stored scenario", text: text))
    } catch let faults as ScenarioFaults {
      throw ReportError(
        "the scenario of run \(run.id.number) is of another version of parksim: "
          + faults.text(in: .english),
        "运行 \(run.id.number) 的场景属于另一版本的 parksim：" + faults.text(in: .chinese)
      )
    }
  }

  /// The options by which the same runs are chosen again.
  package var options: [String] {
    switch choice {
    case .last: []
    case .run(let number): ["--run", "\(number)"]
    case .runs: []
    case .variant(let name): ["--variant", ShellWord.of(name)]
    }
  }

  /// Whether the scenario says all of the runs, as it does not where they go on from a saved one.
  package var canBeMadeAgain: Bool {
    runs.allSatisfy { !$0.provenance.command.contains(" # goes on from ") }
  }

  /// What happened in one of the runs.
  ///
  /// - Throws: `StoreError`.
  package func past(_ run: StoredRun) throws -> PastRun {
    let start = SimulationTime(ticks: run.identity.fork?.ticks ?? 0)
    return try file.pastRun(run.id, plan, from: start)
  }
}
