/// A key of the scenario that may change while a park runs.
///
/// Live is a key whose change at an instant has one clear meaning and needs nothing that a running
/// park has not.
package struct LiveKey: Hashable, Sendable {
  /// Path in the scenario, joined by dots, with `ID` for ids that the scenario chooses.
  package let path: String
  /// What the new value holds for.
  package let meaning: String

  /// All live keys, in the order of the scenario reference.
  package static let all: [LiveKey] = [
    LiveKey("demand.ID.promise_min", "orders that come from then on"),
    LiveKey("demand.ID.refund.probability", "orders that come from then on"),
    LiveKey("demand.ID.refund.mean_delay_min", "orders that come from then on"),
    LiveKey(
      "charging.ID.chargers.ID.count",
      "at once: waiting drones take new ones, sessions under way end"
    ),
    LiveKey("charging.ID.chargers.ID.session.power_w", "sessions that begin from then on"),
    LiveKey("fleet.ID.recharge.start_below_state_of_charge", "drones that land from then on"),
    LiveKey("fleet.ID.recharge.target_state_of_charge", "sessions that begin from then on"),
    LiveKey("flight.loading_s", "drones that are sent from then on"),
    LiveKey(
      "safety.reserve.state_of_charge",
      "decisions from then on; drones that are sent fly as planned"
    ),
    LiveKey(
      "dispatch.policy",
      "decisions from then on; the new policy remembers nothing"
    ),
  ]

  private init(_ path: String, _ meaning: String) {
    self.path = path
    self.meaning = meaning
  }

  private func matches(_ keys: [String]) -> Bool {
    let own = path.split(separator: ".")
    return own.count == keys.count && zip(own, keys).allSatisfy { $0 == "ID" || $0 == $1 }
  }

  /// Why a setting such as `fleet.m100.count=40` may not be made while a park runs; nil if it may.
  package static func refusal(of setting: String) -> String? {
    let text = String(setting.prefix { $0 != "=" })
    let keys = JSONPointer.keys(ofPath: text) ?? [text]
    guard !all.contains(where: { $0.matches(keys) }) else { return nil }
    let paths = all.map(\.path)
    let path = keys.joined(separator: ".")
    let near = NearestName.of(path, among: paths).map { "write \($0); " } ?? ""
    return "\(TerminalText.quoted(path)) can not change while the park runs: \(near)live keys are "
      + paths.joined(separator: ", ")
  }
}
