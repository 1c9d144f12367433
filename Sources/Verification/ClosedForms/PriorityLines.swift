/// M/G/1 with classes of customers, of which the first in the list is the most urgent.
///
/// A. Cobham, "Priority assignment in waiting line problems", Operations Research 2(1), 1954,
/// 70-76, doi:10.1287/opre.2.1.70; R. W. Conway, W. L. Maxwell and L. W. Miller, "Theory of
/// Scheduling", 1967, chapter 8.
package struct PriorityLines: Sendable {
  /// A class of customers.
  package struct CustomerClass: Sendable {
    let arrivals: Double
    let meanService: Double
    let meanSquaredService: Double

    /// Makes a class.
    ///
    /// - Parameters:
    ///   - arrivals: Arrivals in a unit of time.
    ///   - meanService: Mean service time.
    ///   - squaredVariation: Variance of the service time over its squared mean; 1 if exponential.
    package init(arrivals: Double, meanService: Double, squaredVariation: Double = 1) {
      self.arrivals = arrivals
      self.meanService = meanService
      meanSquaredService = meanService * meanService * (1 + squaredVariation)
    }
  }

  private let classes: [CustomerClass]

  /// Makes the system; it must be stable.
  package init(_ classes: [CustomerClass]) {
    self.classes = classes
    precondition(load(through: classes.count - 1) < 1, "the classes together are too much")
  }

  /// Mean time in the line of a class if nobody is interrupted.
  package func waitWithoutInterruption(of index: Int) -> Double {
    work(through: classes.count - 1) / ((1 - load(through: index - 1)) * (1 - load(through: index)))
  }

  /// Mean time from arrival to departure if the more urgent interrupt, and who was interrupted
  /// resumes.
  package func sojournWithInterruption(of index: Int) -> Double {
    let above = 1 - load(through: index - 1)
    return classes[index].meanService / above
      + work(through: index) / (above * (1 - load(through: index)))
  }

  /// Mean time in the line of every class if they are served in order of arrival.
  package var waitInOrderOfArrival: Double {
    work(through: classes.count - 1) / (1 - load(through: classes.count - 1))
  }

  /// Share of time for which the classes up to one keep the server busy.
  private func load(through last: Int) -> Double {
    classes.prefix(last + 1).reduce(0) { $0 + $1.arrivals * $1.meanService }
  }

  /// Mean rest of the service going on that an arrival meets, of the classes up to one.
  private func work(through last: Int) -> Double {
    classes.prefix(last + 1).reduce(0) { $0 + $1.arrivals * $1.meanSquaredService / 2 }
  }
}
