import Foundation
import LogisticsPark
import Wording

/// Assignments of labs, and what of them is hidden.
package enum AssignmentFile {
  /// Name of the file in a lab's folder.
  package static let name = "assignment.json"

  /// Reads the assignment of a lab.
  ///
  /// - Parameters:
  ///   - folder: The lab's folder.
  ///   - settings: Personal values of a student, as `--set` takes them.
  /// - Returns: The assignment with its starting scenario.
  /// - Throws: `ScenarioFaults` with everything that is wrong with both.
  package static func load(_ folder: String, settings: [String] = []) throws -> Assignment {
    let faults = FaultCollector()
    let reading = try read(folder + "/" + name, AssignmentFormat.object, faults: faults)
    let start = try StartingScenario(
      folder + "/" + reading[AssignmentFormat.scenario],
      settings: settings,
      in: folder
    )
    let questions = reading[AssignmentFormat.questions].map(question)
    let checks = CheckReading(start: start.scenario, questions: questions)
    let assignment = Assignment(
      id: URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent,
      number: reading[AssignmentFormat.number],
      title: reading[AssignmentFormat.title],
      minutes: reading[AssignmentFormat.minutes],
      folder: folder,
      start: start,
      mayChange: patterns(of: reading, start.scenario),
      replications: reading[AssignmentFormat.replications],
      seed: UInt64(reading[AssignmentFormat.seed]),
      mostWork: reading[AssignmentFormat.mostWork],
      personal: reading[AssignmentFormat.personal].map {
        personal($0, checkedIn: start.scenario)
      },
      questions: questions,
      checks: reading[AssignmentFormat.checks].map(checks.check),
      hiddenPoints: reading[AssignmentFormat.hiddenPoints],
      leaderboard: reading[AssignmentFormat.leaderboard]
    )
    if let metric = assignment.leaderboard, MetricCatalogue.definition(of: metric) == nil {
      reading.report(
        CourseworkFault.unknownMetric(
          metric,
          near: NearestName.of(metric, among: MetricCatalogue.judged.map(\.name))
        ),
        at: AssignmentFormat.leaderboard.format.key
      )
    }
    try faults.throwIfAny()
    return assignment
  }

  /// Reads the hidden checks of an assignment.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - assignment: What they belong to.
  /// - Returns: The checks.
  /// - Throws: `ScenarioFaults`.
  package static func hidden(_ path: String, of assignment: Assignment) throws -> HiddenChecks {
    let faults = FaultCollector()
    let reading = try read(path, HiddenChecksFormat.object, faults: faults)
    let checks = CheckReading(start: assignment.start.scenario, questions: assignment.questions)
    let hidden = HiddenChecks(
      seed: UInt64(reading[HiddenChecksFormat.seed]),
      replications: reading[HiddenChecksFormat.replications],
      checks: reading[AssignmentFormat.checks].map(checks.check),
      answers: answers(reading, to: assignment)
    )
    for check in hidden.checks where check.isOpen {
      reading.report(
        CourseworkFault.noRightAnswer(check.id),
        at: AssignmentFormat.checks.format.key
      )
    }
    // What students are told they can have is what they can have.
    if (hidden.points - assignment.hiddenPoints).magnitude > 1e-9 {
      reading.report(
        CourseworkFault.otherPoints(hidden.points, told: assignment.hiddenPoints),
        at: AssignmentFormat.checks.format.key
      )
    }
    try faults.throwIfAny()
    return hidden
  }

  /// Reads a file by a format.
  static func read(
    _ path: String,
    _ format: ObjectFormat,
    faults: FaultCollector
  ) throws -> ObjectReading {
    let source = try ScenarioFile.text(of: path)
    return try read(source, format, faults: faults)
  }

  /// Reads a text by a format.
  static func read(
    _ source: SourceText,
    _ format: ObjectFormat,
    faults: FaultCollector
  ) throws -> ObjectReading {
    let node = JSONNode.parse(source, faults: faults)
    try faults.throwIfAny()
    guard let node else { preconditionFailure("parsing ended without a value and without a fault") }
    var reader = FormatReader(node, faults: faults)
    let reading = reader.read(format)
    try faults.throwIfAny()
    guard let reading else { preconditionFailure("reading ended without a fault") }
    return reading
  }

  // MARK: - Parts

  /// The right answers to the checks of an assignment that do not say them, all of which must be there.
  private static func answers(
    _ reading: ObjectReading,
    to assignment: Assignment
  ) -> [String: StudentAnswer] {
    let key = HiddenChecksFormat.answers.format.key
    let members = reading[HiddenChecksFormat.answers]?.members ?? []
    let open = assignment.checks.filter(\.isOpen)
    var answers: [String: StudentAnswer] = [:]
    for check in open {
      let node = members.first { $0.key == check.id }?.value
      switch (check.kind, node?.value) {
      case (.value, .number(let number)?): answers[check.id] = .number(number.value)
      case (.choice(let question, _), .string(let text)?):
        answers[check.id] = .choice(text)
        if case .choice(let choices)? = assignment.question(question)?.kind,
          !choices.contains(where: { $0.id == text })
        {
          reading.report(CourseworkFault.unknownChoice(text, known: choices.map(\.id)), at: key)
        }
      default: reading.report(CourseworkFault.noRightAnswer(check.id), at: key)
      }
    }
    for member in members where !open.contains(where: { $0.id == member.key }) {
      reading.report(CourseworkFault.noOpenCheck(member.key, known: open.map(\.id)), at: key)
    }
    return answers
  }

  private static func patterns(of reading: ObjectReading, _ start: Scenario) -> [KeyPattern] {
    let key = AssignmentFormat.mayChange.format.key
    let texts = reading[AssignmentFormat.mayChange] ?? []
    return texts.enumerated().compactMap { index, text in
      let pattern = KeyPattern(text)
      if let pattern, start.leaves.contains(where: { pattern.opens($0.keys) }) { return pattern }
      reading.report(CourseworkFault.opensNothing(text), at: key)
      return nil
    }
  }

  private static func personal(
    _ entry: IdentifiedObject,
    checkedIn start: Scenario
  ) -> Assignment.PersonalValue {
    let object = entry.object
    let key = object[PersonalFormat.key]
    if start.number(at: key) == nil {
      object.report(CourseworkFault.noNumberThere(key), at: PersonalFormat.key.format.key)
    }
    let (from, step) = (object[PersonalFormat.from], object[PersonalFormat.step])
    return Assignment.PersonalValue(
      id: entry.id,
      key: key,
      from: from,
      step: step,
      count: Int(((object[PersonalFormat.through] - from) / step + 1e-9).rounded(.down)) + 1
    )
  }

  private static func question(_ entry: IdentifiedObject) -> Assignment.Question {
    let object = entry.object
    let kind: Assignment.Question.Kind =
      switch object.text(QuestionFormat.kind.key) {
      case "choice":
        .choice(
          object[QuestionFormat.choices].map { choice in
            (
              choice.id,
              Phrase(choice.object[TextFormat.english], choice.object[TextFormat.chinese])
            )
          }
        )
      case "text": .text
      default: .number(unit: object[QuestionFormat.unit] ?? "")
      }
    return Assignment.Question(id: entry.id, ask: object[QuestionFormat.ask], kind: kind)
  }
}
