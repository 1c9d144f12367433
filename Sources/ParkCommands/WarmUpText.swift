import DiscreteEvents
import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A warm-up as people and programs read it.
struct WarmUpText {
  private static let rows = 24
  private static let width = 40
  private static let intervalsOfADay = 5

  private let study: WarmUpStudy
  private let park: ParkConfiguration

  init(_ study: WarmUpStudy, of park: ParkConfiguration) {
    self.study = study
    self.park = park
  }

  private var intervalHours: Double { study.interval.inHours }
  private var unitHours: Double { study.unit.inHours }
  private var horizon: Double { park.study.horizon.inHours }

  private func name(_ measure: WarmUpStudy.Measure) -> String {
    measure.population == .orders ? "orders open" : "drones at the bays"
  }

  /// Means of equally many neighbours, so that they fit on a screen, with the hour at which each ends.
  private func chart(_ measure: WarmUpStudy.Measure) -> [(end: Double, mean: Double)] {
    let values = measure.average.averages
    // A multiple of five intervals, which may be a day, lest the day's waves are seen.
    let batch = Self.intervalsOfADay
    let batches = values.count / batch
    let size = batch * ((batches + Self.rows - 1) / Self.rows)
    return stride(from: 0, to: batches * batch, by: size).map { start in
      let end = min(start + size, batches * batch)
      let mean = values[start..<end].reduce(0, +) / Double(end - start)
      return (Double(end) * intervalHours, mean)
    }
  }

  var text: String {
    let measure = study.decisive
    var table = TextTable([("until h", .right), (name(measure), .right), ("", .left)])
    let chart = chart(measure)
    let most = chart.map(\.mean).max() ?? 0
    let numbers = IntervalText(halfWidths: [], values: chart.map(\.mean))
    for row in chart {
      let share = most > 0 ? row.mean / most : 0
      let bar = String(repeating: "#", count: Int((share * Double(Self.width)).rounded()))
      table.add([NumberText.significant(row.end), numbers.number(row.mean), bar])
    }
    let title =
      "\(park.name): \(name(measure)) from the start, mean of \(measure.average.replications) "
      + "replications"
    return ([title] + table.lines + [""] + conclusion).joined(separator: "\n")
  }

  private var conclusion: [String] {
    if let overload = study.overload, overload.certainty == .certain { return [certain(overload)] }
    let others = study.measures.filter { $0.population != study.decisive.population }
    return [headline] + cautions + [findings(of: study.decisive)]
      + others.map { "Of \(name($0)): \(verdict(on: $0)). \(findings(of: $0))" }
      + possibleOverload
  }

  private func certain(_ overload: Overload) -> String {
    let share =
      overload.leastLoad == overload.load
      ? "\(percent(overload.load)) of the work that they can do over a day"
      : "\(percent(overload.leastLoad)) or more of the work that they can do over a day, with the orders in "
        + "hand that they finish after their shifts"
    return
      "No steady state: the \(overload.resource) are offered \(share), so the number of open orders "
      + "grows without limit, however long the run is. No cut helps: look with parksim scenario load what the "
      + "park can serve"
  }

  private var possibleOverload: [String] {
    guard let overload = study.overload, study.answer != .cut else { return [] }
    let offered = "the \(overload.resource) are offered \(percent(overload.load)) of the work"
    if overload.certainty == .hangsOnOvertime {
      return [
        "The park may be overloaded, and only runs can tell: \(offered) that they can do on shift, and at "
          + "least \(percent(overload.leastLoad)) with the orders in hand that they finish after it. If the "
          + "open orders rise in a longer run too, there is no steady state"
      ]
    }
    return [
      "By the estimate of parksim scenario load \(offered) that they can do over a day: such a park has no "
        + "steady state"
    ]
  }

