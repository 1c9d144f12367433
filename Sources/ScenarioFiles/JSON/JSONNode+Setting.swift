extension JSONNode {
  /// Whether a value was given by an argument of the user, and not by a file.
  static func isSetting(_ span: SourceSpan) -> Bool { span.source.isArgument }

  /// The value with one place inside it set, as `--set key=value` asks.
  ///
  /// An element of an array is named by its index: `demand.shop.orders_per_hour[12]`,
  /// `/demand/shop/orders_per_hour/12`. Keys that do not exist are made, since a format's defaults are not in the text; a reader reports
  /// those that it does not know. `null` removes the member.
  ///
  /// - Parameters:
  ///   - path: Keys joined by dots, such as `fleet.m100.count`, or a JSON pointer, such as
  ///     `/fleet/m100/count`. Among existing keys with dots in them the longest that fits is taken.
  ///   - text: JSON, or else a string without its quotes.
  /// - Returns: The value with the change; its place is `--set path=text`, line 1.
  /// - Throws: ``ScenarioFaults`` if the path is malformed or leads through a value that is not an
  ///   object, or if the text begins as JSON (`{`, `[`, `"`) and is not.
  package func setting(path: String, to text: String) throws(ScenarioFaults) -> JSONNode {
    let argument = "\(path)=\(text)"
    let source = SourceText(option: "--set", argument: argument)
    let faults = FaultCollector()
    let span = SourceSpan(source: source, bytes: 0..<path.utf8.count)
    let setting = Setting(path, span, faults: faults)
    let result = setting.keys(of: path).flatMap { keys in
      setting.parsedValue(text).flatMap { setting.apply(keys, of: self, to: $0, pointer: "") }
    }
    try faults.throwIfAny()
    guard let result else { preconditionFailure("--set \(argument) failed without a fault") }
    return result
  }

  /// The value with one place inside it set to a value that a text holds.
  ///
  /// - Parameters:
  ///   - path: Keys, as ``setting(path:to:)-(_,String)`` takes them.
  ///   - value: The value; null removes the member.
  ///   - span: Where the path is named.
  /// - Returns: The value with the change.
  /// - Throws: ``ScenarioFaults`` if the path is malformed or leads through a value that is not an
  ///   object.
  func setting(
    path: String,
    to value: JSONNode,
    namedAt span: SourceSpan
  ) throws(ScenarioFaults) -> JSONNode {
    let faults = FaultCollector()
    let setting = Setting(path, span, faults: faults)
    let result = setting.keys(of: path).flatMap { keys in
      setting.apply(keys, of: self, to: value, pointer: "")
    }
    try faults.throwIfAny()
    guard let result else { preconditionFailure("setting \(path) failed without a fault") }
    return result
  }
}

/// One new value on its way into another.
private struct Setting {
  /// Where the path is named.
  private let pathSpan: SourceSpan
  /// Keys of a pointer stand for themselves; those between dots may hold dots.
  private let isPointer: Bool
  private let faults: FaultCollector

  init(_ path: String, _ span: SourceSpan, faults: FaultCollector) {
    pathSpan = span
    isPointer = path.utf8.first == UInt8(ascii: "/")
    self.faults = faults
  }

  /// The keys of a path: one for each dot, or as a JSON pointer has them.
  func keys(of path: String) -> [String]? {
    guard let keys = JSONPointer.keys(ofPath: path), keys.allSatisfy({ !$0.isEmpty }) else {
      report(.malformedPath(path), pointer: "")
      return nil
    }
    guard keys.count < JSONParser.depthLimit else {
      report(.pathTooLong(keys.count, limit: JSONParser.depthLimit - 1), pointer: "")
      return nil
    }
    return keys
  }

  /// The value of an argument; nil if a fault was reported.
  func parsedValue(_ text: String) -> JSONNode? {
    let attempt = FaultCollector()
    let source = pathSpan.source
    let start = pathSpan.bytes.upperBound + 1
    var parser = JSONParser(source: source, from: start, faults: attempt)
    let node = parser.parse()
    if attempt.total == 0, let node { return node }
    guard let first = text.utf8.first, "{[\"".utf8.contains(first) else {
      let span = SourceSpan(source: source, bytes: start..<source.bytes.count)
      return JSONNode(.string(text), span: span)
    }
    for fault in attempt.faults { faults.report(fault) }
    return nil
  }

  /// Sets the place that the keys lead to from a value; nil if a fault was reported.
  func apply(_ keys: [String], of node: JSONNode, to value: JSONNode, pointer: String) -> JSONNode?
  {
    // What is faulty has been reported.
    if case .faulty = node.value { return node }
    if case .array(let elements) = node.value {
      return apply(keys, ofElements: elements, of: node, to: value, pointer: pointer)
    }
    guard case .object(var members) = node.value else {
      report(
        .pathThroughValue(keys[0], found: node.summary),
        pointer: pointer
      )
      return nil
    }
    let (index, used) = match(keys, among: members)
    let key = keys[..<used].joined(separator: ".")
    let rest = Array(keys[used...])
    let isRemoval = if case .null = value.value { rest.isEmpty } else { false }
    if isRemoval {
      if let index {
        members.remove(at: index)
      } else {
        PatchRemovals.report(key, at: pathSpan, of: node, pointer, faults)
      }
      return JSONNode(.object(members), span: node.span, changedAt: node.changedAt)
    }
    let inner = index.map { members[$0].value } ?? JSONNode(.object([]), span: pathSpan)
    let innerPointer = JSONPointer.appending(key, to: pointer)
    let change =
      rest.isEmpty ? value : apply(rest, of: inner, to: value, pointer: innerPointer)
    guard let change else { return nil }
    if let index {
      members[index].value = change
      if rest.isEmpty { members[index].keySpan = pathSpan }
    } else {
      members.append(JSONMember(key: key, keySpan: pathSpan, value: change))
    }
    return JSONNode(.object(members), span: node.span, changedAt: node.changedAt)
  }

  /// Sets an element of an array, or a place inside one.
  private func apply(
    _ keys: [String],
    ofElements elements: [JSONNode],
    of node: JSONNode,
    to value: JSONNode,
    pointer: String
  ) -> JSONNode? {
    guard let index = JSONPointer.index(of: keys[0]), elements.indices.contains(index) else {
      report(.noElement(keys[0], count: elements.count), pointer: pointer)
      return nil
    }
    let rest = Array(keys.dropFirst())
    let place = JSONPointer.appending(keys[0], to: pointer)
    if rest.isEmpty, case .null = value.value {
      report(.elementRemoved(keys[0]), pointer: place)
      return nil
    }
    let change =
      rest.isEmpty ? value : apply(rest, of: elements[index], to: value, pointer: place)
    guard let change else { return nil }
    var elements = elements
    elements[index] = change
    return JSONNode(.array(elements), span: node.span)
  }

  /// The member that the first keys name, and how many of them; an id may hold dots itself.
  private func match(_ keys: [String], among members: [JSONMember]) -> (index: Int?, used: Int) {
    for used in stride(from: isPointer ? 1 : keys.count, through: 1, by: -1) {
      let key = keys[..<used].joined(separator: ".")
      if let index = members.firstIndex(where: { $0.key == key }) { return (index, used) }
    }
    return (nil, 1)
  }

  private func report(_ fault: FormatFault, pointer: String) {
    faults.report(ScenarioFault(fault, at: pathSpan, pointer: pointer))
  }
}
