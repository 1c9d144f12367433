/// An object that was read without faults, with its defaults filled in.
package struct ObjectReading {
  /// The object as it holds, defaults included.
  package let node: JSONNode
  /// JSON pointer of the object.
  package let pointer: String
  /// Where it was written; for one that was left out, the object it belongs to.
  let place: SourceSpan
  private let faults: FaultCollector

  init(_ node: JSONNode, pointer: String, place: SourceSpan, faults: FaultCollector) {
    self.node = node
    self.pointer = pointer
    self.place = place
    self.faults = faults
  }

  /// The value of a key that belongs to the object's format.
  subscript<Value>(field: Field<Value>) -> Value { field.decode(self, field.format.key) }

  /// True if the object has the key, written or by default.
  package func has(_ key: String) -> Bool { node[key] != nil }

  /// True if the value of a key is the default.
  func isStandard<Value>(_ field: Field<Value>) -> Bool {
    node[field.format.key]?.span.isStandard ?? true
  }

  /// Reports values that do not go together.
  ///
  /// - Parameters:
  ///   - fault: What is wrong.
  ///   - key: The member to mark; nil, or one that nobody has written, marks the object.
  package func report(_ fault: some FaultKind, at key: String? = nil) {
    let member = key.flatMap { node[$0] }.map { $0.changedAt ?? $0.span }
      .flatMap { $0.isStandard ? nil : $0 }
    let pointer = key.map { JSONPointer.appending($0, to: self.pointer) } ?? self.pointer
    faults.report(ScenarioFault(fault, at: member ?? place, pointer: pointer))
  }
}

// What the fields' decoders need. A format without the key is our own fault.
extension ObjectReading {
  func value(_ key: String) -> JSONNode {
    guard let member = node[key] else {
      preconditionFailure("\(pointer) has no \(key): the format does not declare it")
    }
    return member
  }

  func number(_ key: String) -> Double { value(key).number }

  func text(_ key: String) -> String { value(key).text }

  func elements(_ key: String) -> [JSONNode] { value(key).elements ?? [] }

  func object(_ key: String) -> ObjectReading {
    let member = value(key)
    return ObjectReading(
      member,
      pointer: JSONPointer.appending(key, to: pointer),
      place: member.changedAt ?? (member.span.isStandard ? place : member.span),
      faults: faults
    )
  }

  /// The entries of a collection, sorted by id.
  var entries: [IdentifiedObject] {
    let keys = (node.members ?? []).map(\.key)
    return keys.sorted().map { (id: $0, object: object($0)) }
  }
}

extension JSONNode {
  /// The number of a node that was found to be one.
  var number: Double {
    guard case .number(let number) = value else { preconditionFailure("\(value) is no number") }
    return number.value
  }

  /// The string of a node that was found to be one.
  var text: String {
    guard case .string(let text) = value else { preconditionFailure("\(value) is no string") }
    return text
  }
}

extension JSONNumber {
  /// The number of a finite double, written as ECMAScript does.
  init(_ value: Double) {
    precondition(value.isFinite, "\(value) is no number of JSON")
    self.init(value: value, text: ECMAScriptNumber.text(of: value))
  }
}
