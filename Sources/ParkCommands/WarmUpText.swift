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

  let study: WarmUpStudy
  let park: ParkConfiguration

  init(_ study: WarmUpStudy, of park: ParkConfiguration) {
    self.study = study
    self.park = park
  }

  var intervalHours: Double { study.interval.inHours }
  var unitHours: Double { study.unit.inHours }
  var horizon: Double { park.study.horizon.inHours }

  func name(_ measure: WarmUpStudy.Measure) -> Phrase {
    measure.population == .orders
      ? Phrase("orders open", "未完成订单") : Phrase("drones at the bays", "充电位处的无人机")
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
    var table = TextTable([
      (Phrase("until h", "至（小时）").spoken, .right), (name(measure).spoken, .right), ("", .left),
    ])
    let chart = chart(measure)
    let most = chart.map(\.mean).max() ?? 0
    let numbers = IntervalText(halfWidths: [], values: chart.map(\.mean))
    for row in chart {
      let share = most > 0 ? row.mean / most : 0
      let bar = String(repeating: "#", count: Int((share * Double(Self.width)).rounded()))
      table.add([NumberText.significant(row.end), numbers.number(row.mean), bar])
    }
    let (name, replications) = (name(measure), measure.average.replications)
    let title = Phrase(
      "\(park.name): \(name.english) from the start, mean of \(replications) replications",
      "\(park.name)：从开始起的\(name.chinese)，\(replications) 次重复的均值"
    )
    return ([title.spoken] + table.lines + [""] + conclusion.map(\.spoken))
      .joined(separator: "\n")
  }
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
