import DiscreteEvents
import OutputStatistics

/// A shop that keeps a stock of one product by an (s, S) policy.
///
/// *System.* Customers come at random, ten a month, and want one to four pieces; what is not there
/// is owed to them. On the first of each month the shop looks at its stock: if it is below s, it
/// orders what is missing to S, which comes after half a month to a month. An order costs 32 and 3 a
/// piece; a piece in stock costs 1 a month, a piece owed 5.
///
/// *Question.* Which of nine policies costs least?
///
/// *Result.* Costs a month over ten years. All policies see the same customers (common random
/// numbers), so they differ by what they do, not by luck.
/// Model and parameters are those of A. M. Law and W. D. Kelton, "Simulation Modeling and Analysis", section 1.5;
/// `law-kelton-inventory` runs the same two models with the random numbers of the book.
enum Inventory {
  static let start = 60
  static let months = 120
  static let timeBetweenDemands = 0.1
  static let costPerOrder = 32.0
  static let costPerPiece = 3.0
  static let holdingCost = 1.0
  static let shortageCost = 5.0

  static let policies = [
    StockPolicy(20, 40), StockPolicy(20, 60), StockPolicy(20, 80), StockPolicy(20, 100),
    StockPolicy(40, 60), StockPolicy(40, 80), StockPolicy(40, 100),
    StockPolicy(60, 80), StockPolicy(60, 100),
  ]
  static let replications = 10

  /// The mean costs of the policies as the example prints them.
  static func text(_ view: View) throws -> String {
    var text = "  policy     total  +- (95 %)  ordering  holding  shortage\n"
    for policy in policies {
      let costs = try (1...replications).map { replication in
        var chance = InventoryStreams(seed: 1, replication: replication)
        return try Inventory.costs(of: policy, &chance, view)
      }
      let total = ConfidenceInterval(of: costs.map(\.total), level: 0.95)
      text += policy.text + mean(costs.map(\.total)).text(2, width: 10)
      text += (total?.halfWidth ?? 0).text(2, width: 11)
      text += mean(costs.map(\.ordering)).text(2, width: 10)
      text += mean(costs.map(\.holding)).text(2, width: 9)
      text += mean(costs.map(\.shortage)).text(2, width: 10) + "\n"
    }
    return text
  }

  /// The costs of a policy in one run.
  static func costs(
    of policy: StockPolicy,
    _ chance: inout some InventoryChance,
    _ view: View
  ) throws -> InventoryCosts {
    switch view {
    case .events: inventoryEvents(policy, &chance)
    case .processes: try inventoryProcesses(policy, &chance)
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

/// If the stock is below s, order up to S.
struct StockPolicy {
  let low: Int
  let high: Int

  init(_ low: Int, _ high: Int) {
    self.low = low
    self.high = high
  }

  /// How much to order at some stock; nil for no order.
  func order(at stock: Int) -> Int? {
    stock < low ? high - stock : nil
  }

  /// Such as `( 20, 40)`.
  var text: String { "(\(low.text(width: 3)),\(high.text(width: 3)))" }
}

/// What the stock costs, a month.
struct InventoryCosts: Equatable {
  var ordering, holding, shortage: Double

  var total: Double { ordering + holding + shortage }
}

/// What a run counts: the stock, what is owed, and what orders have cost.
struct InventoryBook {
  private(set) var stock = Inventory.start
  private var onHand = TimeAverage(value: Inventory.start, at: 0)
  private var owed = TimeAverage(value: 0, at: 0)
  private var ordering = 0.0

  /// Pieces come in, or go out if negative.
  mutating func change(_ pieces: Int, at now: SimulationTime) {
    stock += pieces
    onHand.set(max(0, stock), at: now.ticks)
    owed.set(max(0, -stock), at: now.ticks)
  }

  mutating func payOrder(of pieces: Int) {
    ordering += Inventory.costPerOrder + Inventory.costPerPiece * Double(pieces)
  }

  /// The costs of a month on average.
  func costs(until now: SimulationTime) -> InventoryCosts {
    InventoryCosts(
      ordering: ordering / now.inMonths,
      holding: Inventory.holdingCost * (onHand.mean(until: now.ticks) ?? 0),
      shortage: Inventory.shortageCost * (owed.mean(until: now.ticks) ?? 0)
    )
  }
}

extension SimulationTime {
  /// A time in months, which all have 30 days here.
  static func months(_ value: Double) -> Self { .days(30 * value) }

  /// The time in months of 30 days.
  var inMonths: Double { inHours / 720 }
}
