import Wording

/// The columns of a table of recorded orders.
///
/// ``RecordedOrderColumn/zone`` and ``RecordedOrderColumn/created`` must be there. A column that is
/// not, or whose field is empty in a row, is drawn as for other orders.
enum RecordedOrderColumn: Int, CaseIterable {
  case created
  case zone
  case weight
  case x
  case y
  case promise

  /// Names of all columns.
  static let names = allCases.map(\.format.key)

  var isRequired: Bool { format.isRequired }

  /// Name, meaning and range.
  var format: FieldFormat { Self.formats[rawValue] }

  /// The allowed numbers; nil for a column of text.
  var interval: NumberInterval? {
    if case .number(let interval, _) = format.value { interval } else { nil }
  }

  private static let formats: [FieldFormat] = [
    // As far as the longest run goes.
    FieldFormat(
      "created_s",
      Phrase("time of the order since the start of the run", "从运行开始到下单的时间"),
      .number(NumberInterval.from(0, through: 3.6e9), unit: "s"),
      .required
    ),
    FieldFormat("zone", Phrase("id of its zone", "区域的标识"), .text(1...64), .required),
    FieldFormat(
      "weight_kg",
      Phrase("payload", "载重"),
      .number(NumberInterval.from(0, through: 1000), unit: "kg"),
      drawn("from demand.ID.weight_kg", "按 demand.ID.weight_kg 抽取")
    ),
    FieldFormat(
      "x_m",
      Phrase("delivery point, metres east of the origin", "送达点，原点以东的米数"),
      .number(NumberInterval.from(-100_000, through: 100_000), unit: "m"),
      drawn("in the zone", "在区域内抽取")
    ),
    FieldFormat(
      "y_m",
      Phrase("delivery point, metres north of the origin", "送达点，原点以北的米数"),
      .number(NumberInterval.from(-100_000, through: 100_000), unit: "m"),
      drawn("in the zone", "在区域内抽取")
    ),
    FieldFormat(
      "promise_min",
      Phrase("promised time from creation to delivery", "从下单到送达的承诺时间"),
      .number(NumberInterval.above(0, through: 100_000), unit: "min"),
      .optional(Phrase("demand.ID.promise_min", "取 demand.ID.promise_min"))
    ),
  ]

  private static func drawn(_ english: String, _ chinese: String) -> FieldFormat.Presence {
    .optional(Phrase("drawn " + english, chinese))
  }
}
