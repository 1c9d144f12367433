import Experiments
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import Verification
import Wording

/// Judges one check after another of one submission.
struct CheckJudge {
  /// The runs whose numbers are asked for.
  struct Chances {
    /// Seed of the study.
    let seed: UInt64
    /// How many replications.
    let replications: Int
  }

  /// What a check came to.
  struct Verdict {
    /// Share of the points: 0, 0.5 or 1.
    let share: Double
    /// Whether the right answer is not known here, so that nothing is judged.
    var isOpen = false
    /// Whether it says what kind of slip was made, beside which a hint would lead astray.
    let isSlip: Bool
    /// Why, with all numbers.
    let reason: Phrase
    /// Why, without what would give the answer away.
    let told: Phrase

    init(_ share: Double, _ reason: Phrase, told: Phrase? = nil, isSlip: Bool = false) {
      (self.share, self.reason, self.isSlip) = (share, reason, isSlip)
      self.told = told ?? reason
    }
  }

  let assignment: Assignment
  let submission: Submission
  /// The scenario as it was handed in.
  let answer: Scenario
  /// The student's own runs.
  let own: Chances
  let table: RunTable

  /// Level of all intervals.
  static let level = 0.95

  /// How often the tolerance an answer may be off for half the points.
  private static let near = 5.0

  /// Judges a check.
  ///
  /// - Parameters:
  ///   - kind: What is looked at.
  ///   - chances: The runs on which a goal or an improvement is judged.
  /// - Returns: The verdict.
  /// - Throws: `LimitError`, `BreachError`.
  func verdict(_ kind: AssignmentCheck.Kind, on chances: Chances) throws -> Verdict {
    switch kind {
    case .goal(let goal): try self.goal(goal, chances)
    case .better(let metric, let by): try better(metric, by: by, chances)
    case .claim(let question, let claim, let tolerance):
      try number(question, tolerance) { try claimed(claim) }
    case .value(let question, let right?, let tolerance):
      try number(question, tolerance) { right }
    case .theory(let question, let theory, let tolerance):
      try number(question, tolerance) { value(of: theory) }
    case .choice(let question, let right?): choice(question, right)
    case .value(let question, nil, _), .choice(let question, nil): open(question)
    case .key(let path, let least, let most): key(path, least, most)
    case .budget(let prices, let most): budget(prices, most)
    }
  }

  // MARK: - Scenarios

  private func goal(_ goal: Goal, _ chances: Chances) throws -> Verdict {
    let values = try table.values(
      of: answer,
      seed: chances.seed,
      replications: chances.replications
    ).compactMap { $0[goal.metric] }
    let aim = "\(goal.metric) \(goal.isAtLeast ? ">=" : "<=") \(Self.number(goal.bound))"
    guard let mean = Tally(values).mean else {
      return Verdict(
        0,
        Phrase("\(aim): no run has a value", "\(aim)：没有一次运行有这个值")
      )
    }
    let interval = estimate(values, goal.metric)?.interval(level: Self.level)
    let ends = interval.map { [$0.lowerBound, $0.upperBound] } ?? [mean]
    let share = ends.allSatisfy(goal.isKept) ? 1 : goal.isKept(by: mean) ? 0.5 : 0
    let numbers = Self.words(mean, interval, runs: values.count)
    let verdict: Phrase =
      switch share {
      case 1: Phrase("shown", "已表明达到")
      case 0.5: Phrase("the mean reaches it, the interval does not show it", "均值达到，但区间未能表明")
      default: Phrase("missed", "未达到")
      }
    return Verdict(share, Self.joined(aim, numbers, verdict))
  }

