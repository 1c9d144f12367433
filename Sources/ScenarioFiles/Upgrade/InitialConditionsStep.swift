/// From format 1 to 2: `fleet.ID.initial_state_of_charge` becomes `initial.fleet.ID.state_of_charge`.
enum InitialConditionsStep {
  private static let oldKey = "initial_state_of_charge"

  /// The changes of the text.
  ///
  /// - Parameter file: A file without faults of syntax; with `extends` it may be a part only.
  /// - Returns: Changes that do not overlap.
  /// - Throws: The fault of a file that has the new key already.
  static func edits(of file: JSONNode) throws(ScenarioFaults) -> [TextEdit] {
    guard let members = file.members, let fleet = members.first(where: { $0.key == "fleet" })
    else { return [] }
    let isPatch = file[ExtendedFile.key] != nil
    let entries = moved(from: fleet.value, isPatch: isPatch)
    let removesAll = isPatch && fleet.value.isNull
    guard !entries.isEmpty || removesAll else { return [] }
    if let taken = members.first(where: { $0.key == "initial" }) {
      let fault = FormatFault.placeTaken(taken.key)
      throw ScenarioFaults([ScenarioFault(fault, at: taken.keySpan, pointer: "/initial")])
    }
    let space = fleet.keySpan.source.space(before: fleet.keySpan.bytes.lowerBound)
    let end = fleet.value.span.bytes.upperBound
    let text = InitialText(space: space).member(removesAll ? nil : entries)
    let removals = (fleet.value.members ?? []).compactMap { $0.value.removal(of: oldKey) }
    return removals + [TextEdit(bytes: end..<end, text: "," + space + text)]
  }

  /// What goes into `initial.fleet`: an id and a state of charge, both as they are written.
  ///
  /// A patch that takes a fleet away must take its initial conditions away too.
  private static func moved(from fleets: JSONNode, isPatch: Bool) -> [InitialText.Entry] {
    (fleets.members ?? []).compactMap { fleet in
      let source = fleet.keySpan.source
      let id = source.text(fleet.keySpan.bytes)
      if isPatch, fleet.value.isNull { return InitialText.Entry(id: id, charge: nil) }
      return fleet.value[oldKey].map {
        InitialText.Entry(id: id, charge: source.text($0.span.bytes))
      }
    }
  }
}

/// Writes the member `initial` in the layout of the file around it.
private struct InitialText {
  struct Entry {
    var id: String
    /// nil takes the fleet's initial conditions away.
    var charge: String?
  }

  /// White space before a member of the file.
  let space: String

  func member(_ entries: [Entry]?) -> String {
    guard !space.isEmpty else { return compact(entries) }
    guard let line = space.lastIndex(where: \.isNewline) else { return oneLine(entries) }
    return lines(entries, String(space[space.index(after: line)...]))
  }

  private func compact(_ entries: [Entry]?) -> String {
    let fleets = entries?.map { entry in
      entry.id + ":" + (entry.charge.map { "{\"state_of_charge\":\($0)}" } ?? "null")
    }
    let text = fleets.map { "{" + $0.joined(separator: ",") + "}" } ?? "null"
    return "\"initial\":{\"fleet\":\(text)}"
  }

  private func oneLine(_ entries: [Entry]?) -> String {
    let text = entries.map { "{ " + $0.map(line).joined(separator: ", ") + " }" } ?? "null"
    return "\"initial\": { \"fleet\": \(text) }"
  }

  private func lines(_ entries: [Entry]?, _ indent: String) -> String {
    guard let entries else { return oneLine(nil) }
    let newline = space.contains("\r\n") ? "\r\n" : "\n"
    let step = indent.isEmpty ? "  " : indent
    let inner = newline + indent + step
    let fleets = entries.map { inner + step + line($0) }.joined(separator: ",")
    return "\"initial\": {" + inner + "\"fleet\": {" + fleets + inner + "}" + newline + indent + "}"
  }

  private func line(_ entry: Entry) -> String {
    entry.id + ": " + (entry.charge.map { "{ \"state_of_charge\": \($0) }" } ?? "null")
  }
}
