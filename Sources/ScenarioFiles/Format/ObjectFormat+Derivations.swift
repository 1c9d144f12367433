extension ObjectFormat {
  /// An object of the format without the values that would follow from others if they were left out.
  ///
  /// A scenario as it holds has all values written out. Where one is changed, those that followed
  /// from it are to follow it again.
  ///
  /// - Parameters:
  ///   - node: The object, without faults and with all defaults.
  ///   - file: The outermost object.
  /// - Returns: The object without them.
  func withoutDerived(_ node: JSONNode, file: JSONNode) -> JSONNode {
    guard let members = node.members else { return node }
    let fields = Dictionary(
      self.fields(of: node).map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let kept = members.compactMap { member -> JSONMember? in
      guard let field = fields[member.key] else { return member }
      var member = member
      switch (field.presence, field.value) {
      case (.derived(_, let derivation), _):
        let derived = derivation(node, file)?.node.canonicalText
        return derived == member.value.canonicalText ? nil : member
      case (_, .object(let format)):
        member.value = format.withoutDerived(member.value, file: file)
      case (_, .collection(let format, _)):
        let entries = (member.value.members ?? []).map { entry in
          var entry = entry
          entry.value = format.withoutDerived(entry.value, file: file)
          return entry
        }
        member.value = JSONNode(.object(entries), span: member.value.span)
      default: break
      }
      return member
    }
    return JSONNode(.object(kept), span: node.span)
  }

  /// The keys that an object without faults may have.
  private func fields(of node: JSONNode) -> [FieldFormat] {
    guard let choice else { return fields }
    guard case .string(let word)? = node[choice.field.key]?.value else { return fields }
    return [choice.field] + fields + (choice.cases.first { $0.word.value == word }?.fields ?? [])
  }
}
