/// A key of the scenario that may change while a park runs.
///
/// Live is a key whose change at an instant has one clear meaning and needs nothing that a running
/// park has not.
package struct LiveKey: Hashable, Sendable {
  /// Path in the scenario, joined by dots.
  package let path: String
  /// What the new value holds for.
  package let meaning: String

  /// All live keys, in the order of the scenario reference.
  package static let all: [LiveKey] = [
    LiveKey("demand.promise_min", "orders that come from then on"),
    LiveKey("demand.refund.probability", "orders that come from then on"),
    LiveKey("demand.refund.mean_delay_min", "orders that come from then on"),
    LiveKey(
      "charging.bays",
      "at once: waiting drones take new bays, sessions under way end"
    ),
    LiveKey("charging.session.power_w", "sessions that begin from then on"),
    LiveKey("charging.start_below_state_of_charge", "drones that land from then on"),
    LiveKey("charging.target_state_of_charge", "sessions that begin from then on"),
    LiveKey("flight.loading_s", "drones that are sent from then on"),
    LiveKey(
      "safety.reserve_state_of_charge",
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

  /// Why a setting such as `fleet.m100.count=40` may not be made while a park runs; nil if it may.
  package static func refusal(of setting: String) -> String? {
    let text = String(setting.prefix { $0 != "=" })
    let path = JSONPointer.keys(ofPath: text)?.joined(separator: ".") ?? text
    let paths = all.map(\.path)
    guard !paths.contains(path) else { return nil }
    let near = NearestName.of(path, among: paths).map { "write \($0); " } ?? ""
    return "\(TerminalText.quoted(path)) can not change while the park runs: \(near)live keys are "
      + paths.joined(separator: ", ")
  }
}
