import Charts
import Figures
import Reports
package import Wording

/// The page of a class: how an assignment came out, in one file that loads nothing, in both languages.
///
/// With names it is for the instructor's desk: students, reasons, hidden checks, copies, answers to read. Without names it
/// can be projected: nothing on it is of one student but the places of the leaderboard, which carry no id; nothing is
/// of a hidden check, and marks are shares, as the number of all points would tell what hidden checks bring. There are no
/// pseudonyms: in a class one knows the order of the list, and the marks of friends.
package struct ClassPage {
  let gradebook: Gradebook
  /// Whether it is for the instructor.
  let isNamed: Bool
  /// How each check came out.
  let checks: [CheckCount]

  /// Takes the marks of a class.
  ///
  /// - Parameters:
  ///   - gradebook: The marks.
  ///   - isNamed: Whether students are named, and hidden checks and reasons told; without them it is fit to be projected.
  package init(_ gradebook: Gradebook, isNamed: Bool) {
    self.gradebook = gradebook
    self.isNamed = isNamed
    checks = CheckCount.all(of: gradebook).filter { isNamed || !$0.check.isHidden }
  }

  /// The whole page.
  ///
  /// - Parameter language: In which it opens; it holds both.
  /// - Returns: The page, as HTML.
  package func text(in language: Language) -> String {
    let parts = Language.allCases.map { spoken in
      let body = HTML([
        header(spoken), tiles(spoken), statuses(spoken), isNamed ? toLookAt(spoken) : "",
        distribution(spoken), checkSection(spoken), leaderboard(spoken),
        isNamed ? desk(spoken) : "",
      ])
      return Page.Spoken(
        language: spoken,
        title: title(spoken),
        opening: "<div class=\"marks\">\n\(body)\n</div>"
      )
    }
    return Page(parts, opening: language, subject: .marks).text
  }

  private func title(_ language: Language) -> String {
    let title = gradebook.assignment.title
    return Phrase("\(title.english): marks", "\(title.chinese)：成绩")[language]
  }

  private func header(_ language: Language) -> HTML {
    let purpose =
      isNamed
      ? Phrase(
        "For the instructor: names, reasons and hidden checks are on this page. Do not project it or hand it on.",
        "仅供教师使用：本页含姓名、评分原因和隐藏检查。请勿投影或转发。"
      )
      : Phrase(
        "To be shown in class: nobody is named.",
        "可在课堂上展示：不含任何姓名。"
      )
    let kind: HTML = isNamed ? " closed" : ""
    return """
      <header><h1>\(gradebook.assignment.title[language])</h1>
      <p class="faint">\(Phrase("Marks of the class", "全班成绩")[language]) · <code>\(gradebook.assignment.id)</code></p>
      <p class="purpose\(kind)">\(purpose[language])</p></header>
      """
  }

  /// Marks of those who have some, sorted.
  var earned: [Double] { gradebook.grades.compactMap(\.earned).filter(\.isFinite).sorted() }

  /// Grades of those who handed something in.
  private var handedIn: [Grade] { gradebook.grades.filter { $0.status != .missing } }

  /// Submissions without a usual end, or of which there is something to say.
  var toSee: [Grade] { gradebook.grades.filter { $0.status.needsLook || !$0.remarks.isEmpty } }

  private func tiles(_ language: Language) -> HTML {
    let marks = earned
    var tiles: [(Phrase, String, Phrase)] = [
      (
        Phrase("Handed in", "已提交"), "\(handedIn.count)",
        Phrase("of \(gradebook.grades.count) students", "共 \(gradebook.grades.count) 名学生")
      ),
      (
        Phrase("With marks", "已有分数"), "\(marks.count)",
        Phrase("submissions that were judged or refused", "已评定或被拒的提交")
      ),
    ]
    if isNamed {
      tiles.append(
        (
          Phrase("Need a look", "需要查看"), "\(toSee.count + gradebook.aside.count)",
          Phrase("submissions, and files of nobody", "份提交和无主文件")
        )
      )
    }
    if let median = Self.median(of: marks) {
      let mean = marks.reduce(0, +) / Double(marks.count)
      tiles.append(
        (
          Phrase("Median", "中位数"), shown(median),
          Phrase("mean \(shown(mean))", "平均 \(shown(mean))")
        )
      )
    }
    let boxes = tiles.map { tile -> HTML in
      """
      <div class="tile"><h3>\(tile.0[language])</h3><p class="figure">\(tile.1)</p><p>\(tile.2[language])</p></div>
      """
    }
    return "<section class=\"tiles\">\(boxes)</section>"
  }

  /// A total as the page shows it.
  private func shown(_ marks: Double) -> String {
    let points = gradebook.assignment.points
    return isNamed ? MarkText.text(marks, of: points) : NumberText.percent(marks / points)
  }

  /// The one in the middle of sorted numbers, or the mean of the two; nil of none.
  static func median(of sorted: [Double]) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let half = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
  }

  private func statuses(_ language: Language) -> HTML {
    typealias Column = (title: String, alignment: HTMLTable.Alignment)
    let columns: [Column] = [
      (Phrase("Became", "结果")[language], .left), (Phrase("Students", "人数")[language], .right),
    ]
    let duties: [Column] = [
      (Phrase("What to do", "怎么办")[language], .left), (Phrase("Who", "谁")[language], .left),
    ]
    var table = HTMLTable(isNamed ? columns + duties : columns)
    for status in Grade.Status.allCases {
      let grades = gradebook.grades.filter { $0.status == status }
      guard !grades.isEmpty else { continue }
      var cells: [HTML] = ["\(status.title[language])", "\(grades.count)"]
      if isNamed {
        let ids = status == .graded ? [] : grades.map { HTML.name($0.student.id) }
        cells += [
          "\(status.duty?[language] ?? "")", HTML(markup: ids.map(\.text).joined(separator: ", ")),
        ]
      }
      table.add(cells)
    }
    return section(
      "statuses",
      Phrase("What became of the submissions", "提交情况"),
      language,
      table.html
    )
  }

  /// A section with its title, and a place that links lead to.
  func section(_ id: String, _ title: Phrase, _ language: Language, _ content: HTML) -> HTML {
    """
    <section id="\(id)-\(language.rawValue)"><h2>\(title[language])</h2>
    \(content)
    </section>
    """
  }

  /// A list of sentences.
  func list(_ sentences: [HTML]) -> HTML {
    sentences.isEmpty ? "" : "<ul>\(sentences.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  /// A figure as wide as the page.
  func drawn(_ figure: Figure, _ name: String, _ language: Language) -> HTML {
    let chart = Chart(width: 1040, plotHeight: 180, language: language, surface: .page)
    let svg = chart.svg(of: [figure], name: "\(name)-\(language.rawValue)")
    return "<figure>\(HTML(markup: svg))</figure>"
  }
}
