import ArgumentParser
import Experiments
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles

/// How the process ends.
enum ExitStatus: Int32 {
  /// Done.
  case done = 0
  /// A check did not hold.
  case checkFailed = 1
  /// Bad input or arguments.
  case badInput = 2
  /// A breach of what must hold in every run: a bug of ours.
  case breach = 70
  /// Disk or database.
  case storage = 74
  /// The user has interrupted it.
  case interrupted = 130

  /// The status that an error means.
  init(of error: any Error) {
    switch error {
    case is ScenarioFaults: self = .badInput
    case let error as StoreError: self = error.isInputFault ? .badInput : .storage
    case let error as CheckpointError: self = error.isInputFault ? .badInput : .storage
    case is BreachError: self = .breach
    case is LimitError, is ReportError: self = .badInput
    case let error as BatchError: self = ExitStatus(of: error.cause)
    case let error as CommandError: self = error.status
    default:
      switch RootCommand.exitCode(for: error) {
      case .success: self = .done
      case .validationFailure: self = .badInput
      // Nothing of ours: the system refused something.
      default: self = .storage
      }
    }
  }

  /// What to tell about an error, without a line feed at the end.
  func message(for error: any Error) -> String {
    switch error {
    case let error as ScenarioFaults: error.text(in: SpokenLanguage.current)
    case let error as StoreError: "error: \(error.message)"
    case let error as CheckpointError: "error: \(error.message)"
    case let error as BatchError: "error: \(error.message)"
    case let error as BreachError: "error: \(error.message)"
    case let error as LimitError: "error: \(error.message)"
    case let error as ReportError: "error: \(error.message)"
    case let error as CommandError: error.message.isEmpty ? "" : "error: \(error.message)"
    default: RootCommand.fullMessage(for: error)
    }
  }
}

/// An error that a command finds by itself.
struct CommandError: Error {
  /// How the process ends.
  var status: ExitStatus
  /// One line: what is wrong and a way out; empty where everything has been said.
  var message: String
}
