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
      throw ValidationError(
        "--level must be 0.5 to 0.9999, got \(level)",
        "--level 须为 0.5 到 0.9999，此处为 \(level)"
      )
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
      throw CommandError(status: .badInput, Self.words(of: error))
    }
    for warning in ComparisonWarning.all(of: input, drifts: drifts) {
      Terminal.note(Phrase("warning: ", "警告：") + warning.words(of: input.systems.count))
    }
  }

  private static func words(of trouble: FactorEffects.Trouble) -> Phrase {
    switch trouble {
    case .noFactors:
      Phrase(
        "the experiment has no factors: name keys and values under \"factors\" of its file",
        "实验没有因素：请在其文件的 \"factors\" 下写明键和取值"
      )
    case .tooFewRuns(let count):
      Phrase(
        "all variants have \(count) replications in common, and effects need two or more: run the experiment",
        "全部方案共有 \(count) 次重复，而效应需要两次或更多：请运行实验"
      )
    case .nothingMoved:
      Phrase(
        "no factor has two values among the variants that were run: run more of them",
        "已运行的方案中没有因素有两个取值：请运行更多方案"
      )
    }
  }
}
