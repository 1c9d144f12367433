import DiscreteEvents
import Experiments
import OutputStatistics
import Wording

extension WarmUpText {
  /// What follows from the curves, line by line.
  var conclusion: [Phrase] {
    if let overload = study.overload, overload.certainty == .certain { return [certain(overload)] }
    let others = study.measures.filter { $0.population != study.decisive.population }
    return [headline] + cautions + [findings(of: study.decisive)]
      + others.map { measure in
        let (name, verdict) = (name(measure), verdict(on: measure))
        return Phrase(
          "Of \(name.english): \(verdict.english). ",
          "\(name.chinese)：\(verdict.chinese)。"
        ) + findings(of: measure)
      }
      + possibleOverload
  }

  private func certain(_ overload: Overload) -> Phrase {
    let (load, least) = (percent(overload.load), percent(overload.leastLoad))
    let share =
      overload.leastLoad == overload.load
      ? Phrase(
        "\(load) of the work that they can do over a day",
        "其一天能力的 \(load)"
      )
      : Phrase(
        "\(least) or more of the work that they can do over a day, with the orders in "
          + "hand that they finish after their shifts",
        "其一天能力（含下班后做完的手头订单）的 \(least) 或更多"
      )
    return Phrase(
      "No steady state: the \(overload.title.english) are offered \(share.english), so the number of open orders "
        + "grows without limit, however long the run is. No cut helps: look with parksim scenario load what the "
        + "park can serve",
      "没有稳态：\(overload.title.chinese)的负荷为\(share.chinese)，因此无论运行多长，未完成订单都无限增长。"
        + "截去多少都无用：请用 parksim scenario load 查看园区能完成多少"
    )
  }

  private var possibleOverload: [Phrase] {
    guard let overload = study.overload, study.answer != .cut else { return [] }
    let (load, least) = (percent(overload.load), percent(overload.leastLoad))
    let (english, chinese) = (overload.title.english, overload.title.chinese)
    let offered = "the \(english) are offered \(load) of the work"
    if overload.certainty == .hangsOnOvertime {
      return [
        Phrase(
          "The park may be overloaded, and only runs can tell: \(offered) that they can do on shift, and at "
            + "least \(least) with the orders in hand that they finish after it. If the "
            + "open orders rise in a longer run too, there is no steady state",
          "园区可能过载，只有运行才能判断：\(chinese)的负荷为其当班能力的 \(load)，计入下班后做完的手头订单至少为 \(least)。"
            + "若更长的运行中未完成订单仍在增加，就没有稳态"
        )
      ]
    }
    return [
      Phrase(
        "By the estimate of parksim scenario load \(offered) that they can do over a day: such a park has no "
          + "steady state",
        "按 parksim scenario load 的估计，\(chinese)的负荷为其一天能力的 \(load)：这样的园区没有稳态"
      )
    ]
  }

  private var headline: Phrase {
    let measure = study.decisive
    switch measure.analysis.answer {
    case .cut(let observations):
      let hours = NumberText.significant(Double(observations) * unitHours)
      return Phrase(
        "Cut here: the warm-up ends after \(hours) h. In a steady-state study write "
          + "\"warm_up_h\": \(hours)",
        "在此截断：预热在 \(hours) 小时后结束。稳态研究请写 \"warm_up_h\": \(hours)"
      )
    case .nothingToCut:
      return Phrase("Nothing needs to be cut: \"warm_up_h\": 0", "无需截去：\"warm_up_h\": 0")
    case .tooFewData(let need):
      return Phrase("Too few data to say: ", "数据太少，无法判断：") + missing(need, measure)
    case .noSteadyState(.drift): return drift(measure)
    case .noSteadyState(.firstHalfDiffers):
      let length = NumberText.significant(horizon)
      return Phrase(
        "No steady state within \(length) h, so no cut is offered: every part of "
          + "the first half of the run differs from the second. Make study.horizon_h longer, or look with parksim "
          + "scenario load whether the park can serve its orders",
        "\(length) 小时内没有稳态，因此不建议截断：运行前半段的每一部分都与后半段不同。"
          + "请增大 study.horizon_h，或用 parksim scenario load 查看园区能否完成订单"
      )
    }
  }

