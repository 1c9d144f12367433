import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// All metrics of a results file as means over replications, as people and programs read them.
struct MeansText {
  private struct Line {
    var metric: StoredMetricDefinition
    var tally: Tally
    var estimate: MeanEstimate?

    var interval: ClosedRange<Double>? { estimate?.interval(level: MeansText.level) }
  }

  private static let level = 0.95

  private let groups: [(group: VariantRuns, lines: [Line])]

  /// Reads metrics of variants of a file.
  ///
  /// - Throws: `StoreError`.
  init(of file: ResultFile, _ variants: [VariantRuns]) throws {
    let definitions = try MetricCatalogue.inOrder(file.definitions())
    let values = try file.values(of: definitions.map(\.name))
    groups = variants.map { group in
      let lines = definitions.compactMap { metric -> Line? in
        let observed = group.observations.compactMap { ids in
          ids.lazy.compactMap { values[$0]?[metric.name] }.first
        }
        guard !observed.isEmpty else { return nil }
        return Line(
          metric: metric,
          tally: Tally(observed),
          estimate: MeanEstimate(
            of: observed,
            within: MetricCatalogue.definition(of: metric.name)?.range ?? -.infinity ... .infinity
          )
        )
      }
      return (group, lines)
    }
  }

  var text: String {
    groups.map { group, lines in
      var table = TextTable([
        (Phrase("metric", "指标").spoken, .left), (Phrase("mean", "均值").spoken, .right),
        (Phrase("95 % interval", "95 % 区间").spoken, .left),
        (Phrase("unit", "单位").spoken, .left), (Phrase("runs", "运行").spoken, .right),
        (Phrase("min", "最小").spoken, .right), (Phrase("max", "最大").spoken, .right),
        (Phrase("meaning", "含义").spoken, .left),
      ])
      for line in lines {
        let mean = line.tally.mean ?? 0
        let numbers = IntervalText(
          of: line.estimate.map { [$0] } ?? [],
          level: Self.level,
          values: [mean]
        )
        table.add([
          line.metric.name, numbers.number(mean), Self.cell(line, numbers),
          line.metric.unit, "\(line.tally.count)",
          line.tally.minimum.map(NumberText.significant) ?? "",
          line.tally.maximum.map(NumberText.significant) ?? "",
          MetricMeaning.of(line.metric.name, line.metric.meaning).spoken,
        ])
      }
      let variant = TerminalText.visible(group.variant)
      let (scenario, digest) = (TerminalText.visible(group.scenario), group.digest.prefix(12))
      let count = group.observations.count
      let title = Phrase(
        "\(scenario), \(variant), scenario \(digest): means over \(NumberText.count(count, "run"))",
        "\(scenario)，\(variant)，场景 \(digest)：\(count) 次运行的均值"
      )
      return ([title.spoken, table.text] + Self.notes(on: lines, runs: group.observations.count))
        .joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func cell(_ line: Line, _ numbers: IntervalText) -> String {
    guard let interval = line.interval else {
      return line.estimate == nil ? "" : Phrase("all equal", "全部相同").spoken
    }
    let mark = line.estimate?.isScarce == true ? " *" : ""
    return numbers.interval(interval.lowerBound, interval.upperBound) + mark
  }

  /// What the intervals are worth.
  private static func notes(on lines: [Line], runs: Int) -> [String] {
    let estimates = lines.compactMap(\.estimate)
    var notes: [String] = []
    if estimates.contains(where: \.isRough) {
      notes.append(IntervalText.rough.spoken)
    }
    // Of lines with fewer runs less is known: a metric may have a value in some runs only.
    if let fewest = estimates.filter(\.isConstant).compactMap({ $0.counts.first }).min() {
      let share = ProportionInterval.largestShare(unseenIn: fewest, level: level)
      notes.append(
        Phrase(
          "all equal: no interval, as nothing is known of other runs but that (with "
            + "\(NumberText.percent(level))) they are at most \(NumberText.percent(share)) of all",
          "全部相同：没有区间；对不同的运行只知道其比例至多为 \(NumberText.percent(share))（把握 \(NumberText.percent(level))）"
        ).spoken
      )
    }
    if let few = IntervalText.few(runs: runs) { notes.append(few.spoken) }
    return notes
  }

  var json: String {
    let variants = groups.map { group, lines in
      JSONNode.Value.members([
        ("scenario", .string(group.scenario)), ("variant", .string(group.variant)),
        ("scenario_digest", .string(group.digest)), ("runs", .integer(group.observations.count)),
        ("metrics", .list(lines.map(Self.node))),
      ])
    }
    return JSONNode.Value.members([
      ("confidence_level", .double(Self.level)), ("variants", .list(variants)),
    ]).node.prettyText
  }

  private static func node(of line: Line) -> JSONNode.Value {
    let number = { (value: Double?) in value.map { JSONNode.Value.double($0) } ?? .null }
    return .members([
      ("name", .string(line.metric.name)), ("unit", .string(line.metric.unit)),
      ("n", .integer(line.tally.count)), ("mean", number(line.tally.mean)),
      ("lower", number(line.interval?.lowerBound)),
      ("upper", number(line.interval?.upperBound)),
      ("sd", number(line.tally.standardDeviation)), ("minimum", number(line.tally.minimum)),
      ("maximum", number(line.tally.maximum)),
    ])
  }
}