  private func better(_ metric: String, by: Double, _ chances: Chances) throws -> Verdict {
    let mine = try table.values(
      of: answer,
      seed: chances.seed,
      replications: chances.replications
    )
    let start = try table.values(
      of: assignment.start.scenario,
      seed: chances.seed,
      replications: chances.replications
    )
    let pairs = zip(mine, start).compactMap { one, other in
      one[metric].flatMap { value in other[metric].map { (value, $0) } }
    }
    let isLess = MetricCatalogue.definition(of: metric)?.direction != .higher
    let sign = isLess ? -1.0 : 1.0
    let differences = pairs.map { $0.0 - $0.1 }
    guard let mean = Tally(differences).mean else {
      return Verdict(
        0,
        Phrase("\(metric): no pair of runs has a value", "\(metric)：没有一对运行有这个值")
      )
    }
    let interval = difference(pairs.map(\.0), pairs.map(\.1), metric)?.interval(level: Self.level)
    let ends = interval.map { [$0.lowerBound, $0.upperBound] } ?? [mean]
    let share = ends.allSatisfy { sign * $0 > by } ? 1 : sign * mean > by ? 0.5 : 0
    let numbers = Self.words(mean, interval, runs: pairs.count)
    let wanted = Self.number(by)
    let aim =
      by > 0
      ? Phrase(
        "\(metric), difference from the start, more than \(wanted) wanted",
        "\(metric) 与起始场景之差，要求超过 \(wanted)"
      )
      : Phrase("\(metric), difference from the start", "\(metric) 与起始场景之差")
    let verdict: Phrase =
      switch share {
      case 1: Phrase("better, as the interval shows", "区间表明更好")
      case 0.5: Phrase("better on average, but the interval does not show it", "平均更好，但区间未能表明")
      default: Phrase("not better by so much", "没有好到所要求的程度")
      }
    return Verdict(
      share,
      Phrase(
        "\(aim.english): \(numbers.english): \(verdict.english)",
        "\(aim.chinese)：\(numbers.chinese)：\(verdict.chinese)"
      )
    )
  }

  private func key(_ path: String, _ least: Double?, _ most: Double?) -> Verdict {
    let value = answer.number(at: path)
    let isIn = value.map { $0 >= least ?? -.infinity && $0 <= most ?? .infinity } ?? false
    let text = value.map(Self.number)
    return Verdict(
      isIn ? 1 : 0,
      Phrase("\(path) is \(text ?? "not there")", "\(path) \(text.map { "是 \($0)" } ?? "不存在")")
    )
  }

  private func budget(_ prices: [AssignmentCheck.Price], _ most: Double) -> Verdict {
    let sum = prices.reduce(0) { $0 + $1.each * (answer.number(at: $1.key) ?? 0) }
    let (cost, limit) = (Self.number(sum), Self.number(most))
    return Verdict(
      sum <= most ? 1 : 0,
      Phrase("it costs \(cost), and \(limit) may be spent", "费用为 \(cost)，上限为 \(limit)")
    )
  }

  // MARK: - Answers

  /// Judges a number that was answered.
  private func number(
    _ question: String,
    _ tolerance: AssignmentCheck.Tolerance,
    right: () throws -> Double?
  ) throws -> Verdict {
    guard case .number(let value)? = submission.answers[question] else { return Self.noAnswer }
    guard let right = try right() else {
      return Verdict(
        0,
        Phrase("the runs give no such number", "这些运行没有这样的数"),
        told: Phrase("the runs of your scenario give no such number", "你的场景的运行没有这样的数")
      )
    }
    // Where the right value is all but zero, rounding leaves nothing to compare shares of.
    let width = max(tolerance.width(at: right), 1e-9)
    let error = (value - right).magnitude
    let share = error <= width ? 1 : error <= Self.near * width ? 0.5 : 0
    let (given, true_) = (Self.number(value), Self.number(right))
    let slip = share == 0 ? slip(value, right, width) : nil
    let verdict: (Phrase, Phrase) =
      switch share {
      case 1: (Phrase("right", "正确"), Phrase("right", "正确"))
      case 0.5:
        (
          Phrase("close, not within the tolerance", "接近，但超出允许误差"),
          Phrase("close, but not close enough", "接近，但还不够")
        )
      default: (Phrase("wrong", "错误"), Phrase("not right", "不正确"))
      }
    return Verdict(
      share,
      Phrase(
        "answered \(given), right is \(true_): \(verdict.0.english)",
        "答 \(given)，正确值 \(true_)：\(verdict.0.chinese)"
      ),
      told: Phrase(
        "you answered \(given): \(verdict.1.english)" + (slip.map { "; " + $0.english } ?? ""),
        "你答 \(given)：\(verdict.1.chinese)" + (slip.map { "；" + $0.chinese } ?? "")
      ),
      isSlip: slip != nil
    )
  }

