import ArgumentParser
import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// `parksim effects`: says what each factor of an experiment does.
struct EffectsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effects",
    abstract: "Say what each factor of an experiment does to a metric.",
    discussion: """
      An analysis of variance over all variants that were run: what each factor does over all values of
      the others, what two of them do together, and how much of the variation each explains. With
      common random numbers the replications are blocks. Where combinations are missing, a term is what
      it explains beyond all others.

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

  @Flag(help: "Take numbers as they stand, without looking whether they were edited.")
  var unchecked = false

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if let level, !(0.5...0.9999).contains(level) {
      throw ValidationError("--level must be 0.5 to 0.9999, got \(level)")
    }
  }

  func run() throws {
    var request = ComparisonRequest()
    request.experiment = experiment
    request.metrics = [metric]
    request.checksDigests = !unchecked
    let (input, drifts, _) = try ComparisonInput.read([file], request)
    let level = level ?? input.level ?? 0.95
    do {
      let text = EffectsText(try FactorEffects(input), level: level, aside: input.aside)
      json ? Terminal.printData(text.json) : Terminal.print(text.text)
    } catch {
      throw CommandError(status: .badInput, message: Self.message(of: error))
    }
    for warning in ComparisonWarning.all(of: input, drifts: drifts) {
      Terminal.note("warning: \(warning.words(of: input.systems.count).english)")
    }
  }

  private static func message(of trouble: FactorEffects.Trouble) -> String {
    switch trouble {
    case .noFactors:
      "the experiment has no factors: name keys and values under \"factors\" of its file"
    case .tooFewRuns(let count):
      "all variants have \(count) replications in common, and effects need two or more: run the experiment"
    case .nothingMoved:
      "no factor has two values among the variants that were run: run more of them"
    }
  }
}
