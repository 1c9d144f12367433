/// The number that says in which format a file is.
enum FormatNumber {
  /// Reports a file in another format than this version reads.
  ///
  /// A file without a number is read by the format of what it extends, and a value that is no
  /// number of a format is the reader's business.
  ///
  /// - Parameters:
  ///   - file: The outermost value of one file.
  ///   - child: Path of the file that extends it, if one does.
  ///   - faults: Takes the fault.
  /// - Returns: Whether the file can be read on with.
  static func check(
    _ file: JSONNode,
    extendedBy child: String?,
    faults: FaultCollector
  ) -> Bool {
    let key = ScenarioFormat.format.format.key
    let current = ScenarioFormat.current
    guard let node = file[key], let found = number(node), Int(exactly: found) != current else {
      return true
    }
    let fault: FormatFault =
      found < Double(current)
      ? .olderFormat(
        found: Int(found),
        current: current,
        file: node.span.source.name,
        extendedBy: child
      )
      : .newerFormat(found: found, current: current, extendedBy: child)
    faults.report(ScenarioFault(fault, at: node.span, pointer: "/" + key))
    return false
  }

  /// The number of a format that a value says: a whole number from 1.
  static func number(_ node: JSONNode) -> Double? {
    guard case .number(let number) = node.value, number.value >= 1,
      number.value.rounded(.down) == number.value
    else { return nil }
    return number.value
  }
}

/// Keys that have moved, so that a file which says no format, or an argument, is told where to.
enum MovedKeys {
  /// The new place, in words, of a key that an older format knew; nil for other keys.
  static func place(of pointer: String) -> String? {
    guard let keys = JSONPointer.keys(of: pointer), keys.count == 3, keys[0] == "fleet",
      keys[2] == "initial_state_of_charge"
    else { return nil }
    return "initial.fleet.\(keys[1]).state_of_charge"
  }
}
