/// Which of several changes a fault is of: the one without which it is none.
///
/// What goes wrong only together, such as a charge at which drones begin and one at which they end, is found at the
/// value that somebody has written first, which may be the one that nobody has changed.
final class FaultCauses {
  /// Changes beyond which nobody looks, as each costs one reading of the scenario.
  private static let most = 16

  private let count: Int
  private let all: Set<Key>
  private let faultsWithout: (Int) -> [ScenarioFault]
  private var known: [Int: Set<Key>] = [:]

  /// A fault, wherever it is shown.
  private struct Key: Hashable {
    let code: String
    let pointer: String

    init(_ fault: ScenarioFault) {
      code = fault.code
      pointer = fault.place.pointer
    }
  }

  /// - Parameters:
  ///   - all: All faults there are.
  ///   - count: How many changes there are.
  ///   - faultsWithout: The faults that are left without one of them.
  init(of all: [ScenarioFault], count: Int, faultsWithout: @escaping (Int) -> [ScenarioFault]) {
    self.count = count
    self.all = Set(all.map(Key.init))
    self.faultsWithout = faultsWithout
  }

  /// The first change without which there is no such fault, and none that was not there.
  ///
  /// A reading that ends earlier says nothing of what comes later. Nil if there is none, or if there are more than
  /// sixteen changes.
  func cause(of fault: ScenarioFault) -> Int? {
    guard count <= Self.most else { return nil }
    let key = Key(fault)
    return (0..<count).first { index in
      let left = known[index] ?? Set(faultsWithout(index).map(Key.init))
      known[index] = left
      return !left.contains(key) && left.isSubset(of: all)
    }
  }
}

extension Result where Failure == any Error {
  /// The faults with which a reading has ended; none if it has not.
  var faults: [ScenarioFault] {
    guard case .failure(let error as ScenarioFaults) = self else { return [] }
    return error.faults
  }
}
