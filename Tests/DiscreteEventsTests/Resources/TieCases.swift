/// What must happen at instants on which several things fall, line by line, in either view.
///
/// A line is the time in seconds, who, and what; `n left` is the work that a claim still needs.
/// Where two things of one instant could be handled in either order, there is a trace for each.
enum TieCases {
  /// Customers arrive at 0, 1, ..., 9 s and need 1 s of the only server; there is no waiting room.
  ///
  /// A release comes before a request of the same instant, so nobody is refused.
  static let releaseBeforeSeize: [String] =
    ["0.0 c0 arrives", "0.0 c0 begins"]
    + (1...9).flatMap { second in
      [
        "\(second).0 c\(second - 1) ends", "\(second).0 c\(second) arrives",
        "\(second).0 c\(second) begins",
      ]
    }
    + ["10.0 c9 ends"]

  /// Customers arrive at 1, 2, ..., 100 s and need 1.5 s of the only server, without waiting room:
  /// every other one is refused, and the last ends at 100.5 s.
  static let everyOtherRefused: [String] = (1...50).flatMap { pair in
    let second = 2 * pair - 1
    return [
      "\(second).0 c\(second) arrives", "\(second).0 c\(second) begins",
      "\(second + 1).0 c\(second + 1) arrives", "\(second + 1).0 c\(second + 1) is refused",
      "\(second + 1).5 c\(second) ends",
    ]
  }

  /// The holder ends at 5 s, when the patience of the first in the line ends too.
  ///
  /// The release is handled first. Services take 2 s.
  static let grantBeforeTimeout = [
    "0.0 holder arrives", "0.0 holder begins", "1.0 first arrives", "2.0 second arrives",
    "5.0 holder ends", "5.0 first begins",
    "7.0 first ends", "7.0 second begins",
    "9.0 second ends",
  ]

  /// The same, but the timeout is handled first: the unit goes to the second in the line.
  static let timeoutBeforeGrant = [
    "0.0 holder arrives", "0.0 holder begins", "1.0 first arrives", "2.0 second arrives",
    "5.0 first reneges",
    "5.0 holder ends", "5.0 second begins",
    "7.0 second ends",
  ]

  /// A signal at 2 s changes what is left of a customer's work from 3 s to 1 s.
  ///
  /// Right after it a blocker preempts for 20 s.
  static let signalBeforePreemption = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 customer is signalled, 1.0 left",
    "2.0 blocker arrives", "2.0 customer is preempted, 1.0 left", "2.0 blocker begins",
    "22.0 blocker ends", "22.0 customer goes on, 1.0 left",
    "23.0 customer ends",
  ]

  /// The same, but the blocker comes first, and the signal finds the customer in the line.
  static let preemptionBeforeSignal = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 blocker arrives", "2.0 customer is preempted, 3.0 left", "2.0 blocker begins",
    "2.0 customer is signalled, 1.0 left",
    "22.0 blocker ends", "22.0 customer goes on, 1.0 left",
    "23.0 customer ends",
  ]

  /// Instead of a signal an interruption makes the customer leave, right before the blocker comes.
  static let interruptionBeforePreemption = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 customer leaves",
    "2.0 blocker arrives", "2.0 blocker begins",
    "22.0 blocker ends",
  ]

  /// The interruption comes right after the blocker, and finds the customer in the line.
  static let preemptionBeforeInterruption = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 blocker arrives", "2.0 customer is preempted, 3.0 left", "2.0 blocker begins",
    "2.0 customer leaves",
    "22.0 blocker ends",
  ]

  /// The customer's work of 2 s ends at the instant at which the blocker comes, right before it.
  static let endBeforePreemption = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 customer ends",
    "2.0 blocker arrives", "2.0 blocker begins",
    "22.0 blocker ends",
  ]

  /// The blocker comes right before the end, so that the customer has nothing left to do later.
  static let preemptionBeforeEnd = [
    "0.0 customer arrives", "0.0 customer begins",
    "2.0 blocker arrives", "2.0 customer is preempted, 0.0 left", "2.0 blocker begins",
    "22.0 blocker ends", "22.0 customer goes on, 0.0 left",
    "22.0 customer ends",
  ]

  /// A visitor holds a, b and c and waits for d, which the clerk holds until 20 s.
  ///
  /// It reneges at 5 s, keeps the three, and asks for d again at 6 s. The next one waits for a from
  /// 2 s on.
  static let renegingWhileHoldingThree = [
    "0.0 clerk takes d", "0.0 visitor takes a", "0.0 visitor takes b", "0.0 visitor takes c",
    "5.0 visitor reneges at d",
    "20.0 clerk gives back d", "20.0 visitor takes d",
    "21.0 visitor gives back a", "21.0 next takes a",
    "21.0 visitor gives back b", "21.0 visitor gives back c", "21.0 visitor gives back d",
    "22.0 next gives back a",
  ]

  /// The same, but at 5 s the visitor gives up altogether: each of the three goes back once.
  static let leavingWhileHoldingThree = [
    "0.0 clerk takes d", "0.0 visitor takes a", "0.0 visitor takes b", "0.0 visitor takes c",
    "5.0 visitor reneges at d",
    "5.0 visitor gives back a", "5.0 next takes a",
    "5.0 visitor gives back b", "5.0 visitor gives back c",
    "6.0 next gives back a",
    "20.0 clerk gives back d",
  ]
}