  /// That a number rises or falls to the end.
  private func drift(_ measure: WarmUpStudy.Measure) -> Phrase {
    let (analysis, name) = (measure.analysis, name(measure))
    let (length, size) = (
      NumberText.significant(horizon), NumberText.significant(analysis.rise.magnitude)
    )
    let (rises, p) = (analysis.rise > 0, p(analysis.risePValue))
    let what = Phrase(
      "No steady state within \(length) h, so no cut is offered: over the "
        + "second half \(name.english) still \(rises ? "rise" : "fall") by \(size) (p \(p)). ",
      "\(length) 小时内没有稳态，因此不建议截断：后半段\(name.chinese)仍\(rises ? "增加" : "减少") \(size)（p \(p)）。"
    )
    let way =
      rises
      ? Phrase(
        "If they rise in a longer run too, the park can not serve its orders: look with parksim scenario load",
        "若更长的运行中仍在增加，园区就完不成订单：请用 parksim scenario load 查看"
      )
      : Phrase(
        "If they level off in a longer run, the warm-up is longer than half of this one: make "
          + "study.horizon_h longer",
        "若更长的运行中趋于平稳，预热就长于本次运行的一半：请增大 study.horizon_h"
      )
    return what + way
  }

  /// What an answer of too few data lacks, and how much of it.
  private func missing(_ need: DataNeed, _ measure: WarmUpStudy.Measure) -> Phrase {
    let (analysis, name) = (measure.analysis, name(measure))
    let more = enough(need).map { Phrase("; ", "；") + $0 } ?? Phrase(same: "")
    switch need.reason {
    case .noVariation:
      return Phrase(
        "the second halves of all replications are the same, so there is no chance to compare a start "
          + "with; look at the bars",
        "各次重复的后半段都相同，没有可与开始段比较的随机波动；请看条形图"
      )
    case .runsTooShort:
      let memory = NumberText.significant(analysis.correlationTime * unitHours)
      let times = NumberText.significant(analysis.criteria.correlationTimes)
      return Phrase(
        "how many \(name.english) there are is remembered for about \(memory) h (correlation time), and a "
          + "run must be at least \(times) times as long for its start to be told from the rest",
        "\(name.chinese)的数量约有 \(memory) 小时的记忆（相关时间），运行至少要有它的 \(times) 倍长，才能把开始段与其余区分开"
      ) + more
        + Phrase(
          ". If what is needed grows with the run, the park has no steady state",
          "。若所需长度随运行增长，园区就没有稳态"
        )
    case .warmUpOrDrift:
      return Phrase(
        "the start differs from the rest, but a steady drift over the whole run would look the same",
        "开始段与其余不同，但整个运行中持续的漂移看起来也一样"
      ) + more
    case .biasUnseen:
      let wanted = NumberText.percent(analysis.criteria.tolerance, decimals: 1)
      return Phrase(
        "no start differs from the rest, but one that biases the mean of the run by \(wanted) could "
          + "have been missed",
        "没有开始段与其余不同，但可能漏掉使运行均值偏离 \(wanted) 的开始段"
      ) + more
    }
  }

  private func enough(_ need: DataNeed) -> Phrase? {
    let hours = need.length.map { length in
      let hours = NumberText.significant((Double(length) * unitHours).rounded(.up))
      return Phrase(
        "a study.horizon_h of about \(hours)",
        "把 study.horizon_h 设为约 \(hours) 小时"
      )
    }
    let replications = need.replications.map {
      Phrase("about \($0) replications", "约 \($0) 次重复")
    }
    let ways = [replications, hours].compactMap { $0 }
    guard !ways.isEmpty else { return nil }
    return Phrase(
      ways.map(\.english).joined(separator: ", or ")
        + ", or somewhat more, as these data are few, would do",
      ways.map(\.chinese).joined(separator: "，或") + "即可；因现有数据少，可略多一些"
    )
  }

