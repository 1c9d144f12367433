import Experiments
import LogisticsPark
import ScenarioFiles
import Wording

/// What is to be known beside the numbers.
extension ComparisonReport {
  /// Which variants keep the goal, if there is one.
  func goal(_ language: Language) -> HTML {
    guard let verdicts = comparison.goal else { return "" }
    let goal = GoalWords(verdicts, level: comparison.level)
    let values = verdicts.entries.compactMap(\.mean)
    let unit = input.goal?.metric.unit ?? ""
    let scale = MetricScale(unit: unit, values: values + [verdicts.goal.bound])
    var table = HTMLTable([
      (Phrase("Variant", "方案")[language], .left), (Phrase("Runs", "运行")[language], .right),
      (
        Phrase("Mean", "均值")[language] + " (\(scale.unit[language]))", .right
      ), (Phrase("Interval, together", "共同区间")[language], .left),
      (Phrase("Interval, by itself", "单独区间")[language], .left),
      (Phrase("Verdict", "结论")[language], .left),
      (Phrase("Runs that would tell", "判定所需运行")[language], .left),
    ])
    let text = IntervalText(
      halfWidths: verdicts.entries.compactMap {
        $0.interval.map { scale(($0.upperBound - $0.lowerBound) / 2) }
      },
      values: values.map { scale($0) },
      apart: verdicts.entries.flatMap { entry in
        [entry.interval, entry.ownInterval].compactMap(\.self).flatMap {
          [scale($0.lowerBound), scale($0.upperBound)]
        }
      },
      from: scale(verdicts.goal.bound)
    )
    let ends = { (range: ClosedRange<Double>?, isRough: Bool) -> String in
      range.map {
        text.interval(scale($0.lowerBound), scale($0.upperBound)) + (isRough ? "*" : "")
      } ?? ""
    }
    for entry in verdicts.entries {
      table.add([
        HTML.name(names[entry.system]), "\(entry.count)",
        "\(entry.mean.map { text.number(scale($0)) } ?? "–")",
        "\(ends(entry.interval, entry.isRough))", "\(ends(entry.ownInterval, entry.isRough))",
        "<span class=\"verdict \(entry.verdict.tone)\">\(goal.words(of: entry)[language])</span>",
        "\(GoalWords.runs(entry.runsToTell)?[language] ?? "")",
      ])
    }
    return section(
      "goal",
      Phrase("Goal: \(goal.aim.english)", "目标：\(goal.aim.chinese)"),
      language,
      """
      <p class="reading">\(goal.sureness[language])</p>\(table.html)\(list(goal.notes, language))
      """
    )
  }

  /// What the variants change in the standard.
  func changes(_ language: Language) -> HTML {
    guard names.count > 1 else { return "" }
    var table = HTMLTable([
      (Phrase("Variant", "方案")[language], .left), (Phrase("Key", "键")[language], .left),
      (Phrase("in \(names[0])", "在 \(names[0]) 中")[language], .left),
      (Phrase("in the variant", "在该方案中")[language], .left),
    ])
    for system in names.indices.dropFirst() { add(changesOf: system, to: &table, language) }
    return section("changes", Phrase("What differs", "改变了什么"), language, table.html)
  }

  /// Keys of one variant that are written out.
  private static let mostChanges = 40

  private func add(changesOf system: Int, to table: inout HTMLTable, _ language: Language) {
    let name = HTML.name(names[system])
    guard let changes = input.systems[system].changes else {
      let why = Phrase("its scenario is of another version", "其场景属于其他版本")
      return table.add([name, "\(why[language])", "", ""])
    }
    guard !changes.isEmpty else {
      return table.add([name, "\(Phrase("nothing", "无")[language])", "", ""])
    }
    for (index, change) in changes.prefix(Self.mostChanges).enumerated() {
      let elements = change.elements.map {
        Phrase(" (\($0.changed) of \($0.of) values)", "（\($0.of) 个值中 \($0.changed) 个）")[language]
      }
      table.add([
        index == 0 ? name : "",
        "<code>\(TerminalText.visible(change.path))</code>\(elements ?? "")",
        "<code>\(ChangeText.value(change.old, in: language))</code>",
        "<code>\(ChangeText.value(change.new, in: language))</code>",
      ])
    }
    let rest = changes.count - Self.mostChanges
    if rest > 0 {
      table.add(["", "\(Phrase("and \(rest) more", "另有 \(rest) 项")[language])", "", ""])
    }
  }

