import DiscreteEvents
import LogisticsPark
import Wording

/// Values that are allowed and far from what such parks have.
///
/// The ranges and where they come from are in the table of usual values in docs/explanation/model.md.
struct UnusualValues {
  let root: ObjectReading
  let configuration: ParkConfiguration

  /// The notes, in the order of the format.
  var notes: [Phrase] {
    study + demand + warehouse + fleets + flight + charging + reserve
  }

  /// A value, where it stands, and what is usual.
  private func note(
    _ key: String,
    _ value: Double,
    _ unit: String,
    usual: ClosedRange<Double>,
    _ why: Phrase
  ) -> Phrase? {
    guard !usual.contains(value) else { return nil }
    let (shown, low, high) = (text(value), text(usual.lowerBound), text(usual.upperBound))
    let space = unit.isEmpty ? "" : " "
    return Phrase(
      "\(key): \(shown)\(space)\(unit); usual is \(low) to \(high)\(space)\(unit)\(why.english)",
      "\(key)：\(shown)\(space)\(unit)；通常为 \(low) 到 \(high)\(space)\(unit)\(why.chinese)"
    )
  }

  /// A number as short as it is exact to three digits after the point.
  private func text(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return rounded == rounded.rounded() && rounded.magnitude < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }

  private static let nothing = Phrase("", "")

  private var study: [Phrase] {
    guard configuration.study.kind == .terminating else { return [] }
    let hours = configuration.study.horizon.inHours
    // A short one shows at once that it is: nothing comes of it.
    let found = note("study.horizon_h", hours, "h", usual: 0...744, Self.ofTerminating)
    return [found].compactMap { $0 }
  }

  private static let ofTerminating = Phrase(
    " of a study that ends by itself, as a day does",
    "（自然结束的研究，例如一天）"
  )

  private var demand: [Phrase] {
    guard let demand = configuration.demand else { return [] }
    let ofSources = demand.sources.flatMap { source -> [Phrase] in
      let promise = note(
        "demand.\(source.id).promise_min",
        source.promise.inSeconds / 60,
        "min",
        usual: 1...1440,
        Self.nothing
      )
      let refund =
        source.refundProbability == 0
        ? nil
        : note(
          "demand.\(source.id).refund.mean_delay_min",
          source.refundMeanSeconds / 60,
          "min",
          usual: 1...720,
          Self.nothing
        )
      return [promise, refund].compactMap { $0 }
    }
    return ofSources + zones(of: demand)
  }

  /// Zones as small or as near as they are if somebody writes kilometres.
  private func zones(of demand: DemandConfiguration) -> [Phrase] {
    let flying = configuration.fleets.filter { $0.carriesOrders && $0.count > 0 }
    guard !flying.isEmpty else { return [] }
    let pads = Set(flying.flatMap(\.pads)).map { configuration.pads[$0].position }
    return demand.zones.flatMap { zone -> [Phrase] in
      let radius =
        zone.radius == 0
        ? nil
        : note("zones.\(zone.id).radius_m", zone.radius, "m", usual: 20...5000, Self.nothing)
      let way = pads.map { $0.distance(to: zone.center) }.min() ?? 0
      let near = note(
        "zones.\(zone.id)",
        way + zone.radius,
        "m",
        usual: 100...20_000,
        Phrase(" from the nearest pad to the farthest customer", "（从最近的起降点到最远的客户）")
      )
      return [radius, near].compactMap { $0 }
    }
  }

  private var warehouse: [Phrase] {
    configuration.warehouses.flatMap { warehouse in
      [(WarehouseFormat.picking, warehouse.picking), (WarehouseFormat.packing, warehouse.packing)]
        .compactMap { field, stage -> Phrase? in
          guard let stage else { return nil }
          return note(
            "warehouses.\(warehouse.id).\(field.format.key).service",
            stage.service.meanSeconds,
            "s",
            usual: 10...1800,
            Phrase(" of one person for one order, on average", "（一人处理一个订单的平均时间）")
          )
        }
    }
  }

