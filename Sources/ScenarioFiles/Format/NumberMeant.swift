/// The number that a text means which is written another way than JSON has it.
struct NumberMeant: Equatable {
  /// How it is written.
  enum Form: Equatable {
    /// `0,9`
    case decimalComma
    /// `10,000`
    case grouped
    /// `90%`
    case percent
    /// `24h`, `10 km`
    case withUnit
  }

  /// How it is written.
  let form: Form
  /// The number as JSON has it.
  private(set) var text: String
  /// The unit behind it; nil if there is none.
  private var unit: String?

  /// The number that a text means; nil if it means none, or is a number of JSON as it stands.
  ///
  /// Full-width digits and signs count as the plain ones.
  init?(_ text: String) {
    // A bound on the work: no number that somebody types is longer.
    guard text.utf8.count <= 64 else { return nil }
    var plain = ""
    for scalar in text.unicodeScalars where scalar != " " {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      plain.unicodeScalars.append(
        isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      )
    }
    if let match = plain.wholeMatch(of: /(-?\d{1,3}(,\d{3})+(\.\d+)?)/), !plain.hasPrefix("0,") {
      (form, self.text) = (.grouped, String(match.1).replacing(",", with: ""))
    } else if let match = plain.wholeMatch(of: /(-?\d+),(\d+)/) {
      (form, self.text) = (.decimalComma, "\(match.1).\(match.2)")
    } else if let match = plain.wholeMatch(of: /(-?\d+([.,]\d+)?)%/) {
      guard let number = Double(String(match.1).replacing(",", with: ".")) else { return nil }
      (form, self.text) = (.percent, ECMAScriptNumber.text(of: number / 100))
    } else if let match = plain.wholeMatch(of: /(-?\d+(\.\d+)?)([\p{L}\/^°µ]+\d?)/) {
      guard let number = Double(String(match.1)) else { return nil }
      (form, self.text) = (.withUnit, ECMAScriptNumber.text(of: number))
      unit = String(match.3)
    } else {
      return nil
    }
  }

  /// The number in the unit with which a key ends: `1h` is 60 minutes; nil if the unit behind it is none of
  /// those of the key's quantity.
  func inUnit(of key: String) -> NumberMeant? {
    guard let unit, let number = Double(text) else { return self }
    let typed = "_" + (Self.unitsInKeys[unit] ?? unit)
    if KeyUnit(typed) == nil, KeyUnit(key) == nil { return self }
    // A capital M is a million, where the keys have thousandths.
    guard KeyUnit.sameQuantity(as: typed, in: key), !(unit.hasPrefix("M") && unit.count > 1) else {
      return nil
    }
    var meant = self
    if let converted = KeyUnit.converted(number, from: typed, to: key) {
      meant.text = ECMAScriptNumber.text(of: converted)
    }
    return meant
  }

  /// Units that a key writes otherwise.
  private static let unitsInKeys = [
    "m/s": "mps", "km/h": "kmh", "小时": "h", "分钟": "min", "分": "min", "秒": "s", "天": "d", "米": "m",
    "公里": "km", "千米": "km", "克": "g", "千克": "kg", "公斤": "kg", "瓦": "w", "千瓦": "kw",
  ]
}

/// Other units in which people give a quantity, with what one of them is in the unit of the format.
enum OtherUnit {
  /// A number that lies outside an interval, in the unit that puts it inside.
  ///
  /// - Parameters:
  ///   - number: The number that was found.
  ///   - interval: What is allowed.
  ///   - unit: The unit of the format.
  /// - Returns: Name of the other unit, and the number in the unit of the format; nil if no other
  ///   unit explains the number.
  static func explaining(
    _ number: Double,
    in interval: NumberInterval,
    unit: String
  ) -> (unit: String, number: Double)? {
    guard number != 0 else { return nil }
    if unit == "degrees Celsius" {
      let celsius = ((number - 273.15) * 100).rounded() / 100
      return number > 200 && interval.contains(celsius) ? ("K", celsius) : nil
    }
    for (name, factor) in factors[unit] ?? [] {
      // Rounded to what a person writes: 36 km/h is 10 m/s.
      let converted = ((number * factor) * 1e6).rounded() / 1e6
      // A number little beyond the bound is more likely too large than in a unit a thousand times smaller.
      let isFar = factor > 0.01 || number.magnitude >= 10 * interval.upper
      if isFar, interval.contains(converted) { return (name, converted) }
    }
    return nil
  }

  private static let factors: [String: [(String, Double)]] = [
    "m/s": [("km/h", 1 / 3.6)],
    "m": [("mm", 0.001)],
    "kg": [("g", 0.001)],
    "s": [("ms", 0.001)],
    "min": [("s", 1 / 60)],
    "h": [("min", 1 / 60), ("s", 1 / 3_600)],
    "W": [("kW", 1_000)],
    "Wh": [("kWh", 1_000)],
    "Ohm": [("mOhm", 0.001)],
    "kg/m^3": [("g/m^3", 0.001)],
  ]
}