  /// The answer in a few words, for a number that does not decide.
  private func verdict(on measure: WarmUpStudy.Measure) -> Phrase {
    switch measure.analysis.answer {
    case .cut(let count):
      let hours = NumberText.significant(Double(count) * unitHours)
      return Phrase("cut \(hours) h", "截去 \(hours) 小时")
    case .nothingToCut: return Phrase("nothing needs to be cut", "无需截去")
    case .tooFewData: return Phrase("too few data to say", "数据太少，无法判断")
    case .noSteadyState: return Phrase("no steady state", "没有稳态")
    }
  }

  /// What was tested, and what would have been found.
  private func findings(of measure: WarmUpStudy.Measure) -> Phrase {
    let analysis = measure.analysis
    guard let startP = analysis.startPValue, let bias = analysis.detectableBias else {
      return Phrase("Nothing varies by chance", "没有随机波动")
    }
    let (criteria, starts) = (analysis.criteria, analysis.starts.count)
    let part = percent(bias / analysis.mean)
    let share =
      analysis.mean > 0 ? Phrase(" (\(part) of it)", "（其 \(part)）") : Phrase(same: "")
    let (least, power) = (NumberText.significant(bias), NumberText.percent(criteria.power))
    let level = percent(criteria.level)
    return difference(measure, startP)
      + Phrase(
        " (p \(p(startP)), for \(starts) lengths of a start together). A start that biases the mean of the run by "
          + "\(least)\(share.english) or more is found with a probability of \(power); a run that is steady from the "
          + "start is cut with one of about \(level) or less",
        "（p \(p(startP))，\(starts) 种开始段长度合计）。使运行均值偏离 \(least)\(share.chinese)或更多的开始段，"
          + "被发现的概率为 \(power)；从开始就平稳的运行被截去的概率约为 \(level) 或更小"
      )
  }

  /// The start that biases the run most, of those that differ.
  private func difference(_ measure: WarmUpStudy.Measure, _ startP: Double) -> Phrase {
    let (analysis, name) = (measure.analysis, name(measure))
    let level = analysis.criteria.level
    let differing = analysis.starts.filter { $0.pValue * Double(analysis.starts.count) <= level }
    let most = differing.max {
      $0.difference.magnitude * Double($0.length) < $1.difference.magnitude * Double($1.length)
    }
    guard let most else {
      return Phrase(
        "No start differs from the second half of the run by more than chance explains",
        "没有开始段与运行后半段的差异超过随机波动"
      )
    }
    let hours = NumberText.significant(Double(most.length) * unitHours)
    let size = NumberText.significant(most.difference.magnitude)
    let isFewer = most.difference < 0
    return Phrase(
      "The first \(hours) h have \(size) \(isFewer ? "fewer" : "more") \(name.english) than the second half of "
        + "the run",
      "前 \(hours) 小时的\(name.chinese)比运行后半段\(isFewer ? "少" : "多") \(size)"
    )
  }

  /// What to mind about a cut.
  private var cautions: [Phrase] {
    guard study.answer == .cut, let warmUp = study.warmUp?.inHours else { return [] }
    var lines: [Phrase] = []
    if warmUp > horizon / 4 {
      lines.append(
        Phrase(
          "That is more than a quarter of the run: ask again with a longer study.horizon_h to be sure that the "
            + "rest is steady",
          "这超过运行的四分之一：请用更大的 study.horizon_h 再试，以确认其余部分平稳"
        )
      )
    }
    if horizon < 11 * warmUp {
      // Banks, Carson, Nelson and Nicol, "Discrete-Event System Simulation", 2010, section 11.5.
      let hours = NumberText.significant(11 * warmUp)
      lines.append(
        Phrase(
          "What is counted should be at least ten times as long: \"horizon_h\": "
            + "\(hours) or more, the warm-up included",
          "计入统计的部分至少应有它的十倍长：\"horizon_h\": \(hours) 或更大，含预热"
        )
      )
    }
    return lines
  }

  private func p(_ value: Double) -> String {
    value < 0.0001 ? "< 0.0001" : "= " + NumberText.fixed(value, 4)
  }

  private func percent(_ share: Double) -> String { NumberText.percent(share, decimals: 1) }
}
