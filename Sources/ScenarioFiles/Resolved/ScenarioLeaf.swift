/// A single value of a scenario as it holds: where it stands, what it is, and who has said so.
package struct ScenarioLeaf: Sendable {
  /// The keys that lead to it.
  package let keys: [String]
  /// A single value, an array, or an object without members.
  package let node: JSONNode

  /// The path as `--set` takes it, such as `fleet.m100.count`.
  package var path: String { keys.joined(separator: ".") }

  /// The value on one line.
  package var text: String { node.lineText }

  /// `file:line`, `--set key=value`, or `default` for what nobody has written; for an array also those
  /// of elements that another text has changed.
  package var origin: String {
    let own = Self.origin(of: node.span)
    guard !node.span.isStandard, let elements = node.elements else { return own }
    let changed = elements.enumerated().filter {
      $0.element.span.source.name != node.span.source.name
    }
    return ([own] + changed.map { "[\($0.offset)] \(Self.origin(of: $0.element.span))" })
      .joined(separator: ", ")
  }

  private static func origin(of span: SourceSpan) -> String {
    if span.isStandard { return span.source.name }
    let place = span.place(pointer: "")
    return place.file.hasPrefix("--set ") ? place.file : "\(place.file):\(place.line)"
  }

  /// Leaves with no difference have equal texts.
  var canonicalText: String { node.canonicalText }
}

extension Scenario {
  /// ``canonicalText`` without the name, which two people give differently to the same park.
  package var textWithoutName: String { resolved.removing("name").canonicalText }

  /// Every single value, in the order of the format.
  package var leaves: [ScenarioLeaf] { Self.leaves(of: resolved, keys: []) }

  /// Paths of the files from which its values come, and of its table of orders, sorted.
  package var files: [String] {
    var files: Set<String> = []
    for leaf in leaves {
      let span = leaf.node.span
      guard !span.isStandard, !JSONNode.isSetting(span) else { continue }
      files.insert(span.source.name)
      let keys = leaf.keys
      if keys.count == 3, keys[0] == "demand", keys[2] == SourceFormat.file.format.key,
        case .string(let name) = leaf.node.value
      {
        files.insert(ExtendedFile.path(of: name, namedAt: span))
      }
    }
    return files.sorted()
  }

  /// Every single value of a node, under the keys that lead to it.
  static func leaves(of node: JSONNode, keys: [String]) -> [ScenarioLeaf] {
    guard let members = node.members, !members.isEmpty || keys.isEmpty else {
      return [ScenarioLeaf(keys: keys, node: node)]
    }
    return members.flatMap { leaves(of: $0.value, keys: keys + [$0.key]) }
  }
}
