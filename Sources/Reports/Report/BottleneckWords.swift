import DiscreteEvents
import Figures
import LogisticsPark
import Wording

/// What a report says of a bottleneck: what was short, since when, and what shows it.
struct BottleneckWords {
  private let found: Bottleneck
  private let clockStart: Double
  /// Where there are several warehouses, whose orders are meant.
  private let warehouse: String?

  init(_ found: Bottleneck, clockStart: Double, warehouse: String?) {
    self.found = found
    self.clockStart = clockStart
    self.warehouse = warehouse
  }

  /// What was short, and since when.
  var headline: Phrase {
    let since = found.jams.first.map { clock($0.from) }
    let (english, chinese) = subject
    guard let since else { return Phrase(english, chinese) }
    return Phrase("\(english), from \(since) on", "\(chinese)，从 \(since) 开始")
  }

  private var subject: (String, String) {
    let of = found.place.isOneOfSeveral ? " of \(found.place.owner)" : ""
    let its = found.place.isOneOfSeveral ? "\(found.place.owner) 的" : ""
    switch found.shortage {
    case .people:
      let isPicking = found.place.kind == "picking"
      return (
        "Too few \(isPicking ? "pickers" : "packers")\(of)", "\(its)\(isPicking ? "拣货员" : "包装员")不足"
      )
    case .drones:
      let whose = warehouse.map { " of \($0)" } ?? ""
      let its = warehouse.map { "\($0) 的" } ?? ""
      return ("Too few drones\(whose)", "\(its)无人机不足")
    case .charging:
      let whose = warehouse.map { " of \($0)" } ?? ""
      let its = warehouse.map { "\($0) 的" } ?? ""
      return (
        "The drones\(whose) charge most of the time: slow chargers, or too few drones",
        "\(its)无人机大部分时间在充电：充电太慢或无人机不足"
      )
    case .bays:
      let at = found.place.isOneOfSeveral ? " at \(found.place.owner)" : ""
      return ("Too few charging bays\(at)", "\(its)充电位不足")
    case .room:
      let isPad = found.place.kind == "pad"
      return (
        isPad
          ? "Too little room on pad\(found.place.isOneOfSeveral ? " \(found.place.owner)" : "s")"
          : "Too few docks\(of)",
        "\(its)\(isPad ? "停机坪空位" : "装货位")不足"
      )
    }
  }

  /// What shows it, a sentence each.
  var evidence: [Phrase] {
    [shareOfWaiting, doing, times].compactMap { $0 }
  }

  private var shareOfWaiting: Phrase {
    let share = NumberText.percent(found.share)
    let all = ReportWords.time(found.line.totalWait.inSeconds)
    return Phrase(
      "\(share) of the time that orders\(warehouse.map { " of \($0)" } ?? "") waited, they waited for \(found.line.awaited.english): \(all.english) all together.",
      "\(warehouse.map { "\($0) 的" } ?? "")订单等待时间中 \(share) 是在等待\(found.line.awaited.chinese)，合计 \(all.chinese)。"
    )
  }

  /// What the drones did while orders waited for them.
  private var doing: Phrase? {
    guard found.line.kind == "drone", !found.meanwhile.isEmpty else { return nil }
    let parts = DroneActivity.allCases.compactMap { activity -> (number: String, words: Phrase)? in
      guard let number = found.meanwhile[activity], number >= 0.05 else { return nil }
      return (NumberText.fixed(number, 1), activity.title)
    }
    let idle = Double(found.drones) - found.meanwhile.values.reduce(0, +)
    let free =
      idle >= 0.05
      ? [(number: NumberText.fixed(idle, 1), words: Phrase("free", "空闲"))] : []
    let all = parts + free
    let english = all.map { "\($0.number) \($0.words.english)" }.joined(separator: ", ")
    let chinese = all.map { "\($0.words.chinese) \($0.number) 架" }.joined(separator: "、")
    return Phrase(
      "While orders waited, the \(found.drones) drones were on average: \(english).",
      "订单等待期间，\(found.drones) 架无人机平均：\(chinese)。"
    )
  }

  /// When there was a line.
  private var times: Phrase? {
    guard !found.jams.isEmpty else { return nil }
    let english = found.jams.map { jam in
      "\(clock(jam.from)) to \(jam.lastsToEnd ? "the end" : clock(jam.to)) (at most \(NumberText.fixed(jam.most, 0)), at \(clock(jam.mostAt)))"
    }.joined(separator: "; ")
    let chinese = found.jams.map { jam in
      "\(clock(jam.from)) 至 \(jam.lastsToEnd ? "结束" : clock(jam.to))（最多 \(NumberText.fixed(jam.most, 0))，在 \(clock(jam.mostAt))）"
    }.joined(separator: "；")
    let who: Phrase =
      switch found.place.visitors {
      case .orders: Phrase("orders", "订单")
      case .drones: Phrase("drones", "无人机")
      }
    return Phrase(
      "There was a line of \(who.english) for \(found.place.awaited.english): \(english).",
      "\(who.chinese)排队等待\(found.place.awaited.chinese)：\(chinese)。"
    )
  }

  /// What it cost.
  var cost: Phrase {
    guard found.late > 0 else {
      return Phrase("No order was late for it.", "没有订单因此迟到。")
    }
    return Phrase(
      "\(found.late) orders were late; \(found.lateByIt) of them waited longest here.",
      "\(found.late) 单迟到，其中 \(found.lateByIt) 单主要在此等待。"
    )
  }

  private func clock(_ seconds: Double) -> String { ReportWords.clock(seconds, from: clockStart) }
}
