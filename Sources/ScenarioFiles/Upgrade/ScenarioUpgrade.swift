/// A scenario file, or a patch of one, written in the current format.
package struct ScenarioUpgrade {
  /// The text, in which only what the format changes has changed.
  package let bytes: [UInt8]
  /// The format that the file had.
  package let formerFormat: Int

  /// The format that files are written in.
  package static var format: Int { ScenarioFormat.current }

  /// A step from one format to the next.
  private struct Step: Sendable {
    let former: Int
    let edits: @Sendable (JSONNode) throws(ScenarioFaults) -> [TextEdit]
  }

  /// The steps, of which each reads what the one before has written.
  private static let steps = [Step(former: 1, edits: InitialConditionsStep.edits)]

  /// Writes a file in the current format; what it extends is another file and stays as it is.
  ///
  /// Keys that the format does not know stay too, for the reader to report.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - stated: The format of a file that does not say its own.
  /// - Throws: `ScenarioFaults`: the text is not JSON, its format is not known, or a new key is
  ///   in the way.
  package init(_ source: SourceText, from stated: Int? = nil) throws {
    var source = source
    var file = try JSONNode(parsing: source)
    let faults = FaultCollector()
    _ = ExperimentFile.report(ifExperiment: file, faults: faults)
    try faults.throwIfAny()
    let former = try Self.format(of: file) ?? stated
    guard let former else {
      throw ScenarioFaults([
        ScenarioFault(FormatFault.unstatedFormat, at: file.span, pointer: "")
      ])
    }
    for step in Self.steps where step.former >= former {
      let edits = try step.edits(file) + Self.raise(to: step.former + 1, in: file)
      source = SourceText(name: source.name, bytes: source.applying(edits))
      file = try JSONNode(parsing: source)
    }
    bytes = source.bytes
    formerFormat = former
  }

  /// The format that a file says; nil if it says none.
  private static func format(of file: JSONNode) throws -> Int? {
    let key = ScenarioFormat.format.format.key
    let fault: FormatFault
    let place: JSONNode
    if file.members == nil {
      (fault, place) = (.notAnObject(found: file.summary), file)
    } else {
      guard let node = file[key] else { return nil }
      let number = FormatNumber.number(node)
      if let number, number <= Double(ScenarioFormat.current) { return Int(number) }
      place = node
      fault =
        number.map {
          .newerFormat(found: $0, current: ScenarioFormat.current, extendedBy: nil)
        }
        ?? .wrongType(
          found: node.summary,
          wanted: Phrase("the number of a format", "格式的编号"),
          key: key,
          example: "\(ScenarioFormat.current)",
          cause: .other
        )
    }
    throw ScenarioFaults([
      ScenarioFault(fault, at: place.span, pointer: file.members == nil ? "" : "/" + key)
    ])
  }

  private static func raise(to format: Int, in file: JSONNode) -> [TextEdit] {
    let node = file[ScenarioFormat.format.format.key]
    return node.map { [TextEdit(bytes: $0.span.bytes, text: "\(format)")] } ?? []
  }
}
