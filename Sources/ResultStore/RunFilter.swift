/// Which runs somebody wants to see.
package struct RunFilter: Hashable, Sendable {
  /// Name of their scenario; nil for any.
  package var scenario: String?
  /// Name of their variant; nil for any.
  package var variant: String?
  /// Where they stand; nil for any.
  package var status: RunStatus?
  /// A part of the name of their scenario or variant, in small or large letters; empty for any.
  package var text: String

  /// Asks for runs; for all of them by default.
  package init(
    scenario: String? = nil,
    variant: String? = nil,
    status: RunStatus? = nil,
    text: String = ""
  ) {
    self.scenario = scenario
    self.variant = variant
    self.status = status
    self.text = text
  }

  /// Whether all runs are wanted.
  package var isOpen: Bool { self == RunFilter() }

  /// Whether runs of a scenario and a variant with a status are wanted.
  package func admits(scenario: String, variant: String, status: RunStatus) -> Bool {
    (self.scenario ?? scenario) == scenario && (self.variant ?? variant) == variant
      && (self.status ?? status) == status
      && (text.isEmpty || Self.contains(scenario, text) || Self.contains(variant, text))
  }

  /// Whether a text has a part, in small or large letters.
  package static func contains(_ text: String, _ part: String) -> Bool {
    text.lowercased().contains(part.lowercased())
  }
}
