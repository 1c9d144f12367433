extension JSONNode {
  /// The value after a merge patch (RFC 7396): objects are merged member by member, `null` removes a
  /// member, everything else is replaced, arrays as a whole.
  ///
  /// Beyond the standard, an object whose keys are indexes of an array changes these elements:
  /// `{ "12": 80 }`. No format allows an object in the place of an array, so nothing else is lost.
  ///
  /// Every value and key keeps the place where it was written, in this text or in the patch; an object that the
  /// patch changes knows that place too.
  ///
  /// - Parameter patch: The patch.
  /// - Returns: This value's members in their order, then the new ones in the order of the patch.
  package func merging(_ patch: JSONNode) -> JSONNode {
    guard case .object(let changes) = patch.value else { return patch }
    guard case .object(var members) = value else {
      if let elements = elements?.merging(changes) { return JSONNode(.array(elements), span: span) }
      // As if merged into an empty object, which drops the nulls inside the patch too.
      return JSONNode(.object([]), span: patch.span).merging(patch)
    }
    var indices: [String: Int] = [:]
    for (index, member) in members.enumerated() { indices[member.key] = index }
    var removed: Set<Int> = []
    for change in changes {
      if let index = indices[change.key] {
        if case .null = change.value.value {
          removed.insert(index)
        } else {
          members[index] = members[index].replaced(by: change)
        }
      } else if let added = change.added {
        members.append(added)
      }
    }
    let kept = members.indices.filter { !removed.contains($0) }.map { members[$0] }
    return JSONNode(.object(kept), span: span, changedAt: changes.isEmpty ? changedAt : patch.span)
  }
}

extension [JSONNode] {
  /// The elements with those changed that the keys name; nil if a key is no index, or takes one away.
  fileprivate func merging(_ changes: [JSONMember]) -> [JSONNode]? {
    guard !changes.isEmpty else { return nil }
    var elements = self
    for change in changes {
      guard let index = JSONPointer.index(of: change.key), indices.contains(index),
        !change.value.isNull
      else { return nil }
      elements[index] = elements[index].merging(change.value)
    }
    return elements
  }
}

extension JSONMember {
  /// The member after a change of its value; where the value is replaced, so is the key's place.
  fileprivate func replaced(by change: JSONMember) -> JSONMember {
    let merged = value.merging(change.value)
    let staysObject = value.members != nil && change.value.members != nil
    return JSONMember(
      key: key,
      keySpan: staysObject ? keySpan : change.keySpan,
      value: merged
    )
  }

  /// The member as a patch adds it; nil if the patch says null.
  fileprivate var added: JSONMember? {
    if case .null = value.value { return nil }
    guard value.members != nil else { return self }
    let empty = JSONNode(.object([]), span: value.span)
    return JSONMember(key: key, keySpan: keySpan, value: empty.merging(value))
  }
}