  private var headline: String {
    let measure = study.decisive
    switch measure.analysis.answer {
    case .cut(let observations):
      let hours = NumberText.significant(Double(observations) * unitHours)
      return "Cut here: the warm-up ends after \(hours) h. In a steady-state study write "
        + "\"warm_up_h\": \(hours)"
    case .nothingToCut: return "Nothing needs to be cut: \"warm_up_h\": 0"
    case .tooFewData(let need):
      return "Too few data to say: \(missing(need, measure))"
    case .noSteadyState(.drift):
      let analysis = measure.analysis
      let way = analysis.rise > 0 ? "rise" : "fall"
      return
        "No steady state within \(NumberText.significant(horizon)) h, so no cut is offered: over the "
        + "second half \(name(measure)) still \(way) by "
        + "\(NumberText.significant(analysis.rise.magnitude)) (p \(p(analysis.risePValue))). "
        + (analysis.rise > 0
          ? "If they rise in a longer run too, the park can not serve its orders: look with parksim scenario load"
          : "If they level off in a longer run, the warm-up is longer than half of this one: make "
            + "study.horizon_h longer")
    case .noSteadyState(.firstHalfDiffers):
      return
        "No steady state within \(NumberText.significant(horizon)) h, so no cut is offered: every part of "
        + "the first half of the run differs from the second. Make study.horizon_h longer, or look with parksim "
        + "scenario load whether the park can serve its orders"
    }
  }

  /// What an answer of too few data lacks, and how much of it.
  private func missing(_ need: DataNeed, _ measure: WarmUpStudy.Measure) -> String {
    let analysis = measure.analysis
    let more = enough(need).map { "; \($0)" } ?? ""
    switch need.reason {
    case .noVariation:
      return
        "the second halves of all replications are the same, so there is no chance to compare a start "
        + "with; look at the bars"
    case .runsTooShort:
      let memory = NumberText.significant(analysis.correlationTime * unitHours)
      return
        "how many \(name(measure)) there are is remembered for about \(memory) h (correlation time), and a "
        + "run must be at least \(NumberText.significant(analysis.criteria.correlationTimes)) times as long for its "
        + "start to be told from the rest\(more). If what is needed grows with the run, the park has no steady state"
    case .warmUpOrDrift:
      return
        "the start differs from the rest, but a steady drift over the whole run would look the same\(more)"
    case .biasUnseen:
      let wanted = NumberText.percent(analysis.criteria.tolerance, decimals: 1)
      return
        "no start differs from the rest, but one that biases the mean of the run by \(wanted) could "
        + "have been missed\(more)"
    }
  }

  private func enough(_ need: DataNeed) -> String? {
    let hours = need.length.map {
      "a study.horizon_h of about \(NumberText.significant((Double($0) * unitHours).rounded(.up)))"
    }
    let replications = need.replications.map { "about \($0) replications" }
    let ways = [replications, hours].compactMap { $0 }
    return ways.isEmpty
      ? nil
      : ways.joined(separator: ", or ") + ", or somewhat more, as these data are few, would do"
  }

  /// The answer in a few words, for a number that does not decide.
  private func verdict(on measure: WarmUpStudy.Measure) -> String {
    switch measure.analysis.answer {
    case .cut(let count): "cut \(NumberText.significant(Double(count) * unitHours)) h"
    case .nothingToCut: "nothing needs to be cut"
    case .tooFewData: "too few data to say"
    case .noSteadyState: "no steady state"
    }
  }

  /// What was tested, and what would have been found.
  private func findings(of measure: WarmUpStudy.Measure) -> String {
    let analysis = measure.analysis
    guard let startP = analysis.startPValue, let bias = analysis.detectableBias else {
      return "Nothing varies by chance"
    }
    let criteria = analysis.criteria
    let share = analysis.mean > 0 ? " (\(percent(bias / analysis.mean)) of it)" : ""
    return
      "\(difference(measure, startP)) (p \(p(startP)), for \(analysis.starts.count) lengths of a start "
      + "together). A start that biases the mean of the run by \(NumberText.significant(bias))\(share) or more "
      + "is found with a probability of \(NumberText.percent(criteria.power)); a run that is steady from the "
      + "start is cut with one of about \(percent(criteria.level)) or less"
  }

  /// The start that biases the run most, of those that differ.
  private func difference(_ measure: WarmUpStudy.Measure, _ startP: Double) -> String {
    let analysis = measure.analysis
    let level = analysis.criteria.level
    let differing = analysis.starts.filter { $0.pValue * Double(analysis.starts.count) <= level }
    let most = differing.max {
      $0.difference.magnitude * Double($0.length) < $1.difference.magnitude * Double($1.length)
    }
    guard let most else {
      return "No start differs from the second half of the run by more than chance explains"
    }
    return "The first \(NumberText.significant(Double(most.length) * unitHours)) h have "
      + "\(NumberText.significant(most.difference.magnitude)) "
      + (most.difference < 0 ? "fewer " : "more ")
      + "\(name(measure)) than the second half of the run"
  }

