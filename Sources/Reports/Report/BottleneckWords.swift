import Figures
import LogisticsPark
import Wording

/// What a report says of a bottleneck: what was short, when, and what shows it.
struct BottleneckWords {
  private let found: Bottleneck
  private let clockStart: Double
  /// Where there are several warehouses, whose orders are meant.
  private let warehouse: String?

  /// Takes what was found.
  ///
  /// - Parameters:
  ///   - found: The bottleneck.
  ///   - clockStart: Time of day at which the runs begin [s].
  ///   - warehouse: Whose orders are meant, where there are several warehouses.
  init(_ found: Bottleneck, clockStart: Double, warehouse: String?) {
    self.found = found
    self.clockStart = clockStart
    self.warehouse = warehouse
  }

  private var runs: Int { found.line.jams.count }

  /// What was short, and when orders waited for it: a line of drones that held up no order is not the point.
  var headline: Phrase {
    let what = subject
    guard let when = times(of: found.line) else { return what }
    switch found.shortage {
    case .bays, .room:
      return Phrase(
        "\(what.english), which held orders up \(when.english)",
        "\(what.chinese)，导致订单等待（\(when.chinese)）"
      )
    case .people, .drones, .ableDrones, .charging:
      return Phrase("\(what.english), \(when.english)", "\(what.chinese)，\(when.chinese)")
    }
  }

  private var subject: Phrase {
    let place = found.place.place
    let of = place.isOneOfSeveral ? " of \(place.owner)" : ""
    let its = place.isOneOfSeveral ? " \(place.owner) 的" : ""
    let whose = Phrase(warehouse.map { " of \($0)" } ?? "", warehouse.map { "\($0) 的" } ?? "")
    switch found.shortage {
    case .people:
      let isPicking = place.kind == "picking"
      return Phrase(
        "Orders\(whose.english) wait for \(isPicking ? "pickers" : "packers")",
        "\(whose.chinese)订单等待\(isPicking ? "拣货员" : "包装员")"
      )
    case .drones:
      return Phrase(
        "All drones\(whose.english) are flying, and orders wait for them",
        "\(whose.chinese)无人机全部在飞，订单等待无人机"
      )
    case .ableDrones:
      return Phrase(
        "Drones\(whose.english) are free, but none of them may fly the orders that wait",
        "\(whose.chinese)有空闲的无人机，但都不能飞所等待的订单"
      )
    case .charging:
      return Phrase(
        "The drones\(whose.english) charge most of the time, and orders wait for them",
        "\(whose.chinese)无人机大部分时间在充电，订单等待无人机"
      )
    case .bays:
      let at = place.isOneOfSeveral ? " of station \(place.owner)" : ""
      return Phrase(
        "Drones\(whose.english) wait for charging bays\(at)",
        "\(whose.chinese)无人机等待\(its)充电位"
      )
    case .room:
      return Phrase(
        "Drones\(whose.english) wait for \(place.kind == "pad" ? "room on pads" : "docks")\(of)",
        "\(whose.chinese)无人机等待\(its)\(place.kind == "pad" ? "起降点空位" : "装货位")"
      )
    }
  }

  /// What shows it, a sentence each.
  var evidence: [Phrase] {
    [shareOfWaiting, lineOfOrders, doing, lineOfDrones].compactMap { $0 }
  }

  private var shareOfWaiting: Phrase {
    let share = NumberText.percent(found.share)
    let (each, all) = (ReportWords.time(found.waitOfAnOrder), ReportWords.time(found.line.wait))
    let whose = Phrase(warehouse.map { " of \($0)" } ?? "", warehouse.map { "\($0) 的" } ?? "")
    let awaited = found.line.place.awaited
    return Phrase(
      "Of the time that orders\(whose.english) spent waiting \(share) was for \(awaited.english): \(each.english) for each order on average, \(all.english) for all of them together\(runs > 1 ? " in a run" : "").",
      "\(whose.chinese)订单的等待时间中 \(share) 是等待\(awaited.chinese)：每单平均 \(each.chinese)，\(runs > 1 ? "每次运行" : "")全部订单合计 \(all.chinese)。"
    )
  }

  /// What the drones did while orders waited for them.
  private var doing: Phrase? {
    guard found.line.place.kind == "drone", !found.meanwhile.isEmpty else { return nil }
    let parts = DroneActivity.allCases.compactMap { activity -> (number: String, words: Phrase)? in
      guard let number = found.meanwhile[activity], number >= 0.05 else { return nil }
      return (NumberText.fixed(number, 1), activity.title)
    }
    let idle = Double(found.drones) - found.meanwhile.values.reduce(0, +)
    let free = idle >= 0.05 ? [(NumberText.fixed(idle, 1), Phrase("free", "空闲"))] : []
    let all = parts + free
    let bays = Phrase(
      found.shortage == .charging ? " (there are \(found.bays) bays)" : "",
      found.shortage == .charging ? "（共 \(found.bays) 个充电位）" : ""
    )
    let english = all.map { "\($0.0) \($0.1.english)" }.joined(separator: ", ")
    let chinese = all.map { "\($0.1.chinese) \($0.0) 架" }.joined(separator: "、")
    return Phrase(
      "While orders waited for a drone, of the \(found.drones) drones there were on average: \(english)\(bays.english).",
      "订单等待无人机期间，\(found.drones) 架无人机平均：\(chinese)\(bays.chinese)。"
    )
  }

