import Experiments
import LogisticsPark
import OutputStatistics
import ScenarioFiles

/// A comparison for programs, with all digits.
struct ComparisonData {
  private let comparison: Comparison

  init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// One row for each metric and variant.
  private struct Row {
    let members: [MadeMember]
  }

  private var rows: [Row] {
    comparison.judgements.flatMap { judgement in
      comparison.input.systems.indices.map { row(of: $0, judgement) }
    }
  }

  private func row(of system: Int, _ judgement: Comparison.Judgement) -> Row {
    let systems = comparison.input.systems
    let interval = judgement.intervals[system]
    let found = system == 0 ? nil : judgement.differences[system - 1]
    let best = judgement.best
    var members: [MadeMember] = [
      ("metric", .string(judgement.metric.name)),
      ("unit", .string(judgement.metric.unit)),
      ("variant", .string(systems[system].name)),
      ("standard", .string(systems[0].name)),
      ("n", .integer(judgement.counts[system])),
      ("mean", number(judgement.means[system])),
      ("lower", number(interval?.lower)),
      ("upper", number(interval?.upper)),
    ]
    members += self.members(of: found)
    members.append(("best_lower", number(best?.lower[system])))
    members.append(("best_upper", number(best?.upper[system])))
    let mayBeBest = best.map { JSONNode.Value.bool($0.candidates.contains(system)) }
    members.append(("may_be_best", mayBeBest ?? .null))
    return Row(members: members)
  }

  private func members(of found: Comparison.Difference?) -> [MadeMember] {
    let difference = found?.difference
    let range = difference?.interval(level: comparison.level)
    let isPaired = difference.map { JSONNode.Value.bool($0.isPaired) }
    let verdict = found.map { JSONNode.Value.string($0.verdict.rawValue) }
    let needed = found?.replicationsToShow.map { JSONNode.Value.integer($0) }
    return [
      ("difference", number(difference?.mean)),
      ("difference_lower", number(range?.lowerBound)),
      ("difference_upper", number(range?.upperBound)),
      ("is_paired", isPaired ?? .null),
      ("p", number(difference?.pValue)),
      ("p_holm", number(found?.adjustedPValue)),
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

  var json: String {
    JSONNode.Value.members([
      ("experiment", comparison.input.experiment.map { .string($0) } ?? .null),
      ("confidence_level", .double(comparison.level)),
      ("standard", .string(comparison.input.systems[0].name)),
      ("rows", .list(rows.map { .members($0.members) })),
      (
        "warnings",
        .list(comparison.warnings.map { .string($0.words(level: comparison.level)) })
      ),
    ]).node.prettyText
  }

  /// Comma separated, after RFC 4180, without a line feed at the end.
  var csv: String {
    let rows = rows
    let header = rows.first?.members.map(\.key).joined(separator: ",") ?? ""
    let lines = rows.map { row in
      row.members.map { Self.cell($0.value) }.joined(separator: ",")
    }
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
