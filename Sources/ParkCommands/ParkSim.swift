import ArgumentParser
import Experiments
import Foundation
import ResultStore
import ScenarioFiles

/// The `parksim` command line.
public enum ParkSim {
  /// Version that `--version` prints and results carry.
  package static let version = "0.1.0"

  /// Runs the command that the process's arguments name, and ends the process.
  ///
  /// Exit codes: 0 done, 1 a check did not hold, 2 bad input or arguments, 70 a breach of what
  /// must hold in every run, 74 disk or database, 130 interrupted.
  public static func main() -> Never {
    Terminal.prepare()
    Interruption.keepCompleteRuns()
    do {
      var words = SpokenLanguage.WordsOfCommand(try CommandWords.ofProcess())
      let language = try words.takeLanguage(environment: ProcessInfo.processInfo.environment)
      let note = words.note(in: language)
      SpokenLanguage.$current.withValue(language) { run(words.rest, note: note) }
    } catch {
      end(with: error)
    }
  }

  /// - Parameters:
  ///   - arguments: The words of the command line.
  ///   - note: What is said after an answer; after an error the error says enough.
  private static func run(_ arguments: [String], note: String?) -> Never {
    do {
      try ArgumentLimit.check(arguments)
      try CommandNames.check(arguments)
      var command = try RootCommand.parseAsRoot(CommandWords.arranged(arguments))
      try command.run()
      if let note { Terminal.note(note) }
      Foundation.exit(ExitStatus.done.rawValue)
    } catch {
      end(with: error, note: note)
    }
  }

  private static func end(with error: any Error, note: String? = nil) -> Never {
    let status = ExitStatus(of: error)
    let message = status.message(for: error)
    if !message.isEmpty {
      status == .done ? Terminal.print(message) : Terminal.note(message)
    }
    if status == .done, let note { Terminal.note(note) }
    Foundation.exit(status.rawValue)
  }
}

/// The root of the command tree.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parksim",
    abstract: "Simulates a smart logistics park: orders, people, drones, batteries, charging.",
    discussion: """
      A scenario is a JSON file. `run` simulates it and writes every number to a SQLite file.

      First steps:
        parksim run Scenarios/shangrao/day.json
        parksim metrics Results/day.sqlite
        parksim scenario load Scenarios/shangrao/day.json

      --lang zh, or LANG=zh_CN.UTF-8 in the environment, explains faults and formats of scenarios in
      Chinese; results and help are in English.
      """,
    version: ParkSim.version,
    subcommands: [
      RunCommand.self, ExperimentCommand.self, CompareCommand.self, RankCommand.self,
      EffectsCommand.self, WarmUpCommand.self,
      PlanCommand.self, MergeCommand.self, RunsCommand.self,
      ForkCommand.self, MetricsCommand.self, ReportCommand.self, PlotCommand.self,
      QueryCommand.self,
      ExportCommand.self, ImportCommand.self, ResultsUpgradeCommand.self, TraceCommand.self,
      ScenarioCommand.self, SchemaCommand.self, ExplainCommand.self, RegressCommand.self,
      VerifyCommand.self, ServeCommand.self, LabCommand.self, GradeCommand.self,
      JudgeCommand.self,
    ]
  )
}