  /// What common random numbers have gained.
  func gains(_ language: Language) -> HTML {
    let gains = words.gains
    guard !gains.isEmpty else { return "" }
    var table = HTMLTable([
      (Phrase("Metric", "指标")[language], .left), (Phrase("Least ratio", "最小比值")[language], .left),
      (Phrase("Largest ratio", "最大比值")[language], .left),
    ])
    for gain in gains {
      table.add(["<code>\(gain.metric)</code>", "\(gain.least)", "\(gain.most ?? "")"])
    }
    return section(
      "gains",
      Phrase("What common random numbers gain", "公共随机数的收益"),
      language,
      """
      <p class="reading">\(Phrase("All variants see the same orders at the same moments, and runs with the same number are compared in pairs. Below: \(words.gainTitle.english). So many times as many independent runs would be as precise.", "各方案看到相同时刻的相同订单，编号相同的运行成对比较。下表：\(words.gainTitle.chinese)。独立运行需要这么多倍才同样精确。")[language])</p>
      \(table.html)
      """
    )
  }

  /// What casts doubt on the comparison.
  func warnings(_ language: Language) -> HTML {
    guard !words.warnings.isEmpty else { return "" }
    return section(
      "warnings",
      Phrase("What casts doubt on this", "值得怀疑之处"),
      language,
      list(words.warnings, language)
    )
  }

  /// What is not compared.
  func aside(_ language: Language) -> HTML {
    guard !input.aside.isEmpty else { return "" }
    let sorted = input.aside.sorted { $0.name < $1.name }
    return section(
      "aside",
      Phrase("Set aside, and not compared", "搁置、未比较"),
      language,
      list(sorted.map(\.words) + SetAside.hints(on: input.aside), language)
    )
  }

  /// What is to be checked before anybody is told.
  func checks(_ language: Language) -> HTML {
    let items = words.checks.map { check -> HTML in
      "<li><label><input type=\"checkbox\"> \(check[language])</label></li>"
    }
    return section(
      "checks",
      Phrase("Before you report these numbers", "报告这些数字之前"),
      language,
      "<ul class=\"todo\">\(items)</ul>"
    )
  }

  /// Where the numbers come from.
  func provenance(_ language: Language) -> HTML {
    var table = HTMLTable([
      (Phrase("Variant", "方案")[language], .left),
      (Phrase("Complete runs", "完成的运行")[language], .right),
      (Phrase("Scenario", "场景")[language], .left),
      (Phrase("Digest of the scenario", "场景摘要")[language], .left),
      (Phrase("Files", "文件")[language], .left),
    ])
    for (system, name) in zip(input.systems, names) {
      let files = system.sources.sorted().map { TerminalText.visible(paths[$0]) }
      table.add([
        HTML.name(name), "\(system.runs.count)", HTML.name(TerminalText.visible(system.title)),
        "<code>\(String(system.scenario.prefix(16)))</code>", "\(files.joined(separator: ", "))",
      ])
    }
    return section(
      "provenance",
      Phrase("Where this comes from", "结果来源"),
      language,
      """
      <p class="reading">\(Phrase("Means have t intervals that are widened for skewness and never leave what a metric can be; differences of nearly equal runs are also held to an exact test. All digits: parksim compare --format csv.", "均值采用按偏度加宽、不超出指标可能范围的 t 区间；几乎相等的运行之差另须通过精确检验。全部数位：parksim compare --format csv。")[language])</p>
      \(table.html)
      """
    )
  }

  /// What is played back, or why nothing is.
  func playbackNote(_ language: Language) -> HTML {
    playback.note.map { "<p class=\"faint\">\($0[language])</p>" } ?? ""
  }
}

extension GoalVerdicts.Verdict {
  /// Class by which the style sheet colours it.
  var tone: HTML {
    switch self {
    case .kept, .keptInEveryRun: "good"
    case .missed: "bad"
    case .open, .noValue: "open"
    }
  }
}
