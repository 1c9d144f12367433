import ArgumentParser
import Experiments
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles

extension Ranking.Method: ExpressibleByArgument {}

/// `parksim rank`: finds the best of several variants, with a stated probability.
struct RankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Find the best of several variants on one metric, with a stated probability.",
    discussion: """
      subset: which variants may be the best one, from the runs there are.
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

  @Option(parsing: .unconditional, help: "Probability of the right selection, 0.5 to 0.9999.")
  var level = 0.95

  @Option(help: "Name of the experiment; the last one of the file by default.")
  var experiment: String?

  @Option(
    name: .customLong("variant"),
    help: "A variant to rank; may be repeated. All by default."
  )
  var variants: [String] = []

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a results file") }
    if !(0.5...0.9999).contains(level) {
      throw ValidationError("--level must be 0.5 to 0.9999, got \(level)")
    }
    if !(2...1000).contains(firstStage) {
      throw ValidationError("--first-stage must be 2 to 1000, got \(firstStage)")
    }
    if let zone, !(zone >= 1e-100 && zone.isFinite) {
      throw ValidationError("--zone must be at least 1e-100, got \(zone)")
    }
    if method == .subset, zone != nil {
      throw ValidationError("subset needs no --zone: use it with kim-nelson or rinott")
    }
    if method != .subset, zone == nil {
      throw ValidationError(
        "\(method.rawValue) needs --zone, the difference in the metric's unit that does not matter"
      )
    }
  }

  func run() throws {
    let input = try ComparisonInput.read(
      try files.map { try ResultFile.openForReading(path: $0) },
      experiment: experiment,
      variants: variants,
      metrics: [metric]
    )
    do {
      let ranking = try Ranking(
        input,
        by: method,
        zone: zone ?? 0,
        firstStage: firstStage,
        level: level
      )
      let text = RankingText(
        ranking,
        names: input.systems.map(\.name),
        seeds: input.seedCount,
        level: level
      )
      Terminal.print(json ? text.json : text.text)
      for warning in ComparisonWarning.all(of: input) {
        Terminal.note("warning: \(warning.words(level: level))")
      }
    } catch {
      throw CommandError(status: .badInput, message: Self.message(of: error))
    }
  }

  private static func message(of trouble: Ranking.Trouble) -> String {
    switch trouble {
    case .noDirection(let metric):
      "\(metric) has no better direction: rank on another metric"
    case .tooFewPairs(let found, let needed):
      "all variants have \(found) replications in common, and the first stage needs \(needed): run "
        + "more, or say a smaller --first-stage"
    case .commonNumbers:
      "rinott needs independent runs, and these have common random numbers: use --method kim-nelson, "
        + "or run the experiment with \"random_numbers\": \"independent\""
    case .tooFewRuns(let variant, let found, let needed):
      "'\(variant)' has \(found) runs with a value, and \(needed) are needed: run more"
    case .levelTooLow(let least):
      "--level must be above \(NumberText.significant(least)), the chance of guessing"
    }
  }
}

/// A ranking as people and programs read it.
struct RankingText {
  private let ranking: Ranking
  private let names: [String]
  private let seeds: Int
  private let level: Double

  init(_ ranking: Ranking, names: [String], seeds: Int, level: Double) {
    self.ranking = ranking
    self.names = names
    self.seeds = seeds
    self.level = level
  }

  private func name(_ place: Ranking.Place) -> String { TerminalText.visible(names[place.system]) }

  var text: String {
    let numbers = IntervalText(halfWidths: [], values: ranking.places.map(\.mean))
    var table = TextTable([
      ("variant", .left), ("mean", .right), ("runs", .right), ("", .left),
    ])
    for place in ranking.places {
      let standing =
        place.isKept
        ? place.needed.map { "may be the best; decided at \($0) runs at the latest" }
          ?? (ranking.selected == place.system ? "the best" : "may be the best")
        : "not the best"
      table.add([name(place), numbers.number(place.mean), "\(place.count)", standing])
    }
    let unit = ranking.metric.unit == "1" ? "" : " [\(ranking.metric.unit)]"
    let goal = ranking.metric.direction == .lower ? "lower" : "higher"
    let pairs = ranking.isPaired ? "common random numbers" : "independent runs"
    return
      (["\(ranking.metric.name)\(unit), \(goal) is better; \(ranking.method.rawValue), \(pairs)"]
      + table.lines + ["", conclusion]).joined(separator: "\n")
  }

  private var conclusion: String {
    let sure = NumberText.percent(level, decimals: 1)
    if let selected = ranking.selected {
      return
        "'\(TerminalText.visible(names[selected]))' is the best one, with a probability of \(sure) "
        + "or more" + (ranking.method == .subset ? "" : ", or within the zone of it")
    }
    let kept = ranking.places.filter(\.isKept)
    guard let needed = kept.compactMap(\.needed).max() else {
      let list = kept.map { "'\(name($0))'" }.joined(separator: ", ")
      return "The best one is among \(list), with a probability of \(sure) or more"
    }
    guard needed <= 100_000 else {
      return
        "Not decided yet, nor by 100000 runs of each: the zone is too small for the spread of the runs; "
        + "say a larger --zone, or use --method subset"
    }
    let each = (needed + seeds - 1) / seeds
    let list = seeds > 1 ? ", each with \(seeds) seeds" : ""
    return "Not decided yet: \(needed) runs of each decide at the latest (parksim experiment FILE "
      + "--replications \(each)\(list)); a larger --zone needs fewer, and --method subset takes what is there"
  }

  var json: String {
    let places = ranking.places.map { place in
      JSONNode.Value.members([
        ("variant", .string(names[place.system])), ("mean", .double(place.mean)),
        ("n", .integer(place.count)), ("may_be_best", .bool(place.isKept)),
        ("runs_needed", place.needed.map { .integer($0) } ?? .null),
      ])
    }
    return JSONNode.Value.members([
      ("metric", .string(ranking.metric.name)), ("method", .string(ranking.method.rawValue)),
      ("probability", .double(level)), ("is_paired", .bool(ranking.isPaired)),
      ("selected", ranking.selected.map { .string(names[$0]) } ?? .null),
      ("variants", .list(places)),
    ]).node.prettyText
  }
}
