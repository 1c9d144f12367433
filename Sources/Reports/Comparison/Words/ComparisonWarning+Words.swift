package import Experiments
import OutputStatistics
package import Wording

extension ComparisonWarning {
  /// In a line.
  ///
  /// - Parameter all: Number of variants that are compared.
  /// - Returns: A sentence without an end.
  package func words(of all: Int) -> Phrase {
    // Long, as each case is here, so that none is without words.
    switch self {
    // What the variants are, and who handed them in.
    case .strayResults(let strays):
      let list = VariantNames.phrase(
        of: strays.map { stray in
          let (results, scenario) = (
            VariantNames.quoted(stray.results), VariantNames.quoted(stray.scenario)
          )
          return Phrase("\(results) beside \(scenario)", "\(scenario) 旁的 \(results)")
        }
      )
      return Phrase(
        "results that are not of the scenario handed in beside them: \(list.english)",
        "结果与旁边提交的场景不符：\(list.chinese)"
      )
    case .unverified(let names):
      let list = VariantNames.phrase(names)
      return Phrase(
        "not all runs of \(list.english) were made here too, with the same scenario, seed "
          + "and number: nobody has looked whether their numbers are what a run gives; name their scenario files as well",
        "\(list.chinese) 的运行没有全部在此用相同的场景、种子和编号重做，因此无人检验过其数字是否真由运行得出；请一并给出其场景文件"
      )
    case .sameEvents(let groups):
      let list = Self.groups(groups)
      return Phrase(
        "different scenarios with the same events in all runs, so one is a copy of the other, or what they differ in moves "
          + "nothing: \(list.english)",
        "场景不同而所有运行的事件相同：其中一个是另一个的副本，或其差别不起作用：\(list.chinese)"
      )
    case .otherNumbers(let groups): return Self.otherNumbers(groups)
    case .otherStudy(let names):
      let list = VariantNames.phrase(names)
      return Phrase(
        "\(list.english) \(Self.does(names)) not count the same as the standard (kind of study, "
          + "horizon, warm-up, drain, or window of orders): means of one are not those of the other even if "
          + "nothing else differs",
        "\(list.chinese) 的统计范围与基准不同（研究类型、时长、预热、收尾或订单时段）：即使其他都相同，均值也不可比"
      )
    case .otherOrders(let names):
      let list = VariantNames.phrase(names)
      return Phrase(
        "\(list.english) \(Self.has(names)) other orders than the standard: differences may be "
          + "those of the orders",
        "\(list.chinese) 的订单与基准不同：差异可能来自订单"
      )
    case .twins(let groups):
      let list = Self.groups(groups)
      return Phrase(
        "the same scenario under several names: \(list.english)",
        "同一场景有几个名称：\(list.chinese)"
      )
    case .otherStandard(let wanted, let taken):
      let (wanted, taken) = (VariantNames.quoted(wanted), VariantNames.quoted(taken))
      return Phrase(
        "the standard \(wanted) is set aside: \(taken) takes its place",
        "基准 \(wanted) 被搁置，由 \(taken) 代替"
      )
    // Which runs there are.
    case .unfinished(let counts):
      let list = Self.list(counts, all)
      return Phrase(
        "runs were begun and never ended: \(list.english): run them again",
        "有运行已开始但未结束：\(list.chinese)：请重新运行"
      )
    case .notCommon:
      return Phrase(
        "the variants share too few replications (seed and number) to be compared in pairs: compared as "
          + "independent runs, which needs more of them",
        "各方案共有的重复（种子与编号）太少，无法成对比较：按独立运行比较，这需要更多运行"
      )
    case .leftOut(let counts):
      let list = Self.list(counts, all)
      return Phrase(
        "replications that not all variants have are left out: \(list.english)",
        "并非所有方案都有的重复不计入：\(list.chinese)"
      )
    case .tooFew(let counts): return Self.tooFew(counts, all)
    case .otherRevisions(let counts):
      let list = Self.list(counts, all)
      return Phrase(
        "runs of other revisions of the model are left out: \(list.english): run them again with "
          + "one version",
        "其他模型修订的运行不计入：\(list.chinese)：请用同一版本重新运行"
      )
    case .incomplete(let counts):
      let list = Self.list(counts, all)
      return Phrase(
        "runs failed: \(list.english): run them again; if they fail because of what happens in "
          + "them, the others are no fair sample",
        "有运行失败：\(list.chinese)：请重新运行；若失败与运行内容有关，其余运行就不是公平的样本"
      )
    case .partial(let found, let whole):
      return Phrase(
        "the file holds \(found) of \(whole) runs of the experiment: run it again, which makes those that "
          + "are missing, or merge the other shards",
        "文件只有实验 \(whole) 次运行中的 \(found) 次：重新运行实验可补齐，或合并其他分片"
      )
    case .strangers(let count, let hasOthers): return Self.strangers(count, hasOthers)
    // What was measured.
    case .ordersOpen(let shares):
      let list = Self.list(shares)
      return Phrase(
        "orders are still open at the end, so their lead times, waits that have not ended, and flights to come are in no mean: "
          + "\(list.english): "
          + "parksim scenario load shows what is short; a study of a day gives them time with study.drain_h, or more of it, "
          + "one of the long run leaves the last orders out with study.orders_until_h",
        "结束时仍有未完成的订单，其交付时长、未结束的等待和后续飞行不在任何均值中：\(list.chinese)："
          + "parksim scenario load 显示缺少什么；一天的研究可用 study.drain_h 给它们时间，长期研究可用 study.orders_until_h 去掉最后的订单"
      )
    case .missingValues(let metric, let counts):
      let list = Self.list(counts, all)
      return Phrase(
        "\(metric) has no value in some runs (nothing to measure, or made by a version without it), which are "
          + "left out: \(list.english)",
        "\(metric) 在一些运行中没有值（无可测量，或由没有该指标的版本生成），这些运行不计入：\(list.chinese)"
      )
    case .changesNothing(let names, let standard, let runs):
      return Self.changesNothing(names, VariantNames.quoted(standard), runs)
    case .notSteady(let shares):
      let list = Self.list(shares, isSigned: true)
      return Phrase(
        "not in steady state, as lead times of the second half of the runs differ from those of the first: "
          + "\(list.english): make the warm-up longer, or look whether the park keeps up with its orders",
        "未达稳态，运行后半段的交付时长与前半段不同：\(list.chinese)：请延长预热，或检查园区是否跟得上订单"
      )
    case .steadinessOpen(let shares): return Self.steadinessOpen(shares)
    case .leftInBatteries(let metric, let without, let energies):
      let list = Self.list(energies)
      return Phrase(
        "\(metric) differs mostly by what batteries gained or lost over the run, and not by what was flown: "
          + "\(list.english); \(without) leaves that out",
        "\(metric) 的差异主要来自电池在运行中多存或少存的电量，而非飞行：\(list.chinese)；\(without) 不含这部分"
      )
    }
  }

