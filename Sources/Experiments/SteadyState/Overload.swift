import LogisticsPark
package import Wording

/// A resource that is offered as much work as it can do, or more: the park may have no steady state.
package struct Overload: Sendable, Hashable {
  /// How sure it is that the queue grows without limit.
  package enum Certainty: Sendable, Hashable {
    /// It does.
    case certain
    /// It hangs on how much people do after their shifts, when they finish the order in hand.
    case hangsOnOvertime
    /// It hangs on how long flights and charges take, which is estimated.
    case estimated
  }

  /// What it is called, such as `pickers`.
  package let title: Phrase
  /// The same for programs.
  package var resource: String { title.english }
  /// Offered load over what those on shift can do, of a day, with all orders served.
  package let load: Double
  /// Offered load over the most that can be done in a day, orders finished after shifts among it.
  package let leastLoad: Double
  /// How sure it is that the queue grows without limit.
  package let certainty: Certainty

  /// The resource with the highest load, if that is 1 or more; certain overloads come first.
  ///
  /// A queue is stable if less comes than would be done if it never ran dry, and unstable if more does (F.
  /// Baccelli and S. Foss, "On the saturation rule for the stability of queues", Journal of Applied
  /// Probability 32(2), 1995, 494-507, doi:10.1017/S0021900200102931). Where people leave at the end of a
  /// shift, what they do then is known within bounds only; a load between them is left to the runs. At a
  /// load of exactly 1 a queue with any chance in it still grows without limit. Orders that customers may
  /// withdraw are counted as if all of them were, since a park that sheds work can be steady at any load
  /// that it sheds.
  init?(of configuration: ParkConfiguration) {
    guard let demand = configuration.demand, let load = OfferedLoad(configuration) else {
      return nil
    }
    let kept = 1 - (demand.sources.map(\.refundProbability).max() ?? 0)
    // Sums of 24 hours may miss a whole number by some roundings.
    let isOver = { (load: Double) in load * kept >= 1 - 1e-9 }
    let overloads = load.resources.compactMap { resource -> Overload? in
      guard isOver(resource.shiftLoad) else { return nil }
      let isExact = resource.id.stage != nil
      return Overload(
        title: resource.title,
        load: resource.shiftLoad,
        leastLoad: resource.leastLoad,
        certainty: !isExact
          ? .estimated : isOver(resource.leastLoad) ? .certain : .hangsOnOvertime
      )
    }
    let first = overloads.max { one, two in
      (one.certainty == .certain) == (two.certainty == .certain)
        ? one.leastLoad < two.leastLoad : two.certainty == .certain
    }
    guard let first else { return nil }
    self = first
  }

  private init(title: Phrase, load: Double, leastLoad: Double, certainty: Certainty) {
    self.title = title
    self.load = load
    self.leastLoad = leastLoad
    self.certainty = certainty
  }
}
