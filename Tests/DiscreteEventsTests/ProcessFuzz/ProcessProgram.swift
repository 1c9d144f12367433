import DiscreteEvents

/// A little program of processes, to be interpreted by the simulation and by a reference.
///
/// Times are ticks. What a step names by a number counts from 0 and starts again after the last.
struct ProcessProgram {
  struct Desk {
    var capacity: Int
    var room: Int
    var rule: Resource.LineRule
  }

  struct Tank {
    var amount: Int
    var capacity: Int
  }

  struct Body {
    var steps: [ProcessStep]
    /// Whether it releases at its end what it still holds.
    var tidies: Bool
    /// Whether it ends when one of its waits throws.
    var isTimid: Bool
    /// Whether it goes on after the end of the simulation.
    var clings: Bool
  }

  struct Start {
    var body: Int
    var delay: Int
  }

  /// A time that the simulation runs for, and what is done from outside then.
  struct Stage {
    var length: Int
    var actions: [ProcessStep]
  }

  var desks: [Desk]
  /// Capacities of the stores.
  var stores: [Int]
  var tanks: [Tank]
  var occurrences: Int
  var bodies: [Body]
  var starts: [Start]
  var stages: [Stage]
}

/// One thing that a process does.
indirect enum ProcessStep {
  /// What is asked of a desk.
  struct Asking {
    var desk: Int
    var units: Int
    var priority: Int
    var preempts: Bool
  }

  /// Something that a process waits for.
  enum Awaited {
    case shared(Int)
    case newTimer(Int)
    case timer(Int)
    case end(Int)
    case request(Int)
  }

  case wait(Int)
  case waitUntil(Int)
  case giveWay
  case acquire(Asking, patience: Int?)
  case use(Asking, time: Int, rule: PreemptionRule, patience: Int?)
  case using(Asking, [ProcessStep])
  case release(Int, inPart: Bool)
  case releaseOf(process: Int, Int)
  case put(store: Int, item: Int, priority: Int)
  case putIfRoom(store: Int, item: Int)
  case take(store: Int, kinds: Int?, priority: Int, patience: Int?)
  case draw(tank: Int, amount: Int, priority: Int)
  case add(tank: Int, amount: Int, priority: Int)
  case happen(Int)
  case makeTimer(Int)
  case request(Asking)
  case waitFor(Awaited, patience: Int?)
  case firstOf([Awaited])
  case allOf([Awaited])
  case interrupt(Int)
  case spawn(body: Int, delay: Int)
  case setCapacity(desk: Int, Int, preempts: Bool)
  case stop
  case fail
  case leave
}

/// How a wait ends that does not come to what it was for.
enum Trouble: Equatable {
  case interrupted(String)
  case preempted(String)
  case refused(String)
  case failed(ProgramFailure)
  case ended
}

/// The error of a process that fails by intention.
struct ProgramFailure: Error, Equatable, CustomStringConvertible {
  var process: String

  var description: String { "failure of \(process)" }
}

extension ProcessProgram: CustomStringConvertible {
  /// All that is needed to write it down as a test.
  var description: String {
    let parts: [(String, [Any])] = [
      ("desk", desks), ("store of", stores), ("tank", tanks), ("body", bodies), ("start", starts),
      ("stage", stages),
    ]
    let lines = parts.flatMap { name, values in
      values.enumerated().map { "\(name) \($0.offset): \($0.element)" }
    }
    return (["occurrences: \(occurrences)"] + lines).joined(separator: "\n")
      .replacing("DiscreteEventsTests.", with: "")
      .replacing("DiscreteEvents.", with: "")
      .replacing("ProcessStep.", with: "")
      .replacing("ProcessProgram.", with: "")
  }
}
