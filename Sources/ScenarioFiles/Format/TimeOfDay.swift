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

  /// The time of day that a text means which is written another way: `6:00`, `6:00 AM`, `18.30`.
  static func meant(by text: String) -> String? {
    // A bound on the work: the expression goes back over spaces.
    guard text.utf8.count <= 32,
      let match = text.lowercased().wholeMatch(of: /\s*(\d{1,2})[:.：]?(\d{2})?\s*(am|pm)?\s*/),
      var hour = Int(match.1)
    else { return nil }
    let minute = match.2.map { String($0) } ?? "00"
    if let half = match.3 {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (half == "pm" ? 12 : 0)
    }
    let written = (hour < 10 ? "0" : "") + "\(hour):" + minute
    return time(of: written) == nil ? nil : written
  }

  /// The text of a time since midnight, in whole minutes.
  package static func text(of time: SimulationTime) -> String {
    let minutes = time.ticks / SimulationTime.minutes(1).ticks
    let text = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    return text(minutes / 60) + ":" + text(minutes % 60)
  }
}
