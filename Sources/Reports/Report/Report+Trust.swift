import DiscreteEvents
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import Wording

extension Report {
  /// What the figures rest on, and how far they carry.
  func trust(_ language: Language) -> HTML {
    let lines = [books, study, precision].map { item -> HTML in
      let mark: HTML = item.isGood ? "<span class=\"yes\">✓</span>" : "<span class=\"no\">!</span>"
      return "<li>\(mark) \(item.words[language])</li>"
    }
    let assumed = Self.inputs.map { input -> HTML in
      "<tr><td>\(input.what[language])</td><td>\(input.source[language])</td></tr>"
    }
    return """
      <section class="trust" id="trust-\(language.rawValue)"><h2>\(Phrase("Can I trust this?", "这些结果可信吗？")[language])</h2>
      <ul class="checks">\(lines)</ul>
      <details><summary>\(Phrase("Which inputs are measured, and which assumed", "哪些输入来自测量，哪些是假设")[language])</summary>
      <div class="wide"><table><tbody>\(assumed)</tbody></table></div></details>
      </section>
      """
  }

  /// Half width of an interval over its mean from which on it is worth a warning.
  private static let wide = 0.1

  private var books: (isGood: Bool, words: Phrase) {
    (
      isChecked,
      Phrase(
        "The books closed when the runs were made: orders created are delivered, withdrawn, failed or open; presence times match the integrals of queues; each battery's energy adds up."
          + (isChecked
            ? " The rows are those that were stored then."
            : " Whether the rows are still those that were stored then was not looked at."),
        "运行时账目平衡：创建的订单等于送达、退单、失败与未完成之和；在场时间与队列积分一致；每块电池能量守恒。"
          + (isChecked ? "数据与存储时一致。" : "未检查数据是否仍与存储时一致。")
      )
    )
  }

  private var study: (isGood: Bool, words: Phrase) {
    let study = reported.scenario.configuration.study
    let hours = { (seconds: Double) in NumberText.significant(seconds / 3600) }
    switch study.kind {
    case .terminating:
      return (
        true,
        Phrase(
          "A terminating study: each run begins as the scenario says and ends after \(hours(study.horizon.inSeconds)) h, so no warm-up is cut off.",
          "终止型研究：每次运行从场景给定的状态开始，\(hours(study.horizon.inSeconds)) 小时后结束，无需去除预热期。"
        )
      )
    case .steadyState:
      return (
        study.warmUp > .zero,
        Phrase(
          "A steady-state study: averages begin after a warm-up of \(hours(study.warmUp.inSeconds)) h; parksim warm-up says whether that is enough.",
          "稳态研究：\(hours(study.warmUp.inSeconds)) 小时预热后开始统计；parksim warm-up 可检查是否足够。"
        )
      )
    }
  }

  private var precision: (isGood: Bool, words: Phrase) {
    let count = reported.runs.count
    guard count > 1 else {
      return (
        false,
        Phrase(
          "One run shows no spread: what another day would bring is not known. --replications 20 shows it.",
          "一次运行看不出波动：换一天会怎样并不知道。--replications 20 可以看出。"
        )
      )
    }
    guard let metric = metrics["lead_time_s"], let mean = metric.mean, mean > 0,
      let interval = metric.interval
    else {
      return (
        count >= PrecisionTarget.fewestObservations,
        Phrase(
          "\(count) runs; the intervals of the metrics say how sure each is.",
          "\(count) 次运行；各指标的区间说明其精度。"
        )
      )
    }
    let half = (interval.upperBound - interval.lowerBound) / 2 / mean
    let width = NumberText.percent(half)
    return (
      count >= PrecisionTarget.fewestObservations && half <= Self.wide,
      Phrase(
        "Over \(count) runs the mean lead time is known to ± \(width) (95 %)."
          + (count < PrecisionTarget.fewestObservations
            ? " Below \(PrecisionTarget.fewestObservations) runs intervals of skewed metrics hold less often than they say."
            : ""),
        "\(count) 次运行下，平均交付时长的精度为 ± \(width)（95 %）。"
          + (count < PrecisionTarget.fewestObservations
            ? "少于 \(PrecisionTarget.fewestObservations) 次时，偏态指标的区间覆盖率会低于标称值。" : "")
      )
    )
  }

  /// Where the inputs come from, as `docs/explanation/model.md` has them at length.
  private static let inputs: [(what: Phrase, source: Phrase)] = [
    (
      Phrase("Power of drones", "无人机功率"),
      Phrase(
        "measured: regression on 188 flights (Rodrigues et al. 2022)",
        "测量：188 次飞行的回归（Rodrigues 等 2022）"
      )
    ),
    (
      Phrase("Acceleration and turns", "加速与转弯"),
      Phrase("fitted on half of these flights, checked on the other half", "用其中一半飞行拟合，另一半检验")
    ),
    (
      Phrase("Orders by hour, zones, weights", "各小时订单、区域、重量"),
      Phrase("the scenario's: say where yours come from", "由场景给定：请说明来源")
    ),
    (
      Phrase("Times to pick and pack", "拣货与包装时间"),
      Phrase("the scenario's: say where yours come from", "由场景给定：请说明来源")
    ),
    (
      Phrase("Chargers and batteries", "充电机与电池"),
      Phrase(
        "data sheets and assumptions: docs/explanation/model.md",
        "规格书与假设：见 docs/explanation/model.md"
      )
    ),
    (
      Phrase("Weather, failures, airspace", "天气、故障、空域"),
      Phrase("not modelled yet", "尚未建模")
    ),
  ]
}
