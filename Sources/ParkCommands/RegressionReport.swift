import Experiments
import Wording

/// Why a baseline can not be judged.
struct RegressionTrouble {
  /// How a process with this trouble alone ends.
  let status: ExitStatus
  /// What is wrong, as it is told.
  let message: String
  /// The same for programs.
  let english: String

  init(_ error: any Error) {
    let status = ExitStatus(of: error)
    self.status = status
    message = status.message(for: error)
    english = SpokenLanguage.$current.withValue(.english) { status.message(for: error) }
  }
}

/// What became of one baseline.
enum RegressionOutcome {
  /// It was judged.
  case judged(JudgedBaseline)
  /// It was made anew in the format of this version.
  case adopted(path: String)
  /// It can not be judged: it is missing or broken, or its scenario is.
  case unjudged(path: String, RegressionTrouble)

  /// How a process with this outcome alone ends; nil if it holds.
  var status: ExitStatus? {
    switch self {
    case .judged(let judged): judged.fails ? .checkFailed : nil
    case .adopted: nil
    case .unjudged(_, let trouble): trouble.status
    }
  }
}

/// Outcomes as JUnit XML, which test reports of CI systems read.
///
/// What differs is a failure; what can not be judged is an error.
enum JUnitText {
  static func text(of outcomes: [RegressionOutcome]) -> String {
    // As all that programs read, it is the same in every language.
    SpokenLanguage.$current.withValue(.english) { document(outcomes) }
  }

  private static func document(_ outcomes: [RegressionOutcome]) -> String {
    let failures = outcomes.count { $0.status == .checkFailed }
    let errors = outcomes.count { $0.isUnjudged }
    let counts = "tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      "<testsuites name=\"parksim regress\" \(counts)>",
      "  <testsuite name=\"parksim regress\" \(counts) skipped=\"0\">",
    ]
    for outcome in outcomes { lines += testCase(outcome) }
    return (lines + ["  </testsuite>", "</testsuites>", ""]).joined(separator: "\n")
  }

  private static func testCase(_ outcome: RegressionOutcome) -> [String] {
    let (scenario, name, result): (String, String, String)
    switch outcome {
    case .judged(let judged):
      let text = escaped(RegressionText(judged).text)
      scenario = judged.baseline.scenario
      name = "seed \(judged.baseline.seed), replication \(judged.baseline.replication)"
      result =
        judged.fails
        ? "<failure message=\"differs from its baseline\">\(text)</failure>"
        : "<system-out>\(text)</system-out>"
    case .adopted(let path):
      (scenario, name) = (path, "baseline")
      result = "<system-out>made anew</system-out>"
    case .unjudged(let path, let trouble):
      (scenario, name) = (path, "baseline")
      result = "<error message=\"can not be judged\">\(escaped(trouble.english))</error>"
    }
    return [
      "    <testcase classname=\"\(escaped(scenario))\" name=\"\(escaped(name))\">",
      "      " + result,
      "    </testcase>",
    ]
  }

  /// A text as XML has it; controls that XML 1.0 does not know become U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
    }
    return result
  }
}

extension RegressionOutcome {
  fileprivate var isUnjudged: Bool { if case .unjudged = self { true } else { false } }
}
