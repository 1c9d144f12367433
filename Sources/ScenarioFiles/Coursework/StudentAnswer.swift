package import Wording

/// What a student answers to a question.
package enum StudentAnswer: Hashable, Sendable {
  /// A number, in the unit of the question.
  case number(Double)
  /// The id of a choice.
  case choice(String)
  /// Words.
  case text(String)

  /// Most characters of an answer in words.
  package static let longestText = 4_000

  var value: JSONNode.Value {
    switch self {
    case .number(let number): .double(number)
    case .choice(let text), .text(let text): .string(text)
    }
  }
}

/// The answers of a student, by question; what was not answered is not there.
package typealias StudentAnswers = [String: StudentAnswer]

/// Reads and writes answers to the questions of an assignment.
package struct AnswersFile {
  /// Name of the file in a student's folder.
  package static let name = "answers.json"

  private static let ask = "ask"
  private static let answer = "answer"
  private let questions: [Assignment.Question]

  /// Prepares to read answers to some questions.
  package init(_ questions: [Assignment.Question]) {
    self.questions = questions
  }

  /// A file to be filled in: each question in a language, with what may be answered, and null.
  ///
  /// - Parameter language: Language of the questions.
  /// - Returns: JSON text that ends with a line feed.
  package func template(in language: Language) -> String {
    let members = questions.map { question -> MadeMember in
      var members: [MadeMember] = [(Self.ask, .string(question.ask[language]))]
      switch question.kind {
      case .number(let unit):
        if !unit.isEmpty { members.append(("unit", .string(unit))) }
      case .choice(let choices):
        members.append(
          ("choices", .members(choices.map { ($0.id, .string($0.words[language])) }))
        )
      case .text: break
      }
      return (question.id, .members(members + [(Self.answer, .null)]))
    }
    return JSONNode.Value.members(members).node.prettyText + "\n"
  }

  /// Reads the answers file of a student's folder.
  ///
  /// - Throws: `ScenarioFaults`.
  package func read(_ path: String) throws -> StudentAnswers {
    let faults = FaultCollector()
    let node = JSONNode.parse(try ScenarioFile.text(of: path), faults: faults)
    try faults.throwIfAny()
    let answers = node.map { read($0, at: "", faults: faults) }
    try faults.throwIfAny()
    return answers ?? [:]
  }

  /// Reads answers, each as it stands or as `answer` of an object.
  func read(_ node: JSONNode, at pointer: String, faults: FaultCollector) -> StudentAnswers {
    guard let members = node.members else {
      let fault = FormatFault.notAnObject(found: node.summary)
      faults.report(ScenarioFault(fault, at: node.span, pointer: pointer))
      return [:]
    }
    var answers: StudentAnswers = [:]
    for member in members {
      let place = JSONPointer.appending(member.key, to: pointer)
      guard let question = questions.first(where: { $0.id == member.key }) else {
        let fault = CourseworkFault.unknownQuestion(member.key, known: questions.map(\.id))
        faults.report(ScenarioFault(fault, at: member.keySpan, pointer: place))
        continue
      }
      var node = member.value
      if node.members != nil {
        guard let answer = node[Self.answer] else {
          let fault = CourseworkFault.noAnswer(member.key)
          faults.report(ScenarioFault(fault, at: node.span, pointer: place))
          continue
        }
        node = answer
      }
      if node.isNull { continue }
      if let answer = answer(node, question) {
        answers[question.id] = answer
      } else {
        let fault = CourseworkFault.wrongAnswer(found: node.summary, question)
        faults.report(ScenarioFault(fault, at: node.span, pointer: place))
      }
    }
    return answers
  }

  /// An answer; nil if it is none of that kind.
  private func answer(_ node: JSONNode, _ question: Assignment.Question) -> StudentAnswer? {
    switch (question.kind, node.value) {
    case (.number, .number(let number)): .number(number.value)
    case (.choice(let choices), .string(let text)):
      choices.contains { $0.id == text } ? .choice(text) : nil
    case (.text, .string(let text)):
      text.unicodeScalars.count <= StudentAnswer.longestText ? .text(text) : nil
    default: nil
    }
  }

  /// Answers as an object, in the order of the questions; null where there is none.
  func value(_ answers: StudentAnswers) -> JSONNode.Value {
    .members(questions.map { ($0.id, answers[$0.id]?.value ?? .null) })
  }
}
