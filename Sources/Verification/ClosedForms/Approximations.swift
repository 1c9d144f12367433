/// M/G/c, approximately: the wait of M/M/c times (1 + cv^2) / 2.
///
/// A. M. Lee and P. A. Longton, "Queueing processes associated with airline passenger check-in",
/// Operational Research Quarterly 10(1), 1959, 56-71, doi:10.1057/jors.1959.5. Exact for one server
/// and for exponential times; else within some per cent at the loads that are used here.
package struct LeeLongton: Sendable {
  private let exponential: ErlangC
  private let squaredVariation: Double

  /// Makes the system.
  ///
  /// - Parameters:
  ///   - arrivals: Arrivals in a unit of time.
  ///   - service: Services that one server completes in a unit of time.
  ///   - servers: Number of servers.
  ///   - squaredVariation: Variance of the service time over its squared mean.
  package init(arrivals: Double, service: Double, servers: Int, squaredVariation: Double) {
    exponential = ErlangC(arrivals: arrivals, service: service, servers: servers)
    self.squaredVariation = squaredVariation
  }

  /// Mean time in the line, approximately.
  package var meanWait: Double { exponential.meanWait * (1 + squaredVariation) / 2 }
}
