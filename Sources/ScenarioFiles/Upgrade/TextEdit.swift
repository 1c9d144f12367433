/// A change of a few bytes of a text, so that the rest stays as its author has written it.
struct TextEdit {
  /// Bytes that go.
  var bytes: Range<Int>
  /// What takes their place.
  var text: String
}

extension SourceText {
  /// The bytes after changes that do not overlap.
  func applying(_ edits: [TextEdit]) -> [UInt8] {
    var result = bytes
    for edit in edits.sorted(by: { $0.bytes.lowerBound > $1.bytes.lowerBound }) {
      result.replaceSubrange(edit.bytes, with: edit.text.utf8)
    }
    return result
  }

  /// The text of a few bytes.
  func text(_ bytes: Range<Int>) -> String { String(decoding: self.bytes[bytes], as: UTF8.self) }

  /// The white space before a byte.
  func space(before offset: Int) -> String {
    let blanks = " \t\r\n".utf8
    let start = bytes[..<offset].lastIndex { !blanks.contains($0) }.map { $0 + 1 } ?? 0
    return text(start..<offset)
  }
}

extension JSONNode {
  /// The change that takes a member out of an object, with the comma that belongs to it.
  func removal(of key: String) -> TextEdit? {
    guard let members, let index = members.firstIndex(where: { $0.key == key }) else { return nil }
    let member = members[index]
    if index + 1 < members.count {
      let next = members[index + 1].keySpan.bytes.lowerBound
      return TextEdit(bytes: member.keySpan.bytes.lowerBound..<next, text: "")
    }
    let end = member.value.span.bytes.upperBound
    if index > 0 {
      return TextEdit(bytes: members[index - 1].value.span.bytes.upperBound..<end, text: "")
    }
    return TextEdit(bytes: (span.bytes.lowerBound + 1)..<(span.bytes.upperBound - 1), text: "")
  }
}
