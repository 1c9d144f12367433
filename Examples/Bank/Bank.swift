import DiscreteEvents

/// A bank with one teller and impatient customers.
///
/// *System.* Customers come one by one, 10 minutes apart on average; the teller needs 12 minutes
/// for one on average. A customer who has waited for 1 to 3 minutes goes away unserved.
///
/// *Question.* Who is served, and how many customers does the bank lose?
///
/// *Result.* The story of the first twenty customers, line by line; more than half of them are lost.
/// The rules are those of SimPy's example `bank_renege`, so `simpy-bank` runs the same two models
/// with Python's random numbers.
enum Bank {
  static let customers = 20
  static let timeBetweenArrivals = 10.0
  static let serviceTime = 12.0
  static let patience = (from: 1.0, to: 3.0)

  /// The story of the customers as the example prints it.
  static func text(_ view: View) throws -> String {
    let chance = BankStreams(seed: 1)
    let story =
      switch view {
      case .events: bankEvents(chance, customers: customers)
      case .processes: try bankProcesses(chance, customers: customers)
      }
    let lost = story.filter { $0.news == .givesUp }.count
    return story.map { line($0) + "\n" }.joined() + "\(lost) of \(customers) customers lost\n"
  }

  private static func line(_ entry: BankEntry) -> String {
    let news =
      switch entry.news {
      case .arrives: "arrives"
      case .isServed: "is served after a wait of \(entry.waited.inMinutes.text(3)) min"
      case .leaves: "leaves"
      case .givesUp: "gives up after a wait of \(entry.waited.inMinutes.text(3)) min"
      }
    return "\(entry.time.inMinutes.text(3, width: 8)) min  customer \(entry.customer) \(news)"
  }
}

/// One line of the story.
struct BankEntry: Equatable {
  enum News { case arrives, isServed, leaves, givesUp }

  var time: SimulationTime
  var customer: Int
  var news: News
  /// How long the customer has been waiting, when the wait ends.
  var waited = SimulationTime.zero
}

/// Where the bank's chance comes from.
protocol BankChance {
  mutating func timeToNextArrival() -> SimulationTime
  mutating func patience() -> SimulationTime
  mutating func serviceTime() -> SimulationTime
}

/// A random stream for each purpose: a change in one part of the bank leaves the chance of the
/// other parts as it was.
struct BankStreams: BankChance {
  private var arrivals, tempers, services: RandomStream

  init(seed: UInt64, replication: Int = 1) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    arrivals = streams.stream("arrivals")
    tempers = streams.stream("patience")
    services = streams.stream("services")
  }

  mutating func timeToNextArrival() -> SimulationTime {
    .minutes(ExponentialDistribution(mean: Bank.timeBetweenArrivals).sample(&arrivals))
  }

  mutating func patience() -> SimulationTime {
    .minutes(UniformDistribution(from: Bank.patience.from, to: Bank.patience.to).sample(&tempers))
  }

  mutating func serviceTime() -> SimulationTime {
    .minutes(ExponentialDistribution(mean: Bank.serviceTime).sample(&services))
  }
}
