import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A comparison for programs, with all digits.
struct ComparisonData {
  private let comparison: Comparison
  private let files: [String]
  private let others: [String]

  /// - Parameters:
  ///   - comparison: The comparison.
  ///   - files: Paths of the files that it was read from.
  ///   - others: Names of files that were not looked at.
  init(_ comparison: Comparison, files: [String], others: [String] = []) {
    self.comparison = comparison
    self.files = files
    self.others = others
  }

  /// One row for each metric and variant.
  private var rows: [[MadeMember]] {
    comparison.judgements.flatMap { judgement in
      comparison.input.systems.indices.map { row(of: $0, judgement) }
    }
  }

  private func row(of system: Int, _ judgement: Comparison.Judgement) -> [MadeMember] {
    let systems = comparison.input.systems
    let interval = judgement.intervals[system]
    let found = system == 0 ? nil : judgement.differences[system - 1]
    let mayBeBest = judgement.candidates.map { JSONNode.Value.bool($0.contains(system)) }
    return [
      ("metric", .string(judgement.metric.name)),
      ("unit", .string(judgement.metric.unit)),
      ("variant", .string(systems[system].name)),
      ("standard", .string(systems[0].name)),
      ("n", .integer(judgement.counts[system])),
      ("mean", number(judgement.means[system])),
      ("lower", number(interval?.lowerBound)),
      ("upper", number(interval?.upperBound)),
    ] + members(of: found) + [
      ("may_be_best", mayBeBest ?? .null), ("is_rough", .bool(judgement.areRough[system])),
      ("difference_is_rough", found.map { .bool($0.isRough) } ?? .null),
    ]
  }

  private func members(of found: Comparison.Difference?) -> [MadeMember] {
    let difference = found?.difference
    let isPaired = difference.map { JSONNode.Value.bool($0.isPaired) }
    let verdict = found.map { JSONNode.Value.string($0.verdict.rawValue) }
    let needed = found?.replicationsToShow.map { JSONNode.Value.integer($0) }
    return [
      ("difference", number(difference?.mean)),
      ("difference_lower", number(found?.interval?.lowerBound)),
      ("difference_upper", number(found?.interval?.upperBound)),
      ("is_paired", isPaired ?? .null),
      ("p", number(found?.pValue)),
      ("p_adjusted", number(found?.adjustedPValue)),
      ("verdict", verdict ?? .null),
      ("replications_to_show", needed ?? .null),
      ("variance_ratio", number(found?.varianceRatio)),
      ("variance_ratio_lower", number(found?.varianceRatioInterval?.lowerBound)),
      ("variance_ratio_upper", number(found?.varianceRatioInterval?.upperBound)),
    ]
  }

  private func number(_ value: Double?) -> JSONNode.Value {
    guard let value, value.isFinite else { return .null }
    return .double(value)
  }

  /// Each variant: what it is, and what it changes.
  private var variants: [JSONNode.Value] {
    comparison.input.systems.map { system in
      let changes = system.changes.map { changes in
        JSONNode.Value.list(changes.map(Self.node))
      }
      return .members([
        ("name", .string(system.name)), ("variant", .string(system.variant)),
        ("scenario", .string(system.title)), ("scenario_digest", .string(system.scenario)),
        ("files", .list(system.sources.sorted().map { .string(files[$0]) })),
        ("runs", .integer(system.runs.count)), ("changes", changes ?? .null),
      ])
    }
  }

  private static func node(of change: ComparedSystem.Change) -> JSONNode.Value {
    .members([
      ("path", .string(change.path)), ("old", change.old.map { .string($0) } ?? .null),
      ("new", change.new.map { .string($0) } ?? .null),
    ])
  }

  var json: String {
    let input = comparison.input
    return JSONNode.Value.members([
      ("experiment", input.experiment.map { .string($0) } ?? .null),
      ("confidence_level", .double(comparison.level)),
      ("standard", .string(input.systems[0].name)),
      ("is_paired", .bool(input.sample.isPaired)), ("is_checked", .bool(input.isChecked)),
      ("read_together", .list(input.family.map { .string($0.name) })),
      ("variants", .list(variants)),
      ("rows", .list(rows.map { .members($0) })),
      ("goal", goal),
      (
        "set_aside",
        .list(
          input.aside.map {
            .members([
              ("name", .string($0.name)), ("reason", .string($0.reason.code)),
              ("message", .string($0.reason.words.english)),
            ])
          }
        )
      ),
      ("not_looked_at", .list(others.map { .string($0) })),
      (
        "warnings",
        .list(comparison.warnings.map { .string($0.words(of: input.systems.count).english) })
      ),
    ]).node.prettyText
  }

  private var goal: JSONNode.Value {
    guard let goal = comparison.goal else { return .null }
    return GoalText(verdicts: goal, level: comparison.level, name: { "\($0)" })
      .json(comparison.input.systems.map(\.name))
  }

  /// Comma separated, after RFC 4180, without a line feed at the end.
  var csv: String {
    let rows = rows
    let header = rows.first?.map(\.key).joined(separator: ",") ?? ""
    let lines = rows.map { row in row.map { Self.cell($0.value) }.joined(separator: ",") }
    return ([header] + lines).joined(separator: "\n")
  }

  private static func cell(_ value: JSONNode.Value) -> String {
    switch value {
    case .null: return ""
    case .string(let text):
      let needsQuotes = text.contains { ",\"\n\r".contains($0) }
      return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    default: return value.node.canonicalText
    }
  }
}
