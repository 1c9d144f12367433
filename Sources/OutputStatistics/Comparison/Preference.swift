/// Which mean is the better one.
public enum Preference: String, Sendable, Hashable, Codable, CaseIterable {
  /// A higher mean is better.
  case higher
  /// A lower mean is better.
  case lower

  /// A mean as a figure of which more is better.
  func oriented(_ value: Double) -> Double { self == .higher ? value : -value }
}
