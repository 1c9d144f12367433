import Experiments
import LogisticsPark
import OutputStatistics
package import ScenarioFiles
package import Wording

/// Judges submissions of one student by runs of its own.
package struct Judge: Sendable {
  /// What is asked of whom.
  private let assignment: Assignment
  private let hidden: HiddenChecks?
  private let seed: UInt64
  private let hiddenSeed: UInt64

  /// Prepares to judge.
  ///
  /// - Parameters:
  ///   - assignment: The assignment, with the student's personal values in its starting scenario.
  ///   - hidden: Checks that the student does not see; nil to judge the visible ones alone.
  ///   - seed: Seed of the student's own runs.
  ///   - hiddenSeed: Seed of the runs behind hidden checks.
  package init(
    _ assignment: Assignment,
    hidden: HiddenChecks? = nil,
    seed: UInt64,
    hiddenSeed: UInt64 = 0
  ) {
    (self.assignment, self.hidden) = (assignment, hidden)
    (self.seed, self.hiddenSeed) = (seed, hiddenSeed)
  }

  /// Judges a submission.
  ///
  /// Complexity: the runs that the checks ask for, each once.
  package func judge(_ submission: Submission) -> Judgement {
    var judgement = Judgement()
    judgement.texts = texts(of: submission)
    if !submission.isAsMade {
      judgement.remarks.append(
        Phrase(
          "edited after parksim lab submit had written it: its digest does not fit",
          "在 parksim lab submit 写出之后被改动过：摘要不符"
        )
      )
    }
    let forbidden = submission.forbiddenKeys(of: assignment, atMost: 10)
    guard forbidden.isEmpty else {
      let keys = forbidden.joined(separator: ", ")
      judgement.status = .forbidden
      judgement.reasons = [
        Phrase(
          "changes keys that may not be changed: \(keys)",
          "改变了不允许改变的键：\(keys)"
        )
      ]
      return judgement
    }
    let answer: Scenario
    do {
      answer = try assignment.start.changed(by: submission.change)
    } catch let faults as ScenarioFaults {
      judgement.status = .unreadable
      judgement.reasons = Self.words(of: faults)
      return judgement
    } catch {
      return Self.failed(error)
    }
    do {
      try judge(submission, answer, &judgement)
    } catch {
      return Self.failed(error)
    }
    return judgement
  }

  /// Faults of a scenario or a submission, as many as a student reads.
  package static func words(of faults: ScenarioFaults) -> [Phrase] {
    faults.faults.prefix(5).map { fault in
      let place = fault.place.pointer.isEmpty ? "" : "\(fault.place.pointer): "
      return Phrase(
        place + fault.words(in: .english).message,
        place + fault.words(in: .chinese).message
      )
    }
  }

  /// What stopped a judgement that is nobody's fault who handed it in.
  ///
  /// The words of the error may be of a hidden check, so the student is not told them.
  private static func failed(_ error: any Error) -> Judgement {
    var judgement = Judgement()
    judgement.status = .notGraded
    judgement.reasons = [Phrase("a run failed, by a fault of ours", "一次运行失败，这是程序自身的错误")]
    judgement.remarks = [Phrase("a run failed: \(error)", "一次运行失败：\(error)")]
    return judgement
  }

  private func texts(of submission: Submission) -> [ReadAnswer] {
    assignment.questions.compactMap { question in
      guard case .text = question.kind else { return nil }
      guard case .text(let text)? = submission.answers[question.id] else {
        return ReadAnswer(question: question.ask, answer: "")
      }
      return ReadAnswer(question: question.ask, answer: text)
    }
  }

  // MARK: - Checks

  private func judge(
    _ submission: Submission,
    _ answer: Scenario,
    _ judgement: inout Judgement
  ) throws {
    let limits = limits
    let visible = hidden?.completing(assignment.checks) ?? assignment.checks
    let checks =
      visible.map { ($0, false) } + (hidden?.checks ?? []).map { ($0, true) }
    let own = CheckJudge.Chances(seed: seed, replications: assignment.replications)
    let judge = CheckJudge(
      assignment: assignment,
      submission: submission,
      answer: answer,
      own: own,
      table: RunTable(metrics: checks.compactMap { $0.0.metric }, limits: limits)
    )
    let unseen = hidden.map {
      CheckJudge.Chances(seed: hiddenSeed, replications: $0.replications)
    }
    let excess = excess(of: answer, limits)
    for (check, isHidden) in checks {
      let chances = isHidden ? unseen ?? own : own
      var verdict: CheckJudge.Verdict
      if let excess, check.needsAnswer {
        verdict = Self.tooLarge(excess)
      } else {
        do {
          verdict = try judge.verdict(check.kind, on: chances)
        } catch let limit as LimitError {
          verdict = Self.tooLarge(Self.subject(limit.limit))
          judgement.status = .tooLarge
        }
      }
      if excess != nil { judgement.status = .tooLarge }
      judgement.checks.append(
        CheckResult(
          id: check.id,
          title: check.title,
          isHidden: isHidden,
          isOpen: verdict.isOpen,
          points: check.points,
          earned: check.points * verdict.share,
          // Right numbers are for who has the hidden checks: a student has this program too.
          reason: hidden == nil ? verdict.told : verdict.reason,
          told: Self.told(verdict, hint: check.hint)
        )
      )
    }
    if let excess {
      judgement.reasons = [Self.tooLarge(excess).reason]
    } else if judgement.status == .graded {
      // Students see the leaderboard: what only hidden checks look at is not on it.
      judgement.standings = try judge.standings(on: unseen ?? own)
    }
  }

  /// A reason with the hint where points are missing.
  private static func told(_ verdict: CheckJudge.Verdict, hint: Phrase?) -> Phrase {
    guard verdict.share < 1, !verdict.isOpen, !verdict.isSlip, let hint else { return verdict.told }
    return Phrase(
      "\(verdict.told.english). Hint: \(hint.english)",
      "\(verdict.told.chinese)。提示：\(hint.chinese)"
    )
  }

  // MARK: - Limits

  /// Orders and events of a run that a submission may take.
  private var limits: CostLimits {
    let start = RunCost(assignment.start.scenario.configuration, telemetry: .none)
    let work = Double(assignment.mostWork)
    var limits = CostLimits()
    limits[.orders] = Int(min(Double(CostLimit.orders.standard), 1_000 + work * start.orders))
    limits[.events] = Int(min(Double(CostLimit.events.standard), 10_000 + work * start.events))
    return limits
  }

  /// Most drones of a scenario whose start has few.
  private static let mostDrones = 10_000

  /// What a scenario would take too much of, before it is begun.
  private func excess(of answer: Scenario, _ limits: CostLimits) -> Phrase? {
    // Each takes memory before anything happens, which no count of events tells.
    let drones = { (scenario: Scenario) in
      scenario.configuration.fleets.reduce(0) { $0 + $1.count }
    }
    let allowed = max(Self.mostDrones, assignment.mostWork * drones(assignment.start.scenario))
    if drones(answer) > allowed { return Phrase("drones", "无人机") }
    let cost = RunCost(answer.configuration, telemetry: .none)
    return limits.excesses(of: CommandCost(cost, runs: 1)).first.map { Self.subject($0.limit) }
  }

  private static func subject(_ limit: CostLimit) -> Phrase {
    switch limit {
    case .orders: Phrase("orders", "订单")
    case .events: Phrase("events", "事件")
    case .runs: Phrase("runs", "运行")
    case .rows: Phrase("rows", "行")
    }
  }

  private static func tooLarge(_ subject: Phrase) -> CheckJudge.Verdict {
    CheckJudge.Verdict(
      0,
      Phrase(
        "the scenario takes more \(subject.english) than the assignment allows; it was not run",
        "场景的\(subject.chinese)数超出作业的限制，没有运行"
      )
    )
  }
}

