extension JSONNode {
  /// Parses JSON text and gathers its faults.
  ///
  /// - Parameters:
  ///   - source: The text: at most 64 MiB, 256 brackets deep, 2,000,000 values.
  ///   - faults: Takes every fault of syntax.
  /// - Returns: The value, with what could be understood of a faulty text, so that reading can go
  ///   on and find further faults; nil if nothing could be made of the text.
  package static func parse(_ source: SourceText, faults: FaultCollector) -> JSONNode? {
    var parser = JSONParser(source: source, faults: faults)
    return parser.parse()
  }

  /// Parses JSON text, or throws all its faults of syntax at once.
  package init(parsing source: SourceText) throws(ScenarioFaults) {
    let faults = FaultCollector()
    let node = JSONNode.parse(source, faults: faults)
    try faults.throwIfAny()
    guard let node else { preconditionFailure("parsing ended without a fault") }
    self = node
  }
}