  private static func otherNumbers(_ groups: [[[String]]]) -> Phrase {
    let lists = groups.map { sets in
      VariantNames.phrase(
        of: sets.map { names in
          let list = VariantNames.phrase(names)
          return names.count > 1
            ? Phrase(list.english + " (which agree)", list.chinese + "（彼此一致）") : list
        }
      )
    }
    return Phrase(
      "the same scenario with the same seeds, and other numbers, so not all of these can be right: "
        + lists.map(\.english).joined(separator: "; "),
      "场景与种子相同而数字不同，因此不可能都对：" + lists.map(\.chinese).joined(separator: "；")
    )
  }

  private static func strangers(_ count: Int, _ hasOthers: Bool) -> Phrase {
    Phrase(
      "\(count) \(count == 1 ? "run" : "runs") in the file \(count == 1 ? "does" : "do") not belong to this "
        + "experiment and \(count == 1 ? "is" : "are") not shown: parksim runs lists them"
        + (hasOthers
          ? ", --experiment NAME chooses another experiment"
          : "; they are of replications or variants that it does not name"),
      "文件中有 \(count) 次运行不属于本实验，未显示：parksim runs 可列出"
        + (hasOthers ? "，--experiment NAME 选择其他实验" : "；它们属于本实验未列出的重复或方案")
    )
  }

  private static func changesNothing(
    _ names: [String],
    _ standard: String,
    _ runs: Int
  ) -> Phrase {
    let list = VariantNames.phrase(names)
    return Phrase(
      "\(list.english) \(isAre(names)) the same as \(standard) in "
        + (runs == 1 ? "the one run" : "all \(runs) runs")
        + ": the change did not reach the model, or does nothing to these metrics on most days ("
        + "up to \(unseen(in: runs)) of other days may differ, with 95 %)",
      "\(list.chinese) 在全部 \(runs) 次运行中与 \(standard) 相同：改动没有进入模型，或在大多数日子对这些指标不起作用"
        + "（其他日子中最多 \(unseen(in: runs)) 可能不同，置信度 95 %）"
    )
  }

