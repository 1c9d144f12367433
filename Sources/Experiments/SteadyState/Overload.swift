import LogisticsPark

/// A resource that is offered as much work as it can do, or more: the park has no steady state.
package struct Overload: Sendable, Hashable {
  /// Name, such as `pickers`.
  package let resource: String
  /// Offered load over capacity, of a day, with all orders served.
  package let load: Double
  /// Whether the load is exact, and not an estimate of what flights and charges take.
  package let isExact: Bool

  /// The resource with the highest load, if that is 1 or more; exact loads come first.
  ///
  /// At a load of exactly 1 a queue with any chance in it still grows without limit. Orders that
  /// customers may withdraw are counted as if all of them were, since a park that sheds work can be
  /// steady at any load that it sheds.
  init?(of configuration: ParkConfiguration) {
    guard let demand = configuration.demand, let load = OfferedLoad(configuration) else {
      return nil
    }
    let kept = 1 - demand.refundProbability
    let overloads = load.resources.compactMap { resource -> Overload? in
      let dayLoad = resource.dayLoad
      // Sums of 24 hours may miss a whole number by some roundings.
      guard dayLoad * kept >= 1 - 1e-9 else { return nil }
      let isExact = resource.name == "pickers" || resource.name == "packers"
      return Overload(resource: resource.name, load: dayLoad, isExact: isExact)
    }
    let first = overloads.max { one, two in
      one.isExact == two.isExact ? one.load < two.load : !one.isExact
    }
    guard let first else { return nil }
    self = first
  }

  private init(resource: String, load: Double, isExact: Bool) {
    self.resource = resource
    self.load = load
    self.isExact = isExact
  }
}
