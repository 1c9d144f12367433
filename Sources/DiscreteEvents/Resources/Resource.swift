/// Servers, machines, clerks or other units that are asked for, held and given back.
///
/// A resource is a value. It keeps claims and returns what changes, in `ResourceChanges`; the model
/// schedules what follows as events of its own. The rules:
///
/// - The line is ordered by priority, lowest number first, and among equals by arrival.
/// - A claim is granted all its units at once, or waits. By default nobody overtakes: a first claim
///   that needs more units than are free holds up those behind it (`LineRule`).
/// - A grant takes effect at once, in the call that brings it about.
/// - A request with `preempts` takes units from claims that are less urgent (of a greater priority
///   number), when it stands first in the line and the free units do not suffice: from the least
///   urgent first, among equals from the one that was granted last; always whole claims, and only if
///   they suffice. Nobody preempts a claim of its own priority.
/// - If the capacity goes down while units are held, `BusyUnits` says which go.
///
/// At equal times a release should be handled before a request that it can serve: schedule
/// completions with `EventPriority.completion`.
public struct Resource: Sendable, Hashable, Codable {
  /// Units there are.
  public internal(set) var capacity: Int
  /// Claims that may stand in the line; others are refused.
  ///
  /// A preempted claim always finds room.
  public let waitingRoom: Int
  /// Who may be served when the first in the line can not.
  public let lineRule: LineRule
  /// Units held; above the capacity while claims finish after it went down.
  public internal(set) var busyUnits = 0

  var slots = ClaimSlots<UnitClaim>()
  var line = WaitingLine()
  /// Granted claims, the latest grant last.
  var holders = ClaimList()
  var usageToLastChange: ResourceUsage

  /// Who may be served when the free units do not suffice for the first in the line.
  public enum LineRule: Sendable, Hashable, Codable {
    /// Nobody: order is kept.
    case strict
    /// The first for whom they do suffice: no unit idles, but a large claim may wait for long.
    case firstFit
  }

  /// Makes a resource of which no unit is held.
  ///
  /// - Parameters:
  ///   - capacity: Units there are; not negative.
  ///   - waitingRoom: Claims that may stand in the line; not negative.
  ///   - lineRule: Who may be served when the first in the line can not.
  ///   - start: Where the statistics begin.
  public init(
    capacity: Int,
    waitingRoom: Int = .max,
    lineRule: LineRule = .strict,
    start: SimulationTime = .zero
  ) {
    precondition(capacity >= 0, "a negative capacity (\(capacity))")
    precondition(waitingRoom >= 0, "a waiting room for \(waitingRoom) claims")
    self.capacity = capacity
    self.waitingRoom = waitingRoom
    self.lineRule = lineRule
    usageToLastChange = ResourceUsage(start: start)
  }

  /// Units that are not held; 0 while more are held than there are.
  public var freeUnits: Int { max(0, capacity - busyUnits) }

  /// Claims in the line.
  public var lineLength: Int { line.count }

  /// How far a claim has come.
  public func state(of claim: Claim) -> ClaimState {
    guard slots.contains(claim) else { return .gone }
    return slots[claim.slot].details.isGranted ? .granted : .waiting
  }

  /// How the resource was used from its start, or the last restart of its statistics, to now.
  public func usage(until now: SimulationTime) -> ResourceUsage {
    var usage = usageToLastChange
    usage.advance(to: now, busy: busyUnits, capacity: capacity, waiting: line.count)
    return usage
  }

  /// Begins the statistics anew, as after a warm-up; claims stay as they are.
  public mutating func restartUsage(at now: SimulationTime) {
    _ = usage(until: now)
    usageToLastChange = ResourceUsage(start: now)
  }
}

/// What a resource knows of a claim beside who and how urgent.
struct UnitClaim: Sendable, Hashable, Codable {
  var units: Int
  /// When it joined the line or was granted, whichever was later.
  var since: SimulationTime
  /// How long it held its units before it was preempted, if that counts.
  var served = SimulationTime.zero
  var isGranted = false
  var preempts: Bool
  var ifPreempted: PreemptionRule
}
