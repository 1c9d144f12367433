import ScenarioFiles
import Wording

/// What must hold of the faults that a reader reports.
enum FaultCheck {
  /// Longest text of all faults of one input, in bytes a fault: a line of it, cut, and the words.
  private static let textLimit = 4_000

  /// What does not hold of an error that a reader has thrown.
  static func breaches(of error: any Error) -> [String] {
    guard let error = error as? ScenarioFaults else { return ["threw \(error)"] }
    guard !error.faults.isEmpty else { return ["threw no fault"] }
    return error.faults.flatMap { breaches(of: $0) }
  }

  private static func breaches(of fault: ScenarioFault) -> [String] {
    var breaches: [String] = []
    if fault.place.line < 1 || fault.place.column < 1 { breaches.append("\(fault) is nowhere") }
    if FaultCode(rawValue: fault.code) == nil { breaches.append("\(fault) has an unknown code") }
    for language in Language.allCases {
      let text = fault.text(in: language)
      if text.utf8.count > textLimit {
        breaches.append("\(fault.code) takes \(text.utf8.count) bytes in \(language)")
      }
      // A terminal must show a message and never obey it.
      let isVisible = text.unicodeScalars.allSatisfy { $0 == "\n" || !isControl($0) }
      if !isVisible { breaches.append("\(fault.code) shows a control character in \(language)") }
    }
    return breaches
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
