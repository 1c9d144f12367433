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
  /// Every key that goes together with the others.
  case full

  /// What it is for.
  package var meaning: Phrase {
    switch self {
    case .minimal: Phrase("only what must be there", "只含必需的内容")
    case .day: Phrase("a day of the whole park", "整个园区的一天")
    case .warehouse: Phrase("picking and packing without drones", "只有拣货与打包，没有无人机")
    case .charging: Phrase("drones that come to charge, without orders", "只有来充电的无人机，没有订单")
    case .full: Phrase("every key, with its default or an example", "所有的键，取默认值或示例")
    }
  }

  /// The scenario as JSON text, without a line feed at the end; its name is in a language.
  package func text(in language: Language) -> String {
    let maker = TemplateMaker(template: self, language: language)
    return maker.object(ScenarioFormat.object, at: .root).node.prettyText
  }

  /// True if the template writes a key that may be left out.
  func writes(_ path: FormatPath) -> Bool {
    let keys = path.text.split(separator: ".")
    switch self {
    case .minimal: return ["demand", "demand.orders_per_hour"].contains(path.text)
    case .day:
      let sections = ["demand", "warehouse", "pads", "fleet", "charging", "safety", "dispatch"]
      let further = [
        "picking", "packing", "reserve_state_of_charge", "policy", "share", "orders_per_hour",
      ]
      return keys.count == 1
        ? sections.contains(path.text) : further.contains { path.text.hasSuffix("." + $0) }
    case .warehouse:
      return [
        "demand", "demand.orders_per_hour", "warehouse", "warehouse.picking", "warehouse.packing",
      ].contains(path.text)
    case .charging:
      return ["study.kind", "study.warm_up_h", "pads", "fleet", "fleet.ID.patrol", "charging"]
        .contains(path.text) || path.text == "charging.session.model"
    case .full:
      // A fleet on patrol flies no orders; orders come by the hour or as recorded; the schema is
      // the editor's.
      return !["$schema", "fleet.ID.patrol", "demand.recorded_orders"].contains(path.text)
    }
  }

  /// Values that the template has instead of the examples.
  func value(at path: FormatPath) -> JSONNode.Value? {
    switch (self, path.text) {
    case (.charging, "study.kind"): .string("steady_state")
    case (.charging, "study.horizon_h"): .integer(240)
    case (.charging, "study.warm_up_h"): .integer(10)
    case (.charging, "charging.session.model"): .string("exponential")
    // The example of the reference is a busier day than this park can serve.
    case (.full, "demand.scale"): .integer(1)
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
