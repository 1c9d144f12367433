package import DequeModule
package import DiscreteEvents

/// Which stage of the warehouse.
package enum WarehouseStage: UInt8, CaseIterable, Codable, Sendable, BitwiseCopyable {
  case picking
  case packing

  /// Name in messages.
  package var label: String { self == .picking ? "picking" : "packing" }
}

/// What the scenario has fixed of a stage.
package struct StagePlan: Sendable {
  /// Who works when, on the clock of the run.
  package let roster: Roster
  /// Distribution of the work times [s]; to make one may take as long as to draw from it.
  private let workTimes: any Distribution

  /// Plans a stage as a run sees it.
  package init(_ configuration: StageConfiguration) {
    roster = configuration.roster
    workTimes = configuration.service.distribution
  }

  /// Time to work on an order, by its draw.
  ///
  /// - Parameter draw: Above 0 and below 1.
  /// - Returns: The time, to the nearest tick.
  func workTime(_ draw: Double) -> SimulationTime { .seconds(workTimes.quantile(draw)) }
}

/// A queue of orders and the people on shift who work on them, one order each.
///
/// First come, first served. At the end of a shift people finish the order in hand; until then
/// more may be busy than are on shift, and that time counts as overtime.
package struct StaffedStage: Codable, Sendable {
  /// Orders that wait, the oldest first.
  package internal(set) var queue: Deque<OrderReference> = []
  /// Number of orders that wait.
  package internal(set) var waiting: NumberPresent
  /// Number of orders that are worked on.
  package internal(set) var busy: NumberPresent
  /// Number of people on shift.
  package internal(set) var onShift: NumberPresent
  /// Number of people who work beyond their shift.
  package internal(set) var overtime: NumberPresent

  /// Makes an empty stage at an instant.
  package init(_ plan: StagePlan, at time: SimulationTime) {
    waiting = NumberPresent(at: time)
    busy = NumberPresent(at: time)
    onShift = NumberPresent(plan.roster.people(at: time), at: time)
    overtime = NumberPresent(at: time)
  }

  /// Whether somebody on shift is free.
  package var hasFreePerson: Bool { busy.value < onShift.value }

  /// Puts an order at the end of the queue.
  package mutating func enqueue(_ order: OrderReference, at time: SimulationTime) {
    queue.append(order)
    waiting.add(1, at: time)
  }

  /// Takes the oldest order if somebody is free to work on it.
  package mutating func startNext(at time: SimulationTime) -> OrderReference? {
    guard hasFreePerson, let order = queue.popFirst() else { return nil }
    waiting.add(-1, at: time)
    setBusy(busy.value + 1, at: time)
    return order
  }

  /// Somebody has finished an order.
  package mutating func finishOne(at time: SimulationTime) {
    setBusy(busy.value - 1, at: time)
  }

  /// Takes an order out of the queue; false if it does not wait here.
  package mutating func withdraw(_ order: OrderReference, at time: SimulationTime) -> Bool {
    guard let position = queue.firstIndex(of: order) else { return false }
    queue.remove(at: position)
    waiting.add(-1, at: time)
    return true
  }

  /// Sets the number of people on shift.
  package mutating func changeShift(to people: Int, at time: SimulationTime) {
    onShift.set(people, at: time)
    overtime.set(max(0, busy.value - people), at: time)
  }

  /// Starts the statistics anew at the end of the warm-up.
  package mutating func markStatistics(at time: SimulationTime) {
    waiting.mark(at: time)
    busy.mark(at: time)
    onShift.mark(at: time)
    overtime.mark(at: time)
  }

  private mutating func setBusy(_ people: Int, at time: SimulationTime) {
    busy.set(people, at: time)
    overtime.set(max(0, people - onShift.value), at: time)
  }
}
