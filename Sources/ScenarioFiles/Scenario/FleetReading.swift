import LogisticsPark

/// Reads one fleet: a drone type with what the scenario changes of it, a number, pads.
struct FleetReading {
  private static let types = [DroneType.matrice100]

  let reader: ObjectReader
  let pads: [PadConfiguration]

  func configuration(id: String) -> FleetConfiguration {
    let name = reader.choice("type", of: Self.types.map(\.name))
    var type = Self.types.first { $0.name == name } ?? .matrice100
    change(&type)
    return FleetConfiguration(
      id: id,
      type: type,
      count: reader.int("count", in: 0...100_000, unit: "drones"),
      pads: padIndices(),
      initialStateOfCharge: reader.double(
        "initial_state_of_charge",
        in: .from(0, through: 1),
        default: 0.95
      ),
      patrolMeanSeconds: reader.optionalObject("patrol").map {
        $0.double("mean_s", in: .from(0.001, through: 1e9), unit: "s")
      }
    )
  }

  /// Pads by name; all of them if the key is left out.
  private func padIndices() -> [Int] {
    guard reader.has("pads") else {
      if pads.isEmpty {
        reader.report(
          .inconsistent,
          message: "a fleet needs a pad, and the scenario has none",
          help: "add \"pads\": { \"home\": { \"x_m\": 0, \"y_m\": 0 } } to the scenario"
        )
      }
      return pads.isEmpty ? [0] : Array(pads.indices)
    }
    let names = reader.strings("pads", count: 1...1000)
    let known = pads.map(\.id)
    let indices = names.compactMap { name in
      let index = known.firstIndex(of: name)
      if index == nil { reportUnknown(pad: name, known) }
      return index
    }
    if Set(indices).count < indices.count {
      reader.report(
        .inconsistent,
        key: "pads",
        message: "a pad is named twice",
        help: "once is enough"
      )
    }
    return indices.isEmpty ? [0] : indices
  }

  private func reportUnknown(pad name: String, _ known: [String]) {
    guard !name.isEmpty else { return }
    let list = known.map { "\"\($0)\"" }.joined(separator: ", ")
    let near = NearestName.of(name, among: known).map { "did you mean \"\($0)\"? " } ?? ""
    reader.report(
      .unknownReference,
      key: "pads",
      message: "no pad is called \(TerminalText.quoted(name))",
      help: near + (known.isEmpty ? "the scenario has no pads" : "declared under \"pads\": \(list)")
    )
  }

  private func change(_ type: inout DroneType) {
    type.cruiseSpeed = reader.double(
      "cruise_speed_mps",
      in: .from(0.5, through: 12),
      unit: "m/s",
      default: type.cruiseSpeed
    )
    type.maximumPayload = reader.double(
      "maximum_payload_kg",
      in: .above(0, through: 0.5),
      unit: "kg",
      default: type.maximumPayload
    )
    let battery = reader.objectOrDefaults("battery")
    type.battery.capacity =
      3600
      * battery.double(
        "capacity_wh",
        in: .from(1, through: 1000),
        unit: "Wh",
        default: type.battery.capacity / 3600
      )
    type.battery.resistance = battery.double(
      "internal_resistance_ohm",
      in: .from(0, through: 0.1),
      unit: "Ohm",
      default: type.battery.resistance
    )
  }
}
