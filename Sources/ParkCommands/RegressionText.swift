import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics

/// A baseline and how a run stands beside it.
struct RegressionOutcome {
  /// File of the baseline.
  let path: String
  /// The baseline, or what another program gave in its place.
  let baseline: Baseline
  /// How the run stands.
  let regression: Regression
  /// Time of day at which the run begins.
  let timeOfDay: SimulationTime
}

/// How a run stands beside its baseline, in words.
struct RegressionText {
  private let outcome: RegressionOutcome
  private var regression: Regression { outcome.regression }

  /// Metrics shown at the most.
  private static let shown = 8

  init(_ outcome: RegressionOutcome) {
    self.outcome = outcome
  }

  var text: String {
    let baseline = outcome.baseline
    let name = "\(baseline.scenario), seed \(baseline.seed)"
    switch regression.rung {
    case .same: return "same     \(baseline.scenario): \(baseline.eventCount) events"
    case .withinTolerance:
      return (["within   \(name): other events, every metric within its tolerance"] + details)
        .joined(separator: "\n")
    case .equivalent:
      return
        ([
          "equal    \(name): metrics beyond their tolerance, means equivalent over "
            + "\(baseline.replications) replications"
        ] + details).joined(separator: "\n")
    case .differs: return (["DIFFERS  \(name)"] + details).joined(separator: "\n")
    }
  }

  /// What differs, line by line.
  var details: [String] {
    var lines: [String] = []
    if regression.scenarioChanged { lines.append("the scenario itself has changed") }
    lines += events
    for change in regression.changes.prefix(Self.shown) { lines.append(text(change)) }
    let rest = regression.changes.count - Self.shown
    if rest > 0 { lines.append("and \(rest) more metrics") }
    if !regression.equivalences.isEmpty {
      lines.append(
        "means over \(outcome.baseline.replications) replications, now less baseline, with 90 % intervals:"
      )
      lines += regression.equivalences.map { "  " + text($0) }
    }
    return lines.map { "  " + $0 }
  }

  private var events: [String] {
    guard let block = regression.firstBlock else { return ["the events are the same"] }
    var lines: [String] = []
    if let first = regression.firstEvent {
      lines.append("first event that differs: number \(first.number)")
      lines.append("  before  \(text(first.before))")
      lines.append("  now     \(text(first.now))")
    } else if !outcome.baseline.chain.isEmpty {
      let from = block * Fingerprint.blockLength + 1
      lines.append(
        "events differ, for the first time among events \(from) to "
          + "\(from + Fingerprint.blockLength - 1)"
      )
    } else {
      lines.append("events differ")
    }
    let counts = regression.eventCounts
    if counts.before != counts.now {
      lines.append("\(counts.before) events before, \(counts.now) now")
    }
    return lines
  }

  private func text(_ event: Regression.EventDifference.Event?) -> String {
    guard let event else { return "the run has ended" }
    return "\(ClockText.text(event.time, from: outcome.timeOfDay))  \(event.text)"
  }

  private func text(_ change: Regression.Change) -> String {
    let before = change.before.map(NumberText.significant) ?? "none"
    let now = change.now.map(NumberText.significant) ?? "none"
    let error =
      change.relativeError.isFinite
      ? " (\(NumberText.percent(change.relativeError, decimals: 2)), "
        + "\(NumberText.percent(change.tolerance, decimals: 2)) allowed)" : ""
    return "\(change.name) \(before) -> \(now)\(error)"
  }

  private func text(_ found: Regression.Equivalence) -> String {
    guard let difference = found.difference else { return "\(found.name): gone" }
    let interval = difference.interval(level: 1 - 2 * Regression.Equivalence.level)
    let numbers = IntervalText(
      halfWidths: [difference.halfWidth(level: 0.9)],
      values: [difference.mean]
    )
    let verdict = found.holds ? "equivalent" : "NOT shown to be equivalent"
    return "\(found.name) \(numbers.signed(difference.mean)) "
      + "\(numbers.interval(interval.lowerBound, interval.upperBound)), margin "
      + "\(NumberText.significant(found.margin)): \(verdict)"
  }
}

/// Outcomes as JUnit XML, which test reports of CI systems read.
enum JUnitText {
  static func text(of outcomes: [RegressionOutcome]) -> String {
    let failures = outcomes.count { $0.regression.rung == .differs }
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites name=\"parksim regress\" tests=\"\(outcomes.count)\" failures=\"\(failures)\">",
      "  <testsuite name=\"parksim regress\" tests=\"\(outcomes.count)\" failures=\"\(failures)\" "
        + "errors=\"0\" skipped=\"0\">",
    ]
    for outcome in outcomes {
      let baseline = outcome.baseline
      let name = escaped("seed \(baseline.seed), replication \(baseline.replication)")
      let text = escaped(RegressionText(outcome).text)
      lines.append("    <testcase classname=\"\(escaped(baseline.scenario))\" name=\"\(name)\">")
      if outcome.regression.rung == .differs {
        lines.append("      <failure message=\"differs from its baseline\">\(text)</failure>")
      } else {
        lines.append("      <system-out>\(text)</system-out>")
      }
      lines.append("    </testcase>")
    }
    return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
  }

  /// A text as XML has it; controls that XML 1.0 does not know become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}
