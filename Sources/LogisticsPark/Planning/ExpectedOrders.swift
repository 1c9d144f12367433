import DiscreteEvents

extension ParkConfiguration {
  /// Orders expected by hour of the day, over all sources [orders/h].
  package var ordersByHourOfDay: [Double] {
    (demand?.sources ?? []).map(ordersByHourOfDay)
      .reduce(Array(repeating: 0.0, count: 24)) { sums, rates in
        zip(sums, rates).map { $0 + $1 }
      }
  }

  /// Orders of a source expected by hour of the day [orders/h].
  ///
  /// Recorded orders are counted by the hour of the clock in which they come and spread over the
  /// time for which the run is in that hour.
  func ordersByHourOfDay(of source: SourceConfiguration) -> [Double] {
    guard source.recordedOrders != nil else { return source.ordersPerHour }
    var counts = Array(repeating: 0.0, count: 24)
    for order in recordedOrdersOfTheRun(of: source) {
      let clock = (order.createdAt + initial.timeOfDay).ticks % SimulationTime.days(1).ticks
      counts[Int(clock / SimulationTime.hours(1).ticks)] += 1
    }
    return zip(counts, hoursSpentByHourOfDay).map { count, hours in
      count > 0 ? count / hours : 0
    }
  }

  /// Recorded orders of a source that come before the end of the run; none where orders are drawn.
  package func recordedOrdersOfTheRun(of source: SourceConfiguration) -> ArraySlice<RecordedOrder> {
    (source.recordedOrders ?? []).prefix { $0.createdAt < study.horizon }
  }

  /// Recorded orders that come before the end of the run, over all sources; nil where none are recorded.
  var recordedOrderCount: Int? {
    guard let demand, demand.hasRecordedOrders else { return nil }
    return demand.sources.reduce(0) { $0 + recordedOrdersOfTheRun(of: $1).count }
  }

  /// Hours of the day that count for the load: where all orders are recorded those that the run sees.
  var countsHourOfDay: [Bool] {
    guard let sources = demand?.sources, sources.allSatisfy({ $0.recordedOrders != nil }) else {
      return Array(repeating: true, count: 24)
    }
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

  /// Orders expected of a source after the start, up to the end of the run.
  func expectedOrders(of source: SourceConfiguration) -> Double {
    guard source.recordedOrders == nil else {
      return Double(recordedOrdersOfTheRun(of: source).count)
    }
    let rates = source.ordersPerHour
    let toMidnight = { (clock: Double) in
      let hour = Int(clock)
      return rates[..<min(24, hour)].reduce(0, +)
        + (hour < 24 ? rates[hour] * (clock - Double(hour)) : 0)
    }
    let day = rates.reduce(0, +)
    let end = initial.timeOfDay.inHours + study.horizon.inHours
    let days = (end / 24).rounded(.down)
    return days * day + toMidnight(end - days * 24) - toMidnight(initial.timeOfDay.inHours)
  }
}
