import LogisticsPark
import Wording

/// Reads checks, and judges what they name.
struct CheckReading {
  /// The scenario to begin with.
  let start: Scenario
  /// What is asked.
  let questions: [Assignment.Question]

  /// A check; what it names and is not there is reported.
  func check(_ entry: IdentifiedObject) -> AssignmentCheck {
    let object = entry.object
    return AssignmentCheck(
      id: entry.id,
      title: object[CheckFormat.title],
      hint: object[CheckFormat.hint],
      points: object[CheckFormat.points],
      kind: kind(object)
    )
  }

  private func kind(_ object: ObjectReading) -> AssignmentCheck.Kind {
    switch object.text(CheckFormat.kind.key) {
    case "goal": goal(object)
    case "better": better(object)
    case "claim": .claim(question: number(object), claim(object), tolerance(object))
    case "value":
      .value(question: number(object), object[CheckFormat.number], tolerance(object))
    case "choice": choice(object)
    case "theory": .theory(question: number(object), theory(object), tolerance(object))
    case "key": key(object)
    case "budget":
      .budget(
        object[CheckFormat.prices].map { price($0.object) },
        atMost: object[CheckFormat.mostPaid]
      )
    case let word: preconditionFailure("the format has no check \(word)")
    }
  }

  // MARK: - Numbers from runs

  private func metric(_ object: ObjectReading) -> String {
    let name = object[CheckFormat.metric]
    check(name, of: object, at: CheckFormat.metric.format.key)
    return name
  }

  private func check(_ name: String, of object: ObjectReading, at key: String) {
    guard MetricCatalogue.definition(of: name) == nil else { return }
    let known = MetricCatalogue.judged.map(\.name)
    let near = NearestName.of(MetricName(name).ofPark, among: known)
    object.report(CourseworkFault.unknownMetric(name, near: near), at: key)
  }

  private func better(_ object: ObjectReading) -> AssignmentCheck.Kind {
    let name = metric(object)
    if MetricCatalogue.definition(of: name)?.direction == MetricDirection.none {
      object.report(CourseworkFault.noDirection(name), at: CheckFormat.metric.format.key)
    }
    return .better(metric: name, by: object[CheckFormat.by])
  }

  private func goal(_ object: ObjectReading) -> AssignmentCheck.Kind {
    let text = object[CheckFormat.goal]
    let key = CheckFormat.goal.format.key
    guard let goal = Goal(text) else {
      object.report(CourseworkFault.noGoal(text), at: key)
      return .budget([], atMost: 0)
    }
    check(goal.metric, of: object, at: key)
    return .goal(goal)
  }

  private func subject(_ object: ObjectReading) -> AssignmentCheck.Subject {
    AssignmentCheck.Subject(rawValue: object[CheckFormat.of]) ?? .answer
  }

  private func claim(_ object: ObjectReading) -> AssignmentCheck.Claim {
    AssignmentCheck.Claim(
      metric: metric(object),
      figure: ClaimedFigure(rawValue: object[CheckFormat.figure]) ?? .mean,
      subject: subject(object),
      change: object[CheckFormat.change]
    )
  }

  // MARK: - Answers

  private func number(_ object: ObjectReading) -> String {
    question(object) { if case .number = $0 { true } else { false } }
  }

  private func question(
    _ object: ObjectReading,
    _ isRight: (Assignment.Question.Kind) -> Bool
  ) -> String {
    let id = object[CheckFormat.question]
    let ids = questions.filter { isRight($0.kind) }.map(\.id)
    if !ids.contains(id) {
      object.report(
        CourseworkFault.unknownQuestion(id, known: ids),
        at: CheckFormat.question.format.key
      )
    }
    return id
  }

  private func choice(_ object: ObjectReading) -> AssignmentCheck.Kind {
    let id = question(object) { if case .choice = $0 { true } else { false } }
    guard let right = object[CheckFormat.choice] else { return .choice(question: id, nil) }
    if case .choice(let choices)? = questions.first(where: { $0.id == id })?.kind,
      !choices.contains(where: { $0.id == right })
    {
      object.report(
        CourseworkFault.unknownChoice(right, known: choices.map(\.id)),
        at: CheckFormat.choice.format.key
      )
    }
    return .choice(question: id, right)
  }

  private func tolerance(_ object: ObjectReading) -> AssignmentCheck.Tolerance {
    let (share, width) = (object[CheckFormat.share], object[CheckFormat.within])
    if share != nil, width != nil { object.report(CourseworkFault.oneTolerance) }
    return width.map { .within($0) } ?? .share(share ?? 0.01)
  }

  // MARK: - Closed forms and keys

  private func theory(_ object: ObjectReading) -> AssignmentCheck.Theory {
    let isErlang = object[CheckFormat.form] == "erlang_c"
    let wanted =
      isErlang ? [CheckFormat.arrivals] : [CheckFormat.machines, CheckFormat.up]
    for field in wanted + [CheckFormat.service, CheckFormat.servers] where object[field] == nil {
      object.report(CourseworkFault.factorMissing(field.format.key, form: object[CheckFormat.form]))
    }
    let factors = { (field: Field<[String]?>) in
      let all = object[field] ?? []
      for factor in all where Double(factor) == nil && start.number(at: factor) == nil {
        object.report(CourseworkFault.noNumberThere(factor), at: field.format.key)
      }
      return all
    }
    return AssignmentCheck.Theory(
      form: isErlang
        ? .erlangC(arrivals: factors(CheckFormat.arrivals))
        : .machineRepair(machines: factors(CheckFormat.machines), up: factors(CheckFormat.up)),
      service: factors(CheckFormat.service),
      servers: factors(CheckFormat.servers),
      figure: TheoryFigure(rawValue: object[CheckFormat.theoryFigure]) ?? .wait,
      subject: subject(object)
    )
  }

  private func key(_ object: ObjectReading) -> AssignmentCheck.Kind {
    let (least, most) = (object[CheckFormat.atLeast], object[CheckFormat.atMost])
    if least == nil, most == nil { object.report(CourseworkFault.oneBound) }
    return .key(path(object), atLeast: least, atMost: most)
  }

  private func path(_ object: ObjectReading) -> String {
    let path = object[CheckFormat.key]
    if start.number(at: path) == nil {
      object.report(CourseworkFault.noNumberThere(path), at: CheckFormat.key.format.key)
    }
    return path
  }

  private func price(_ object: ObjectReading) -> AssignmentCheck.Price {
    AssignmentCheck.Price(key: path(object), each: object[PriceFormat.each])
  }
}
