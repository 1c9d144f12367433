import Wording

extension CourseworkFault {
  var english: FaultWords {
    switch self {
    case .stepsOfPersonal(let least, let most):
      FaultWords(
        "from, through and step must make at least \(least) and at most \(most) steps",
        help: "write through above from, and a step that is smaller than their difference"
      )
    case .opensNothing(let key):
      FaultWords(
        "the starting scenario has nothing at \(TerminalText.quoted(key))",
        help: "parksim scenario show prints its keys; * stands for one part of a key"
      )
    case .noNumberThere(let key):
      FaultWords(
        "the starting scenario has no number at \(TerminalText.quoted(key))",
        help: "parksim scenario show prints its keys"
      )
    case .unknownMetric(let name, let near):
      FaultWords(
        "there is no metric \(TerminalText.quoted(name))",
        help: (near.map { "write \"\($0)\"; " } ?? "") + "parksim metrics prints all"
      )
    case .noDirection(let name):
      FaultWords(
        "neither more nor less of \(TerminalText.quoted(name)) is better",
        help: "write a \"goal\" with a bound"
      )
    case .otherPoints(let points, let told):
      FaultWords(
        "the hidden checks bring \(NumberText.significant(points)) points, and the assignment says \(NumberText.significant(told))",
        help:
          "write \"hidden_points\": \(NumberText.significant(points)) in assignment.json, or change the points"
      )
    case .noRightAnswer(let id):
      FaultWords(
        "the right answer to the check \(TerminalText.quoted(id)) is nowhere",
        help:
          "write \"answers\": { \"\(id)\": ... } with a number or the id of a choice, or \"is\" in the check"
      )
    case .noOpenCheck(let id, let known):
      FaultWords(
        "no visible check \(TerminalText.quoted(id)) lacks its answer",
        help: known.isEmpty ? "leave \"answers\" out" : "those that do are " + quotedList(known)
      )
    case .noGoal(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) is no goal",
        help: "write a metric, >= or <=, and a number, such as on_time_share >= 0.95"
      )
    case .oneBound:
      FaultWords("no bound, or two", help: "write one of \"at_least\" and \"at_most\"")
    case .oneTolerance:
      FaultWords("\"share\" and \"within\" together", help: "write one of them")
    case .unknownQuestion(let id, let known):
      FaultWords(
        "there is no such question: \(TerminalText.quoted(id))",
        help: known.isEmpty ? nil : "the questions are " + quotedList(known)
      )
    case .unknownChoice(let id, let known):
      FaultWords(
        "there is no such choice: \(TerminalText.quoted(id))",
        help: "the choices are " + quotedList(known)
      )
    case .factorMissing(let key, let form):
      FaultWords(
        "\(form) needs \"\(key)\"",
        help: "write \"\(key)\": [...] with numbers and keys of the scenario"
      )
    case .noAnswer(let id):
      FaultWords(
        "the object of \(TerminalText.quoted(id)) has no \"answer\"",
        help: "write \"answer\": null where you have none"
      )
    case .wrongAnswer(let found, let question):
      FaultWords(
        "the answer must be \(question.wanted.english), not \(found.english)",
        help: "write \"answer\": \(question.example), or null where you have none"
      )
    case .notANumber(let id):
      FaultWords(
        "the value of \(TerminalText.quoted(id)) is no number",
        help: "begin again with parksim lab start: nobody edits this file"
      )
    case .noStudent(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) can not name a student",
        help: "write letters, digits and . _ @ + -, a letter or digit first"
      )
    case .otherAssignment(let id, let wanted):
      FaultWords(
        "this is for \(TerminalText.quoted(id)), not for \(TerminalText.quoted(wanted))",
        help: "hand in the file that parksim lab submit wrote in the folder of this lab"
      )
    }
  }
}
