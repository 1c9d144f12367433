extension Simulation {
  /// A course of action that takes simulated time: a customer, a machine, a drone.
  ///
  /// Made by `Simulation.process(_:after:_:)`.
  public final class Process {
    /// What it is called in traces and messages.
    public let name: String
    /// A number from 1, in the order in which processes were made.
    public let number: Int
    let simulation: Simulation
    @usableFromInline let slot: UInt32
    @exclusivity(unchecked) var body: Body?

    @exclusivity(unchecked) var state = State.scheduled
    @exclusivity(unchecked) var waiting = Waiting.nothing
    @exclusivity(unchecked) var waitingSince = SimulationTime.zero
    @exclusivity(unchecked) var alarm = EventHandle.none
    @exclusivity(unchecked) var continuation: UnsafeContinuation<Void, Never>?
    @exclusivity(unchecked) var shell: Shell?
    /// Claims of resources that it holds: while there are some, its waits end as completions.
    @exclusivity(unchecked) var heldClaims = 0
    /// How the wait that ends now has ended.
    @exclusivity(unchecked) var outcome = Outcome.done
    /// What the next waits shall throw, one each, since it came when the process was not waiting.
    @exclusivity(unchecked) var pendingErrors: [any Error] = []
    private(set) var storedEnd: Occurrence?

    /// What a process runs.
    public typealias Body = () async throws -> Void

    init(name: String, number: Int, slot: UInt32, simulation: Simulation, body: @escaping Body) {
      self.name = name
      self.number = number
      self.slot = slot
      self.simulation = simulation
      self.body = body
    }

    /// Whether it has come to its end, by an error or without.
    public var isFinished: Bool { state == .finished }

    /// Happens when the process comes to its end.
    public var end: Occurrence {
      if let storedEnd { return storedEnd }
      let end = Occurrence("the end of \(name)", from: .end(Weak(self)), in: simulation)
      storedEnd = end
      if isFinished { end.happen() }
      return end
    }

    /// Ends what the process is waiting for: its wait throws an `Interruption`.
    ///
    /// A claim that waits leaves its line; claims that are held stay. If the wait has ended already
    /// but the process had no turn yet, or if it has not begun, its next wait throws. Interrupted
    /// several times, it has as many waits that throw.
    ///
    /// - Parameter cause: Why, for the process to read.
    /// - Returns: False, with nothing changed, if the process is finished or is the one that calls, or
    ///   if the simulation has ended.
    @discardableResult
    public func interrupt(_ cause: String = "") -> Bool {
      guard state != .finished, state != .running, !simulation.hasEnded else { return false }
      simulation.throwInto(self, Interruption(cause: cause))
      return true
    }

    enum State {
      case scheduled, running, waiting, ready, finished
    }

    enum Outcome {
      case done
      case timedOut
      case failed(any Error)
    }

    /// What a process waits for, or has waited for until it has its turn.
    @usableFromInline
    enum Waiting {
      case nothing
      case time
      case units(Resource, Claim)
      case work(Resource, Claim, Work)
      case other(any Withdrawable, Claim, Wish)
      case occurrences(OccurrenceWait)
    }

    /// What a process wants of a store or a level.
    @usableFromInline
    enum Wish {
      case put, take, draw, add
    }

    /// Work at a resource that can be preempted: how long it takes, and whether the units are held.
    @usableFromInline
    struct Work {
      var duration: SimulationTime
      var isHeld: Bool
    }
  }
}

/// A line from which a waiting claim can be taken.
@usableFromInline
protocol Withdrawable: AnyObject {
  var name: String { get }
  /// What a waiting claim is for, such as "room in yard".
  func wish(of claim: Claim) -> String
  func withdraw(_ claim: Claim)
}

/// A reference that does not keep its object alive.
struct Weak<Object: AnyObject> {
  weak var object: Object?

  init(_ object: Object) {
    self.object = object
  }
}

/// Thrown by the wait of a process that another one interrupts.
public struct Interruption: Error, Sendable, Hashable {
  /// Why, as said by who interrupted.
  public let cause: String
}

/// Thrown by the wait of a process whose units were taken away for good.
public struct Preempted: Error, Sendable, Hashable {
  /// The name of the resource.
  public let resource: String
  /// The claim, which is gone.
  public let claim: Claim
}

/// Thrown by a wait for units whose waiting room is full.
public struct Refused: Error, Sendable, Hashable {
  /// The name of the resource.
  public let resource: String
}

/// Thrown by every wait once the simulation has ended; a process that lets it pass ends in order.
public struct SimulationEnded: Error, Sendable, Hashable {}

/// Why a run of processes could not go on.
public enum SimulationError: Error {
  /// A process ended with an error that nobody was waiting for.
  case processFailed(name: String, time: SimulationTime, error: any Error)
  /// Nothing is going to happen and processes wait for each other in a ring.
  case deadlock(Deadlock, description: String)
  /// Nothing is going to happen, and a process waits for units that another one held when it ended.
  case neverReleased(resource: String, waiter: String, time: SimulationTime)
  /// Nothing is going to happen, and a process waits for more units than there have ever been.
  case neverEnough(
    resource: String,
    waiter: String,
    units: Int,
    capacity: Int,
    time: SimulationTime
  )
  /// A process waits for something that is not the simulation's: a sleep, an actor, another task; or
  /// a task of its own waits in its place. How far the process comes from there on is not defined.
  case foreignSuspension(process: String, time: SimulationTime)
  /// Processes go on without end while the clock stands still.
  case eventStorm(time: SimulationTime, count: Int, processes: [String])
}

extension SimulationError: CustomStringConvertible {
  /// What happened, with the names of those concerned.
  public var description: String {
    switch self {
    case .processFailed(let name, let time, let error):
      "\(name) failed at \(time): \(error)"
    case .deadlock(_, let description):
      description
    case .neverReleased(let resource, let waiter, let time):
      """
      \(waiter) waits for \(resource) at \(time), and for ever: a process that has ended holds units \
      of it; call release, in a defer
      """
    case .neverEnough(let resource, let waiter, let units, let capacity, let time):
      """
      \(waiter) waits for \(units) units of \(resource) at \(time), and for ever: there were never \
      more than \(capacity)
      """
    case .foreignSuspension(let process, let time):
      """
      \(process) waits at \(time) for something that is not the simulation's: a sleep, an actor or \
      another task. Wait by wait, acquire, take and their like; what goes on at the same time is a \
      process of its own. Code of @main and of the top level, and of modules whose default it is, \
      belongs to the main actor: write the model in a nonisolated function.
      """
    case .eventStorm(let time, let count, let processes):
      """
      event storm at \(time): \(count) turns of processes without the clock moving; these take turns: \
      \(processes.prefix(10).joined(separator: ", "))\(processes.count > 10 ? ", and more" : "")
      """
    }
  }
}
