import Experiments
import OutputStatistics
import Verification
import Wording

/// What `verify` prints for people.
enum VerifyText {
  /// The cases with their systems, not run.
  static func list(_ cases: [VerificationCase]) -> String {
    var table = TextTable([
      (Phrase("case", "案例").spoken, .left), (Phrase("system", "系统").spoken, .left),
      (Phrase("source", "出处").spoken, .left),
    ])
    for one in cases { table.add([one.name, one.systemTitle.spoken, one.sourceTitle.spoken]) }
    return table.text
  }

  /// The table of results, what was looked at again, and the sum of it.
  static func text(_ study: VerificationStudy, _ results: [[VerificationResult]]) -> String {
    var table = TextTable([
      (Phrase("case", "案例").spoken, .left), (Phrase("quantity", "量").spoken, .left),
      (Phrase("expected", "理论").spoken, .right), (Phrase("simulated", "仿真").spoken, .right),
      (Phrase("interval", "区间").spoken, .left), (Phrase("verdict", "结论").spoken, .left),
      (Phrase("source", "出处").spoken, .left),
    ])
    for (one, rows) in zip(study.cases, results) {
      for row in rows { table.add(cells(of: row) + [one.sourceTitle.spoken]) }
    }
    let all = Array(results.joined())
    let agreed = all.count { $0.holds }
    let end =
      agreed == all.count
      ? Phrase(
        "All \(all.count) numbers of \(study.cases.count) cases agree with theory",
        "\(study.cases.count) 个案例的 \(all.count) 个数值全部与理论相符"
      )
      : Phrase(
        "\(all.count - agreed) of \(all.count) numbers do NOT agree with theory",
        "\(all.count) 个数值中有 \(all.count - agreed) 个与理论不符"
      )
    let level = NumberText.percent(VerificationResult.level, decimals: 2)
    let last = Phrase(
      "\(end.english): seed \(study.seed), \(level) intervals.",
      "\(end.chinese)：种子 \(study.seed)，\(level) 区间。"
    )
    return (table.lines + [""] + all.flatMap(again) + [last.spoken]).joined(separator: "\n")
  }

  private static func cells(of row: VerificationResult) -> [String] {
    let interval = row.first.interval
    let number = { (value: Double) in text(value, interval) }
    let band = row.quantity.band
    let expected = number(row.quantity.expected)
    return [
      row.verificationCase,
      row.quantity.title.spoken + (row.quantity.unit == "1" ? "" : " [\(row.quantity.unit)]"),
      // A band of less is that of roundings.
      band > 1e-6 ? "\(expected) +- \(NumberText.percent(band))" : expected,
      number(interval.mean),
      text(interval),
      verdict(on: row).spoken,
    ]
  }

  private static func verdict(on row: VerificationResult) -> Phrase {
    guard row.holds else { return Phrase("FAILS", "不符") }
    return row.again.isEmpty ? Phrase("holds", "相符") : Phrase("holds, see below", "相符，见下")
  }

  /// Lines on a quantity that was looked at with fresh seeds.
  private static func again(_ row: VerificationResult) -> [String] {
    guard !row.again.isEmpty else { return [] }
    let looks = ([row.first] + row.again).map { look in
      let agrees = look.agrees(with: row.quantity)
      let interval = text(look.interval)
      return Phrase(
        "seed \(look.seed) \(interval) \(agrees ? "holds" : "is outside")",
        "种子 \(look.seed) \(interval) \(agrees ? "相符" : "在外")"
      )
    }
    let (name, title) = (row.verificationCase, row.quantity.title)
    return [
      Phrase(
        "\(name), \(title.english): \(looks.map(\.english).joined(separator: "; "))",
        "\(name)，\(title.chinese)：\(looks.map(\.chinese).joined(separator: "；"))"
      ).spoken
    ]
  }

  private static func text(_ interval: ConfidenceInterval) -> String {
    let (lower, upper) = (text(interval.lower, interval), text(interval.upper, interval))
    return Phrase("\(lower) to \(upper)", "\(lower) 至 \(upper)").spoken
  }

  /// A number with two digits of an interval's half width; where all runs agree, as it is.
  private static func text(_ value: Double, _ interval: ConfidenceInterval) -> String {
    interval.halfWidth > 1e-9 * interval.mean.magnitude
      ? NumberText.fixed(value, decimals(for: interval.halfWidth)) : NumberText.significant(value)
  }

  /// Decimals that show two digits of a half width.
  private static func decimals(for halfWidth: Double) -> Int {
    var decimals = 0
    var size = halfWidth
    while size < 10, size > 0, decimals < 9 {
      size *= 10
      decimals += 1
    }
    return decimals
  }
}

/// What `verify --json` prints.
enum VerifyJSON {
  private struct Look: Encodable {
    var seed: UInt64
    var simulated: Double
    var lower: Double
    var upper: Double
    var agrees: Bool
  }

  private struct Number: Encodable {
    var quantity: String
    var unit: String
    var expected: Double
    var band: Double
    var simulated: Double
    var lower: Double
    var upper: Double
    var holds: Bool
    var again: [Look]
  }

  private struct Case: Encodable {
    var name: String
    var system: String
    var source: String
    var replications: Int
    var results: [Number]?
  }

  private struct Document: Encodable {
    var level: Double
    var seed: UInt64?
    var scale: Double?
    var holds: Bool?
    var cases: [Case]
  }

  /// The cases, not run.
  static func list(_ cases: [VerificationCase]) -> String {
    JSONText.of(
      Document(level: VerificationResult.level, cases: cases.map { object(of: $0, nil) })
    )
  }

  /// The results.
  static func text(_ study: VerificationStudy, _ results: [[VerificationResult]]) -> String {
    JSONText.of(
      Document(
        level: VerificationResult.level,
        seed: study.seed,
        scale: study.scale,
        holds: results.joined().allSatisfy(\.holds),
        cases: zip(study.cases, results).map { object(of: $0, $1.map(number)) }
      )
    )
  }

  private static func object(of one: VerificationCase, _ results: [Number]?) -> Case {
    Case(
      name: one.name,
      system: one.system,
      source: one.source,
      replications: one.replications,
      results: results
    )
  }

  private static func number(_ row: VerificationResult) -> Number {
    Number(
      quantity: row.quantity.name,
      unit: row.quantity.unit,
      expected: row.quantity.expected,
      band: row.quantity.band,
      simulated: row.first.interval.mean,
      lower: row.first.interval.lower,
      upper: row.first.interval.upper,
      holds: row.holds,
      again: row.again.map {
        Look(
          seed: $0.seed,
          simulated: $0.interval.mean,
          lower: $0.interval.lower,
          upper: $0.interval.upper,
          agrees: $0.agrees(with: row.quantity)
        )
      }
    )
  }
}