  private var fleets: [Phrase] {
    let standard = DroneType.matrice100.battery.capacity / 3600
    return configuration.fleets.filter(\.carriesOrders).flatMap { fleet -> [Phrase] in
      let capacity = fleet.type.battery.capacity / 3600
      let mass = text(fleet.type.emptyMass)
      return [
        note(
          "fleet.\(fleet.id).battery.capacity_wh",
          capacity,
          "Wh",
          usual: 60...165,
          Phrase(
            "; the drone's mass stays \(mass) kg, that of a battery of \(text(standard)) Wh",
            "；无人机的质量仍为 \(mass) kg，即使用 \(text(standard)) Wh 电池时的质量"
          )
        ),
        note(
          "fleet.\(fleet.id).cruise_speed_mps",
          fleet.type.cruiseSpeed,
          "m/s",
          usual: DroneType.measuredSpeeds,
          Phrase(", for which power was measured", "（测量功率的速度范围）")
        ),
      ].compactMap { $0 }
    }
  }

  private var flight: [Phrase] {
    let conditions = configuration.flight
    guard configuration.fleets.contains(where: { $0.carriesOrders && $0.count > 0 }) else {
      return []
    }
    let notes = [
      note(
        "flight.cruise_height_m",
        conditions.cruiseHeight,
        "m",
        usual: 20...120,
        Self.nothing
      ),
      note(
        "weather.air_density_kgm3",
        conditions.airDensity,
        "kg/m^3",
        usual: 0.9...1.45,
        Phrase(", from 3,000 m of height to a very cold day", "（从海拔 3000 米到严寒天气）")
      ),
      note(
        "flight.loading_s",
        conditions.loadingTime.inSeconds,
        "s",
        usual: 10...600,
        Self.nothing
      ),
      note(
        "flight.hand_over_s",
        conditions.handOverTime.inSeconds,
        "s",
        usual: 5...180,
        Self.nothing
      ),
    ]
    return notes.compactMap { $0 } + temperature
  }

  /// The temperature of the air is that of the sensors' batteries, and nothing else.
  private var temperature: [Phrase] {
    let temperature = configuration.flight.airTemperature
    guard !root[ScenarioFormat.weather].isStandard(WeatherFormat.temperature), temperature != 20
    else {
      return []
    }
    let shown = text(temperature)
    let density = text((101_325 / (287.05 * (temperature + 273.15)) * 100).rounded() / 100)
    return [
      Phrase(
        "weather.air_temperature_c: \(shown) changes no flight and no charge, only what temperature "
          + "sensors show; air of \(shown) degrees is air_density_kgm3 \(density) at sea level",
        "weather.air_temperature_c：\(shown) 不改变飞行和充电，只影响温度传感器的读数；"
          + "海平面上 \(shown) 度的空气对应 air_density_kgm3 \(density)"
      )
    ]
  }

  private var charging: [Phrase] {
    (configuration.charging?.stations ?? []).flatMap { station in
      station.chargers.flatMap {
        notes(of: $0, at: station, "charging.\(station.id).chargers.\($0.id)")
      }
    }
  }

  private func notes(
    of charger: ChargerConfiguration,
    at station: StationConfiguration,
    _ place: String
  ) -> [Phrase] {
    let efficiency = note(
      "\(place).efficiency",
      charger.efficiency,
      "",
      usual: 0.75...0.97,
      Self.nothing
    )
    guard case .twoStage(let power, _) = charger.session,
      let smallest = configuration.fleets
        .filter({ $0.count > 0 && $0.pads.contains(where: station.serves) })
        .map({ $0.type.battery.capacity / 3600 }).min()
    else { return [efficiency].compactMap { $0 } }
    let rate = text((power / smallest * 100).rounded() / 100)
    let fast = note(
      "\(place).session.power_w",
      power,
      "W",
      usual: (0.1 * smallest).rounded()...(2 * smallest).rounded(),
      Phrase(
        " for a battery of \(text(smallest)) Wh, which this would charge at \(rate) C",
        "（\(text(smallest)) Wh 的电池；该功率相当于 \(rate) C）"
      )
    )
    return [fast, efficiency].compactMap { $0 }
  }

  private var reserve: [Phrase] {
    guard configuration.fleets.contains(where: { $0.carriesOrders && $0.count > 0 }) else {
      return []
    }
    return [
      note(
        "safety.reserve.state_of_charge",
        configuration.reserveStateOfCharge,
        "",
        usual: 0.1...0.4,
        Self.nothing
      )
    ].compactMap { $0 }
  }
}
