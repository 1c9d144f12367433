import Coursework
import ScenarioFiles
import TestSupport
import Testing
import Wording

/// Marks of every kind of check: in full, for half, none; at bounds and beside them.
struct JudgeTests {
  private let lab: ProbeLab

  init() throws { lab = try ProbeLab() }

  /// What one check brings, out of 2 points.
  private func result(
    _ check: String,
    change: String = "{}",
    answers: String = "{}"
  ) throws -> (earned: Double, judgement: Judgement) {
    let text =
      #""x": { "points": 2, "title": { "en": "x", "zh-Hans": "x" }, \#(check) }"#
    try lab.write(
      ProbeLab.assignment(checks: text, more: "")
        .replacing(#""replications": 5"#, with: #""replications": 20"#),
      to: "Scenarios/coursework/probe/assignment.json"
    )
    let assignment = try AssignmentFile.load(lab.folder)
    let source = SourceText(
      name: "test",
      text: ProbeLab.submission(of: "anna", change: change, answers: answers)
    )
    let judgement = Judge(assignment, seed: 3).judge(try Submission(source, for: assignment))
    let check = try #require(judgement.checks.first)
    // A student is told something in both languages, and never the right value.
    #expect(!check.told.english.isEmpty && !check.told.chinese.isEmpty)
    return (check.earned, judgement)
  }

  private func earned(
    _ check: String,
    change: String = "{}",
    answers: String = "{}"
  ) throws -> Double {
    try result(check, change: change, answers: answers).earned
  }

  private func answer(_ number: Double) -> String { "{\"q1-wait\": \(number)}" }

  /// The mean of a metric over twenty runs.
  private func mean(_ change: String = "{}") throws -> Double {
    let judged = try result(#""kind": "goal", "goal": "wait_pack_s >= 0""#, change: change)
      .judgement
    return try #require(judged.standings.first?.value)
  }

  @Test(
    "A number is right within its tolerance and close within five",
    arguments: [
      ("11", 2.0), ("9", 2), ("10", 2), ("11.000001", 1), ("8.999999", 1), ("15", 1), ("5", 1),
      ("15.000001", 0), ("4.999999", 0), ("-10", 0), ("1e308", 0), ("-1e308", 0), ("null", 0),
    ]
  )
  func values(answer: String, marks: Double) throws {
    for tolerance in [#""within": 1"#, #""share": 0.1"#] {
      let check = #""kind": "value", "question": "q1-wait", "is": 10, \#(tolerance)"#
      #expect(try earned(check, answers: "{\"q1-wait\": \(answer)}") == marks, "\(tolerance)")
    }
  }

  @Test func zeroIsReachedByRounding() throws {
    let check = #""kind": "value", "question": "q1-wait", "is": 0, "share": 0.1"#
    for (answer, marks) in [(0.0, 2.0), (1e-9, 2), (4e-9, 1), (1e-8, 0)] {
      #expect(try earned(check, answers: self.answer(answer)) == marks, "\(answer)")
    }
  }

  @Test func aChoiceIsRightOrNot() throws {
    let check = #""kind": "choice", "question": "q2-pick", "is": "b""#
    #expect(try earned(check, answers: #"{"q2-pick": "b"}"#) == 2)
    let wrong = try result(check, answers: #"{"q2-pick": "a"}"#)
    #expect(wrong.earned == 0)
    #expect(wrong.judgement.checks.first?.told.english == "you answered a: not right")
    #expect(try earned(check) == 0)
  }

  @Test func aKeyIsInItsRangeBoundsIncluded() throws {
    let key = "warehouses.main.packing.shifts.always.people"
    for (range, marks) in [
      (#""at_least": 3"#, 2.0), (#""at_most": 3"#, 2), (#""at_least": 4"#, 0),
      (#""at_most": 2"#, 0),
      (#""at_least": 3, "at_most": 3"#, 2),
    ] {
      let check = "\"kind\": \"key\", \"key\": \"\(key)\", \(range)"
      #expect(try earned(check, change: ProbeLab.people) == marks, "\(range)")
    }
    // A key that is no longer there is in no range.
    let gone = try earned(
      #""kind": "key", "key": "demand.shop.scale", "at_most": 9"#,
      change: """
        {"demand": {"shop": null, "other": {"orders_per_hour": [\(Array(repeating: "9", count: 24).joined(separator: ","))],
          "promise_min": 30, "weight_kg": {"low": 0.1, "high": 0.5}, "zones": {"far": 1}}}}
        """
    )
    #expect(gone == 0)
  }

  @Test func aBudgetMayBeSpent() throws {
    for (most, marks) in [("30", 2.0), ("29.999", 0), ("31", 2)] {
      let check = """
        "kind": "budget", "at_most": \(most), "prices": { "people": { "key": "warehouses.main.packing.shifts.always.people", "each": 10 } }
        """
      #expect(try earned(check, change: ProbeLab.people) == marks, "\(most)")
    }
  }

  @Test func aGoalIsShownByTheIntervalOrReachedByTheMean() throws {
    let mean = try mean()
    #expect(mean > 1)
    for (goal, marks) in [
      ("<= \(mean * 100)", 2.0), ("<= \(mean * 1.000001)", 1), ("<= \(mean * 0.999999)", 0),
      (">= \(mean * 0.999999)", 1), (">= \(mean * 1.000001)", 0), (">= 0", 2),
    ] {
      #expect(
        try earned("\"kind\": \"goal\", \"goal\": \"wait_pack_s \(goal)\"") == marks,
        "\(goal)"
      )
    }
    // Where nothing is ordered there is no value, and no marks for that.
    let nothing = try earned(
      #""kind": "goal", "goal": "wait_pack_s <= 100""#,
      change: #"{"demand": {"shop": {"scale": 0}}}"#
    )
    #expect(nothing == 0)
  }

  @Test func anImprovementIsShownByPairs() throws {
    let gain = try mean() - mean(ProbeLab.people)
    #expect(gain > 1)
    for (by, marks) in [(0.0, 2.0), (gain * 0.999999, 1), (gain * 1.000001, 0)] {
      let check = "\"kind\": \"better\", \"metric\": \"wait_pack_s\", \"by\": \(by)"
      #expect(try earned(check, change: ProbeLab.people) == marks, "\(by)")
    }
    // The start is not better than itself.
    #expect(try earned(#""kind": "better", "metric": "wait_pack_s""#) == 0)
  }

  @Test func aClaimIsHeldToTheRunsAgain() throws {
    let (start, changed) = (try mean(), try mean(ProbeLab.people))
    for (subject, right) in [("start", start), ("answer", changed)] {
      let check =
        "\"kind\": \"claim\", \"question\": \"q1-wait\", \"metric\": \"wait_pack_s\", \"of\": \"\(subject)\", \"share\": 0.01"
      for (factor, marks) in [
        (1.0, 2.0), (1.0099, 2), (0.9901, 2), (1.0101, 1), (1.0499, 1), (1.0501, 0),
      ] {
        let earned = try earned(check, change: ProbeLab.people, answers: answer(right * factor))
        #expect(earned == marks, "\(subject) \(factor)")
      }
      #expect(try earned(check, change: ProbeLab.people) == 0)
    }
    let difference =
      #""kind": "claim", "question": "q1-wait", "metric": "wait_pack_s", "figure": "difference", "share": 0.01"#
    #expect(
      try earned(difference, change: ProbeLab.people, answers: answer(changed - start)) == 2
    )
  }

  /// M/M/1 with 30 orders an hour and 100 s each: 5/6 busy, and a wait of 500 s.
  @Test func aClosedFormIsHeldToTheAnswer() throws {
    let form = """
      "kind": "theory", "question": "q1-wait", "form": "erlang_c", "figure": "wait_s", "within": 5, "of": "answer",
      "arrivals_per_hour": ["demand.shop.orders_per_hour.0", "demand.shop.scale"],
      "service_s": ["warehouses.main.packing.service.mean_s"], "servers": ["warehouses.main.packing.shifts.always.people"]
      """
    for (value, marks) in [
      (500.0, 2.0), (504.999, 2), (505.001, 1), (524.999, 1), (525.001, 0), (495.001, 2),
      (475.001, 1), (474.999, 0),
    ] {
      #expect(try earned(form, answers: answer(value)) == marks, "\(value)")
    }
    // A line that grows without a bound has no mean, whatever is answered.
    for scale in ["1.2", "2"] {
      let unstable = try result(
        form,
        change: "{\"demand\": {\"shop\": {\"scale\": \(scale)}}}",
        answers: answer(500)
      )
      #expect(unstable.earned == 0 && unstable.judgement.status == .graded)
      #expect(unstable.judgement.checks[0].told.english.contains("no such number"))
    }
    // More repairers than machines: nobody waits.
    let repair = """
      "kind": "theory", "question": "q1-wait", "form": "machine_repair", "figure": "wait_s", "within": 1, "of": "answer", "machines": ["3"],
      "up_s": ["100"], "service_s": ["10"], "servers": ["warehouses.main.packing.shifts.always.people"]
      """
    let five = ProbeLab.people.replacing("3", with: "5")
    #expect(try earned(repair, change: five, answers: answer(0)) == 2)
    #expect(try earned(repair, change: five, answers: answer(7)) == 0)
  }

  /// What a change keeps from being run is no marks for that check, and costs the others nothing.
  @Test func aClaimAboutWhatIsNoScenarioBringsNothing() throws {
    let check = """
      "kind": "claim", "question": "q1-wait", "metric": "wait_pack_s", "change": { "demand": { "shop": { "scale": 2 } } }
      """
    let judged = try result(
      check,
      change: """
        {"demand": {"shop": null, "other": {"orders_per_hour": [\(Array(repeating: "9", count: 24).joined(separator: ","))],
          "promise_min": 30, "weight_kg": {"low": 0.1, "high": 0.5}, "zones": {"far": 1}}}}
        """,
      answers: answer(1)
    )
    #expect(judged.earned == 0 && judged.judgement.status == .graded)
  }

  @Test func whatIsTooLargeKeepsTheMarksOfAnswers() throws {
    let change = #"{"fleet": {"m100": {"count": 100000}}}"#
    let goal = try result(#""kind": "goal", "goal": "wait_pack_s <= 1e9""#, change: change)
    #expect(goal.earned == 0 && goal.judgement.status == .tooLarge)
    #expect(goal.judgement.standings.isEmpty)
    let choice = try result(
      #""kind": "choice", "question": "q2-pick", "is": "b""#,
      change: change,
      answers: #"{"q2-pick": "b"}"#
    )
    #expect(choice.earned == 2 && choice.judgement.status == .tooLarge)
  }
}
