import Experiments
import LogisticsPark
import OutputStatistics
import Reports
import ScenarioFiles
import Wording

/// A comparison in words, metric by metric, which ends with what to check before the numbers are reported.
struct ComparisonText {
  private let comparison: Comparison
  private let words: ComparisonWords

  init(_ comparison: Comparison) {
    self.comparison = comparison
    words = ComparisonWords(comparison)
  }

  private var input: ComparisonInput { comparison.input }

  var text: String {
    var parts = [Self.head(words)]
    parts.append(input.systems.indices.dropFirst().map(inShort))
    parts += comparison.judgements.map(section)
    parts.append(Self.goal(of: comparison))
    parts.append(commonNumbers.map { [$0] } ?? [])
    parts.append(SetAsideText.lines(input.aside))
    parts.append(Self.warnings(of: comparison))
    parts.append(Self.checks(words))
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// What is compared, which runs are used, and what is read together, a line each.
  static func head(_ words: ComparisonWords) -> [String] {
    ([words.headline] + words.sample + [words.family, words.others].compactMap(\.self))
      .map(\.spoken)
  }

  /// Which variants keep the goal; nothing where there is none.
  static func goal(of comparison: Comparison) -> [String] {
    guard let goal = comparison.goal else { return [] }
    let words = ComparisonWords(comparison)
    return GoalText(verdicts: goal, level: comparison.level, name: words.name).lines
  }

  /// What casts doubt on it, each on a line.
  static func warnings(of comparison: Comparison) -> [String] {
    ComparisonWords(comparison).warnings.map {
      Phrase("warning: \($0.english)", "警告：\($0.chinese)").spoken
    }
  }

  /// What is to be checked before numbers are reported.
  static func checks(_ words: ComparisonWords) -> [String] {
    [Phrase("Before you report these numbers, check:", "报告这些数字之前请核对：").spoken]
      + words.checks.map { "- " + $0.spoken }
  }

  /// What is known of a variant, on one line, with what it changes.
  private func inShort(_ system: Int) -> String {
    var parts: [String] = []
    for verdict in Comparison.Verdict.allCases {
      let metrics = comparison.judgements
        .filter { $0.differences[system - 1].verdict == verdict }.map(\.metric.name)
      if !metrics.isEmpty {
        let list = metrics.joined(separator: Phrase(", ", "、").spoken)
        let words = verdict.words
        parts.append(Phrase("\(words.english): \(list)", "\(words.chinese)：\(list)").spoken)
      }
    }
    let changes = input.systems[system].changes ?? []
    let change = ChangeText.words(changes, width: .max, in: SpokenLanguage.current)
    let changed = changes.isEmpty ? "" : Phrase(" (\(change))", "（\(change)）").spoken
    return "'\(words.name(of: system))'\(changed) "
      + parts.joined(separator: Phrase("; ", "；").spoken)
  }

  // MARK: - A metric

  private func section(_ judgement: Comparison.Judgement) -> [String] {
    let metric = judgement.metric
    let goal =
      switch metric.direction {
      case .higher: Phrase(", higher is better", "，越高越好")
      case .lower: Phrase(", lower is better", "，越低越好")
      case .none: Phrase("", "")
      }
    let unit = metric.unit == "1" ? "" : " [\(metric.unit)]"
    let meaning = MetricMeaning.of(metric.name, metric.meaning)
    var lines = [
      Phrase(
        "\(metric.name)\(unit)\(goal.english): \(meaning.english)",
        "\(metric.name)\(unit)\(goal.chinese)：\(meaning.chinese)"
      ).spoken
    ]
    lines += table(of: judgement).lines.map { "  " + $0 }
    if judgement.areRough.contains(true) || judgement.differences.contains(where: \.isRough) {
      lines.append("  " + IntervalText.rough.spoken)
    }
    lines += words.sentences(onNotShown: judgement).map { "  " + $0.spoken }
    if let best = words.best(on: judgement, isCut: false) {
      lines.append("  " + best.spoken)
    }
    return lines
  }

  private func table(of judgement: Comparison.Judgement) -> TextTable {
    var table = TextTable([
      (Phrase("variant", "方案").spoken, .left), (Phrase("mean", "均值").spoken, .right),
      (Phrase("interval", "区间").spoken, .left), (Phrase("difference", "差异").spoken, .right),
      (Phrase("interval", "区间").spoken, .left),
      (Phrase("p (adjusted)", "p（校正后）").spoken, .right), ("", .left),
    ])
    let means = IntervalText(
      halfWidths: judgement.intervals.compactMap { $0.map { ($0.upperBound - $0.lowerBound) / 2 } },
      values: judgement.means.compactMap(\.self)
    )
    let gaps = IntervalText(
      halfWidths: judgement.differences.compactMap {
        $0.interval.map { ($0.upperBound - $0.lowerBound) / 2 }
      },
      values: judgement.differences.compactMap { $0.difference?.mean }
    )
    for system in input.systems.indices {
      let interval = judgement.intervals[system]
      var cells = [
        words.name(of: system), judgement.means[system].map(means.number) ?? "-",
        interval.map {
          means.interval($0.lowerBound, $0.upperBound) + (judgement.areRough[system] ? "*" : "")
        }
          ?? (judgement.counts[system] > 1 ? Phrase("all equal", "全部相同").spoken : ""),
      ]
      if system == 0 {
        cells += ["", "", "", input.systems.count > 1 ? Phrase("standard", "基准").spoken : ""]
      } else {
        cells += self.cells(of: judgement.differences[system - 1], gaps)
      }
      table.add(cells)
    }
    return table
  }

  private func cells(of found: Comparison.Difference, _ gaps: IntervalText) -> [String] {
    guard let difference = found.difference else {
      return ["-", "", "", found.verdict.words.spoken]
    }
    return [
      gaps.signed(difference.mean),
      found.interval.map {
        gaps.interval($0.lowerBound, $0.upperBound) + (found.isRough ? "*" : "")
      }
        ?? (difference.isConstant ? Phrase("each time", "每次如此").spoken : ""),
      found.adjustedPValue.map(ComparisonWords.probability) ?? "", found.verdict.words.spoken,
    ]
  }

  // MARK: - What to know beside

  private var commonNumbers: String? {
    let ratios = words.gains.map { gain in
      "  \(gain.metric) \(gain.least)" + (gain.most.map { Phrase(" to ", " 至 ").spoken + $0 } ?? "")
    }
    guard !ratios.isEmpty else { return nil }
    let title = words.gainTitle
    let head = Phrase(
      "Common random numbers: \(title.english)",
      "公共随机数：\(title.chinese)"
    )
    return ([head.spoken] + ratios).joined(separator: "\n")
  }
}
