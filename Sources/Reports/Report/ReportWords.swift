import DiscreteEvents
import Wording

/// Numbers and times as a report writes them.
enum ReportWords {
  /// A value with its unit, as people say it: shares in percent, long times in minutes.
  static func value(_ value: Double, unit: String) -> Phrase {
    switch unit {
    case "1": Phrase(same: NumberText.percent(value, decimals: 1))
    case "s": time(value)
    default: Phrase(same: NumberText.significant(value))
    }
  }

  /// A length of time [s].
  static func time(_ seconds: Double) -> Phrase {
    if seconds < 7200 { return NumberText.duration(seconds: seconds) }
    return Phrase(
      "\(NumberText.fixed(seconds / 3600, 1)) h",
      "\(NumberText.fixed(seconds / 3600, 1)) 小时"
    )
  }

  /// Time of day at an instant of a run [s], to the minute; from the first midnight on with the number of days.
  static func clock(_ seconds: Double, from start: Double) -> String {
    let minutes = Int(((start + seconds) / 60).rounded(.down))
    let (days, rest) = (minutes / 1440, minutes % 1440)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(rest / 60)):\(two(rest % 60))"
    return days == 0 ? time : "\(days)d \(time)"
  }
}
