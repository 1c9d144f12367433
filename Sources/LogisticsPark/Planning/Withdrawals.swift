import ElementaryFunctions

/// Customers who withdraw their orders, as a mean over the sources.
struct Withdrawals {
  /// Share of customers with a wish to withdraw.
  let probability: Double
  /// Mean time until they do [min].
  let minutes: Double
  /// Share of those who do not do so within a minute.
  private let stayingAMinute: Double

  /// Those of the orders that some warehouses have.
  init(_ configuration: ParkConfiguration, _ demand: DemandConfiguration, orders: [Double]) {
    var (probability, mean) = (MeanOverOrders(), MeanOverOrders())
    for (source, count) in zip(demand.sources, orders) {
      probability.add(source.refundProbability, orders: count)
      mean.add(max(source.refundMeanSeconds, 1e-3), orders: count * source.refundProbability)
    }
    self.probability = probability.value
    let seconds = max(mean.value, 1e-3)
    minutes = seconds / 60
    stayingAMinute = Elementary.exp(-60 / seconds)
  }

  /// Mean time until they do [s].
  var seconds: Double { minutes * 60 }

  /// Share of those who do not do so within some minutes.
  func staying(_ length: Int) -> Double {
    length == 1 ? stayingAMinute : Elementary.exp(-Double(length) / minutes)
  }

  /// Orders by the patience of their customers.
  func parts(of orders: Double) -> OrderLine.Parts {
    (patient: orders * (1 - probability), impatient: orders * probability)
  }
}