  /// What makes a right number a wrong one where students slip most: unit, per cent, sign.
  private func slip(_ value: Double, _ right: Double, _ width: Double) -> Phrase? {
    let isRight = { (changed: Double) in (changed - right).magnitude <= width }
    if isRight(-value) { return Phrase("look at the sign", "请检查正负号") }
    if isRight(value / 100) || isRight(value * 100) {
      return Phrase(
        "is it in per cent, or should it be?",
        "是否用了百分数，或者应当用百分数？"
      )
    }
    let times: [Double] = [60, 3600, 1 / 60, 1 / 3600]
    guard times.contains(where: { isRight(value * $0) }) else { return nil }
    return Phrase(
      "look at the unit of time that is asked for",
      "请检查所要求的时间单位"
    )
  }

  private func choice(_ question: String, _ right: String) -> Verdict {
    guard case .choice(let value)? = submission.answers[question] else { return Self.noAnswer }
    return value == right
      ? Verdict(
        1,
        Phrase("answered \(value): right", "选 \(value)：正确"),
        told: Phrase("you answered \(value): right", "你选 \(value)：正确")
      )
      : Verdict(
        0,
        Phrase("answered \(value), right is \(right)", "选 \(value)，正确的是 \(right)"),
        told: Phrase("you answered \(value): not right", "你选 \(value)：不正确")
      )
  }

  /// An answer that is judged only where the right one is known.
  private func open(_ question: String) -> Verdict {
    let text: String? =
      switch submission.answers[question] {
      case .number(let number)?: Self.number(number)
      case .choice(let choice)?: choice
      case .text?, nil: nil
      }
    guard let text else { return Self.noAnswer }
    var verdict = Verdict(
      0,
      Phrase(
        "you answered \(text): judged when the lab is graded",
        "你答 \(text)：评分时再判断"
      )
    )
    verdict.isOpen = true
    return verdict
  }

  private static var noAnswer: Verdict { Verdict(0, Phrase("no answer", "没有回答")) }

  // MARK: - What is right

  /// The number that runs give.
  private func claimed(_ claim: AssignmentCheck.Claim) throws -> Double? {
    let base = claim.subject == .answer ? submission.change : nil
    // A change that fits the start need not fit what was handed in: there is no such scenario then.
    guard let scenario = try scenario(after: base, claim.change) else { return nil }
    let values = try table.values(
      of: scenario,
      seed: own.seed,
      replications: own.replications
    ).map { $0[claim.metric] }
    if claim.figure.isDifference {
      let start = try table.values(
        of: assignment.start.scenario,
        seed: own.seed,
        replications: own.replications
      ).map { $0[claim.metric] }
      let pairs = zip(values, start).compactMap { one, other in
        one.flatMap { one in other.map { (one, $0) } }
      }
      let mean = Tally(pairs.map { $0.0 - $0.1 }).mean
      let interval = difference(pairs.map(\.0), pairs.map(\.1), claim.metric)?
        .interval(level: Self.level)
      switch claim.figure {
      case .differenceLower: return interval?.lowerBound ?? mean
      case .differenceUpper: return interval?.upperBound ?? mean
      default: return mean
      }
    }
    let there = values.compactMap(\.self)
    let tally = Tally(there)
    let interval = estimate(there, claim.metric)?.interval(level: Self.level)
    switch claim.figure {
    case .first: return values.first ?? nil
    case .least: return there.min()
    case .greatest: return there.max()
    case .standardDeviation: return tally.standardDeviation
    case .lower: return interval?.lowerBound ?? tally.mean
    case .upper: return interval?.upperBound ?? tally.mean
    case .mean, .difference, .differenceLower, .differenceUpper: return tally.mean
    }
  }

