import ArgumentParser
import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

extension Ranking.Method: ExpressibleByArgument {}

/// `parksim rank`: finds the best of several variants, with a stated probability.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Find the best of several variants on one metric, with a stated probability.",
    discussion: """
      subset: which variants may be the best one, from the runs there are; the same answer as that of
      compare, read together with the same metrics.
      kim-nelson: a race in which variants drop out as soon as they have fallen too far behind; says how
      many more runs would end it.
      rinott: two stages of independent runs; says how many runs each variant needs.

      The last two hold if a difference below --zone, in the metric's unit, does not matter to you.

      Examples:
        parksim rank Results/bays.sqlite --metric lead_time_s
        parksim rank Results/bays.sqlite --metric lead_time_s --method kim-nelson --zone 60
      """
  )

  @Argument(help: "Results files.")
  var files: [String]

  @Option(help: "The metric to judge on.")
  var metric: String

  @Option(help: "subset, kim-nelson or rinott.")
  var method = Ranking.Method.subset

  @Option(
    parsing: .unconditional,
    help: "Difference that does not matter, in the metric's unit; for kim-nelson and rinott."
  )
  var zone: Double?

  @Option(
    parsing: .unconditional,
    help: "Runs of each variant from which variances are estimated, 2 to 1000."
  )
  var firstStage = 10

  @Option(
    parsing: .unconditional,
    help:
      "Probability of the right selection, 0.5 to 0.9999; that of the experiment, or 0.95, by default."
  )
  var level: Double?

  @Option(help: "Name of the experiment; the last one of the file by default.")
  var experiment: String?

  @Option(
    name: .customLong("variant"),
    help: "A variant to rank; may be repeated. All by default."
  )
  var variants: [String] = []

  @Flag(help: "Take numbers as they stand, without looking whether they were edited.")
  var unchecked = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if files.isEmpty {
      throw ValidationError(
        "name a results file",
        "请指定结果文件"
      )
    }
    if let level, !(0.5...0.9999).contains(level) {
      throw ValidationError(
        "--level must be 0.5 to 0.9999, got \(level)",
        "--level 须为 0.5 到 0.9999，此处为 \(level)"
      )
    }
    if !(2...1000).contains(firstStage) {
      throw ValidationError(
        "--first-stage must be 2 to 1000, got \(firstStage)",
        "--first-stage 须为 2 到 1000，此处为 \(firstStage)"
      )
    }
    if let zone, !(zone >= 1e-100 && zone.isFinite) {
      throw ValidationError(
        "--zone must be at least 1e-100, got \(zone)",
        "--zone 至少为 1e-100，此处为 \(zone)"
      )
    }
    if method == .subset, zone != nil {
      throw ValidationError(
        "subset needs no --zone: use it with kim-nelson or rinott",
        "subset 不需要 --zone：它用于 kim-nelson 或 rinott"
      )
    }
    if method != .subset, zone == nil {
      throw ValidationError(
        "\(method.rawValue) needs --zone, the difference in the metric's unit that does not matter",
        "\(method.rawValue) 需要 --zone，即以指标单位计、无关紧要的差异"
      )
    }
  }

  func run() throws {
    var request = ComparisonRequest()
    request.experiment = experiment
    request.variants = variants
    request.metrics = [metric]
    request.checksDigests = !unchecked
    let (input, drifts, _) = try ComparisonInput.read(files, request)
    let level = level ?? input.level ?? 0.95
    do {
      let ranking = try Ranking(
        input,
        by: method,
        zone: zone ?? 0,
        firstStage: firstStage,
        level: level,
        drifts: drifts
      )
      let text = RankingText(ranking, input, level: level)
      json ? Terminal.printData(text.json) : Terminal.print(text.text)
      for line in SetAsideText.lines(input.aside) { Terminal.note(line) }
      for warning in ranking.warnings {
        Terminal.note(Phrase("warning: ", "警告：") + warning.words(of: input.systems.count))
      }
    } catch {
      throw CommandError(status: .badInput, Self.words(of: error))
    }
  }

  private static func words(of trouble: Ranking.Trouble) -> Phrase {
    switch trouble {
    case .noDirection(let metric):
      Phrase(
        "\(metric) has no better direction: rank on another metric",
        "\(metric) 没有优劣方向：请按另一个指标排序"
      )
    case .tooFewPairs(let found, let needed):
      Phrase(
        "all variants have \(found) replications in common, and the first stage needs \(needed): run "
          + "more, or say a smaller --first-stage",
        "全部方案共有 \(found) 次重复，而第一阶段需要 \(needed) 次：请增加运行，或减小 --first-stage"
      )
    case .commonNumbers:
      Phrase(
        "rinott needs independent runs, and these have common random numbers: use --method kim-nelson, "
          + "or run the experiment with \"random_numbers\": \"independent\"",
        "rinott 需要相互独立的运行，而这些运行用的是公共随机数：请用 --method kim-nelson，"
          + "或以 \"random_numbers\": \"independent\" 运行实验"
      )
    case .tooFewRuns(let variant, let found, let needed):
      Phrase(
        "\(VariantNames.quoted(variant)) has \(found) runs with a value, and \(needed) are needed: run more",
        "\(VariantNames.quoted(variant)) 有值的运行为 \(found) 次，需要 \(needed) 次：请增加运行"
      )
    case .tooFewVariants:
      Phrase(
        "fewer than two variants have values of this metric: rank on another one",
        "有此指标值的方案不足两个：请按另一个指标排序"
      )
    case .levelTooLow(let least):
      Phrase(
        "--level must be above \(NumberText.significant(least)), the chance of guessing",
        "--level 必须大于 \(NumberText.significant(least))，即随意猜中的概率"
      )
    }
  }
}
