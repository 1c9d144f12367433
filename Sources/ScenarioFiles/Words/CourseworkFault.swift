import Wording

/// What can be wrong with assignments, and with what students hand in.
enum CourseworkFault: FaultKind {
  case stepsOfPersonal(least: Int, most: Int)
  case opensNothing(String)
  case noNumberThere(String)
  case unknownMetric(String, near: String?)
  case noDirection(String)
  case otherPoints(Double, told: Double)
  case noGoal(String)
  case noRightAnswer(String)
  case noOpenCheck(String, known: [String])
  case oneBound
  case oneTolerance
  case unknownQuestion(String, known: [String])
  case unknownChoice(String, known: [String])
  case factorMissing(String, form: String)
  case noAnswer(String)
  case wrongAnswer(found: Phrase, Assignment.Question)
  case notANumber(String)
  case noStudent(String)
  case otherAssignment(String, wanted: String)

  var code: FaultCode {
    switch self {
    case .stepsOfPersonal: .outOfRange
    case .noOpenCheck, .opensNothing, .noNumberThere, .unknownMetric, .unknownQuestion,
      .unknownChoice:
      .unknownReference
    case .noDirection, .otherPoints, .oneBound, .oneTolerance, .otherAssignment: .inconsistent
    case .factorMissing, .noAnswer, .noRightAnswer: .missingKey
    case .wrongAnswer, .notANumber: .wrongType
    case .noStudent, .noGoal: .malformedText
    }
  }
}

extension Assignment.Question {
  /// What may be answered.
  var wanted: Phrase {
    switch kind {
    case .number(let unit):
      // The unit of a share is 1.
      unit.isEmpty || unit == "1"
        ? Phrase("a number", "一个数") : Phrase("a number in \(unit)", "一个数（单位 \(unit)）")
    case .choice(let choices):
      Phrase(
        "one of \(quotedList(choices.map(\.id)))",
        "以下之一：\(chineseList(choices.map(\.id)))"
      )
    case .text:
      Phrase(
        "a text of at most \(StudentAnswer.longestText) characters",
        "最多 \(StudentAnswer.longestText) 个字符的文字"
      )
    }
  }

  /// An answer as it may look.
  var example: String {
    switch kind {
    case .number: "12.5"
    // An example would be one of the choices, and perhaps the right one.
    case .choice: "\"...\""
    case .text: "\"...\""
    }
  }
}