  /// Share of days on which something may happen that so many runs have not seen.
  private static func unseen(in runs: Int) -> String {
    NumberText.percent(ProportionInterval.largestShare(unseenIn: max(1, runs), level: 0.95))
  }

  private static func steadinessOpen(_ shares: [Share]) -> Phrase {
    let known = shares.filter { $0.share.isFinite }
    let unknown = shares.filter { !$0.share.isFinite }.map(\.variant)
    var parts: [Phrase] = []
    if !known.isEmpty {
      let list = list(known)
      parts.append(
        Phrase(
          "a change of lead times through the runs is not seen, nor would be one of up to \(list.english)",
          "未见交付时长在运行中变化，但不超过以下幅度的变化也看不出来：\(list.chinese)"
        )
      )
    }
    if !unknown.isEmpty {
      let list = VariantNames.phrase(unknown)
      parts.append(
        Phrase(
          "of \(list.english) there are too few runs, or too short ones, to see a change of lead "
            + "times through them",
          "\(list.chinese) 的运行太少或太短，看不出交付时长的变化"
        )
      )
    }
    return Phrase(
      "whether the runs are in steady state is open: "
        + parts.map(\.english).joined(separator: "; ")
        + ": parksim warm-up says how many more it takes",
      "运行是否处于稳态尚无定论：" + parts.map(\.chinese).joined(separator: "；")
        + "：parksim warm-up 说明还需多少"
    )
  }

  private static func tooFew(_ counts: [Count], _ all: Int) -> Phrase {
    let fewest = counts.map(\.count).min() ?? 0
    let limit = Comparison.fewestOfAVerdict
    let list = list(counts, all)
    let isBelow = fewest < limit
    return Phrase(
      "few replications: \(list.english); "
        + (isBelow ? "below \(limit) nothing is called a difference, and " : "")
        + "below \(few) the intervals of skewed metrics hold less often than they say",
      "重复次数少：\(list.chinese)；" + (isBelow ? "少于 \(limit) 次时不判定任何差异，" : "")
        + "少于 \(few) 次时偏态指标的区间覆盖率低于标称值"
    )
  }

  // MARK: - Lists

  private static func groups(_ groups: [[String]]) -> Phrase {
    let lists = groups.map { VariantNames.phrase($0) }
    return Phrase(
      lists.map(\.english).joined(separator: "; "),
      lists.map(\.chinese).joined(separator: "；")
    )
  }

  /// Variants with their counts; one count where it is that of all.
  private static func list(_ counts: [Count], _ all: Int) -> Phrase {
    if counts.count == all, let count = counts.first?.count,
      counts.allSatisfy({ $0.count == count })
    {
      return Phrase("\(count) of each variant", "每个方案 \(count) 次")
    }
    return VariantNames.phrase(
      of: counts.map { entry in
        let name = VariantNames.quoted(entry.variant)
        return Phrase("\(entry.count) of \(name)", "\(name) \(entry.count) 次")
      }
    )
  }

  private static func list(_ shares: [Share], isSigned: Bool = false) -> Phrase {
    VariantNames.phrase(
      of: shares.map { share in
        let sign = isSigned && share.share > 0 ? "+" : ""
        let (name, value) = (
          VariantNames.quoted(share.variant), sign + NumberText.percent(share.share)
        )
        return Phrase("\(value) of \(name)", "\(name) \(value)")
      }
    )
  }

  /// Variants with the energy by which their batteries are fuller or emptier.
  private static func list(_ energies: [Energy]) -> Phrase {
    VariantNames.phrase(
      of: energies.map { energy in
        let amount = "\(NumberText.fixed(energy.more.magnitude, 2)) \(energy.unit)"
        let name = VariantNames.quoted(energy.variant)
        return Phrase(
          "\(amount) \(energy.more < 0 ? "less" : "more") in \(name)",
          "\(name) \(energy.more < 0 ? "少" : "多") \(amount)"
        )
      }
    )
  }

  private static func does(_ names: [String]) -> String { names.count == 1 ? "does" : "do" }
  private static func has(_ names: [String]) -> String { names.count == 1 ? "has" : "have" }
  private static func isAre(_ names: [String]) -> String { names.count == 1 ? "is" : "are" }
}
