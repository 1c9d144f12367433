import DiscreteEvents

/// Instants of a run as people write them.
enum ClockText {
  /// What to say where a text is none.
  static let examples = "20:05, 1d 08:00:30 or 44.5h"

  /// An instant such as `20:05`, `20:05:30` or `1d 20:05`, or in hours such as `44.5h`, which are rounded
  /// to a microsecond; nil if the text is none.
  static func time(_ text: String) -> SimulationTime? {
    if let match = text.wholeMatch(of: /(\d{1,7}(?:\.\d{1,17})?)h/) {
      return Double(match.1).map { .hours($0) }
    }
    guard
      let match = text.wholeMatch(of: /(?:(\d{1,5})d ?)?(\d{1,3}):([0-5]\d)(?::([0-5]\d))?/),
      let hours = Int(match.2), let minutes = Int(match.3)
    else { return nil }
    let days = match.1.flatMap { Int($0) } ?? 0
    let seconds = match.4.flatMap { Int($0) } ?? 0
    return .days(days) + .hours(hours) + .minutes(minutes) + .seconds(seconds)
  }

  /// What the clock shows at an instant of a run.
  ///
  /// - Parameters:
  ///   - time: The instant, since the start of the run.
  ///   - timeOfDay: Time of day at which the run begins.
  /// - Returns: The time of day; from the midnight after the start on with the number of days.
  static func text(_ time: SimulationTime, from timeOfDay: SimulationTime) -> String {
    "\(timeOfDay + time)"
  }
}
