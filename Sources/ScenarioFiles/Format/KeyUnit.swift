/// The unit with which a key ends, such as `min` in `promise_min`.
struct KeyUnit {
  /// The key without it.
  let stem: Substring
  /// What is measured.
  private let quantity: Quantity
  /// What one of it is in the unit of the quantity that has the factor 1.
  private let factor: Double

  private enum Quantity { case time, length, mass, power, energy, speed, voltage, resistance }

  /// The unit of a key; nil if it ends with none.
  init?(_ key: String) {
    guard let mark = key.lastIndex(of: "_"),
      let unit = Self.units[key[key.index(after: mark)...].lowercased()]
    else { return nil }
    stem = key[..<mark]
    (quantity, factor) = unit
  }

  /// The key among others that says the same in another unit.
  static func sameQuantity(as key: String, among names: [String]) -> String? {
    guard let typed = KeyUnit(key) else { return nil }
    return names.prefix(NearestName.candidateLimit).first { name in
      KeyUnit(name).map { $0.stem == typed.stem && $0.quantity == typed.quantity } ?? false
    }
  }

  /// Whether two keys end with units of one quantity.
  static func sameQuantity(as key: String, in other: String) -> Bool {
    guard let key = KeyUnit(key), let other = KeyUnit(other) else { return false }
    return key.quantity == other.quantity
  }

  /// A number of one key in the unit of another one.
  ///
  /// - Parameters:
  ///   - number: The number.
  ///   - typed: The key at which it stands.
  ///   - meant: The key to which it shall go.
  /// - Returns: The number there, to nine decimals; nil if one of the keys has no unit, or both have
  ///   the same one, or they measure different things.
  static func converted(_ number: Double, from typed: String, to meant: String) -> Double? {
    guard let old = KeyUnit(typed), let new = KeyUnit(meant), old.quantity == new.quantity,
      old.factor != new.factor
    else { return nil }
    let exact = number * (old.factor / new.factor)
    return exact.magnitude < 1e6 ? (exact * 1e9).rounded() / 1e9 : exact
  }

  private static let units: [String: (Quantity, Double)] = [
    "ms": (.time, 0.001), "s": (.time, 1), "sec": (.time, 1), "secs": (.time, 1),
    "seconds": (.time, 1), "min": (.time, 60), "mins": (.time, 60), "minutes": (.time, 60),
    "h": (.time, 3_600), "hr": (.time, 3_600), "hrs": (.time, 3_600), "hours": (.time, 3_600),
    "d": (.time, 86_400), "days": (.time, 86_400),
    "mm": (.length, 0.001), "cm": (.length, 0.01), "m": (.length, 1), "km": (.length, 1_000),
    "g": (.mass, 0.001), "kg": (.mass, 1),
    "w": (.power, 1), "kw": (.power, 1_000),
    "j": (.energy, 1.0 / 3_600), "kj": (.energy, 1_000.0 / 3_600), "wh": (.energy, 1),
    "kwh": (.energy, 1_000),
    "mps": (.speed, 1), "kmh": (.speed, 1 / 3.6), "kph": (.speed, 1 / 3.6),
    "v": (.voltage, 1), "mv": (.voltage, 0.001),
    "ohm": (.resistance, 1), "mohm": (.resistance, 0.001),
  ]
}
