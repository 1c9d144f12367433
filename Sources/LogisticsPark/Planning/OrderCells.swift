import DiscreteEvents

/// A place and a payload that stand for a share of the orders.
struct OrderCell {
  /// Source, by position.
  var source: Int
  /// Warehouse to which they belong, by position.
  var warehouse: Int
  /// Zone, by position.
  var zone: Int
  var point: Position
  var weight: Double
  var share: Double
}

/// How finely orders are spread over places and payloads.
package struct OrderGrid: Hashable, Sendable {
  fileprivate var radii: Int
  fileprivate var angles: Int
  fileprivate var weights: Int
  /// Least number of cells that recorded orders are given, and nearly the most.
  fileprivate var recordedCells: Int

  /// For loads, which are shown to a tenth of a percent.
  package static let fine = OrderGrid(radii: 6, angles: 12, weights: 24, recordedCells: 4096)
  /// For what a run will cost, which must be quick to tell for any number of zones and pads.
  package static let coarse = OrderGrid(radii: 3, angles: 6, weights: 4, recordedCells: 256)
}

extension ParkConfiguration {
  /// Points and payloads of equal chance within each zone, or those of recorded orders, for all sources.
  func orderCells(of demand: DemandConfiguration, grid: OrderGrid = .fine) -> [OrderCell] {
    let parts = sourceShares(of: demand)
    return demand.sources.indices.flatMap { index -> [OrderCell] in
      let source = demand.sources[index]
      var cells =
        source.recordedOrders == nil
        ? Self.drawnCells(of: source, demand, grid)
        : recordedCells(of: source, demand, grid.recordedCells)
      for cell in cells.indices {
        cells[cell].source = index
        cells[cell].share *= parts[index]
        if warehouses.count > 1 {
          cells[cell].warehouse = warehouse(for: cells[cell].point, from: source.origin)
        }
      }
      return cells
    }
  }

  /// Warehouses to which no order comes, by position; none where none come at all.
  ///
  /// - Complexity: O(sources * zones), or that of the recorded orders.
  package var warehousesWithoutOrders: [Int] {
    guard warehouses.count > 1, let demand else { return [] }
    let reached = Set(
      orderCells(of: demand, grid: .coarse).filter { $0.share > 0 }.map(\.warehouse)
    )
    return reached.isEmpty ? [] : warehouses.indices.filter { !reached.contains($0) }
  }

  /// Share of each source of the orders of the run.
  private func sourceShares(of demand: DemandConfiguration) -> [Double] {
    guard demand.sources.count > 1 else { return [1] }
    let counts = demand.sources.map { expectedOrders(of: $0) + Double($0.backlogOrders) }
    let total = counts.reduce(0, +)
    return counts.map { total > 0 ? $0 / total : 1 / Double(counts.count) }
  }

  private static func drawnCells(
    of source: SourceConfiguration,
    _ demand: DemandConfiguration,
    _ grid: OrderGrid
  ) -> [OrderCell] {
    let total = source.zones.reduce(0) { $0 + $1.share }
    let payloads = demand.weights(of: source)
    let ofPayloads = payloads.reduce(0) { $0 + $1.share }
    // Many kinds of goods need no finer payloads together than one has.
    let weights = max(2, (grid.weights + payloads.count - 1) / payloads.count)
    var cells: [OrderCell] = []
    for entry in source.zones {
      let zone = demand.zones[entry.index]
      let share = entry.share / total / Double(grid.radii * grid.angles * weights)
      for radius in 0..<grid.radii {
        for angle in 0..<grid.angles {
          let point = zone.point(
            radiusDraw: (Double(radius) + 0.5) / Double(grid.radii),
            angleDraw: (Double(angle) + 0.5) / Double(grid.angles)
          )
          for payload in payloads {
            for weight in 0..<weights {
              let draw = (Double(weight) + 0.5) / Double(weights)
              cells.append(
                OrderCell(
                  source: 0,
                  warehouse: 0,
                  zone: entry.index,
                  point: point,
                  weight: payload.weight.distribution.quantile(draw),
                  share: share * (payload.share / ofPayloads)
                )
              )
            }
          }
        }
      }
    }
    return cells
  }

  /// Points and payloads of recorded orders, of which a long table is thinned evenly.
  ///
  /// What the orders leave open is spread by an additive recurrence (Roberts 2018, "The unreasonable
  /// effectiveness of quasirandom sequences").
  private func recordedCells(
    of source: SourceConfiguration,
    _ demand: DemandConfiguration,
    _ least: Int
  ) -> [OrderCell] {
    let orders = Array(recordedOrdersOfTheRun(of: source))
    guard !orders.isEmpty else { return [] }
    let rounds = (least + orders.count - 1) / orders.count
    let count = orders.count <= least ? rounds * orders.count : least
    return (0..<count).map { index in
      let order =
        orders.count <= count ? orders[index % orders.count] : orders[index * orders.count / count]
      let draw = { (step: Double) in
        let turns = (Double(index) + 0.5) * step
        return turns - turns.rounded(.down)
      }
      return OrderCell(
        source: 0,
        warehouse: 0,
        zone: order.zone,
        point: order.destination
          ?? demand.zones[order.zone].point(
            radiusDraw: draw(0.819_172_513_396_164_5),
            angleDraw: draw(0.671_043_606_703_789_2)
          ),
        weight: order.weight
          ?? Self.weight(demand.weights(of: source), draw(0.549_700_477_901_970_2)),
        share: 1 / Double(count)
      )
    }
  }

  /// The payload that a draw gives, one of several kinds by its share.
  private static func weight(
    _ payloads: [(weight: WeightConfiguration, share: Double)],
    _ draw: Double
  ) -> Double {
    var rest = draw * payloads.reduce(0) { $0 + $1.share }
    for payload in payloads.dropLast() {
      if rest < payload.share { return payload.weight.distribution.quantile(rest / payload.share) }
      rest -= payload.share
    }
    guard let last = payloads.last else { return 0 }
    return last.weight.distribution.quantile(min(rest / last.share, 1.0.nextDown))
  }
}
