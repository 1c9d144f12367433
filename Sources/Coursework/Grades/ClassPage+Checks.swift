import Figures
import Reports
import Wording

/// How a check came out in a class.
struct CheckCount {
  /// The check, as the first student has it whose submission was judged.
  let check: CheckResult
  /// Students with all its points.
  private(set) var full = 0
  /// Students with some of them.
  private(set) var part = 0
  /// Students with none.
  private(set) var none = 0
  /// Sum of the points that it has brought.
  private var earned = 0.0

  private init(_ check: CheckResult) { self.check = check }

  /// Students whose submission was judged by it.
  var total: Int { full + part + none }

  /// Mean share of its points; nil where it has none.
  var share: Double? {
    check.points > 0 && total > 0 ? earned / (check.points * Double(total)) : nil
  }

  /// All checks of a class: those that fewest have solved first, equal ones in the order of the assignment.
  static func all(of gradebook: Gradebook) -> [CheckCount] {
    var counts: [CheckCount] = []
    // A hidden check may have the id of one that is shown, and is another all the same.
    var places: [String: Int] = [:]
    for grade in gradebook.grades where grade.earned != nil {
      for check in grade.checks {
        let key = check.isHidden ? "hidden " + check.id : "shown " + check.id
        let place = places[key] ?? counts.count
        if place == counts.count {
          places[key] = place
          counts.append(CheckCount(check))
        }
        counts[place].add(check)
      }
    }
    return counts.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      return (a.full * b.total, -a.none * b.total, one.offset)
        < (b.full * a.total, -b.none * a.total, other.offset)
    }.map(\.element)
  }

  private mutating func add(_ result: CheckResult) {
    switch result.outcome {
    case .full: full += 1
    case .part: part += 1
    case .none: none += 1
    }
    earned += result.earned
  }
}

extension ClassPage {
  /// How many have all, some and none of the points of each check.
  func checkSection(_ language: Language) -> HTML {
    let title = Phrase("What was hard", "难点所在")
    guard !checks.isEmpty else {
      let none = Phrase("No check was judged.", "没有评定任何检查。")
      return section("checks", title, language, "<p>\(none[language])</p>")
    }
    let reading = Phrase(
      "Each check with how many have all, some and none of its points; what fewest have solved comes first.",
      "每项检查得满分、部分分和零分的人数；解出人数最少的在最前。"
    )
    var table = HTMLTable(
      [(Phrase("Check", "检查")[language], .left)]
        + [
          Phrase("Points", "分值"), Phrase("Full", "满分"), Phrase("Part", "部分"),
          Phrase("None", "无分"), Phrase("Mean share", "平均得分率"),
        ].map { ($0[language], .right) }
    )
    for count in checks {
      table.add([
        "\(name(of: count.check, language))", "\(MarkText.text(count.check.points))",
        "\(count.full)", "\(count.part)", "\(count.none)",
        "\(count.share.map { NumberText.percent($0) } ?? "")",
      ])
    }
    return section(
      "checks",
      title,
      language,
      """
      <p class="reading">\(reading[language])</p>
      \(drawn(bars(language), "checks", language))
      <details><summary>\(Phrase("The same in a table, with points", "同样内容的表格，含分值")[language])</summary>
      \(table.html)</details>
      """
    )
  }

  /// Title of a check, which says whether students know of it.
  func name(of check: CheckResult, _ language: Language) -> String {
    let title = check.title
    guard check.isHidden else { return title[language] }
    return Phrase("\(title.english) (hidden)", "\(title.chinese)（隐藏）")[language]
  }

  private func bars(_ language: Language) -> Figure {
    var (full, part, none): ([Mark.Span], [Mark.Span], [Mark.Span]) = ([], [], [])
    for (row, count) in checks.enumerated() {
      let (one, two, three) = (
        Double(count.full), Double(count.full + count.part), Double(count.total)
      )
      if count.full > 0 { full.append(Mark.Span(row: row, from: 0, to: one)) }
      if count.part > 0 { part.append(Mark.Span(row: row, from: one, to: two)) }
      if count.none > 0 { none.append(Mark.Span(row: row, from: two, to: three)) }
    }
    let most = checks.map(\.total).max() ?? 1
    return Figure(
      Phrase("Students by what a check brought them", "各项检查的得分情况（人数）"),
      horizontal: Axis(Phrase("students", "人数"), .count, bounds: 0...Double(max(1, most))),
      vertical: .names(Phrase("Check", "检查"), checks.map { name(of: $0.check, language) }),
      [
        Layer(Phrase("all points", "满分"), .good, .spans(full)),
        Layer(Phrase("some points", "部分分"), .series(4), .spans(part)),
        Layer(Phrase("no points", "零分"), .bad, .spans(none)),
      ]
    )
  }
}
