import ArgumentParser
import Experiments
import Foundation
import ResultStore
import ScenarioFiles
import Wording

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
    let environment = ProcessInfo.processInfo.environment
    do {
      var words = SpokenLanguage.WordsOfCommand(try CommandWords.ofProcess())
      let language = try words.takeLanguage(environment: environment)
      SpokenLanguage.$current.withValue(language) { run(words.rest) }
    } catch {
      let language = Language.chosen(by: nil, environment: environment) ?? .english
      SpokenLanguage.$current.withValue(language) { end(with: error) }
    }
  }

  private static func run(_ arguments: [String]) -> Never {
    do {
      try ArgumentLimit.check(arguments)
      try CommandNames.check(arguments)
      var command = try RootCommand.parseAsRoot(CommandWords.arranged(arguments))
      try command.run()
      Foundation.exit(ExitStatus.done.rawValue)
    } catch {
      end(with: error)
    }
  }

  private static func end(with error: any Error) -> Never {
    let status = ExitStatus(of: error)
    let message = status.message(for: error)
    if !message.isEmpty {
      status == .done ? Terminal.print(message) : Terminal.note(message)
    }
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

      --lang zh, or LANG=zh_CN.UTF-8 in the environment, has output, help and errors in Chinese; keys,
      commands, options, names of metrics and JSON are the same in every language.
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
