import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// Metrics of the parts of a park, side by side: of one run, or as means over replications.
struct PartMetricsText {
  private static let level = 0.95
  /// More parts than this stand below each other.
  private static let mostColumns = 8

  private let metrics: PartMetrics
  private let run: StoredRun
  private let runCount: Int

  private var kind: EntityKind { metrics.kind }
  private var parts: [String] { metrics.parts }
  private var lines: [PartMetrics.Line] { metrics.lines }

  /// Reads metrics of parts.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - run: The run that is meant.
  ///   - replications: It with its replications; nil where it is meant by itself.
  ///   - kind: Kind of parts.
  /// - Throws: `StoreError`; `CommandError` if there are none.
  init(
    of file: ResultFile,
    _ run: StoredRun,
    _ replications: VariantRuns?,
    by kind: EntityKind
  ) throws {
    self.run = run
    let runs = replications?.observations.map { $0[0] } ?? [run.id]
    runCount = runs.count
    metrics = try PartMetrics(by: kind, of: runs, in: file)
    guard !lines.isEmpty else {
      let why =
        kind == .pad
        ? Phrase(
          "no pad of it has drones_at_once, so that nothing is to be told of one",
          "其起降点都没有 drones_at_once，因此无可显示"
        )
        : Phrase("the park has none of that kind", "园区没有这一类部分")
      throw CommandError(
        status: .badInput,
        "run \(run.id.number) has no metrics by \(kind.name): \(why.english), or the run was made by a version that "
          + "did not keep them; run it again",
        "运行 \(run.id.number) 没有按 \(kind.name) 的指标：\(why.chinese)，或该运行由不保存这些指标的版本生成；请重新运行"
      )
    }
  }

  private func mean(_ values: [Double]) -> Double? { Tally(values).mean }

  /// A mean with its interval, where there are several runs.
  private func cell(_ values: [Double], of metric: StoredMetricDefinition) -> String {
    guard let mean = mean(values) else { return Phrase("none", "无").spoken }
    guard let estimate = estimate(values, of: metric) else { return NumberText.significant(mean) }
    let numbers = IntervalText(of: [estimate], level: Self.level, values: [mean])
    guard let interval = estimate.interval(level: Self.level) else { return numbers.number(mean) }
    let mark = estimate.isScarce ? "*" : ""
    return numbers.number(mean) + " "
      + numbers.interval(interval.lowerBound, interval.upperBound) + mark
  }

  private func estimate(_ values: [Double], of metric: StoredMetricDefinition) -> MeanEstimate? {
    let range = MetricCatalogue.definition(of: metric.name)?.range ?? -.infinity ... .infinity
    return MeanEstimate(of: values, within: range)
  }

  var text: String {
    let of =
      runCount == 1
      ? Phrase("run \(run.id.number)", "运行 \(run.id.number)")
      : Phrase(
        "means over \(runCount) runs with 95 % intervals",
        "\(runCount) 次运行的均值及 95 % 区间"
      )
    let scenario = TerminalText.visible(run.identity.scenario)
    let variant = TerminalText.visible(run.identity.variant)
    let kindTitle = kind.title
    let title = Phrase(
      "\(scenario), \(variant): \(of.english), by \(kind.name)",
      "\(scenario)，\(variant)：\(of.chinese)，按\(kindTitle.chinese)"
    ).spoken
    guard parts.count <= Self.mostColumns else {
      var table = TextTable([
        (Phrase(kind.name, kindTitle.chinese).spoken, .left),
        (Phrase("metric", "指标").spoken, .left), (Phrase("value", "数值").spoken, .right),
        (Phrase("unit", "单位").spoken, .left),
      ])
      for (index, part) in parts.enumerated() {
        for line in lines {
          let cell = cell(line.values[index], of: line.definition)
          table.add([part, line.definition.name, cell, line.definition.unit])
        }
      }
      return title + "\n" + table.text
    }
    var table = TextTable(
      [(Phrase("metric", "指标").spoken, .left)] + parts.map { ($0, .right) }
        + [(Phrase("unit", "单位").spoken, .left), (Phrase("meaning", "含义").spoken, .left)]
    )
    for line in lines {
      let cells = line.values.map { cell($0, of: line.definition) }
      table.add(
        [line.definition.name] + cells + [
          line.definition.unit,
          MetricMeaning.of(line.definition.name, line.definition.meaning).spoken,
        ]
      )
    }
    return title + "\n" + table.text
  }

  /// Tables of the runs of each variant, below each other.
  static func text(of variants: [PartMetricsText]) -> String {
    let estimates = variants.flatMap { variant in
      variant.lines.flatMap { line in
        line.values.compactMap { variant.estimate($0, of: line.definition) }
      }
    }
    var notes: [String] = []
    if estimates.contains(where: \.isRough) { notes.append(IntervalText.rough.spoken) }
    if estimates.contains(where: \.isConstant) {
      notes.append(
        Phrase("a number without an interval: all runs have it", "没有区间的数字：所有运行相同").spoken
      )
    }
    if let few = variants.map(\.runCount).min().flatMap(IntervalText.few) {
      notes.append(few.spoken)
    }
    return (variants.map(\.text) + notes).joined(separator: "\n\n")
  }

  /// The same as one JSON object.
  static func json(of variants: [PartMetricsText]) -> String {
    JSONText.of(["variants": variants.map(\.document)])
  }

  private struct Document: Encodable {
    struct Value: Encodable {
      var name: String
      var unit: String
      var runs: Int
      var mean: Double?
      var lower: Double?
      var upper: Double?
    }

    struct Part: Encodable {
      var id: String
      var metrics: [Value]
    }

    var runId: Int64
    var scenario: String
    var variant: String
    var runs: Int
    var kind: String
    var parts: [Part]
  }

  var json: String { JSONText.of(document) }

  private var document: Document {
    Document(
      runId: run.id.number,
      scenario: run.identity.scenario,
      variant: run.identity.variant,
      runs: runCount,
      kind: kind.name,
      parts: parts.enumerated().map { index, part in
        Document.Part(
          id: part,
          metrics: lines.map { line in
            let values = line.values[index]
            let interval = estimate(values, of: line.definition)?.interval(level: Self.level)
            return Document.Value(
              name: line.definition.name,
              unit: line.definition.unit,
              runs: values.count,
              mean: mean(values),
              lower: interval?.lowerBound,
              upper: interval?.upperBound
            )
          }
        )
      }
    )
  }
}
