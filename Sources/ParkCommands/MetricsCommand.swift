import ArgumentParser
import LogisticsPark
import Reports
import ResultStore
import Wording

/// `parksim metrics`: shows the metrics of a run.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Show all metrics of a run, or means over replications, with their meanings.",
    discussion: """
      Of a scenario that was run several times the means over its replications are shown, with 95 %
      intervals, unless --run names one of them; of several scenarios in a file, those of the last run.
      --means takes all complete runs of each variant of each scenario in the file, but those that were
      forked. --by shows the same metrics of each warehouse, say, beside each other; with --means those
      of each variant.

      Examples:
        parksim metrics Results/day.sqlite --run 1
        parksim metrics Results/day.sqlite --means
        parksim metrics Results/day.sqlite --by zone
        parksim metrics Results/day.sqlite --by fleet --means
      """
  )

  @Argument(help: "Results file.")
  var file: String

  @Option(
    name: .customLong("run"),
    parsing: .unconditional,
    help: "Number of the run, from 1; without it the means over replications, if there are several."
  )
  var runNumber: Int64?

  @Flag(help: "Show means over the replications of each variant.")
  var means = false

  @Option(
    help: """
      Show the metrics of each part of one kind: source, zone, goods, warehouse, fleet, pad, station or \
      charger.
      """
  )
  var by: PartKind?

  @Flag(help: "Show runs also if their rows do not give the digests that they state.")
  var unchecked = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if means, runNumber != nil {
      throw ValidationError(
        "--means takes all runs: leave out --run, or --means",
        "--means 使用全部运行：请去掉 --run 或 --means"
      )
    }
  }

  func run() throws {
    let file = try ResultFile.openForReading(path: self.file)
    let variants = try VariantRuns.all(of: file)
    if means {
      if !unchecked { try DigestCheck.require(of: file.runs(), in: file) }
      if variants.isEmpty { _ = try chosenRun(of: file) }
      if let by { return try show(variants, of: file, by: by.kind) }
      let text = try MeansText(of: file, variants)
      return json ? Terminal.printData(text.json) : Terminal.print(text.text)
    }
    let run = try chosenRun(of: file)
    if !unchecked { try DigestCheck.require(of: runNumber == nil ? file.runs() : [run], in: file) }
    let own = runNumber == nil ? variants.first { $0.contains(run) } : nil
    if let by {
      let text = try PartMetricsText(of: file, run, own, by: by.kind)
      if own != nil, variants.count > 1 {
        Terminal.note(
          Phrase(
            "note: the file has other scenarios or variants too; --means shows all",
            "说明：文件中还有其他场景或方案；--means 显示全部"
          ).spoken
        )
      }
      return json ? Terminal.printData(text.json) : Terminal.print(PartMetricsText.text(of: [text]))
    }
    if let own, own.observations.count > 1 {
      if !json { return Terminal.print(try MeansText(of: file, [own]).text) }
      Terminal.note(
        Phrase(
          "note: run \(run.id.number) is one of \(own.observations.count) replications; --means gives their means",
          "说明：运行 \(run.id.number) 是 \(own.observations.count) 次重复之一；--means 给出它们的均值"
        )
      )
    }
    let metrics = try file.metrics(of: run.id)
    let definitions = try file.definitions(of: run.id)
    json
      ? Terminal.printData(Self.json(run, metrics, definitions))
      : Terminal.print(Self.table(run, metrics, definitions))
  }

  /// The parts of the park of each variant of each scenario.
  private func show(_ variants: [VariantRuns], of file: ResultFile, by kind: EntityKind) throws {
    let texts = try variants.map { try PartMetricsText(of: file, $0.last, $0, by: kind) }
    json
      ? Terminal.printData(PartMetricsText.json(of: texts))
      : Terminal.print(PartMetricsText.text(of: texts))
  }

  private func chosenRun(of file: ResultFile) throws -> StoredRun {
    let complete = try file.runs().filter { $0.status == .complete }
    let chosen = complete.last { runNumber == nil || $0.id.number == runNumber }
    if let chosen { return chosen }
    let shown = complete.prefix(20).map { "\($0.id.number)" }.joined(separator: ", ")
    let list = "parksim runs \(RunCommandLine.word(self.file))"
    let rest =
      complete.count > 20
      ? Phrase(", ...; \(list) lists all", "……；\(list) 列出全部") : Phrase(same: "")
    let known =
      shown.isEmpty
      ? Phrase(
        "it has no complete run; parksim runs lists the others",
        "没有完整的运行；parksim runs 列出其他运行"
      )
      : Phrase("the complete runs of the file: \(shown)", "文件中完整的运行：\(shown)") + rest
    let wanted =
      runNumber.map { Phrase("no run \($0)", "没有运行 \($0)") }
      ?? Phrase("no run to show", "没有可显示的运行")
    throw CommandError(
      status: .badInput,
      Phrase("'\(self.file)' has ", "'\(self.file)' ") + wanted + Phrase(": ", "：") + known
    )
  }

  private static func table(
    _ run: StoredRun,
    _ metrics: [MetricValue],
    _ definitions: [StoredMetricDefinition]
  ) -> String {
    var table = TextTable([
      (Phrase("metric", "指标").spoken, .left), (Phrase("value", "数值").spoken, .right),
      (Phrase("unit", "单位").spoken, .left), ("n", .right),
      (Phrase("sd", "标准差").spoken, .right), (Phrase("min", "最小").spoken, .right),
      ("p50", .right), ("p95", .right), (Phrase("max", "最大").spoken, .right),
      (Phrase("meaning", "含义").spoken, .left),
    ])
    for metric in metrics {
      let definition = definitions.first { $0.name == metric.name }
      table.add(
        [
          metric.name, cell(metric.value), definition?.unit ?? "",
          metric.count.map(String.init) ?? "",
        ]
          + [metric.standardDeviation, metric.minimum, metric.p50, metric.p95, metric.maximum]
          .map { $0.map(NumberText.significant) ?? "" }
          + [definition.map { MetricMeaning.of($0.name, $0.meaning).spoken } ?? ""]
      )
    }
    let identity = run.identity
    let title = Phrase(
      "run \(run.id.number): \(identity.scenario), \(identity.variant), replication \(identity.replication), seed \(identity.seed)",
      "运行 \(run.id.number)：\(identity.scenario)，\(identity.variant)，第 \(identity.replication) 次重复，种子 \(identity.seed)"
    )
    return title.spoken + "\n" + table.text
  }

  private static func cell(_ value: Double?) -> String {
    value.map(NumberText.significant) ?? Phrase("none", "无").spoken
  }

  private struct Document: Encodable {
    struct Metric: Encodable {
      var name: String
      var unit: String?
      var n: Int?
      var value: Double?
      var sd: Double?
      var minimum: Double?
      var maximum: Double?
      var p50: Double?
      var p95: Double?
      var p99: Double?
    }

    var runId: Int64
    var scenario: String
    var variant: String
    var replication: Int
    var seed: UInt64
    var digest: String?
    var metrics: [Metric]
  }

  private static func json(
    _ run: StoredRun,
    _ metrics: [MetricValue],
    _ definitions: [StoredMetricDefinition]
  ) -> String {
    JSONText.of(
      Document(
        runId: run.id.number,
        scenario: run.identity.scenario,
        variant: run.identity.variant,
        replication: run.identity.replication,
        seed: run.identity.seed,
        digest: run.digest,
        metrics: metrics.map { metric in
          Document.Metric(
            name: metric.name,
            unit: definitions.first { $0.name == metric.name }?.unit,
            n: metric.count,
            value: metric.value,
            sd: metric.standardDeviation,
            minimum: metric.minimum,
            maximum: metric.maximum,
            p50: metric.p50,
            p95: metric.p95,
            p99: metric.p99
          )
        }
      )
    )
  }
}

/// A kind of parts of the park, as an option names it.
enum PartKind: String, CaseIterable, ExpressibleByArgument {
  case source
  case zone
  case goods
  case warehouse
  case fleet
  case pad
  case station
  case charger

  /// The kind.
  var kind: EntityKind {
    switch self {
    case .source: .source
    case .zone: .zone
    case .goods: .goods
    case .warehouse: .warehouse
    case .fleet: .fleet
    case .pad: .pad
    case .station: .station
    case .charger: .charger
    }
  }
}
