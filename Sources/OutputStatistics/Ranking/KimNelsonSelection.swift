import ElementaryFunctions

/// Fully sequential selection of the best system, after Kim and Nelson (2001,
/// doi:10.1145/502109.502111).
///
/// With at least the given probability the best system is selected where it is better than every
/// other by at least the zone. The first observations may use common random numbers, which make it
/// stop sooner; observations must be about normal.
public struct KimNelsonSelection: Sendable {
  /// Factor of the continuation region.
  public let eta: Double
  /// h^2 = 2 eta (n0 - 1).
  public let squaredConstant: Double
  /// Systems still in the race, by index, in rising order.
  public private(set) var survivors: [Int]
  /// Observations of each survivor.
  public private(set) var count: Int

  private let zone: Double
  private let preference: Preference
  private let variances: [[Double]]
  private var sums: [Double]

  /// The system selected, once one is left.
  public var selected: Int? { survivors.count == 1 ? survivors[0] : nil }

  /// Screens the first stage.
  ///
  /// - Parameters:
  ///   - firstStage: Observations of at least two systems, equally many, at least two of each.
  ///   - zone: Difference below which one system is as good as another, above 0.
  ///   - level: Probability of the right selection, at least 1/k and below 1.
  ///   - preference: Which mean is the better one.
  public init(
    firstStage: [[Double]],
    zone: Double,
    level: Double,
    preference: Preference
  ) {
    let stage = FirstStage(firstStage)
    precondition(zone > 0, "an indifference zone must be above 0, got \(zone)")
    let systems = Double(stage.systems)
    precondition(
      level >= 1 / systems && level < 1,
      "a probability of selection lies between 1/\(stage.systems) and 1, got \(level)"
    )
    let freedom = Double(stage.count - 1)
    let tail = 2 * (1 - level) / (systems - 1)
    eta = max(0, 0.5 * Elementary.expm1(-2 / freedom * Elementary.log(tail)))
    squaredConstant = 2 * eta * freedom
    variances = stage.differenceVariances
    self.zone = zone
    self.preference = preference
    survivors = Array(firstStage.indices)
    count = stage.count
    sums = firstStage.map { $0.reduce(0, +) }
    screen()
  }

  /// How far the mean of one system may fall behind that of another without being dropped, now.
  ///
  /// max(0, zone/(2 r) (h^2 S^2 / zone^2 - r)) after r observations.
  public func margin(_ first: Int, _ second: Int) -> Double {
    let r = Double(count)
    let reach = squaredConstant * variances[first][second] / (zone * zone)
    return max(0, zone / (2 * r) * (reach - r))
  }

  /// Observations after which the race is over for a survivor in any case.
  ///
  /// The first r at which its margins to all other survivors are 0: one above h^2 S^2 / zone^2.
  ///
  /// - Parameter system: A survivor.
  /// - Returns: At least ``count``.
  public func most(of system: Int) -> Int {
    let largest = survivors.filter { $0 != system }.map { variances[system][$0] }.max() ?? 0
    // Beyond any number of runs, and before the conversion overflows.
    let reach = min(squaredConstant * largest / (zone * zone), 1e15)
    return max(count, Int(reach.rounded(.down)) + 1)
  }

  /// Takes one more observation of every survivor and drops who has fallen behind.
  ///
  /// - Parameter observations: One for each of ``survivors``, in their order.
  public mutating func add(_ observations: [Double]) {
    precondition(
      observations.count == survivors.count,
      "\(survivors.count) systems are left, got \(observations.count) observations"
    )
    for (system, observation) in zip(survivors, observations) { sums[system] += observation }
    count += 1
    screen()
  }

  private mutating func screen() {
    let kept = survivors.filter { system in
      survivors.allSatisfy { other in
        other == system || mean(of: system) >= mean(of: other) - margin(system, other)
      }
    }
    // Systems with the same mean and no margin would all stay for ever.
    survivors = kept.count > 1 && allMarginsAreZero(kept) ? [kept[0]] : kept
  }

  private func mean(of system: Int) -> Double {
    preference.oriented(sums[system]) / Double(count)
  }

  /// True once no difference can be told from none: the means are then equal, or the region closed.
  private func allMarginsAreZero(_ systems: [Int]) -> Bool {
    systems.allSatisfy { first in
      systems.allSatisfy { second in first == second || margin(first, second) == 0 }
    }
  }
}