  /// What to mind about a cut.
  private var cautions: [String] {
    guard study.answer == .cut, let warmUp = study.warmUp?.inHours else { return [] }
    var lines: [String] = []
    if warmUp > horizon / 4 {
      lines.append(
        "That is more than a quarter of the run: ask again with a longer study.horizon_h to be sure that the "
          + "rest is steady"
      )
    }
    if horizon < 11 * warmUp {
      // Banks, Carson, Nelson and Nicol, "Discrete-Event System Simulation", 2010, section 11.5.
      lines.append(
        "What is counted should be at least ten times as long: \"horizon_h\": "
          + "\(NumberText.significant(11 * warmUp)) or more, the warm-up included"
      )
    }
    return lines
  }

  private func p(_ value: Double) -> String {
    value < 0.0001 ? "< 0.0001" : "= " + NumberText.fixed(value, 4)
  }

  private func percent(_ share: Double) -> String { NumberText.percent(share, decimals: 1) }
}

extension WarmUpText {
  var json: String {
    let decisive = study.decisive
    return JSONNode.Value.members([
      ("answer", .string(study.answer.rawValue)),
      ("warm_up_h", study.warmUp.map { .double($0.inHours) } ?? .null),
      ("population", .string(decisive.population.rawValue)),
      ("replications", .integer(decisive.average.replications)),
      ("rule", .string("MSER-5")),
      ("rule_cuts_h", ruleCut(decisive)),
      ("start_p", decisive.analysis.startPValue.map { .double($0) } ?? .null),
      ("mean_after", .double(decisive.analysis.truncation.mean)),
      ("interval_h", .double(intervalHours)),
      ("averages", .list(decisive.average.averages.map { .double($0) })),
      ("overload", study.overload.map(json) ?? .null),
      ("measures", .list(study.measures.map(json))),
    ]).node.prettyText
  }

  private func ruleCut(_ measure: WarmUpStudy.Measure) -> JSONNode.Value {
    measure.analysis.truncation.warmUp.map { .double(Double($0) * unitHours) } ?? .null
  }

  private func json(_ overload: Overload) -> JSONNode.Value {
    .members([
      ("resource", .string(overload.resource)),
      ("load", .double(overload.load)),
      ("least_load", .double(overload.leastLoad)),
      ("is_exact", .bool(overload.certainty == .certain)),
    ])
  }

  private func json(_ measure: WarmUpStudy.Measure) -> JSONNode.Value {
    let analysis = measure.analysis
    return .members(
      [
        ("population", .string(measure.population.rawValue)),
        ("mean_of_second_half", .double(analysis.mean)),
        ("correlation_time_h", .double(analysis.correlationTime * unitHours)),
        ("start_p", analysis.startPValue.map { .double($0) } ?? .null),
        ("rule_cuts_h", ruleCut(measure)),
        ("level", .double(analysis.criteria.level)),
        ("power", .double(analysis.criteria.power)),
        ("detectable_bias", analysis.detectableBias.map { .double($0) } ?? .null),
        ("rise_over_second_half", .double(analysis.rise)),
        ("rise_p", .double(analysis.risePValue)),
        ("detectable_rise", analysis.starts.isEmpty ? .null : .double(analysis.detectableRise)),
      ] + answer(of: measure)
    )
  }

  private func answer(of measure: WarmUpStudy.Measure) -> [(String, JSONNode.Value)] {
    switch measure.analysis.answer {
    case .cut(let count):
      [("answer", .string("cut")), ("cut_h", .double(Double(count) * unitHours))]
    case .nothingToCut: [("answer", .string("nothing_to_cut"))]
    case .tooFewData(let need):
      [
        ("answer", .string("too_few_data")),
        ("reason", .string(need.reason.rawValue)),
        ("replications_needed", need.replications.map { .integer($0) } ?? .null),
        ("horizon_needed_h", need.length.map { .double(Double($0) * unitHours) } ?? .null),
      ]
    case .noSteadyState(let why):
      [("answer", .string("no_steady_state")), ("reason", .string(why.rawValue))]
    }
  }
}
