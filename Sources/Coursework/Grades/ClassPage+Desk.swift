import Reports
import Wording

// What is for the instructor alone.
extension ClassPage {
  /// Copies, answers to read and the students.
  func desk(_ language: Language) -> HTML {
    HTML([copies(language), answers(language), students(language)])
  }

  /// Submissions with remarks or without a usual end, files of nobody, and what is to be known of the whole.
  func toLookAt(_ language: Language) -> HTML {
    let notes = gradebook.notes.map { note -> HTML in "\(note[language])" }
    let aside = gradebook.aside.map { file -> HTML in
      "<code>\(file.file)</code>: \(file.why[language])"
    }
    let items = toSee.map { grade -> HTML in
      let sentences = grade.reasons + grade.remarks
      return """
        \(HTML.name(grade.caption)): <strong>\(grade.status.title[language])</strong>\(list(sentences.map { "\($0[language])" }))
        """
    }
    guard !(notes + aside + items).isEmpty else { return "" }
    return section(
      "look",
      Phrase("To look at", "需要查看"),
      language,
      """
      \(list(notes))\(list(items))
      \(aside.isEmpty ? "" : "<h3>\(Phrase("Files that belong to nobody", "无主的文件")[language])</h3>\(list(aside))" as HTML)
      """
    )
  }

  private func copies(_ language: Language) -> HTML {
    let groups = Set(
      gradebook.grades.filter { !$0.sameAs.isEmpty }.map { ([$0.student.id] + $0.sameAs).sorted() }
    ).sorted { $0.lexicographicallyPrecedes($1) }
    guard !groups.isEmpty else { return "" }
    let reading = Phrase(
      "These have handed in the same: change and answers, or a long answer in words. They are marked like all others: where little is open, it happens by chance.",
      "以下学生提交的内容相同：改动和答案，或较长的文字答案。照常评分：可改动之处很少时，也可能是巧合。"
    )
    let captions = Dictionary(gradebook.grades.map { ($0.student.id, $0.caption) }) { one, _ in one
    }
    let items = groups.map { group -> HTML in
      HTML(markup: group.map { HTML.name(captions[$0] ?? $0).text }.joined(separator: ", "))
    }
    return section(
      "copies",
      Phrase("The same work", "相同的作业"),
      language,
      "<p class=\"reading\">\(reading[language])</p>\(list(items))"
    )
  }

  /// Answers to questions that a person reads, by question.
  private func answers(_ language: Language) -> HTML {
    var questions: [Phrase] = []
    for text in gradebook.grades.flatMap(\.texts) where !questions.contains(text.question) {
      questions.append(text.question)
    }
    guard !questions.isEmpty else { return "" }
    let parts = questions.map { question -> HTML in
      let all = gradebook.grades.flatMap { grade in
        grade.texts.filter { $0.question == question }.map { (grade, $0.answer) }
      }
      let given = all.filter { !$0.1.isEmpty }
      let texts = given.map { grade, answer -> HTML in
        "<h3>\(HTML.name(grade.caption))</h3><div class=\"answer\" dir=\"auto\">\(answer)</div>"
      }
      let count = Phrase(
        "\(given.count) of \(all.count) answered",
        "\(all.count) 人中 \(given.count) 人作答"
      )
      return """
        <details><summary>\(question[language]) (\(count[language]))</summary>\(texts)</details>
        """
    }
    return section("answers", Phrase("Answers to read", "待阅答案"), language, HTML(parts))
  }

  private func students(_ language: Language) -> HTML {
    guard !gradebook.grades.isEmpty else { return "" }
    let legend = Phrase(
      "A line for each student; open it for marks and reasons. For each check: ● all points, ◐ some, ○ none.",
      "每名学生一行，展开可见分数与原因。每项检查：● 满分，◐ 部分分，○ 零分。"
    )
    return section(
      "students",
      Phrase("Students", "学生"),
      language,
      "<p class=\"reading\">\(legend[language])</p>\(gradebook.grades.map { student($0, language) })"
    )
  }

  private func student(_ grade: Grade, _ language: Language) -> HTML {
    let points = gradebook.assignment.points
    let marks = grade.earned.map { MarkText.text($0, of: points) } ?? "–"
    let signs = grade.checks.map { check -> HTML in
      let text = "\(name(of: check, language)): \(MarkText.text(check.earned, of: check.points))"
      return
        "<span class=\"\(check.outcome.rawValue)\" title=\"\(text)\">\(check.outcome.sign)</span>"
    }
    return """
      <details class="student"><summary><span>\(HTML.name(grade.caption))</span>\
      <span>\(grade.status.title[language])</span><span class="points">\(marks)</span>\
      <span class="outcomes">\(signs)</span></summary>
      <div class="inside">\(file(of: grade, language))\(list((grade.reasons + grade.remarks).map { "\($0[language])" }))\
      \(table(of: grade, language))</div></details>

      """
  }

  private func file(of grade: Grade, _ language: Language) -> HTML {
    let student = grade.student
    let known = [student.section, student.login, student.email].filter { !$0.isEmpty }
    let file: HTML = grade.file.isEmpty ? "" : "<code>\(grade.file)</code> "
    guard !known.isEmpty || !grade.file.isEmpty else { return "" }
    return "<p class=\"faint\">\(file)<bdi>\(known.joined(separator: ", "))</bdi></p>"
  }

  private func table(of grade: Grade, _ language: Language) -> HTML {
    guard !grade.checks.isEmpty else { return "" }
    var table = HTMLTable([
      (Phrase("Check", "检查")[language], .left), (Phrase("Marks", "分数")[language], .right),
      (Phrase("Outcome", "结果")[language], .left), (Phrase("Why", "原因")[language], .left),
    ])
    for check in grade.checks {
      table.add([
        "\(name(of: check, language))", "\(MarkText.text(check.earned, of: check.points))",
        "<span class=\"\(check.outcome.rawValue)\">\(check.outcome.sign)</span> \(check.outcome.title[language])",
        "\(check.reason[language])",
      ])
    }
    return table.html
  }
}

extension CheckResult.Outcome {
  /// A sign that is told from the others without colours.
  fileprivate var sign: String {
    switch self {
    case .full: "●"
    case .part: "◐"
    case .none: "○"
    }
  }
}
