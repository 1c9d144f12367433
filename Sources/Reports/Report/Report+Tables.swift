import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import Wording

extension Report {
  /// All metrics with units and meanings.
  func tables(_ language: Language) -> HTML {
    let isSpread = reported.runs.count > 1
    var table = HTMLTable([
      (Phrase("Metric", "指标")[language], .left),
      (Phrase("Value", "数值")[language], .right),
      (Phrase("95 % interval", "95 % 区间")[language], .left),
      (Phrase("Unit", "单位")[language], .left),
      (Phrase("Meaning", "含义")[language], .left),
    ])
    for metric in metrics.all {
      guard let mean = metric.mean else { continue }
      let interval = metric.interval.map {
        "\(NumberText.significant($0.lowerBound)) – \(NumberText.significant($0.upperBound))"
          + mark(of: metric, language)
      }
      let none = isSpread && metric.values.count > 1 ? Phrase("all equal", "全部相同")[language] : ""
      table.add([
        "<code>\(metric.definition.name)</code>", "\(NumberText.significant(mean))",
        "\(interval ?? none)", "\(metric.definition.unit)", "\(meaning(of: metric, language))",
      ])
    }
    return """
      <section id="metrics-\(language.rawValue)"><h2>\(Phrase("All metrics", "全部指标")[language])</h2>
      <details><summary>\(Phrase("\(metrics.all.count) metrics with units and meanings", "\(metrics.all.count) 个指标及单位与含义")[language])</summary>
      \(table.html)\(rough(language))</details>
      \(metrics.parts.map { byPart($0, language) })</section>
      """
  }

  /// What the star of an interval means, where there is one.
  private func rough(_ language: Language) -> HTML? {
    guard metrics.all.contains(where: { $0.interval != nil && $0.estimate?.isRough == true }) else {
      return nil
    }
    return "<p class=\"faint\">\(IntervalText.rough[language])</p>"
  }

  /// A star where few runs differ, and of how many runs a mean is where not of all.
  private func mark(of metric: MetricEstimate, _ language: Language) -> String {
    let star = metric.estimate?.isRough == true ? "*" : ""
    let count = metric.values.count
    guard count < reported.runs.count else { return star }
    return star + Phrase(" (\(count) runs)", "（\(count) 次运行）")[language]
  }

  /// Most parts that stand beside each other; more stand below each other.
  private static let mostColumns = 6

  /// Metrics of the parts of a kind.
  private func byPart(_ metrics: PartMetrics, _ language: Language) -> HTML {
    let title = metrics.kind.title
    let head = (Phrase("Metric", "指标")[language], HTMLTable.Alignment.left)
    let unit = (Phrase("Unit", "单位")[language], HTMLTable.Alignment.left)
    var table: HTMLTable
    if metrics.parts.count <= Self.mostColumns {
      table = HTMLTable([head] + metrics.parts.map { ($0, .right) } + [unit])
      for line in metrics.lines {
        let cells = line.values.map { cell($0, of: line.definition) }
        table.add(["<code>\(line.definition.name)</code>"] + cells + ["\(line.definition.unit)"])
      }
    } else {
      table = HTMLTable([
        (title[language], .left), head, (Phrase("Value", "数值")[language], .right), unit,
      ])
      for (index, part) in metrics.parts.enumerated() {
        for line in metrics.lines {
          table.add([
            HTML.name(part), "<code>\(line.definition.name)</code>",
            cell(line.values[index], of: line.definition), "\(line.definition.unit)",
          ])
        }
      }
    }
    return """
      <details><summary>\(Phrase("By \(title.english)", "按\(title.chinese)")[language])</summary>
      \(table.html)</details>
      """
  }

  /// A mean, with its interval where there are several runs.
  private func cell(_ values: [Double], of metric: StoredMetricDefinition) -> HTML {
    let estimate = MetricEstimate(definition: metric, values: values, upper: [])
    guard let mean = estimate.mean else { return "–" }
    guard let interval = estimate.interval else { return "\(NumberText.significant(mean))" }
    let star = estimate.estimate?.isRough == true ? "*" : ""
    let ends =
      "\(NumberText.significant(interval.lowerBound)) – \(NumberText.significant(interval.upperBound))\(star)"
    return "\(NumberText.significant(mean)) <span class=\"faint\">\(ends)</span>"
  }

  private var estimation: Phrase {
    reported.runs.count == 1
      ? Phrase("one run; no intervals", "一次运行；没有区间")
      : Phrase(
        "\(reported.runs.count) independent replications; t intervals, widened for skewness",
        "\(reported.runs.count) 次独立重复；t 区间，并按偏度加宽"
      )
  }

