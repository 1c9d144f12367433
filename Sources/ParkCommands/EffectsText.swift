import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// Effects as people and programs read them.
struct EffectsText {
  private let found: FactorEffects
  private let level: Double
  private let aside: [SetAside]

  init(_ found: FactorEffects, level: Double, aside: [SetAside] = []) {
    self.found = found
    self.level = level
    self.aside = aside
  }

  var text: String {
    let parts = [
      [headline, sample], terms.lines, conclusions, [effectsTitle] + effects.lines, notes,
      SetAsideText.lines(aside),
    ]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  private var unit: String { found.metric.unit == "1" ? "" : " [\(found.metric.unit)]" }

  private var headline: String {
    let grid = found.combinations == found.variants ? "all" : "\(found.variants) of the"
    return
      "\(found.metric.name)\(unit): analysis of variance over \(grid) \(found.combinations) combinations of "
      + VariantNames.cut(found.factors.map(TerminalText.visible))
  }

  private var sample: String {
    let runs = found.replications
    let limit = NumberText.fixed(1 - level, 4).trimmingZeros
    let verdict = "an effect is shown if p (adjusted for all terms, Holm) is at most \(limit)"
    if found.isPaired {
      return
        "the same \(runs.lowerBound) replications of each, as blocks (common random numbers); \(verdict)"
    }
    let count =
      runs.lowerBound == runs.upperBound
      ? "\(runs.lowerBound)" : "\(runs.lowerBound) to \(runs.upperBound)"
    return "\(count) independent runs of each, taken to have one variance; \(verdict)"
  }

  // MARK: - Terms

  private func name(of factors: [Int]) -> String {
    factors.isEmpty
      ? "more of them together"
      : factors.map { TerminalText.visible(found.factors[$0]) }.joined(separator: " and ")
  }

  private func isShown(_ index: Int) -> Bool { (found.adjusted[index] ?? 1) <= 1 - level }

  private var terms: TextTable {
    var table = TextTable([
      ("source", .left), ("df", .right), ("F", .right), ("p (adjusted)", .right),
      ("share of variation", .right), ("", .left),
    ])
    for (index, term) in found.analysis.terms.enumerated() {
      table.add([
        name(of: term.factors), "\(term.degreesOfFreedom)",
        NumberText.significant(term.statistic),
        found.adjusted[index].map { $0 < 0.0001 ? "<0.0001" : NumberText.fixed($0, 4) } ?? "",
        share(term.sumOfSquares),
        found.adjusted[index] == nil ? "too few runs" : isShown(index) ? "shown" : "not shown",
      ])
    }
    table.add(["chance, within variants", "", "", "", share(found.analysis.unexplained), ""])
    return table
  }

  private func share(_ squares: Double) -> String {
    found.analysis.total > 0
      ? NumberText.percent(squares / found.analysis.total, decimals: 1) : "-"
  }

  /// What follows for whoever reads the effects.
  private var conclusions: [String] {
    let together = found.analysis.terms.enumerated()
      .filter { $0.element.factors.count == 2 && isShown($0.offset) }
      .map { name(of: $0.element.factors) }
    var lines: [String] = []
    if !together.isEmpty {
      lines.append(
        "\(VariantNames.cut(together)): what one does depends on the other, so the effects below are averages; "
          + "compare shows the variants themselves"
      )
    }
    if let rest = found.analysis.terms.lastIndex(where: { $0.factors.isEmpty }), isShown(rest) {
      lines.append("more of them together: sums of effects of one and two factors do not tell all")
    }
    return lines
  }

  // MARK: - Effects

  /// One line: what was moved, and what it did.
  private struct Line {
    var name: String
    var kind: String
    var factors: [Int]
    var mean: Double
    /// Nothing where the replications have no spread.
    var interval: ClosedRange<Double>?
    var isRough: Bool
  }

  private var lines: [Line] {
    found.analysis.contrasts.map { contrast in
      let levels = contrast.levels.map { levels in
        let values = found.values[contrast.factors[0]]
        return ": \(values[levels.from]) to \(values[levels.to])"
      }
      return Line(
        name: name(of: contrast.factors) + TerminalText.visible(levels ?? ""),
        kind: contrast.factors.count == 1 ? "main" : "interaction",
        factors: contrast.factors,
        mean: contrast.estimate,
        interval: contrast.interval(level: level),
        isRough: contrast.isRough
      )
    }
  }

  private var effectsTitle: String {
    let isBoth = found.analysis.contrasts.contains { $0.factors.count > 1 }
    return
      "Effects\(unit) on the mean, over all values of the other factors, with \(percent) intervals, each by "
      + "itself"
      + (isBoth ? "; of two factors half of how the effect of one changes with the other" : "")
  }

  private var percent: String { ComparisonWords.percent(level) }

  private var effects: TextTable {
    let lines = lines
    let numbers = IntervalText(
      halfWidths: lines.compactMap(\.interval).map { ($0.upperBound - $0.lowerBound) / 2 },
      values: lines.map(\.mean)
    )
    var table = TextTable([("factor", .left), ("effect", .right), ("interval", .left)])
    for line in lines {
      table.add([
        line.name, numbers.signed(line.mean),
        line.interval.map {
          numbers.interval($0.lowerBound, $0.upperBound) + (line.isRough ? "*" : "")
        } ?? "each time",
      ])
    }
    return table
  }

  /// What the lines leave out, and why.
  private var notes: [String] {
    var notes: [String] = []
    if lines.contains(where: \.isRough) { notes.append(IntervalText.rough.english) }
    if found.isPaired, found.analysis.terms.contains(where: { $0.degreesOfFreedom == 1 }) {
      notes.append(
        "p of a source with df 1 is that of its effect, as compare has it, and allows for skewness: F by itself may "
          + "have another one"
      )
    }
    if found.hasTooFewRuns {
      notes.append(
        "fewer than \(Comparison.fewestOfAVerdict) replications: nothing is called an effect; run more"
      )
    }
    if found.variants < found.combinations {
      notes.append(
        "Combinations are missing: a term is what it explains beyond all others (least squares), and shares do not "
          + "sum up to 100 %"
      )
    }
    if !found.analysis.confounded.isEmpty {
      let names = VariantNames.cut(found.analysis.confounded.map(name))
      notes.append(
        "Nothing is said of \(names) by itself: too few of the combinations were run to tell it from the others"
      )
    }
    if !found.analysis.still.isEmpty {
      let names = found.analysis.still.map { name(of: [$0]) }.joined(separator: ", ")
      notes.append("Nothing is said of \(names), of which one value was run")
    }
    if !found.silent.isEmpty {
      notes.append(
        "Left out, as they have nothing to measure: \(VariantNames.list(found.silent))"
      )
    }
    return notes
  }

  // MARK: - For programs

  var json: String {
    JSONNode.Value.members([
      ("metric", .string(found.metric.name)),
      ("replications", .integer(found.replications.lowerBound)),
      ("variants", .integer(found.variants)), ("combinations", .integer(found.combinations)),
      ("is_paired", .bool(found.isPaired)), ("confidence_level", .double(level)),
      ("terms", .list(found.analysis.terms.indices.map(node))),
      (
        "unexplained",
        .members([
          ("sum_of_squares", .double(found.analysis.unexplained)),
          ("total_sum_of_squares", .double(found.analysis.total)),
        ])
      ),
      ("effects", .list(lines.map(node))),
      ("not_told_apart", .list(found.analysis.confounded.map(names))),
      ("one_value_only", .list(found.analysis.still.map { .string(found.factors[$0]) })),
      ("variants_left_out", .list(found.silent.map { .string($0) })),
    ]).node.prettyText
  }

  private func names(_ factors: [Int]) -> JSONNode.Value {
    .list(factors.map { .string(found.factors[$0]) })
  }

  private func node(_ index: Int) -> JSONNode.Value {
    let term = found.analysis.terms[index]
    let total = found.analysis.total
    return .members([
      ("factors", names(term.factors)), ("df", .integer(term.degreesOfFreedom)),
      ("sum_of_squares", .double(term.sumOfSquares)),
      ("f", term.statistic.isFinite ? .double(term.statistic) : .null),
      ("df_numerator", .double(term.judgedBy.numerator)),
      ("df_denominator", .double(term.judgedBy.denominator)), ("p", .double(term.pValue)),
      ("p_adjusted", found.adjusted[index].map { .double($0) } ?? .null),
      ("share", total > 0 ? .double(term.sumOfSquares / total) : .null),
    ])
  }

  private func node(_ line: Line) -> JSONNode.Value {
    .members([
      ("kind", .string(line.kind)), ("factors", names(line.factors)), ("name", .string(line.name)),
      ("effect", .double(line.mean)),
      ("lower", line.interval.map { .double($0.lowerBound) } ?? .null),
      ("upper", line.interval.map { .double($0.upperBound) } ?? .null),
      ("is_rough", .bool(line.isRough)),
    ])
  }
}
