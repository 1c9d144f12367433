import Figures
import Reports
import Wording

// How marks are distributed, and who is best.
extension ClassPage {
  /// How many students have marks in each stretch.
  func distribution(_ language: Language) -> HTML {
    let title = Phrase("How the marks are distributed", "成绩分布")
    let points = gradebook.assignment.points
    guard !earned.isEmpty, points > 0, points.isFinite else {
      let none = Phrase("Nobody has marks yet.", "还没有人有分数。")
      return section("marks", title, language, "<p>\(none[language])</p>")
    }
    let marks = isNamed ? earned : earned.map { $0 / points }
    let bins = MarkBins(marks, of: isNamed ? points : 1)
    var table = HTMLTable([
      (
        isNamed ? Phrase("Marks", "分数")[language] : Phrase("Share of all marks", "得分率")[language],
        .left
      ),
      (Phrase("Students", "人数")[language], .right),
    ])
    for (index, count) in bins.counts.enumerated() {
      table.add(["\(range(bins, index, language))", "\(count)"])
    }
    return section(
      "marks",
      title,
      language,
      """
      \(drawn(histogram(bins, median: Self.median(of: marks)), "marks", language))
      <details><summary>\(Phrase("The same in a table", "同样内容的表格")[language])</summary>
      \(table.html)</details>
      """
    )
  }

  private func range(_ bins: MarkBins, _ index: Int, _ language: Language) -> String {
    let text = { (edge: Double) in
      isNamed ? MarkText.text(edge) : NumberText.percent(edge)
    }
    let (from, to) = (text(bins.edges[index]), text(bins.edges[index + 1]))
    return index == bins.counts.count - 1
      ? Phrase("from \(from) to \(to)", "\(from) 至 \(to)")[language]
      : Phrase("from \(from), below \(to)", "\(from) 至不足 \(to)")[language]
  }

  private func histogram(_ bins: MarkBins, median: Double?) -> Figure {
    let columns = bins.counts.enumerated().map { index, count in
      Mark.Column(from: bins.edges[index], to: bins.edges[index + 1], height: Double(count))
    }
    var layers = [Layer(Phrase("students", "学生"), .series(0), .columns(columns))]
    if let median {
      layers.append(Layer(Phrase("median", "中位数"), .series(1), .rule(median)))
    }
    let ends = 0...(bins.edges.last ?? 1)
    return Figure(
      Phrase("Students by their marks", "按分数的人数"),
      horizontal: isNamed
        ? Axis(Phrase("marks", "分数"), bounds: ends)
        : Axis(Phrase("share of all marks", "得分率"), .share, bounds: ends),
      vertical: Axis(Phrase("students", "人数"), .count),
      layers
    )
  }

  /// Places that are seen at once; further ones are folded, and nobody's but the instructor's.
  private static let mostPlaces = 10

  /// The places by the first number of the leaderboard; equal numbers share a place.
  func leaderboard(_ language: Language) -> HTML {
    let ranked = ranked
    guard let metrics = ranked.first?.standings else { return "" }
    let who: [(title: String, alignment: HTMLTable.Alignment)] =
      isNamed ? [(Phrase("Student", "学生")[language], .left)] : []
    var top = HTMLTable(
      [(Phrase("Place", "名次")[language], .right)] + who + metrics.map { ($0.metric, .right) }
    )
    var rest = top
    var place = 0
    for (index, grade) in ranked.enumerated() {
      let isShared = index > 0 && grade.standings[0].value == ranked[index - 1].standings[0].value
      if !isShared { place = index + 1 }
      let values = metrics.map { metric -> HTML in
        let value = grade.standings.first { $0.metric == metric.metric }?.value
        return "\(value.map { NumberText.significant($0) } ?? "")"
      }
      let cells = ["\(place)"] + (isNamed ? [HTML.name(grade.caption)] : []) + values
      if index < Self.mostPlaces { top.add(cells) } else { rest.add(cells) }
    }
    let direction =
      metrics[0].isLessBetter
      ? Phrase("By \(metrics[0].metric): less is better.", "按 \(metrics[0].metric)：越小越好。")
      : Phrase("By \(metrics[0].metric): more is better.", "按 \(metrics[0].metric)：越大越好。")
    let further = Phrase("Further places", "其余名次")[language]
    let folded: HTML =
      isNamed && ranked.count > Self.mostPlaces
      ? "<details><summary>\(further)</summary>\(rest.html)</details>" : ""
    return section(
      "leaderboard",
      Phrase("Leaderboard", "排行榜"),
      language,
      "<p class=\"reading\">\(direction[language])</p>\(top.html)\(folded)"
    )
  }

  /// Grades with a number for the leaderboard, the best first.
  private var ranked: [Grade] {
    let all = gradebook.grades.filter { $0.standings.first?.value.isFinite ?? false }
    // Equal numbers keep the order of ids, which the page without names does not show.
    return all.enumerated().sorted { one, other in
      let (a, b) = (one.element.standings[0], other.element.standings[0])
      if a.value != b.value { return a.isLessBetter ? a.value < b.value : a.value > b.value }
      return one.offset < other.offset
    }.map(\.element)
  }
}

/// Numbers of students over stretches of marks.
struct MarkBins {
  /// Where the stretches begin and the last ends, from 0.
  let edges: [Double]
  /// Students in each; the last stretch has those at its end too.
  let counts: [Int]

  /// Counts marks.
  ///
  /// - Parameters:
  ///   - marks: Marks, at least 0.
  ///   - points: Marks that can be had, above 0; stretches of a round width reach there.
  init(_ marks: [Double], of points: Double) {
    let width = RoundStep.atLeast(points / 10)
    // A tenth that is not exact must not fall below an edge that people read.
    let slack = 1e-9
    let count = max(1, Int((points / width - slack).rounded(.up)))
    edges = (0...count).map { Double($0) * width }
    var counts = Array(repeating: 0, count: count)
    for mark in marks { counts[min(max(0, Int(mark / width + slack)), count - 1)] += 1 }
    self.counts = counts
  }
}
