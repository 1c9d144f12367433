internal import DequeModule

/// Processes that share a clock: the process view of the kernel, for teaching and for small models.
///
/// A process is an `async` function that waits for simulated time, for units of a resource, for items
/// of a store and for other processes, by the methods of the simulation and its parts. All processes
/// take turns on the thread that calls `run`, in an order fixed by time, priority and insertion, so
/// two of them may share a variable. What can be done with the event view can be done here with the
/// same results; but a suspended process cannot be copied or saved.
///
/// A process that is made, granted or interrupted has its turn at the same instant, before all that
/// is scheduled; those that are ready at once take turns in the order in which they became ready.
/// A wait of a process that holds units of a resource is a completion: among waits that end at one
/// instant it comes before those of processes that hold nothing, so a release goes before a seize.
///
/// A process may wait by the methods of this module only, not for a sleep, an actor or another task:
/// the run ends with an error that names it. Write models in functions, not at the top level of a
/// program or in `main` of a type marked `@main`: code there belongs to the main actor, which the run
/// loop cannot serve.
public final class Simulation {
  @exclusivity(unchecked) var calendar = EventCalendar<Alarm>()
  let ring = JobRing()
  @exclusivity(unchecked) var ready = Deque<Process>()
  var idleShells: [Shell] = []
  /// Processes that are not finished, by slot, and the slots that are free.
  @exclusivity(unchecked) var processes: [Process?] = []
  var freeSlots: [UInt32] = []
  var timers: [Occurrence?] = []
  var freeTimers: [UInt32] = []
  var resources: [Resource] = []
  /// The process that has its turn.
  @exclusivity(unchecked) var current: Process?
  /// Up to where a process may move the clock without giving up its turn.
  @exclusivity(unchecked) var horizon = SimulationTime.zero
  @exclusivity(unchecked) var isStopRequested = false
  @exclusivity(unchecked) var failure: SimulationError?
  var processesMade = 0
  /// Beginnings of processes and of their waits since the clock last moved.
  @exclusivity(unchecked) var turnsAtThisInstant = 0
  var waitsAfterEnd = 0
  var stormNames: [String] = []
  var waitsAtEnd: [Wait] = []

  /// The time that the processes are at.
  @exclusivity(unchecked) public internal(set) var now: SimulationTime
  /// Whether the simulation has ended: from then on every wait throws `SimulationEnded`.
  @exclusivity(unchecked) public internal(set) var hasEnded = false
  /// Waits that have ended and processes that have begun.
  @exclusivity(unchecked) public internal(set) var turnCount = 0
  /// Turns without the clock moving that are taken for an event storm; greater than 0.
  ///
  /// Every process that begins and every wait counts, one that is over at once too.
  @exclusivity(unchecked) public var turnsPerInstantLimit = 10_000_000
  /// Is told what happens to processes, for traces: time, process and what, such as "begins".
  ///
  /// That is every turn with what brought it about, and what comes to a process that works at a
  /// resource by `use` without having a turn: that it is granted units, and that it loses them.
  @exclusivity(unchecked) public var onTurn: ((SimulationTime, Process, String) -> Void)?

  /// What the calendar of processes holds.
  struct Alarm: BitwiseCopyable, Sendable {
    var slot: UInt32
    var isTimer: Bool
  }

  /// Makes a simulation without processes.
  public init(start: SimulationTime = .zero) {
    now = start
  }

  /// Adds a process.
  ///
  /// - Parameters:
  ///   - name: What it is called in traces and messages.
  ///   - delay: When it begins, from now; not negative. Without a delay it has its first turn at this
  ///     instant, once the process that makes it waits.
  ///   - body: What it does. It ends when the body returns or throws; an error other than
  ///     `SimulationEnded` is thrown by who waits for its end, or else ends the run.
  /// - Returns: The process; finished already if the simulation has ended.
  @discardableResult
  public func process(
    _ name: String = "process",
    after delay: SimulationTime = .zero,
    _ body: @escaping Process.Body
  ) -> Process {
    precondition(delay >= .zero, "\(name) would begin after a negative delay (\(delay))")
    processesMade += 1
    let slot = hasEnded ? .max : freeSlots.popLast() ?? UInt32(processes.count)
    let process = Process(
      name: name,
      number: processesMade,
      slot: slot,
      simulation: self,
      body: body
    )
    guard !hasEnded else {
      process.state = .finished
      process.body = nil
      return process
    }
    precondition(slot < 1 << 24, "more than 2^24 processes at once")
    if Int(slot) == processes.count { processes.append(process) }
    processes[Int(slot)] = process
    if delay == .zero {
      makeReady(process)
    } else {
      process.alarm = calendar.schedule(Alarm(slot: slot, isTimer: false), at: now + delay)
    }
    return process
  }

  /// Ends the run in progress once the process that has its turn waits.
  ///
  /// Without effect if no run is in progress.
  public func stop() {
    isStopRequested = true
  }

  /// Processes that have not come to their end.
  public var processCount: Int { processes.count - freeSlots.count }

  /// The number by which resources know a process.
  @usableFromInline
  func token(of process: Process) -> Int {
    process.number << 24 | Int(process.slot) & 0xff_ffff
  }

  @usableFromInline
  func process(of token: Int) -> Process? {
    let slot = token & 0xff_ffff
    guard slot < processes.count, let process = processes[slot] else { return nil }
    return process.number == token >> 24 ? process : nil
  }
}
