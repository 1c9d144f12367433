/// Gathers the faults of one pass, so that a user sees all of them at once.
///
/// A class, since a parser and many nested readers write into one collector.
package final class FaultCollector {
  /// Faults kept; what comes after is counted only, so that a hostile text costs little.
  package static let limit = 200

  /// The faults so far, in the order of finding.
  package private(set) var faults: [ScenarioFault] = []

  /// Count of all faults, kept or not.
  package private(set) var total = 0

  /// Count of values met again whose fault has been reported.
  private var known = 0

  /// Grows with every fault and with every value that a known fault has spoilt.
  ///
  /// While it stays, all that was read is sound and can be judged together.
  var troubles: Int { total + known }

  /// An empty collector.
  package init() {}

  /// True while a further fault would be kept; callers may skip costly messages otherwise.
  var hasRoom: Bool { faults.count < FaultCollector.limit }

  /// Takes a fault in.
  package func report(_ fault: @autoclosure () -> ScenarioFault) {
    total += 1
    guard hasRoom else { return }
    faults.append(fault())
  }

  /// Counts a fault whose words are not worth making any more.
  func count() { total += 1 }

  /// Notes a value that is not there to be read, for a fault that has been reported.
  func meetKnown() { known += 1 }

  /// Throws everything gathered, sorted by place, if anything was.
  package func throwIfAny() throws(ScenarioFaults) {
    guard total > 0 else { return }
    throw ScenarioFaults(faults, omitted: total - faults.count)
  }
}
