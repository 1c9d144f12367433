package import DiscreteEvents

/// What kind of station it is.
package struct StationConfiguration: Sendable {
  /// A class of customers.
  package struct CustomerClass: Sendable {
    /// Times between arrivals.
    package var arrivals: TimeLaw
    /// Service times.
    package var service: TimeLaw
    /// Time in the line after which a customer leaves; nil for those who never do.
    package var patience: TimeLaw?
    /// How urgent; the lowest number comes first.
    package var priority = 0
    /// Whether the class interrupts less urgent ones.
    package var preempts = false
    /// What becomes of a customer who is interrupted.
    package var ifPreempted = PreemptionRule.resume

    /// Makes a class.
    package init(
      arrivals: TimeLaw,
      service: TimeLaw,
      patience: TimeLaw? = nil,
      priority: Int = 0,
      preempts: Bool = false,
      ifPreempted: PreemptionRule = .resume
    ) {
      self.arrivals = arrivals
      self.service = service
      self.patience = patience
      self.priority = priority
      self.preempts = preempts
      self.ifPreempted = ifPreempted
    }
  }

  /// The classes.
  package var classes: [CustomerClass]
  /// Number of servers.
  package var servers = 1
  /// Customers who may stand in the line; others are refused.
  package var waitingRoom = Int.max

  /// Makes a station of one class.
  package init(
    arrivals: TimeLaw,
    service: TimeLaw,
    servers: Int = 1,
    waitingRoom: Int = .max,
    patience: TimeLaw? = nil
  ) {
    classes = [CustomerClass(arrivals: arrivals, service: service, patience: patience)]
    self.servers = servers
    self.waitingRoom = waitingRoom
  }

  /// Makes a station with one server for several classes.
  package init(_ classes: [CustomerClass]) {
    self.classes = classes
  }
}
