import ArgumentParser
import Experiments
import OutputStatistics
import ResultStore
import ScenarioFiles

/// Forms in which a comparison is printed.
enum ComparisonForm: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// One object with everything.
  case json
  /// A row for each metric and variant.
  case csv
}

/// `parksim compare`: says what differs between variants, and how sure that is.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say in what variants differ, which is better, and how sure that is.",
    discussion: """
      Of a file with an experiment its variants are compared with its standard on its primary metrics;
      else every variant in the files with the first one. Runs with the same seed and number belong
      together (common random numbers) and are compared in pairs. A difference counts as real if it is
      beyond chance when all differences of all metrics are read together (Holm). Without an experiment
      the metrics are lead_time_s, on_time_share, backlog_orders and energy_grid_kwh.

      Examples:
        parksim compare Results/bays.sqlite
        parksim compare Results/bays.sqlite --variant bays-08 --variant bays-12 --metric lead_time_s
        parksim compare Results/bays.sqlite --format csv
      """
  )

  @Argument(help: "Results files.")
  var files: [String]

  @Option(help: "Name of the experiment; the last one of the file by default.")
  var experiment: String?

  @Option(
    name: .customLong("variant"),
    help: "A variant to compare, the standard first; may be repeated. All by default."
  )
  var variants: [String] = []

  @Option(
    name: .customLong("metric"),
    help: "A metric to judge on; may be repeated. Those of the experiment by default."
  )
  var metrics: [String] = []

  @Option(
    parsing: .unconditional,
    help: "Confidence level, 0.5 to 0.9999; that of the experiment, or 0.95, by default."
  )
  var level: Double?

  @Option(help: "text, json or csv.")
  var format = ComparisonForm.text

  @Flag(help: "Print one JSON object on standard output, as --format json does.")
  var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("name a results file") }
    if let level, !(0.5...0.9999).contains(level) {
      throw ValidationError("--level must be 0.5 to 0.9999, got \(level)")
    }
  }

  func run() throws {
    let files = try files.map { try ResultFile.openForReading(path: $0) }
    let input = try ComparisonInput.read(
      files,
      experiment: experiment,
      variants: variants,
      metrics: metrics
    )
    let comparison = Comparison(
      input,
      level: level ?? input.level ?? 0.95,
      drifts: try LeadTimeDrift.all(of: input, in: files)
    )
    switch json ? .json : format {
    case .text: Terminal.print(ComparisonText(comparison).text)
    case .json: Terminal.print(ComparisonData(comparison).json)
    case .csv:
      Terminal.print(ComparisonData(comparison).csv)
      for warning in comparison.warnings {
        Terminal.note("warning: \(warning.words(level: comparison.level))")
      }
    }
  }
}

extension ComparisonInput {
  /// Reads what is to be compared; what is not there is bad input, with what there is.
  static func read(
    _ files: [ResultFile],
    experiment: String?,
    variants: [String],
    metrics: [String]
  ) throws -> ComparisonInput {
    do {
      return try ComparisonInput(
        files,
        experiment: experiment,
        variants: variants,
        metrics: metrics
      )
    } catch let trouble as Trouble {
      throw CommandError(status: .badInput, message: trouble.message)
    }
  }
}

extension ComparisonInput.Trouble {
  fileprivate var message: String {
    switch self {
    case .unknownExperiment(let name, let known):
      Self.message("experiment", name, known)
    case .unknownVariant(let name, let known): Self.message("variant", name, known)
    case .unknownMetric(let name, let known): Self.message("metric", name, known)
    case .nothingToCompareWith(let name):
      "'\(name)' alone can not be compared: name the standard and at least one more with --variant"
    case .variantTwice(let name): "the variant '\(name)' is named twice"
    case .tooFewVariants(let names):
      names.isEmpty
        ? "there are no complete runs to compare: run two variants first"
        : "there is only one variant, '\(names[0])': run another one into the file, such as "
          + "parksim run SCENARIO --set key=value"
    }
  }

  private static func message(_ what: String, _ name: String, _ known: [String]) -> String {
    let near = NearestName.of(name, among: known).map { "write '\($0)'; " } ?? ""
    let list = known.isEmpty ? "there are none" : "there are " + known.joined(separator: ", ")
    return "there is no \(what) '\(name)': \(near)\(list)"
  }
}