  /// What a metric means: as the version that made the runs says, or in Chinese as this one does.
  private func meaning(of metric: MetricEstimate, _ language: Language) -> String {
    MetricMeaning.of(metric.definition.name, metric.definition.meaning)[language]
  }

  /// The scenario as it held, and in what the other variants of the file differ.
  func scenarioSection(_ language: Language) -> HTML {
    """
    <section id="scenario-\(language.rawValue)"><h2>\(Phrase("Scenario", "场景")[language])</h2>
    <details><summary>\(Phrase("The scenario as it held, with all defaults", "实际使用的场景，含全部默认值")[language])</summary>
    <pre class="scenario"><code>\(reported.scenario.resolved.prettyText)</code></pre></details></section>
    """
  }

  /// Where the runs come from, and the items of STRESS-DES that follow from them.
  ///
  /// By Monks and others 2019, doi:10.1080/17477778.2018.1442155.
  func provenance(_ language: Language) -> HTML {
    let run = reported.runs[0]
    let study = reported.scenario.configuration.study
    let seeds = Set(reported.runs.map(\.identity.seed)).sorted().map { "\($0)" }
      .joined(separator: ", ")
    let numbers = reported.runs.map { "\($0.id.number)" }
    let shown = numbers.prefix(12).joined(separator: ", ") + (numbers.count > 12 ? ", ..." : "")
    let items: [(Phrase, HTML)] = [
      (Phrase("Runs", "运行"), "\(shown)"),
      (Phrase("Command", "命令"), "<code>\(run.provenance.command)</code>"),
      (
        Phrase("Content digest", "内容摘要"),
        "<code>\(run.digest ?? "")</code> \(reported.runs.count > 1 ? Phrase("(of the first run)", "（第一次运行）")[language] : "")"
      ),
      (Phrase("Digest of the scenario", "场景摘要"), "<code>\(run.identity.scenarioDigest)</code>"),
      (
        Phrase("4.1 Initial state and warm-up", "4.1 初始状态与预热"),
        "\(Phrase("as the scenario says; warm-up \(study.warmUp)", "由场景给定；预热 \(study.warmUp)")[language])"
      ),
      (
        Phrase("4.2 Run length", "4.2 运行时长"),
        "\(Phrase("\(study.horizon), then \(study.drain) to finish open orders", "\(study.horizon)，之后 \(study.drain) 用于完成未结订单")[language])"
      ),
      (
        Phrase("4.3 Estimation", "4.3 估计"),
        "\(estimation[language])"
      ),
      (
        Phrase("5.1 Software", "5.1 软件"),
        "\(Phrase("ParkSim \(run.provenance.version), model revision \(run.identity.modelRevision)", "ParkSim \(run.provenance.version)，模型修订 \(run.identity.modelRevision)")[language])"
      ),
      (
        Phrase("5.2 Random numbers", "5.2 随机数"),
        "\(Phrase("MRG32k3a; a stream for each purpose and entity by its name, a substream for each replication; seed \(seeds)", "MRG32k3a；按用途与实体名称分配随机流，每次重复一个子流；种子 \(seeds)")[language])"
      ),
      (
        Phrase("5.3 Execution", "5.3 执行"),
        "\(Phrase("event calendar in whole microseconds; at one instant by priority, then by order of scheduling; \(run.eventCount ?? 0) events in the first run", "以整微秒为单位的事件表；同一时刻按优先级，再按排入顺序；首次运行 \(run.eventCount ?? 0) 个事件")[language])"
      ),
      (
        Phrase("5.4 Machine and time", "5.4 机器与时间"),
        "\(run.provenance.host), \(run.provenance.startedAt)\(run.provenance.processorSeconds.map { ", " + NumberText.significant($0) + " s" } ?? "")"
      ),
    ]
    let rows = items.map { item -> HTML in
      "<tr><th scope=\"row\">\(item.0[language])</th><td>\(item.1)</td></tr>"
    }
    return """
      <section id="provenance-\(language.rawValue)"><h2>\(Phrase("Where this comes from", "结果来源")[language])</h2>
      <p class="faint">\(Phrase("Numbered items are those of the STRESS-DES guideline that follow from a run; purpose, data and assumptions are for you to state.", "带编号的条目来自 STRESS-DES 规范中可自动给出的部分；目的、数据与假设需由您说明。")[language])</p>
      <div class="wide"><table class="provenance"><tbody>\(rows)</tbody></table></div></section>
      """
  }
}
