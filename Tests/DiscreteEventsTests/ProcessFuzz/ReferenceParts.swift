/// A process of the reference: how far it is in its steps, and what it waits for.
final class ReferenceProcess {
  enum State {
    case scheduled, running, waiting, ready, finished
  }

  enum Waiting {
    case nothing
    case time
    case units(desk: Int, claim: Int)
    case work(desk: Int, claim: Int, time: Int, isHeld: Bool)
    case room(store: Int, wish: Int)
    case item(store: Int, wish: Int)
    case amount(tank: Int, wish: Int, draws: Bool)
    case occurrences(ReferenceWait)
  }

  enum Outcome {
    case done
    case timedOut
    case trouble(Trouble)
  }

  /// Steps one after the other, and the claim that is given back after them.
  struct Frame {
    var steps: ArraySlice<ProcessStep>
    var claim: (desk: Int, claim: Int)?
  }

  let index: Int
  let body: ProcessProgram.Body
  var state = State.scheduled
  var hasBegun = false
  var frames: [Frame]
  /// The step that it waits in.
  var step: ProcessStep?
  var waiting = Waiting.nothing
  var waitingSince = 0
  var outcome = Outcome.done
  /// The event that wakes it.
  var alarm: Int?
  var item: Int?
  /// What its next waits throw.
  var troubles: [Trouble] = []
  var end: ReferenceOccurrence?
  var owns: [(desk: Int, claim: Int)] = []

  init(index: Int, body: ProcessProgram.Body) {
    self.index = index
    self.body = body
    frames = [Frame(steps: body.steps[...])]
  }

  var name: String { "p\(index)" }

  func isIn(_ wait: ReferenceWait) -> Bool {
    guard state == .waiting, case .occurrences(let current) = waiting else { return false }
    return current === wait
  }
}

/// Something that happens once.
final class ReferenceOccurrence {
  enum Source {
    case model
    case timer(due: Int)
    case end(ReferenceProcess)
    /// No claim if the request was refused.
    case units(desk: Int, claim: Int?)
  }

  let name: String
  let source: Source
  var happenedAt: Int?
  var trouble: Trouble?
  var watchers: [(process: ReferenceProcess, wait: ReferenceWait, place: Int)] = []
  /// The event that lets a timer happen.
  var alarm: Int?
  /// Whether it is a request that has lost against others.
  var isTakenBack = false

  init(_ name: String, _ source: Source) {
    self.name = name
    self.source = source
  }

  func hasHappened(at now: Int) -> Bool {
    if case .timer(let due) = source, now >= due, alarm == nil { return true }
    return happenedAt != nil
  }

  var isAwaited: Bool { watchers.contains { $0.process.isIn($0.wait) } }
}

/// A wait for the first or all of some occurrences.
final class ReferenceWait {
  let occurrences: [ReferenceOccurrence]
  let needsAll: Bool
  let began: Int
  var first: Int?

  init(_ occurrences: [ReferenceOccurrence], needsAll: Bool, began: Int) {
    self.occurrences = occurrences
    self.needsAll = needsAll
    self.began = began
  }
}

/// Something that is to happen.
struct ReferenceEvent {
  enum Kind {
    case wake(ReferenceProcess)
    case timer(ReferenceOccurrence)
  }

  var time: Int
  var priority: Int
  var number: Int
  var kind: Kind

  /// Whether it comes before another one.
  func isBefore(_ other: ReferenceEvent) -> Bool {
    if time != other.time { return time < other.time }
    if priority != other.priority { return priority < other.priority }
    return number < other.number
  }
}
