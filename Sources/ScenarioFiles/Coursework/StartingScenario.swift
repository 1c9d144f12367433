/// The scenario that students of a lab begin with, and what becomes of it by a change.
package struct StartingScenario: Sendable {
  /// As it stands, with personal values and defaults.
  package let scenario: Scenario
  /// As it is written, with personal values.
  package let node: JSONNode
  private let removals: Removals

  /// Reads it from a file of a lab's folder, with personal values as `--set` takes them.
  ///
  /// - Throws: `ScenarioFaults`.
  package init(_ path: String, settings: [String] = [], in folder: String) throws {
    let faults = FaultCollector()
    let scope = FileScope.folders([folder])
    let file = ExtendedFile(path, within: scope, faults: faults)
    scenario = try ScenarioFile.scenario(
      file.node,
      removals: file.removals,
      settings: settings,
      within: scope,
      faults: faults
    )
    guard var node = file.node else { preconditionFailure("a scenario without a text") }
    for setting in settings {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      node = try node.setting(path: parts[0], to: parts[1])
    }
    self.node = node
    removals = file.removals
  }

  /// The scenario after changes, one after the other, which may name no file.
  ///
  /// What one takes away the next does not bring back by a part of it.
  ///
  /// - Parameter changes: Merge patches.
  /// - Returns: The scenario.
  /// - Throws: `ScenarioFaults`.
  package func changed(by changes: JSONNode?...) throws -> Scenario {
    let changes = changes.compactMap(\.self).filter { !($0.members ?? []).isEmpty }
    guard !changes.isEmpty else { return scenario }
    let faults = FaultCollector()
    var (node, removals) = (node, removals)
    for change in changes {
      removals.merge(PatchRemovals.check(change, against: node, faults: faults)) { _, later in later
      }
      node = node.merging(change)
    }
    return try ScenarioFile.scenario(
      node,
      removals: removals,
      settings: [],
      within: .nowhere,
      faults: faults
    )
  }

  /// What a student's scenario file changes, as a merge patch; the names of the two may differ.
  ///
  /// - Parameters:
  ///   - path: The student's file, which extends a copy of this scenario, or is a changed copy.
  ///   - folder: The student's folder, the only one whose files are read.
  /// - Returns: The change, an empty object if there is none.
  /// - Throws: `ScenarioFaults`, also for a change after which the scenario is not valid.
  package func change(in path: String, of folder: String) throws -> JSONNode {
    let faults = FaultCollector()
    let scope = FileScope.folders([folder])
    let file = ExtendedFile(path, within: scope, faults: faults)
    // Its own faults are shown where they stand.
    _ = try ScenarioFile.scenario(
      file.node,
      removals: file.removals,
      settings: [],
      within: scope,
      faults: faults
    )
    guard let other = file.node else { preconditionFailure("a scenario without a text") }
    let unnamed = { (node: JSONNode) in
      node.removing(ScenarioFormat.name.format.key).removing(ScenarioFormat.schema.format.key)
    }
    return unnamed(node).difference(to: unnamed(other)) ?? JSONNode.Value.members([]).node
  }
}

extension JSONNode {
  /// The merge patch (RFC 7396) that makes another value of this object; nil if they are the same.
  ///
  /// Values keep the places where they are written in the other one.
  func difference(to other: JSONNode) -> JSONNode? {
    guard let ones = members, let others = other.members else {
      let isSame = canonicalText.utf8.elementsEqual(other.canonicalText.utf8)
      return isSame ? nil : other
    }
    let before = Dictionary(ones.map { ($0.key, $0.value) }) { first, _ in first }
    let after = Set(others.map(\.key))
    var changes: [JSONMember] = ones.filter { !after.contains($0.key) }.map {
      JSONMember(key: $0.key, keySpan: other.span, value: JSONNode(.null, span: other.span))
    }
    for member in others {
      guard let old = before[member.key] else {
        changes.append(member)
        continue
      }
      if let change = old.difference(to: member.value) {
        changes.append(JSONMember(key: member.key, keySpan: member.keySpan, value: change))
      }
    }
    return changes.isEmpty ? nil : JSONNode(.object(changes), span: other.span)
  }

  /// How many keys a patch changes.
  package var changedKeyCount: Int {
    var count = 0
    visitChangedKeys { _ in
      count += 1
      return true
    }
    return count
  }

  /// Tells where a patch changes something, as the keys that lead there, one after the other.
  ///
  /// - Parameter visit: Says whether to go on.
  func visitChangedKeys(_ visit: ([String]) -> Bool) {
    var keys: [String] = []
    _ = visitChangedKeys(below: &keys, visit)
  }

  private func visitChangedKeys(below keys: inout [String], _ visit: ([String]) -> Bool) -> Bool {
    guard let members, !members.isEmpty else { return keys.isEmpty || visit(keys) }
    for member in members {
      keys.append(member.key)
      guard member.value.visitChangedKeys(below: &keys, visit) else { return false }
      keys.removeLast()
    }
    return true
  }
}

extension Scenario {
  /// The number at a key, or at an element of an array, such as `demand.shop.orders_per_hour.0`.
  ///
  /// - Parameter path: The key.
  /// - Returns: The number; of a key that was left out, the number that says the same, if there is one. Nil where there
  ///   is no number.
  package func number(at path: String) -> Double? {
    guard let keys = JSONPointer.keys(ofPath: path) else { return nil }
    var node = resolved
    for (index, key) in keys.enumerated() {
      if let member = node[key] {
        node = member
      } else if let elements = node.elements, let element = JSONPointer.index(of: key),
        elements.indices.contains(element)
      {
        node = elements[element]
      } else {
        return ScenarioFormat.object.neutral(at: keys, there: index)
      }
    }
    if case .number(let number) = node.value { return number.value }
    return nil
  }
}

extension ObjectFormat {
  /// The number that says the same as leaving a key out; nil of keys that have none.
  ///
  /// - Parameters:
  ///   - keys: Where the number would be.
  ///   - count: How many of the keys are there, from the first. An entry that is not there leaves nothing out.
  /// - Returns: The number.
  fileprivate func neutral(at keys: [String], there count: Int) -> Double? {
    guard let key = keys.first else { return nil }
    let rest = Array(keys.dropFirst())
    let all = fields + (choice?.cases.flatMap(\.fields) ?? [])
    for field in all where field.key == key {
      switch field.value {
      case .object(let format):
        if let value = format.neutral(at: rest, there: count - 1) { return value }
      case .collection(let format, _) where count >= 2:
        let inside = Array(rest.dropFirst())
        if let value = format.neutral(at: inside, there: count - 2) { return value }
      case .collection: continue
      default: if rest.isEmpty, let value = field.neutral { return value }
      }
    }
    return nil
  }
}
