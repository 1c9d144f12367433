import LogisticsPark
import ScenarioFiles
import Wording

/// What runs will cost, for people and for programs.
enum CostText {
  /// One run in one line, such as `300 orders, 3.1 thousand events, 1.2 thousand rows (140 kB), 0.02 s`.
  static func line(_ cost: RunCost) -> Phrase {
    let time = time(cost.processorSeconds)
    let (orders, events, rows) = (count(cost.orders), count(cost.events), count(cost.rows))
    return Phrase(
      "\(orders.english) orders, \(events.english) events, \(rows.english) rows (\(bytes(cost.bytes))), "
        + "\(time.english) of processor time",
      "\(orders.chinese) 个订单，\(events.chinese) 个事件，\(rows.chinese) 行（\(bytes(cost.bytes))），"
        + "处理器时间 \(time.chinese)"
    )
  }

  /// All runs of a command in one line.
  static func total(_ cost: CommandCost) -> Phrase {
    let time = time(cost.processorSeconds)
    let runs = cost.runs == 1 ? "1 run" : "\(cost.runs) runs"
    let (events, rows) = (count(cost.events), count(cost.rows))
    return Phrase(
      "\(events.english) events in \(runs), \(rows.english) rows (\(bytes(cost.bytes))), "
        + "\(time.english) of processor time",
      "\(cost.runs) 次运行共 \(events.chinese) 个事件，\(rows.chinese) 行（\(bytes(cost.bytes))），"
        + "处理器时间 \(time.chinese)"
    )
  }

  /// Why a command does not begin, and what to do.
  static func refusal(_ excesses: [CostLimits.Excess], _ cost: CommandCost) -> Phrase {
    let (passed, total, raised) = (passed(excesses), total(cost), raised(excesses))
    return Phrase(
      "\(passed.english). All in all about \(total.english); nothing was begun. If that is meant, add "
        + "\(raised)",
      "\(passed.chinese)。总计约 \(total.chinese)；尚未开始。若确实需要，请加 \(raised)"
    )
  }

  /// Why runs are left out, and what to do.
  static func reason(_ excesses: [CostLimits.Excess]) -> Phrase {
    let (passed, raised) = (passed(excesses), raised(excesses))
    return Phrase(
      "it would take \(passed.english); if that is meant, add \(raised)",
      "它需要\(passed.chinese)；若确实需要，请加 \(raised)"
    )
  }

  private static func passed(_ excesses: [CostLimits.Excess]) -> Phrase {
    let parts = excesses.map { excess in
      let (count, subject) = (count(excess.count), excess.limit.subject)
      return Phrase(
        "about \(count.english) \(subject.english), and the limit is \(excess.allowed)",
        "\(subject.chinese)约 \(count.chinese)，上限为 \(excess.allowed)"
      )
    }
    return Phrase(
      parts.map(\.english).joined(separator: "; "),
      parts.map(\.chinese).joined(separator: "；")
    )
  }

  private static func raised(_ excesses: [CostLimits.Excess]) -> String {
    excesses.map { "--limit \($0.limit.rawValue)=\(roundedUp($0))" }.joined(separator: " ")
  }

  /// The cost of a run as an object.
  static func json(_ cost: RunCost) -> JSONNode.Value {
    .members([
      ("orders", .double(cost.orders.rounded())), ("events", .double(cost.events.rounded())),
      ("samples", .double(cost.samples.rounded())), ("rows", .double(cost.rows.rounded())),
      ("bytes", .double(cost.bytes.rounded())),
      ("processor_s", .double(twoDigits(cost.processorSeconds))),
    ])
  }

  /// A count to two digits, in words where it is large.
  static func count(_ value: Double) -> Phrase {
    let value = twoDigits(value)
    let english: String
    switch value {
    case ..<1e3: english = NumberText.fixed(value, 0)
    case ..<1e6: english = scaled(value, 1e3) + " thousand"
    case ..<1e9: english = scaled(value, 1e6) + " million"
    case ..<1e12: english = scaled(value, 1e9) + " billion"
    default: english = scaled(value, 1e12) + " trillion"
    }
    let chinese: String
    switch value {
    case ..<1e4: chinese = NumberText.fixed(value, 0)
    case ..<1e8: chinese = scaled(value, 1e4) + " 万"
    case ..<1e12: chinese = scaled(value, 1e8) + " 亿"
    default: chinese = scaled(value, 1e12) + " 万亿"
    }
    return Phrase(english, chinese)
  }

  /// A size in decimal units.
  static func bytes(_ value: Double) -> String {
    let value = twoDigits(value)
    switch value {
    case ..<1e6: return scaled(value, 1e3) + " kB"
    case ..<1e9: return scaled(value, 1e6) + " MB"
    case ..<1e12: return scaled(value, 1e9) + " GB"
    default: return scaled(value, 1e12) + " TB"
    }
  }

  /// A rough time.
  static func time(_ seconds: Double) -> Phrase {
    let (value, english, chinese): (Double, String, String) =
      switch seconds {
      case ..<90: (seconds, "s", "秒")
      case ..<5_400: (seconds / 60, "min", "分钟")
      case ..<172_800: (seconds / 3600, "h", "小时")
      default: (seconds / 86_400, "days", "天")
      }
    let text = scaled(twoDigits(value), 1)
    return Phrase("\(text) \(english)", "\(text) \(chinese)")
  }

  private static func scaled(_ value: Double, _ unit: Double) -> String {
    let number = value / unit
    return NumberText.fixed(number, number >= 10 || number == 0 ? 0 : number >= 1 ? 1 : 3)
  }

  /// To two significant digits.
  private static func twoDigits(_ value: Double) -> Double {
    let unit = unit(of: value)
    return (value / unit).rounded() * unit
  }

  /// A limit that allows a count with some room, since the count is an estimate.
  private static func roundedUp(_ excess: CostLimits.Excess) -> Int {
    // Runs are counted, not estimated.
    if excess.limit == .runs { return Int(excess.count) }
    let wanted = excess.count * 1.2
    let unit = unit(of: wanted)
    return Int(min(2e9, (wanted / unit).rounded(.up) * unit))
  }

  /// The unit of the second significant digit.
  private static func unit(of value: Double) -> Double {
    guard value.isFinite, value > 0 else { return 1 }
    var unit = 1.0
    while value >= 100 * unit { unit *= 10 }
    while value < 10 * unit, unit > 1e-6 { unit /= 10 }
    return unit
  }
}
