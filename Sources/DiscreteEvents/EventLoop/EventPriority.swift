/// Priority numbers for events of one instant; the lowest comes first, and 0 is the default.
public enum EventPriority {
  /// For the end of a service, so that its release comes before a request of the same instant.
  @inlinable public static var completion: Int16 { -10 }
}
