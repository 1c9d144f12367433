import Wording

// Faults of single values in JSON text.
extension ExplanationWords {
  private static let share = FaultExample.text(#"{ "share": 0.5 }"#)

  static let controlCharacter = Self(
    "字符串中的控制字符或换行",
    .bytes(
      Array("{ \"name\": \"my\tpark\" }".utf8),
      "{ \"name\": \"my<tab>park\" }, with a real tab",
      "{ \"name\": \"my<制表符>park\" }，其中是真正的制表符"
    ),
    .text(#"{ "name": "my\tpark" }"#),
    Phrase(
      "Write \\t for a tab and \\n for a line end, or remove it. A string ends on its own line.",
      "制表符写成 \\t，换行写成 \\n，或者删去。字符串不能跨行。"
    )
  )
  static let invalidEscape = Self(
    "反斜杠没有构成 JSON 的转义",
    .text(#"{ "name": "C:\parks" }"#),
    .text(#"{ "name": "C:\\parks" }"#),
    Phrase("Write \\\\ for a backslash.", "反斜杠写成 \\\\。")
  )
  static let loneSurrogate = Self(
    "半个代理对",
    .text(#"{ "name": "\uD83D" }"#),
    .text(#"{ "name": "\uD83D\uDE80" }"#),
    Phrase(
      "Write the character itself, or both halves of the pair.",
      "直接写这个字符，或写出完整的代理对。"
    )
  )
  static let notFinite = Self(
    "NaN 或 Infinity；JSON 的数都是有限的",
    .text(#"{ "share": NaN }"#),
    share,
    Phrase(
      "Give a finite number, or leave the key out to take its default.",
      "写一个有限的数，或省去这个键以取默认值。"
    )
  )
  static let malformedNumber = Self(
    "不符合 JSON 写法的数",
    .text(#"{ "share": .5 }"#),
    share,
    Phrase(
      "Numbers have digits on both sides of the point, no plus sign and no leading zeros.",
      "小数点两边都要有数字，不写正号，不以零开头。"
    )
  )
  static let numberTooLarge = Self(
    "超过最大双精度数（约 1.8e308）的数",
    .text(#"{ "share": 1e400 }"#),
    share,
    Phrase("Give a smaller number.", "写一个较小的数。")
  )
  static let numberTooLong = Self(
    "超过 \(JSONParser.numberLengthLimit) 个字符的数",
    .bytes(
      Array("{ \"share\": 0.\(String(repeating: "3", count: JSONParser.numberLengthLimit)) }".utf8),
      "{ \"share\": 0.333... }, with \(JSONParser.numberLengthLimit) digits",
      "{ \"share\": 0.333... }，有 \(JSONParser.numberLengthLimit) 位数字"
    ),
    .text(#"{ "share": 0.3333333333333333 }"#),
    Phrase("17 digits hold all that a double can.", "17 位数字足以写出任何双精度数。")
  )
  static let nestingTooDeep = Self(
    "括号嵌套超过 \(JSONParser.depthLimit) 层",
    .bytes(
      Array(String(repeating: "[", count: JSONParser.depthLimit + 1).utf8)
        + Array(String(repeating: "]", count: JSONParser.depthLimit + 1).utf8),
      "[[[[ ... ]]]], with \(JSONParser.depthLimit + 1) brackets",
      "[[[[ ... ]]]]，有 \(JSONParser.depthLimit + 1) 层括号"
    ),
    .text(#"{ "pads": { "home": { "x_m": 0, "y_m": 0 } } }"#),
    Phrase("Look for a bracket that is never closed.", "请查找没有闭合的括号。")
  )
  static let duplicateKey = Self(
    "一个对象中有两个相同的键",
    .text(#"{ "count": 8, "count": 9 }"#),
    .text(#"{ "count": 9 }"#),
    Phrase(
      "Keep one of them. Entries of a collection need different ids.",
      "只保留一个。集合中各项的标识必须不同。"
    )
  )
  static let textTooLarge = Self(
    "超过 \(JSONParser.byteLimit) 字节的文本",
    .words("a file of more than 64 MiB", "超过 64 MiB 的文件"),
    .words("a scenario; the reference day has 2 kB", "场景文件；参考日只有 2 kB"),
    Phrase(
      "Look whether this is the right file: a scenario is small, results are not.",
      "请检查是否选错了文件：场景文件很小，结果文件才大。"
    )
  )
  static let tooManyValues = Self(
    "超过 \(JSONParser.valueLimit) 个值的文本",
    .words("an array of three million numbers", "含三百万个数的数组"),
    .words("an array of 24 numbers, one for each hour", "含 24 个数的数组，每小时一个"),
    Phrase(
      "Look whether this is the right file: no scenario needs so many values.",
      "请检查是否选错了文件：场景不需要这么多值。"
    )
  )
  static let unknownWord = Self(
    "true、false、null 之外没有引号的词",
    .text(#"{ "policy": nearest }"#),
    .text(#"{ "policy": "nearest" }"#),
    Phrase(
      "Put words in double quotes; true, false and null are written in small letters.",
      "词要加双引号；true、false 和 null 用小写。"
    )
  )
}
