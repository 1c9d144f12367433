package import Wording

/// A scenario to begin with, made from the description of the format.
package enum ScenarioTemplate: String, CaseIterable, Sendable {
  /// What must be there, and orders, so that something happens.
  case minimal
  /// A whole day of the park: warehouse, drones, charging.
  case day
  /// Picking and packing without drones.
  case warehouse
  /// Drones that come to charge, and nothing else.
  case charging
  /// A day of a park with two warehouses and two kinds of chargers.
  case twoWarehouses = "two-warehouses"
  /// Every key that goes together with the others.
  case full

  /// What it is for.
  package var meaning: Phrase {
    switch self {
    case .minimal: Phrase("only what must be there", "只含必需的内容")
    case .day: Phrase("a day of the whole park", "整个园区的一天")
    case .warehouse: Phrase("picking and packing without drones", "只有拣货与打包，没有无人机")
    case .charging: Phrase("drones that come to charge, without orders", "只有来充电的无人机，没有订单")
    case .twoWarehouses:
      Phrase("a day of a park with two warehouses", "有两个仓库的园区的一天")
    case .full: Phrase("every key, with its default or an example", "所有的键，取默认值或示例")
    }
  }

  /// The scenario as JSON text, without a line feed at the end; its name is in a language.
  package func text(in language: Language) -> String {
    let maker = TemplateMaker(template: self, language: language)
    let made = maker.object(ScenarioFormat.object, at: .root).node
    guard self == .twoWarehouses else { return made.prettyText }
    return made.merging(Self.second).prettyText
  }

  /// What makes two warehouses of one.
  private static let second = made(
    """
    {
      "zones": { "town": { "x_m": 900, "y_m": 600 }, "hills": { "x_m": -900, "y_m": 800, "radius_m": 500 } },
      "demand": {
        "orders": { "zones": { "hills": 1, "town": 2 }, "warehouse": "main" },
        "fresh": {
          "orders_per_hour": [0, 0, 0, 0, 0, 0, 2, 4, 4, 3, 4, 7, 7, 4, 3, 3, 5, 8, 9, 6, 3, 0, 0, 0],
          "promise_min": 45, "weight_kg": { "low": 0.1, "mode": 0.25, "high": 0.5 },
          "zones": { "hills": 2, "town": 1 }, "warehouse": "west" }
      },
      "warehouses": {
        "main": { "x_m": 0, "y_m": 0, "docks": { "count": 2 } },
        "west": { "x_m": -700, "y_m": 200,
          "packing": {
            "service": { "distribution": "lognormal", "mean_s": 150, "coefficient_of_variation": 0.5 },
            "shifts": { "day": { "from": "05:30", "to": "23:30", "people": 1 } } },
          "docks": { "count": 1 } }
      },
      "pads": {
        "home": { "x_m": 20, "y_m": 0, "warehouse": "main" },
        "west": { "x_m": -700, "y_m": 220, "warehouse": "west", "drones_at_once": 2 }
      },
      "fleet": {
        "m100": { "pads": ["home"] },
        "far": { "type": "m100", "count": 10, "pads": ["west"], "battery": { "capacity_wh": 160 } }
      },
      "charging": {
        "depot": { "x_m": 40, "y_m": 0, "pads": ["home"], "chargers": { "standard": { "count": 20 } } },
        "west": { "x_m": -700, "y_m": 240, "pads": ["west"], "transfer_s": 30, "chargers": {
          "fast": { "count": 4, "session": { "model": "two_stage", "power_w": 240 } } } }
      }
    }
    """
  )

  private static func made(_ text: String) -> JSONNode {
    let source = SourceText(name: "template", text: text)
    guard let node = try? JSONNode(parsing: source) else {
      preconditionFailure("the template is no JSON")
    }
    return node
  }

  /// True if the template writes a key that may be left out.
  func writes(_ path: FormatPath) -> Bool {
    let keys = path.text.split(separator: ".")
    switch self {
    case .minimal: return ["zones", "demand"].contains(path.text)
    case .day, .twoWarehouses:
      let sections = [
        "zones", "demand", "warehouses", "pads", "fleet", "charging", "safety", "dispatch",
      ]
      let further = ["picking", "packing", "reserve", "reserve.state_of_charge", "policy"]
      return keys.count == 1
        ? sections.contains(path.text) : further.contains { path.text.hasSuffix("." + $0) }
    case .warehouse:
      return [
        "zones", "demand", "warehouses", "warehouses.ID.picking", "warehouses.ID.packing",
      ].contains(path.text)
    case .charging:
      return ["study.kind", "study.warm_up_h", "pads", "fleet", "fleet.ID.patrol", "charging"]
        .contains(path.text) || path.text == "charging.ID.chargers.ID.session.model"
    case .full:
      // A fleet on patrol flies no orders; orders come by the hour or as recorded, and have a weight or goods; the
      // schema is the editor's.
      return !["$schema", "fleet.ID.patrol", "goods", "demand.ID.goods"].contains(path.text)
    }
  }

  /// Values that the template has instead of the examples.
  func value(at path: FormatPath) -> JSONNode.Value? {
    switch (self, path.text) {
    case (.charging, "study.kind"): .string("steady_state")
    case (.charging, "study.horizon_h"): .integer(240)
    case (.charging, "study.warm_up_h"): .integer(10)
    case (.charging, "charging.ID.chargers.ID.session.model"): .string("exponential")
    // The example of the reference is a busier day than this park can serve.
    case (.full, "demand.ID.scale"): .integer(1)
    default: nil
    }
  }
}

/// Makes the values of a template.
private struct TemplateMaker {
  let template: ScenarioTemplate
  let language: Language

  func object(_ format: ObjectFormat, at path: FormatPath) -> JSONNode.Value {
    var members: [MadeMember] = []
    var fields = format.fields
    if let choice = format.choice {
      let place = path.appending(choice.field.key)
      let word = value(choice.field, at: place)
      let item = choice.cases.first { JSONNode.Value.string($0.word.value).isSame(as: word) }
      fields = [choice.field] + fields + (item?.fields ?? [])
    }
    for field in fields {
      let place = path.appending(field.key)
      if field.isRequired || template.writes(place) {
        members.append((field.key, value(field, at: place)))
      }
    }
    return .members(members)
  }

  private func value(_ field: FieldFormat, at path: FormatPath) -> JSONNode.Value {
    if path.text == "name" {
      return .string(Phrase("My park", "我的园区")[language])
    }
    switch field.value {
    case .object(let format): return object(format, at: path)
    case .collection(let format, _):
      return .members([(ScenarioExamples.id(in: path), object(format, at: path.entry))])
    default: break
    }
    if let value = template.value(at: path) { return value }
    if case .standard(let standard) = field.presence { return standard }
    return ScenarioExamples.value(of: field, at: path) ?? field.value.plainExample
  }
}

extension JSONNode.Value {
  fileprivate func isSame(as other: Self) -> Bool { node.canonicalText == other.node.canonicalText }
}
