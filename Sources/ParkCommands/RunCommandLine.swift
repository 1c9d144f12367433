import ScenarioFiles

/// The command of a run as its user gave it, to be repeated with a change.
struct RunCommandLine {
  /// File of the scenario.
  let scenario: String
  /// What `--set` changes.
  let settings: [String]
  /// Options with their values that are to be kept, such as `--seed` and `7`.
  let options: [String]
  /// Name of the variant, if one was given: that of runs with these settings, and no other.
  var variant: String?
  /// Whether the run goes on from a saved one, which no setting of a new run can repeat.
  let isSaved: Bool
  /// Whether changes are simulated beside the run anyway.
  var isAdvising = false

  /// The scenario with the settings, for other commands that take both.
  var scenarioWithSettings: String {
    ([Self.word(scenario)] + Self.set(settings)).joined(separator: " ")
  }

  /// The command with other settings and more options.
  func text(settings: [String], adding more: [String] = []) -> String {
    let name = settings == self.settings ? variant.map { ["--variant", Self.word($0)] } : nil
    let words = ["parksim", "run", Self.word(scenario)] + options.map(Self.word) + (name ?? [])
    return (words + Self.set(settings) + more).joined(separator: " ")
  }

  private static func set(_ settings: [String]) -> [String] {
    settings.flatMap { ["--set", word($0)] }
  }

  /// A word as a shell takes it, such as a path in a command that is suggested.
  static func word(_ text: String) -> String { ShellWord.of(text) }
}
