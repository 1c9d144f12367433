package import DiscreteEvents

/// Times of day as scenarios write them: `06:30`, from `00:00` to `24:00`.
package enum TimeOfDay {
  /// The time since midnight; nil if the text is none.
  package static func time(of text: String) -> SimulationTime? {
    let digits = text.utf8.map { Int($0) - 48 }
    guard digits.count == 5, digits[2] == 10,
      [0, 1, 3, 4].allSatisfy({ (0...9).contains(digits[$0]) })
    else { return nil }
    let hour = digits[0] * 10 + digits[1]
    let minute = digits[3] * 10 + digits[4]
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
    return .minutes(hour * 60 + minute)
  }

  /// The time of day that a text means which is written another way: `6:00`, `6:00 AM`, `18.30`,
  /// `06：30`, `24:30`, `06:30:00`.
  ///
  /// Hours from 24 on are those of the next day: a shift that ends before it begins ends then.
  static func meant(by text: String) -> String? {
    // A bound on the work: the expression goes back over spaces.
    guard text.utf8.count <= 32 else { return nil }
    let plain = String(
      String.UnicodeScalarView(
        text.lowercased().unicodeScalars.map { scalar in
          let isWide = (0xFF01...0xFF5E).contains(scalar.value)
          return isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }
      )
    )
    let form = /\s*(\d{1,2})\s*[:.h点时︰∶]?\s*(\d{2})?\s*(?:分|:00)?\s*(am|pm)?\s*/
    guard let match = plain.wholeMatch(of: form), var hour = Int(match.1) else { return nil }
    let minute = match.2.map { String($0) } ?? "00"
    if (24...47).contains(hour), match.3 == nil, hour > 24 || minute != "00" { hour -= 24 }
    if let half = match.3 {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    let written = (hour < 10 ? "0" : "") + "\(hour):" + minute
    return time(of: written) == nil ? nil : written
  }

  /// The time of day that a number of hours means, such as 6 or 6.5; nil if it means none.
  static func meant(by hours: Double) -> String? {
    let minutes = (hours * 60).rounded()
    guard (0...1_440).contains(minutes), (minutes / 60 - hours).magnitude < 1e-6 else { return nil }
    return text(of: .minutes(Int(minutes)))
  }

  /// The text of a time since midnight, in whole minutes.
  package static func text(of time: SimulationTime) -> String {
    let minutes = time.ticks / SimulationTime.minutes(1).ticks
    let text = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    return text(minutes / 60) + ":" + text(minutes % 60)
  }
}
