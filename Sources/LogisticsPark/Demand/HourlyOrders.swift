import DiscreteEvents

/// Orders of a Poisson process whose rate changes with the hour of the day, each hour with chances of its own.
///
/// An hour's instants and fortunes depend on its own rate and on nothing else: another rate at noon, or another
/// start of the run, moves no order of the evening, and comparisons of such parks keep their common random
/// numbers. As a Poisson process has no memory, it may begin anew with every hour (E. Cinlar, "Introduction to
/// Stochastic Processes", 1975, section 4.2); within one the times between orders are exponential.
struct HourlyOrders: Hashable, Codable, Sendable {
  /// Which orders, by the hour.
  struct Plan: Sendable {
    /// Expected orders in each hour of the day, from midnight; empty where none come.
    let rates: [Double]
    /// From when on orders come and until when, since midnight of the first day.
    let span: Range<SimulationTime>

    /// Plans the orders of a run.
    init(rates: [Double], in span: Range<SimulationTime>) {
      self.rates = rates.contains { $0 > 0 } ? rates : []
      self.span = span
    }
  }

  /// An order that comes.
  struct Arrival {
    /// Instant since midnight of the first day.
    var instant: SimulationTime
    /// The order's own draws.
    var draws: RandomStream
  }

  // An hour has 2^30 draws for instants, and so many blocks for fortunes: more than orders have numbers.
  // The hours of a substream of 2^76 draws last for 7,000 years.
  private static let instantSpacing = 30
  private static let fortuneSpacing = 30 + RandomBlocks.blockSpacing
  private static let unit = ExponentialDistribution(mean: 1)
  private static let hour = SimulationTime.seconds(3600).ticks

  /// Hours since midnight of the first day.
  private var index = 0
  private var instantsOfHour: MRG32k3a
  private var fortunesOfHour: MRG32k3a
  private var instants: RandomStream
  private var fortunes: RandomBlocks
  /// Instant of the last order in the hour [h].
  private var offset = 0.0

  /// Makes the orders of one replication.
  ///
  /// - Parameters:
  ///   - plan: Which orders.
  ///   - instants: Chances of when they come.
  ///   - fortunes: Chances of what befalls them.
  init(
    _ plan: Plan,
    instants: RandomStream,
    fortunes: RandomStream
  ) {
    instantsOfHour = instants.generator
    fortunesOfHour = fortunes.generator
    self.instants = instants
    self.fortunes = RandomBlocks(fortunes)
    while (Int64(index) + 1) * Self.hour <= plan.span.lowerBound.ticks { goToNextHour() }
  }

  /// The next order; nil if none comes before the end.
  mutating func next(_ plan: Plan) -> Arrival? {
    guard !plan.rates.isEmpty else { return nil }
    while Int64(index) * Self.hour < plan.span.upperBound.ticks {
      let rate = plan.rates[index % plan.rates.count]
      if rate > 0 {
        offset += Self.unit.quantile(instants.uniform()) / rate
      }
      guard rate > 0, offset < 1 else {
        goToNextHour()
        continue
      }
      let ticks = min(Int64(offset * Double(Self.hour)), Self.hour - 1)
      let instant = SimulationTime(ticks: Int64(index) * Self.hour + ticks)
      let draws = fortunes.next()
      // The first hour may have begun before the run.
      guard instant >= plan.span.lowerBound else { continue }
      return instant < plan.span.upperBound ? Arrival(instant: instant, draws: draws) : nil
    }
    return nil
  }

  private mutating func goToNextHour() {
    index += 1
    offset = 0
    let isAntithetic = instants.antithetic
    instantsOfHour.advance(powerOfTwo: Self.instantSpacing)
    fortunesOfHour.advance(powerOfTwo: Self.fortuneSpacing)
    instants = RandomStream(instantsOfHour, antithetic: isAntithetic)
    fortunes = RandomBlocks(RandomStream(fortunesOfHour, antithetic: isAntithetic))
  }
}