/// What a submission came to.
package struct Judgement: Sendable {
  /// What became of it.
  package var status = Grade.Status.graded
  /// The checks, visible ones first.
  package var checks: [CheckResult] = []
  /// Why the status is what it is.
  package var reasons: [Phrase] = []
  /// Answers that a person reads.
  package var texts: [ReadAnswer] = []
  /// What the leaderboard shows.
  package var standings: [Standing] = []
  /// What an instructor ought to look at.
  package var remarks: [Phrase] = []

  /// A judgement of nothing yet.
  package init() {}

  /// Points that were earned.
  package var earned: Double { checks.reduce(0) { $0 + $1.earned } }
}

extension AssignmentCheck {
  /// The metric that it asks runs for.
  var metric: String? {
    switch kind {
    case .goal(let goal): goal.metric
    case .better(let metric, _): metric
    case .claim(_, let claim, _): claim.metric
    case .value, .choice, .theory, .key, .budget: nil
    }
  }

  /// Whether it needs runs of the scenario that was handed in.
  var needsAnswer: Bool {
    switch kind {
    case .goal, .better: true
    case .claim(_, let claim, _): claim.subject == .answer
    case .value, .choice, .theory, .key, .budget: false
    }
  }
}

extension CheckJudge {
  /// The mean of the metric by which a class is ranked, if it is.
  func standings(on chances: Chances) throws -> [Standing] {
    guard let metric = assignment.leaderboard else { return [] }
    let values = try table.values(
      of: answer,
      seed: chances.seed,
      replications: chances.replications
    ).compactMap { $0[metric] }
    guard let mean = Tally(values).mean else { return [] }
    return [
      Standing(
        metric: metric,
        value: mean,
        isLessBetter: MetricCatalogue.definition(of: metric)?.direction != .higher
      )
    ]
  }
}
