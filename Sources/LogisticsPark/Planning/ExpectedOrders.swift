import DiscreteEvents

extension ParkConfiguration {
  /// Orders expected by hour of the day [orders/h].
  ///
  /// Recorded orders are counted by the hour of the clock in which they come and spread over the
  /// time for which the run is in that hour.
  package var ordersByHourOfDay: [Double] {
    guard let demand else { return Array(repeating: 0, count: 24) }
    guard demand.recordedOrders != nil else { return demand.ordersPerHour }
    var counts = Array(repeating: 0.0, count: 24)
    for order in recordedOrdersOfTheRun {
      let clock = (order.createdAt + initial.timeOfDay).ticks % SimulationTime.days(1).ticks
      counts[Int(clock / SimulationTime.hours(1).ticks)] += 1
    }
    return zip(counts, hoursSpentByHourOfDay).map { count, hours in
      count > 0 ? count / hours : 0
    }
  }

  /// Recorded orders that come before the end of the run; none where orders are drawn.
  package var recordedOrdersOfTheRun: ArraySlice<RecordedOrder> {
    (demand?.recordedOrders ?? []).prefix { $0.createdAt < study.horizon }
  }

  /// Hours of the day that count for the load: with recorded orders those that the run sees.
  var countsHourOfDay: [Bool] {
    guard demand?.recordedOrders != nil else { return Array(repeating: true, count: 24) }
    return hoursSpentByHourOfDay.map { $0 > 0 }
  }

  /// How long the run is in each hour of the day [h].
  private var hoursSpentByHourOfDay: [Double] {
    let day = SimulationTime.days(1).ticks
    let rest = SimulationTime(ticks: study.horizon.ticks % day)
    let end = initial.timeOfDay + rest
    var hours = Array(repeating: Double(study.horizon.ticks / day), count: 24)
    for hour in 0..<48 {
      let overlap = min(end, .hours(hour + 1)) - max(initial.timeOfDay, .hours(hour))
      if overlap > .zero { hours[hour % 24] += overlap.inHours }
    }
    return hours
  }
}

/// A place and a payload that stand for a share of the orders.
struct OrderCell {
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
  /// Points and payloads of equal chance within each zone, or those of recorded orders.
  func orderCells(of demand: DemandConfiguration, grid: OrderGrid = .fine) -> [OrderCell] {
    demand.recordedOrders == nil
      ? Self.drawnCells(of: demand, grid) : recordedCells(of: demand, grid.recordedCells)
  }

  private static func drawnCells(of demand: DemandConfiguration, _ grid: OrderGrid) -> [OrderCell] {
    let total = demand.zones.reduce(0) { $0 + $1.share }
    let distribution = demand.weight.distribution
    var cells: [OrderCell] = []
    for (index, zone) in demand.zones.enumerated() {
      let share = zone.share / total / Double(grid.radii * grid.angles * grid.weights)
      for radius in 0..<grid.radii {
        for angle in 0..<grid.angles {
          let point = zone.point(
            radiusDraw: (Double(radius) + 0.5) / Double(grid.radii),
            angleDraw: (Double(angle) + 0.5) / Double(grid.angles)
          )
          for weight in 0..<grid.weights {
            let draw = (Double(weight) + 0.5) / Double(grid.weights)
            cells.append(
              OrderCell(
                zone: index,
                point: point,
                weight: distribution.quantile(draw),
                share: share
              )
            )
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
  private func recordedCells(of demand: DemandConfiguration, _ least: Int) -> [OrderCell] {
    let orders = Array(recordedOrdersOfTheRun)
    guard !orders.isEmpty else { return [] }
    let rounds = (least + orders.count - 1) / orders.count
    let count = orders.count <= least ? rounds * orders.count : least
    let distribution = demand.weight.distribution
    return (0..<count).map { index in
      let order =
        orders.count <= count ? orders[index % orders.count] : orders[index * orders.count / count]
      let draw = { (step: Double) in
        let turns = (Double(index) + 0.5) * step
        return turns - turns.rounded(.down)
      }
      return OrderCell(
        zone: order.zone,
        point: order.destination
          ?? demand.zones[order.zone].point(
            radiusDraw: draw(0.819_172_513_396_164_5),
            angleDraw: draw(0.671_043_606_703_789_2)
          ),
        weight: order.weight ?? distribution.quantile(draw(0.549_700_477_901_970_2)),
        share: 1 / Double(count)
      )
    }
  }
}