  /// The start after two changes; nil if there is no such scenario.
  private func scenario(after first: JSONNode?, _ second: JSONNode?) throws -> Scenario? {
    do {
      return try assignment.start.changed(by: first, second)
    } catch is ScenarioFaults {
      return nil
    }
  }

  /// The number that a closed form gives; nil where the line grows without a bound.
  private func value(of theory: AssignmentCheck.Theory) -> Double? {
    let scenario = theory.subject == .answer ? answer : assignment.start.scenario
    let product = { (factors: [String]) -> Double? in
      factors.reduce(1.0 as Double?) { product, factor in
        guard let product, let value = Double(factor) ?? scenario.number(at: factor) else {
          return nil
        }
        return product * value
      }
    }
    guard let service = product(theory.service), service > 0,
      let count = product(theory.servers), count >= 1, count <= 10_000
    else { return nil }
    let servers = Int(count)
    switch theory.form {
    case .erlangC(let arrivals):
      guard let hourly = product(arrivals), hourly > 0, hourly * service < count * 3600 else {
        return nil
      }
      let queue = ErlangC(arrivals: hourly / 3600, service: 1 / service, servers: servers)
      return switch theory.figure {
      case .wait: queue.meanWait
      case .waitingShare: queue.waitingProbability
      case .queueLength: queue.meanLineLength
      case .utilization: queue.utilization
      case .busy: queue.utilization * Double(servers)
      case .throughput: hourly
      }
    case .machineRepair(let machines, let up):
      guard let number = product(machines), number >= 2, number <= 10_000, let away = product(up),
        away > 0
      else { return nil }
      let repair = MachineRepair(
        machines: Int(number),
        servers: servers,
        meanAway: away,
        meanService: service
      )
      return switch theory.figure {
      case .wait: repair.meanWait
      case .waitingShare: repair.waitingProbability
      case .queueLength: repair.meanLineLength
      case .utilization: repair.utilization
      case .busy: repair.utilization * Double(servers)
      case .throughput: (number - repair.meanDown) / away * 3600
      }
    }
  }

  // MARK: - Estimates and words

  private func range(_ metric: String) -> ClosedRange<Double> {
    MetricCatalogue.definition(of: metric)?.range ?? -.infinity ... .infinity
  }

  private func estimate(_ values: [Double], _ metric: String) -> MeanEstimate? {
    MeanEstimate(of: values, within: range(metric))
  }

  private func difference(
    _ ones: [Double],
    _ others: [Double],
    _ metric: String
  ) -> MeanEstimate? {
    MeanEstimate(paired: ones, others, within: range(metric))
  }

  /// A number with about four digits, and none that says nothing.
  private static func number(_ value: Double) -> String {
    let text = NumberText.significant(value)
    guard text.contains(".") else { return text }
    let rest = text.reversed().drop { $0 == "0" }
    return String((rest.first == "." ? rest.dropFirst() : rest).reversed())
  }

  private static func words(
    _ mean: Double,
    _ interval: ClosedRange<Double>?,
    runs: Int
  ) -> Phrase {
    let ends = interval.map {
      " [\(Self.number($0.lowerBound)), \(Self.number($0.upperBound))]"
    }
    let number = Self.number(mean) + (ends ?? "")
    return Phrase("mean \(number) over \(runs) runs", "\(runs) 次运行的均值 \(number)")
  }

  private static func joined(_ aim: String, _ numbers: Phrase, _ verdict: Phrase) -> Phrase {
    Phrase(
      "\(aim): \(numbers.english): \(verdict.english)",
      "\(aim)：\(numbers.chinese)：\(verdict.chinese)"
    )
  }
}
