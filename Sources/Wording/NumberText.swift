/// Numbers for people: fixed digits, without locale and without the C library.
package enum NumberText {
  /// A number with a fixed count of decimals, such as `12.3`; ties to even.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "-" : value < 0 ? "-inf" : "inf" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrEven)
    guard scaled < 9e15 else { return value.description }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled > 0 ? "-" : ""
    if decimals == 0 { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// A number with about four significant digits, for tables of many scales.
  package static func significant(_ value: Double) -> String {
    let size = value.magnitude
    if size == size.rounded(), size < 1e9 { return fixed(value, 0) }
    return fixed(value, size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4)
  }

  /// Two numbers that differ, such as `29.396 -> 29.402`: about four significant digits, or as many as
  /// tell them apart.
  package static func apart(_ before: Double, _ now: Double) -> String {
    let usual = (significant(before), significant(now))
    if usual.0 != usual.1 { return "\(usual.0) -> \(usual.1)" }
    for decimals in 1...12 {
      let texts = (fixed(before, decimals), fixed(now, decimals))
      if texts.0 != texts.1 { return "\(texts.0) -> \(texts.1)" }
    }
    return "\(before) -> \(now)"
  }

  /// A count with its noun: `1 run`, `2 runs`.
  package static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)" + (count == 1 ? "" : "s")
  }

  /// A share as a percentage, such as `61 %`.
  package static func percent(_ share: Double, decimals: Int = 0) -> String {
    fixed(share * 100, decimals) + " %"
  }

  /// A time in minutes, such as `12.3 min`, or in seconds where it is short.
  package static func time(seconds: Double) -> String {
    seconds < 60 ? fixed(seconds, 1) + " s" : fixed(seconds / 60, 1) + " min"
  }

  /// The same in words of every language.
  package static func duration(seconds: Double) -> Phrase {
    seconds < 60
      ? Phrase("\(fixed(seconds, 1)) s", "\(fixed(seconds, 1)) 秒")
      : Phrase("\(fixed(seconds / 60, 1)) min", "\(fixed(seconds / 60, 1)) 分钟")
  }
}
