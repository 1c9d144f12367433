import Wording

/// A scenario file, or a patch of one, written in the current format.
package struct ScenarioUpgrade {
  /// The text.
  ///
  /// In a file of format 3 only what the format changes has changed; one of an earlier format is laid out anew.
  package let bytes: [UInt8]
  /// The format that the file had.
  package let formerFormat: Int

  /// The format that files are written in.
  package static var format: Int { ScenarioFormat.current }

  /// Writes a file in the current format; what it extends is another file and stays as it is.
  ///
  /// Keys that the format does not know stay too, for the reader to report.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - stated: The format of a file that does not say its own.
  ///   - fleets: Ids of the fleets of what the file extends; nil if that can not be read.
  /// - Throws: `ScenarioFaults`: the text is not JSON, its format is not known, or a new key is
  ///   in the way.
  package init(
    _ source: SourceText,
    from stated: Int? = nil,
    fleetsOfExtended fleets: [String]? = nil
  ) throws {
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
    formerFormat = former
    if former <= 1 {
      let edits = try InitialConditionsStep.edits(of: file)
      source = SourceText(name: source.name, bytes: source.applying(edits))
      file = try JSONNode(parsing: source)
    }
    guard former <= 2 else {
      bytes = source.bytes
      return
    }
    let upgraded = try PlacesStep(file, fleetsOfExtended: fleets).upgraded()
    bytes = Array(Self.raised(upgraded).prettyText.utf8) + [UInt8(ascii: "\n")]
  }

  /// Ids of the fleets of the files that a file extends, whatever their formats.
  ///
  /// - Parameter path: The file.
  /// - Returns: The ids; nil if one of the files can not be read.
  package static func fleetsExtended(by path: String) -> [String]? {
    var fleets: [String] = []
    var next: String? = path
    var isExtended = false
    for _ in 0...ExtendedFile.depthLimit {
      guard let place = next else { return fleets }
      guard let source = SourceText(regularFile: place),
        let node = JSONNode.parse(source, faults: FaultCollector())
      else { return nil }
      if isExtended {
        fleets += (node["fleet"]?.members ?? []).filter { !$0.value.isNull }.map(\.key)
      }
      isExtended = true
      guard let base = node[ExtendedFile.key] else { return fleets }
      guard case .string(let name) = base.value, !name.isEmpty else { return nil }
      next = ExtendedFile.path(of: name, namedAt: base.span)
    }
    return nil
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

  private static func raised(_ file: JSONNode) -> JSONNode {
    let key = ScenarioFormat.format.format.key
    guard file[key] != nil else { return file }
    return file.replacing(key, with: JSONNode.Value.integer(ScenarioFormat.current).node)
  }
}
