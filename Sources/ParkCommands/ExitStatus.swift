import ArgumentParser
import Experiments
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles
import Wording

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
    let words: Phrase? =
      switch error {
      case let error as StoreError: error.words
      case let error as CheckpointError: error.words
      case let error as BatchError: error.words
      case let error as BreachError: error.words
      case let error as LimitError: error.words
      case let error as ReportError: error.words
      case let error as CommandError: error.words
      default: nil
      }
    if let words {
      return words.english.isEmpty ? "" : (Phrase("error: ", "错误：") + words).spoken
    }
    if let faults = error as? ScenarioFaults { return faults.text(in: SpokenLanguage.current) }
    return ParserWords.message(for: error)
  }
}

/// An error that a command finds by itself.
struct CommandError: Error {
  /// How the process ends.
  var status: ExitStatus
  /// One line: what is wrong and a way out; empty where everything has been said.
  var words: Phrase

  /// Makes an error.
  init(status: ExitStatus, _ english: String, _ chinese: String) {
    self.init(status: status, Phrase(english, chinese))
  }

  /// Makes an error of words that are there.
  init(status: ExitStatus, _ words: Phrase) {
    self.status = status
    self.words = words
  }

  /// Makes an error after everything has been said.
  init(silently status: ExitStatus) {
    self.init(status: status, Phrase(same: ""))
  }
}

extension ValidationError {
  /// What is wrong with the words of a command.
  init(_ english: String, _ chinese: String) {
    self.init(Phrase(english, chinese).spoken)
  }
}
