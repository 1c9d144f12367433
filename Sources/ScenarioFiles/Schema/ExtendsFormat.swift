import Wording

extension ExtendedFile {
  /// `extends`, which is gone before a scenario is read: it belongs to files, not to parks.
  static let field = FieldFormat(
    "extends",
    Phrase(
      "path, from this file's folder, of the scenario file that this one is a patch of (RFC 7396)",
      "本文件所修改的场景文件的路径，从本文件所在文件夹算起；本文件是它的补丁（RFC 7396）"
    ),
    .text(1...4096),
    .optional(Phrase("the file stands by itself", "文件自成一体"))
  )
}

extension ObjectFormat {
  /// A key of an object, with the words of the choice that bring it; none if it is there always.
  typealias Entry = (field: FieldFormat, words: [String])

  /// Every key that the object may have, in the order of the description; each key of the choice
  /// once, unless two words give it different values.
  var entries: [Entry] {
    var entries: [Entry] = (choice.map { [$0.field] } ?? []).map { ($0, []) }
    entries += fields.map { ($0, []) }
    let always = entries.count
    for item in choice?.cases ?? [] {
      for field in item.fields {
        let same = entries[always...].firstIndex {
          $0.field.key == field.key && $0.field.signature == field.signature
        }
        if let same {
          entries[same].words.append(item.word.value)
        } else {
          entries.append((field, [item.word.value]))
        }
      }
    }
    return entries
  }
}

extension FieldFormat {
  /// Equal for keys that mean and allow the same.
  var signature: String {
    let schema = FormatSchema(form: .whole, language: .english).field(self, in: .nowhere)
    return JSONNode.Value.members(schema).node.canonicalText
  }
}
