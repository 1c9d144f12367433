extension SimulationTime: CustomStringConvertible {
  /// Days, hours, minutes, seconds and microseconds, such as `1d 02:03:04.000005`.
  ///
  /// Days are left out when there are none, and a fraction of zero is left out too.
  public var description: String {
    let magnitude = ticks.magnitude
    let fraction = magnitude % 1_000_000
    let seconds = magnitude / 1_000_000
    let days = seconds / 86_400
    var text = ticks < 0 ? "-" : ""
    if days > 0 {
      text += "\(days)d "
    }
    text += padded(seconds / 3_600 % 24, to: 2) + ":"
    text += padded(seconds / 60 % 60, to: 2) + ":" + padded(seconds % 60, to: 2)
    if fraction > 0 {
      text += "." + padded(fraction, to: 6)
    }
    return text
  }

  private func padded(_ value: UInt64, to width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
