internal import Glibc

/// Seconds of wall-clock time that some work takes.
package func secondsTaken(by work: () throws -> Void) rethrows -> Double {
  let taken = try ContinuousClock().measure(work)
  return Double(taken.components.seconds) + Double(taken.components.attoseconds) * 1e-18
}

/// The largest resident memory that this process had so far [bytes].
package func peakResidentBytes() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss * 1_024
}

/// Prints figures for people, a line each, or as one JSON object.
package func report(_ figures: [(name: String, value: Double)], asJSON: Bool) {
  if asJSON {
    print("{" + figures.map { "\"\($0.name)\": \($0.value)" }.joined(separator: ", ") + "}")
  } else {
    for figure in figures { print("\(figure.name)  \(figure.value)") }
  }
}
