package import Wording

/// A key of the scenario that may change while a park runs.
///
/// Live is a key whose change at an instant has one clear meaning and needs nothing that a running
/// park has not.
package struct LiveKey: Hashable, Sendable {
  /// Path in the scenario, joined by dots, with `ID` for ids that the scenario chooses.
  package let path: String
  /// What the new value holds for.
  package let meaning: Phrase

  /// All live keys, in the order of the scenario reference.
  package static let all: [LiveKey] = [
    LiveKey("demand.ID.promise_min", Phrase("orders that come from then on", "此后到达的订单")),
    LiveKey("demand.ID.refund.probability", Phrase("orders that come from then on", "此后到达的订单")),
    LiveKey("demand.ID.refund.mean_delay_min", Phrase("orders that come from then on", "此后到达的订单")),
    LiveKey(
      "charging.ID.chargers.ID.count",
      Phrase(
        "at once: waiting drones take new ones, sessions under way end",
        "立即生效：等待的无人机使用新的，进行中的充电照常结束"
      )
    ),
    LiveKey(
      "charging.ID.chargers.ID.session.power_w",
      Phrase("sessions that begin from then on", "此后开始的充电")
    ),
    LiveKey(
      "fleet.ID.recharge.start_below_state_of_charge",
      Phrase("drones that land from then on", "此后降落的无人机")
    ),
    LiveKey(
      "fleet.ID.recharge.target_state_of_charge",
      Phrase("sessions that begin from then on", "此后开始的充电")
    ),
    LiveKey("flight.loading_s", Phrase("drones that are sent from then on", "此后派出的无人机")),
    LiveKey(
      "safety.reserve.state_of_charge",
      Phrase("decisions from then on; drones that are sent fly as planned", "此后的决策；已派出的无人机按计划飞行")
    ),
    LiveKey(
      "dispatch.policy",
      Phrase("decisions from then on; the new policy remembers nothing", "此后的决策；新策略没有记忆")
    ),
  ]

  private init(_ path: String, _ meaning: Phrase) {
    self.path = path
    self.meaning = meaning
  }

  private func matches(_ keys: [String]) -> Bool {
    let own = path.split(separator: ".")
    return own.count == keys.count && zip(own, keys).allSatisfy { $0 == "ID" || $0 == $1 }
  }

  /// Why a setting such as `fleet.m100.count=40` may not be made while a park runs; nil if it may.
  package static func refusal(of setting: String) -> Phrase? {
    let text = String(setting.prefix { $0 != "=" })
    let keys = JSONPointer.keys(ofPath: text) ?? [text]
    guard !all.contains(where: { $0.matches(keys) }) else { return nil }
    let paths = all.map(\.path)
    let path = keys.joined(separator: ".")
    let near = NearestName.of(path, among: paths)
    let (name, list) = (TerminalText.quoted(path), paths.joined(separator: ", "))
    return Phrase(
      "\(name) can not change while the park runs: " + (near.map { "write \($0); " } ?? "")
        + "live keys are \(list)",
      "\(name) 在园区运行中不能更改：" + (near.map { "请写 \($0)；" } ?? "") + "可更改的键为 \(list)"
    )
  }
}
