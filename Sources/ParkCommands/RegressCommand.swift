import ArgumentParser
import Experiments
import Foundation
import LogisticsPark
import ScenarioFiles

/// `parksim regress`: compares runs with the committed baselines.
struct RegressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regress",
    abstract: "Run the baselines' scenarios again and say what differs; exit 1 if anything does.",
    discussion: """
      A baseline holds the fingerprint of a run's events and its metrics. After a change that is
      meant to alter results, look at the differences, then accept them with a reason.

      Examples:
        parksim regress
        parksim regress --set dispatch.policy=nearest
        parksim regress --accept --reason "Drones now land at the nearest pad"
      """
  )

  @Argument(help: "Baseline files; all in the baselines folder by default.")
  var files: [String] = []

  @Option(help: "Folder with the baselines.")
  var baselines = "Results/baselines"

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Change a key of the scenario, to see what it alters; may be repeated.",
      valueName: "key=value"
    )
  )
  var settings: [String] = []

  @Option(help: "Make a new baseline for a scenario file, with --reason.")
  var add: String?

  @Flag(help: "Adopt what differs as the new baseline, with --reason.")
  var accept = false

  @Option(help: "Why the new results are right.")
  var reason: String?

  @Option(parsing: .unconditional, help: "Seed of a new baseline, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  func validate() throws {
    if accept || add != nil, (reason ?? "").isEmpty {
      throw ValidationError("--accept and --add need --reason \"why the new results are right\"")
    }
    if accept || add != nil, !settings.isEmpty {
      throw ValidationError(
        "--accept and --add do not go with --set: change the scenario file instead"
      )
    }
    guard seed < 1 << 53 else {
      throw ValidationError("--seed must be 0 to 9007199254740991, got \(seed)")
    }
  }

  func run() throws {
    if let add { return try addBaseline(of: add) }
    var failures = 0
    for path in try paths() {
      let baseline = try read(path)
      let current = try measure(baseline)
      guard let difference = BaselineDifference(from: baseline, to: current) else {
        Terminal.print("same     \(baseline.scenario): \(baseline.eventCount) events")
        continue
      }
      Terminal.print(DifferenceText(difference, baseline: baseline).text)
      if accept {
        try write(current, to: path)
        Terminal.print("accepted \(path)")
      } else {
        failures += 1
      }
    }
    if failures > 0 { throw CommandError(status: .checkFailed, message: "") }
  }

  private func addBaseline(of scenario: String) throws {
    let name = URL(fileURLWithPath: scenario).deletingPathExtension().lastPathComponent
    let folder = URL(fileURLWithPath: scenario).deletingLastPathComponent().lastPathComponent
    let path = "\(baselines)/\(folder)-\(name)-seed\(seed).json"
    let baseline = try Baseline(
      path: scenario,
      scenario: ScenarioFile.load(scenario),
      seed: seed,
      replication: 1,
      reason: reason ?? ""
    )
    try write(baseline, to: path)
    Terminal.print("added    \(path)")
  }

  private func paths() throws -> [String] {
    if !files.isEmpty { return files }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: baselines)) ?? []
    let found = names.filter { $0.hasSuffix(".json") }.sorted().map { "\(baselines)/\($0)" }
    guard !found.isEmpty else {
      throw CommandError(
        status: .badInput,
        message: "no baselines in \(baselines): call from the project's folder or name files"
      )
    }
    return found
  }

  private func read(_ path: String) throws -> Baseline {
    guard let data = FileManager.default.contents(atPath: path) else {
      let why =
        FileManager.default.fileExists(atPath: path)
        ? "it can not be read: check that it is a file and its permissions"
        : "there is no such baseline: check the path, or make one with --add SCENARIO --reason TEXT"
      throw CommandError(status: .badInput, message: "'\(path)': \(why)")
    }
    do {
      return try Baseline.read(from: data)
    } catch {
      throw CommandError(
        status: .badInput,
        message: "\(path) is not a baseline: restore it, or make it anew with --add"
      )
    }
  }

  private func measure(_ baseline: Baseline) throws -> Baseline {
    try Baseline(
      path: baseline.scenario,
      scenario: ScenarioFile.load(baseline.scenario, settings: settings),
      seed: baseline.seed,
      replication: baseline.replication,
      reason: reason ?? baseline.reason
    )
  }

  private func write(_ baseline: Baseline, to path: String) throws {
    do {
      try baseline.fileData().write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandError(status: .storage, message: "can not write the baseline \(path)")
    }
  }
}

/// What differs from a baseline, in words.
struct DifferenceText {
  private let difference: BaselineDifference
  private let baseline: Baseline

  /// Metrics shown at the most.
  private static let shown = 8

  init(_ difference: BaselineDifference, baseline: Baseline) {
    self.difference = difference
    self.baseline = baseline
  }

  var text: String {
    var lines = ["DIFFERS  \(baseline.scenario), seed \(baseline.seed)"]
    if difference.scenarioChanged { lines.append("  the scenario itself has changed") }
    if let block = difference.firstBlock {
      let first = block * Fingerprint.blockLength + 1
      let last = (block + 1) * Fingerprint.blockLength
      lines.append("  events differ, for the first time among events \(first) to \(last)")
    } else {
      lines.append("  the events are the same, metrics differ")
    }
    if difference.eventCounts.before != difference.eventCounts.now {
      lines.append(
        "  \(difference.eventCounts.before) events before, \(difference.eventCounts.now) now"
      )
    }
    for change in difference.changes.prefix(Self.shown) { lines.append("  " + text(change)) }
    let rest = difference.changes.count - Self.shown
    if rest > 0 { lines.append("  and \(rest) more metrics") }
    return lines.joined(separator: "\n")
  }

  private func text(_ change: BaselineDifference.Change) -> String {
    let before = change.before.map(NumberText.significant) ?? "none"
    let now = change.now.map(NumberText.significant) ?? "none"
    let error =
      change.relativeError.isFinite
      ? " (\(NumberText.percent(change.relativeError, decimals: 2)))" : ""
    return "\(change.name) \(before) -> \(now)\(error)"
  }
}