  /// When orders waited.
  private var lineOfOrders: Phrase? {
    guard let when = times(of: found.line, withMost: true) else { return nil }
    let awaited = found.line.place.awaited
    return Phrase(
      "Orders lined up for \(awaited.english) \(when.english).",
      "订单排队等待\(awaited.chinese)：\(when.chinese)。"
    )
  }

  /// When drones waited for what was short.
  private var lineOfDrones: Phrase? {
    guard found.place.place.name != found.line.place.name,
      let when = times(of: found.place, withMost: true)
    else { return nil }
    let awaited = found.place.place.awaited
    return Phrase(
      "Drones lined up for \(awaited.english) \(when.english).",
      "无人机排队等待\(awaited.chinese)：\(when.chinese)。"
    )
  }

  /// When there was a line: in one run, or on average over several.
  private func times(of line: Bottleneck.Line, withMost: Bool = false) -> Phrase? {
    guard !line.periods.isEmpty else { return nil }
    let periods = line.periods.map { text($0, withMost) }
    let first = runs > 1 && withMost ? firstTimes(of: line) : Phrase("", "")
    return Phrase(
      periods.map(\.english).joined(separator: " and ") + first.english,
      periods.map(\.chinese).joined(separator: "、") + first.chinese
    )
  }

  /// Of several runs when the first line of a run formed.
  private func firstTimes(of line: Bottleneck.Line) -> Phrase {
    let times = line.firstTimes
    guard let least = times.first, let most = times.last else { return Phrase("", "") }
    let range = "\(clock(least))–\(clock(most))"
    return Phrase(
      "; the first line of a run formed at \(range), in \(times.count) of \(runs) runs",
      "；每次运行的首次排队在 \(range)，\(runs) 次运行中有 \(times.count) 次"
    )
  }

  private func text(_ jam: Jam, _ withMost: Bool) -> Phrase {
    let most = NumberText.fixed(jam.most, runs > 1 ? 1 : 0)
    let about = Phrase(runs > 1 ? "about " : "", runs > 1 ? "约 " : "")
    let (english, chinese) =
      runs > 1 ? ("on average up to", "平均最多") : ("at most", "最多")
    return Phrase(
      "from \(about.english)\(clock(jam.from)) to \(jam.lastsToEnd ? "the end" : clock(jam.to))"
        + (withMost ? " (\(english) \(most), at \(clock(jam.mostAt)))" : ""),
      "\(about.chinese)\(clock(jam.from)) 至 \(jam.lastsToEnd ? "结束" : clock(jam.to))"
        + (withMost ? "（\(chinese) \(most)，在 \(clock(jam.mostAt))）" : "")
    )
  }

  /// What it cost.
  var cost: Phrase {
    guard found.late > 0 else {
      return Phrase("No order was late.", "没有订单迟到。")
    }
    let decimals = runs > 1 ? 1 : 0
    let late = NumberText.fixed(found.late, decimals)
    let byIt = NumberText.fixed(found.lateByIt, decimals)
    let ofARun = Phrase(runs > 1 ? " a run" : "", runs > 1 ? "平均每次运行" : "")
    let which =
      byIt == late ? Phrase("all of which", "全部") : Phrase("of which \(byIt)", "其中 \(byIt) 单")
    let zone = found.lateZone.map { zone -> Phrase in
      let shares = [zone.shareOfLate, zone.shareOfAll].map { NumberText.percent($0) }
      return Phrase(
        " \(shares[0]) of them were for \(zone.name), where \(shares[1]) of all orders go.",
        "其中 \(shares[0]) 送往 \(zone.name)，而该区域只占全部订单的 \(shares[1])。"
      )
    }
    return Phrase(
      "\(late) orders\(ofARun.english) were late, \(which.english) waited longer for \(found.line.place.awaited.english) than for anything else."
        + (zone?.english ?? ""),
      "\(ofARun.chinese) \(late) 单迟到，\(which.chinese)主要在等待\(found.line.place.awaited.chinese)。"
        + (zone?.chinese ?? "")
    )
  }

  /// Whether those that were late had been overtaken: then a rule made them late, and not only what was short.
  var overtaken: Phrase? {
    guard found.late > 0, found.overtakenBy >= 1 else { return nil }
    let number = NumberText.fixed(found.overtakenBy, 1)
    return Phrase(
      "In the line for a drone a late order was overtaken by \(number) that came after it, on average: dispatch.policy, which says who is next, is \(found.policy).",
      "排队等待无人机时，每个迟到订单平均被 \(number) 个后到的订单超过：决定先后的 dispatch.policy 为 \(found.policy)。"
    )
  }

  /// Instants worth a look on the map, of the first run [s]: when lines form, of drones before those of orders, and
  /// when those of orders are longest.
  var moments: [(time: Double, clock: String)] {
    let orders = found.line.jams[0].flatMap { [$0.from, $0.mostAt] }
    let drones = found.place.jams[0].map(\.from)
    return Set(orders + drones).sorted().map { ($0, clock($0)) }
  }

  private func clock(_ seconds: Double) -> String { ReportWords.clock(seconds, from: clockStart) }
}
