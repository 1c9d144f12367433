import ArgumentParser
import DiscreteEvents
import Experiments
import ScenarioFiles
import Wording

/// `parksim fork`: goes on from a saved run with something changed.
struct ForkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork",
    abstract: "Go on from a saved run with something changed: what if, from that instant on.",
    discussion: """
      The forked run shares its past with the saved one, event by event, and all chances after it.
      Without --set it is the saved run resumed. Keys that may change while a park runs:

      \(keys)

      Examples:
        parksim run Scenarios/shangrao/day.json --until 17:00 --save Results/day-1700.checkpoint
        parksim fork Results/day-1700.checkpoint --set dispatch.policy=nearest --out Results/day.sqlite
        parksim fork Results/day-1700.checkpoint --set charging.depot.chargers.standard.count=10 --variant two-more-bays
      """
  )

  private static let keys = LiveKey.all
    .map { "  \($0.path)\n      \($0.meaning.english)" }
    .joined(separator: "\n")

  @Argument(help: "File in which run --save saved a run.")
  var checkpoint: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a live key from the saved instant on, such as charging.depot.chargers.standard.count=10; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @Option(
    help: "Name of the run in the results file; the settings and the instant by default."
  )
  var variant: String?

  @Option(help: "Results file; Results/<scenario's file name>.sqlite by default.")
  var out: String?

  @Flag(help: "Start the results file anew instead of adding to it.")
  var replace = false

  @OptionGroup var limits: LimitArguments

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws { try StoredRuns.validate(out: out, variant: variant) }

  func run() throws {
    for setting in settings {
      guard let refusal = LiveKey.refusal(of: setting) else { continue }
      throw CommandError(status: .badInput, refusal)
    }
    let saved = try CheckpointFile.read(checkpoint)
    let scenario = try ScenarioFile.read(
      resolved: SourceText(name: "scenario in \(checkpoint)", text: saved.scenario.canonicalText),
      settings: settings
    )
    var batch = saved.batch(scenario: scenario, variant: variant ?? standardVariant(of: saved))
    batch.limits = limits.limits
    try CostGate.check(batch.cost, limits.limits)
    try StoredRuns(
      batch: batch,
      scenarioPath: saved.scenarioPath,
      parent: saved,
      checkpointPath: checkpoint,
      out: out,
      replace: replace,
      json: json,
      command: RunCommandLine(
        scenario: saved.scenarioPath,
        settings: [],
        options: [],
        isSaved: true
      )
    ).run()
  }

  /// The settings with the instant, since a run that had them from its start is another one.
  private func standardVariant(of saved: Checkpoint) -> String {
    guard !settings.isEmpty else { return saved.variant }
    let before = saved.variant == "base" ? "" : saved.variant + ", "
    return before + settings.joined(separator: " ") + " from \(saved.clock)"
  }
}
