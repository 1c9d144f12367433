package import Wording

extension JSONNode {
  /// What the value is, in a few words for a message: `the string "40"`, `an array of 3`.
  package var summary: Phrase {
    switch value {
    case .null: Phrase("null", " null")
    case .bool(let flag): Phrase(flag ? "true" : "false", flag ? " true" : " false")
    case .number(let number):
      Phrase(same: TerminalText.shortened(number.text)).with("the number ", "数字 ")
    case .string(let text): Phrase(same: TerminalText.quoted(text)).with("the string ", "字符串 ")
    case .array(let elements):
      Phrase("an array of \(elements.count)", "含 \(elements.count) 个元素的数组")
    case .object(let members):
      Phrase("an object of \(members.count)", "含 \(members.count) 个成员的对象")
    case .faulty: Phrase("a faulty value", "有错误的值")
    }
  }
}

extension Phrase {
  /// The phrase behind a beginning in each language.
  fileprivate func with(_ english: String, _ chinese: String) -> Phrase {
    Phrase(english + self.english, chinese + self.chinese)
  }
}
