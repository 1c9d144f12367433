import DiscreteEvents
import LogisticsPark

/// Reads the `demand` object.
struct DemandReading {
  let reader: ObjectReader

  func configuration() -> DemandConfiguration {
    let refund = reader.objectOrDefaults("refund")
    return DemandConfiguration(
      ordersPerHour: reader.doubles(
        "orders_per_hour",
        count: 24,
        in: .from(0, through: 1_000_000),
        unit: "orders/h"
      ),
      zones: reader.collection("zones", count: 1...1000).map(zone),
      weight: weight(reader.object("weight_kg")),
      promise: .minutes(reader.double("promise_min", in: .above(0, through: 100_000), unit: "min")),
      refundProbability: refund.double("probability", in: .from(0, through: 1), default: 0),
      refundMeanSeconds: 60
        * refund.double("mean_delay_min", in: .above(0, through: 100_000), unit: "min", default: 30)
    )
  }

  private func zone(id: String, reader: ObjectReader) -> ZoneConfiguration {
    ZoneConfiguration(
      id: id,
      center: reader.position(),
      radius: reader.double("radius_m", in: .from(0, through: 100_000), unit: "m"),
      share: reader.double("share", in: .above(0, through: 1e9), default: 1)
    )
  }

  private func weight(_ reader: ObjectReader) -> WeightConfiguration {
    let range = NumberInterval.from(0, through: 1000)
    let low = reader.double("low", in: range, unit: "kg")
    let high = reader.double("high", in: range, unit: "kg")
    let mode = reader.double("mode", in: range, unit: "kg", default: (low + high) / 2)
    if !(low <= mode && mode <= high && low < high) {
      reader.report(
        .inconsistent,
        message: "low \(low), mode \(mode), high \(high) are not in order",
        help: "write low <= mode <= high with low < high"
      )
    }
    return WeightConfiguration(low: low, mode: mode, high: high)
  }
}

/// Reads one stage of the warehouse.
struct StageReading {
  let reader: ObjectReader

  func configuration() -> StageConfiguration {
    StageConfiguration(
      service: DurationReading(reader: reader.object("service")).model(),
      roster: Roster(reader.collection("shifts", count: 1...100).map(shift))
    )
  }

  private func shift(id: String, reader: ObjectReader) -> Shift {
    let start = timeOfDay("from", reader)
    let end = timeOfDay("to", reader)
    if start == end || start == .days(1) {
      reader.report(
        .inconsistent,
        key: "to",
        message: "the shift from \(clock(start)) to \(clock(end)) has no length",
        help: "a whole day is from 00:00 to 24:00; a shift may end after midnight"
      )
    }
    return Shift(
      name: id,
      start: start,
      end: end,
      people: reader.int("people", in: 0...100_000, unit: "people")
    )
  }

  /// A time of day such as `06:30`, 00:00 to 24:00.
  private func timeOfDay(_ key: String, _ reader: ObjectReader) -> SimulationTime {
    let faults = reader.faults.total
    let text = reader.string(key, length: 1...20)
    guard reader.faults.total == faults, reader.has(key) else { return .zero }
    let digits = text.utf8.map { Int($0) - 48 }
    let isClock =
      digits.count == 5 && digits[2] == 10
      && [0, 1, 3, 4].allSatisfy { (0...9).contains(digits[$0]) }
    let hour = isClock ? digits[0] * 10 + digits[1] : 99
    let minute = isClock ? digits[3] * 10 + digits[4] : 99
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else {
      reader.report(
        .malformedText,
        key: key,
        message: "\(TerminalText.quoted(text)) is no time of day; allowed is 00:00 to 24:00",
        help: "for example \"\(key)\": \"06:30\""
      )
      return .zero
    }
    return .minutes(hour * 60 + minute)
  }

  private func clock(_ time: SimulationTime) -> String {
    let minutes = time.ticks / SimulationTime.minutes(1).ticks
    let text = { (value: Int64) in value < 10 ? "0\(value)" : "\(value)" }
    return text(minutes / 60) + ":" + text(minutes % 60)
  }
}

/// Reads a distribution of durations.
struct DurationReading {
  private static let names = ["constant", "exponential", "uniform", "triangular", "lognormal"]

  let reader: ObjectReader

  func model() -> DurationModel {
    let faults = reader.faults.total
    let name = reader.choice("distribution", of: Self.names)
    guard reader.faults.total == faults, reader.has("distribution") else {
      // Which keys belong to it is not known then.
      reader.acceptAllKeys()
      return .constant(seconds: 0)
    }
    switch name {
    case "exponential": return .exponential(meanSeconds: positive("mean_s"))
    case "uniform":
      let (low, high) = (seconds("low_s"), seconds("high_s"))
      requireOrder(low < high, "low_s \(low) is not below high_s \(high)")
      return .uniform(lowSeconds: low, highSeconds: high)
    case "triangular":
      let (low, mode, high) = (seconds("low_s"), seconds("mode_s"), seconds("high_s"))
      requireOrder(
        low <= mode && mode <= high && low < high,
        "low_s \(low), mode_s \(mode), high_s \(high) are not in order"
      )
      return .triangular(lowSeconds: low, modeSeconds: mode, highSeconds: high)
    case "lognormal":
      return .lognormal(
        meanSeconds: positive("mean_s"),
        coefficientOfVariation: reader.double(
          "coefficient_of_variation",
          in: .from(0.001, through: 10)
        )
      )
    default: return .constant(seconds: seconds("seconds"))
    }
  }

  private func seconds(_ key: String) -> Double {
    reader.double(key, in: .from(0, through: 1e6), unit: "s")
  }

  private func positive(_ key: String) -> Double {
    reader.double(key, in: .from(0.001, through: 1e6), unit: "s")
  }

  private func requireOrder(_ holds: Bool, _ message: String) {
    if !holds {
      reader.report(.inconsistent, message: message, help: "put them in ascending order")
    }
  }
}
