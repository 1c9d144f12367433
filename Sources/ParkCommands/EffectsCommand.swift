import ArgumentParser
import Experiments
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles

/// `parksim effects`: says what each factor of an experiment does.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: "Say what each factor of an experiment does to a metric.",
    discussion: """
      Of factors with two values each, of which every combination was run: the mean change of the metric
      when a factor goes from its first to its second value (main effect), and half the difference that
      another factor makes to that change (interaction). Of other designs: the change when one factor
      alone is moved away from the standard. Runs are taken in pairs; intervals are each by itself.

      Example:
        parksim effects Results/drones-and-bays.sqlite --metric lead_time_s
      """
  )

  @Argument(help: "Results file of an experiment with factors.")
  var file: String

  @Option(help: "The metric.")
  var metric: String

  @Option(help: "Name of the experiment; the last one of the file by default.")
  var experiment: String?

  @Option(
    parsing: .unconditional,
    help: "Confidence level, 0.5 to 0.9999; that of the experiment by default."
  )
  var level: Double?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let level, !(0.5...0.9999).contains(level) {
      throw ValidationError("--level must be 0.5 to 0.9999, got \(level)")
    }
  }

  func run() throws {
    let input = try ComparisonInput.read(
      [try ResultFile.openForReading(path: file)],
      experiment: experiment,
      variants: [],
      metrics: [metric]
    )
    let level = level ?? input.level ?? 0.95
    do {
      let text = EffectsText(try FactorEffects(input, level: level), level: level)
      Terminal.print(json ? text.json : text.text)
    } catch {
      throw CommandError(status: .badInput, message: Self.message(of: error))
    }
    for warning in ComparisonWarning.all(of: input) {
      Terminal.note("warning: \(warning.words(level: level))")
    }
  }

  private static func message(of trouble: FactorEffects.Trouble) -> String {
    switch trouble {
    case .noFactors:
      "the experiment has no factors: name keys and values under \"factors\" of its file"
    case .tooFewRuns(let count):
      "all variants have \(count) replications in common, and effects need two or more: run the experiment"
    case .nothingMovedAlone:
      "no variant differs from the standard in one factor alone: leave constraints out, or name another "
        + "\"standard\""
    }
  }
}

/// Effects as people and programs read them.
struct EffectsText {
  private let found: FactorEffects
  private let level: Double

  init(_ found: FactorEffects, level: Double) {
    self.found = found
    self.level = level
  }

  /// One line: what was moved, and what it did.
  private struct Line {
    var name: String
    var kind: String
    var factors: [Int]
    var mean: Double
    var lower: Double
    var upper: Double
  }

  private var lines: [Line] {
    guard let effects = found.effects, let levels = found.levels else {
      return found.steps.map { step in
        let interval = step.difference.interval(level: level)
        return Line(
          name: "\(found.factors[step.factor]): \(step.from) to \(step.to)",
          kind: "alone",
          factors: [step.factor],
          mean: step.difference.mean,
          lower: interval.lowerBound,
          upper: interval.upperBound
        )
      }
    }
    return effects.effects.map { effect in
      let names = effect.factors.map { found.factors[$0] }
      let isMain = effect.factors.count == 1
      let range = levels[effect.factors[0]]
      return Line(
        name: isMain
          ? "\(names[0]): \(range.low) to \(range.high)" : names.joined(separator: " and "),
        kind: isMain ? "main" : "interaction",
        factors: effect.factors,
        mean: effect.interval.mean,
        lower: effect.interval.lower,
        upper: effect.interval.upper
      )
    }
  }

  var text: String {
    let numbers = IntervalText(
      halfWidths: lines.map { ($0.upper - $0.lower) / 2 },
      values: lines.map(\.mean)
    )
    var table = TextTable([
      ("factor", .left), ("effect", .right), ("interval", .left), ("kind", .left), ("", .left),
    ])
    for line in lines {
      let isClear = line.lower > 0 || line.upper < 0
      table.add([
        TerminalText.visible(line.name), numbers.signed(line.mean),
        numbers.interval(line.lower, line.upper), line.kind, isClear ? "" : "may be none",
      ])
    }
    let unit = found.metric.unit == "1" ? "" : " [\(found.metric.unit)]"
    let percent = NumberText.percent(level, decimals: 1)
    return
      (["\(found.metric.name)\(unit): \(found.replications) replications, \(percent) intervals"]
      + table.lines + (note.map { ["", $0] } ?? [])).joined(separator: "\n")
  }

  /// What the lines leave out, and why.
  private var note: String? {
    guard found.effects == nil else { return nil }
    let why =
      "The design is not a full one of two values each, so each line moves one factor alone away from the "
      + "standard"
    guard found.silent > 0 else { return why }
    let others =
      found.silent == 1
      ? "1 other variant, which moves several factors, is"
      : "\(found.silent) other variants, which move several factors, are"
    let moved = Set(found.steps.map(\.factor))
    let still = found.factors.indices.filter { !moved.contains($0) }
      .map { TerminalText.visible(found.factors[$0]) }
    let unsaid =
      still.isEmpty
      ? ""
      : "; nothing is said of \(still.joined(separator: ", ")), which no variant moves alone from this "
        + "standard: name another \"standard\", or compare the variants"
    return "\(why); \(others) not shown, nor is what factors do together\(unsaid)"
  }

  var json: String {
    let effects = lines.map { line in
      JSONNode.Value.members([
        ("kind", .string(line.kind)),
        ("factors", .list(line.factors.map { .string(found.factors[$0]) })),
        ("name", .string(line.name)), ("effect", .double(line.mean)),
        ("lower", .double(line.lower)), ("upper", .double(line.upper)),
      ])
    }
    return JSONNode.Value.members([
      ("metric", .string(found.metric.name)), ("replications", .integer(found.replications)),
      ("confidence_level", .double(level)), ("effects", .list(effects)),
      ("variants_not_shown", .integer(found.silent)),
    ]).node.prettyText
  }
}
