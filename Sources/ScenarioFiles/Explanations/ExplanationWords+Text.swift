import Wording

// Faults of encoding, and of what stands around values.
extension ExplanationWords {
  private static let plain = FaultExample.text(#"{ "format": 2 }"#)
  private static let named = FaultExample.text(#"{ "name": "上饶" }"#)

  static let unexpectedCharacter = Self(
    "JSON 的这个位置不能出现的字符",
    .text(#"{ "format" : = 1 }"#),
    plain,
    Phrase(
      "Look at the mark under the line: JSON has only { } [ ] : , \" numbers, true, false and null.",
      "看错误行下方的标记：JSON 中只有 { } [ ] : , \" 和数字、true、false、null。"
    )
  )
  static let unexpectedEnd = Self(
    "文本在括号或引号闭合之前就结束了",
    .text(#"{ "study": { "horizon_h": 24 }"#),
    .text(#"{ "study": { "horizon_h": 24 } }"#),
    Phrase(
      "Close what is open. If the file was copied or downloaded, look whether its end was lost.",
      "补上缺少的括号或引号。若文件是复制或下载来的，请检查末尾是否丢失。"
    )
  )
  static let emptyText = Self(
    "文件是空的",
    .bytes([], "a file without any text", "没有任何内容的文件"),
    plain,
    Phrase(
      "parksim scenario new prints a scenario to begin with.",
      "parksim scenario new 会输出一个可作起点的场景。"
    )
  )
  static let byteOrderMark = Self(
    "文件以字节顺序标记开头",
    .bytes(
      [0xEF, 0xBB, 0xBF] + Array("{}".utf8),
      "a file that begins with the bytes EF BB BF",
      "以字节 EF BB BF 开头的文件"
    ),
    plain,
    Phrase(
      "Save the file as \"UTF-8\", not as \"UTF-8 with BOM\".",
      "保存时请选“UTF-8”，不要选“带 BOM 的 UTF-8”。"
    )
  )
  static let wideEncoding = Self(
    "文件编码是 UTF-16 或 UTF-32，不是 UTF-8",
    .bytes(
      [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
      "a file saved as \"Unicode\" in an old editor",
      "在旧编辑器中另存为“Unicode”的文件"
    ),
    plain,
    Phrase("Save the file in the encoding UTF-8.", "请以 UTF-8 编码保存文件。")
  )
  static let notText = Self(
    "不是文本的文件，例如结果文件或电子表格",
    .bytes(
      Array("SQLite format 3".utf8) + [0],
      "a results file in the place of a scenario",
      "把结果文件当作场景文件"
    ),
    plain,
    Phrase(
      "Name the text file; save the sheet of a spreadsheet as \"CSV (comma separated)\" in UTF-8.",
      "请指定文本文件；电子表格请另存为 UTF-8 编码的“CSV（逗号分隔）”。"
    )
  )
  static let chineseEncoding = Self(
    "文件编码是 GBK，不是 UTF-8",
    .bytes(
      Array("{ \"name\": \"".utf8) + [0xC9, 0xCF, 0xC8, 0xC4] + Array("\" }".utf8),
      "a file with Chinese names, saved as \"ANSI\" or GBK",
      "含有中文名称、另存为“ANSI”或 GBK 的文件"
    ),
    named,
    Phrase(
      "Save the file as UTF-8, or convert it: iconv -f GB18030 -t UTF-8 old.json > new.json",
      "请保存为 UTF-8，或转换：iconv -f GB18030 -t UTF-8 old.json > new.json"
    )
  )
  static let invalidEncoding = Self(
    "文件不是有效的 UTF-8",
    .bytes(
      Array("{ \"name\": \"caf".utf8) + [0xE9] + Array("\" }".utf8),
      "a file saved as Latin-1, in which é is the byte E9",
      "另存为 Latin-1 的文件，其中 é 是字节 E9"
    ),
    .text(#"{ "name": "café" }"#),
    Phrase("Save the file in the encoding UTF-8.", "请以 UTF-8 编码保存文件。")
  )
  static let fullWidthPunctuation = Self(
    "JSON 需要半角符号处用了全角符号或弯引号",
    .text(#"{ "format"：1 }"#),
    plain,
    Phrase(
      "Switch the input method to English punctuation and type the sign again.",
      "把输入法切换到英文标点，再输入一次。"
    )
  )
  static let comment = Self(
    "注释；JSON 没有注释",
    .text("{ \"format\": 1 /* the first */ }"),
    plain,
    Phrase(
      "Remove the comment; what must be said about a scenario goes into its \"name\".",
      "删去注释；要说明场景，写在 \"name\" 中。"
    )
  )
  static let trailingComma = Self(
    "最后一个成员或元素之后的逗号",
    .text(#"{ "format": 2, }"#),
    plain,
    Phrase("Remove the comma before the closing bracket.", "删去右括号前的逗号。")
  )
  static let missingComma = Self(
    "两个成员或元素之间没有逗号",
    .text(#"{ "x_m": 0 "y_m": 0 }"#),
    .text(#"{ "x_m": 0, "y_m": 0 }"#),
    Phrase("Put a comma between the two.", "在两者之间加上逗号。")
  )
  static let missingColon = Self(
    "键和值之间没有冒号",
    .text(#"{ "format" 1 }"#),
    plain,
    Phrase("Write \"key\": value.", "写成 \"键\": 值。")
  )
  static let singleQuotes = Self(
    "字符串用了单引号",
    .text(#"{ 'format': 1 }"#),
    plain,
    Phrase("Write double quotes.", "改用双引号。")
  )
  static let unquotedKey = Self(
    "键没有引号",
    .text(#"{ format: 1 }"#),
    plain,
    Phrase("Put every key in double quotes.", "每个键都要加双引号。")
  )
  static let textAfterValue = Self(
    "JSON 值结束之后还有内容",
    .text(#"{ "format": 2 } }"#),
    plain,
    Phrase(
      "A file holds one object; look for a bracket that is closed too early.",
      "一个文件只有一个对象；请查找过早闭合的括号。"
    )
  )
  static let bracketMismatch = Self(
    "右括号的种类不对",
    .text(#"{ "pads": ["east", "west"} }"#),
    .text(#"{ "pads": ["east", "west"] }"#),
    Phrase("Close [ with ] and { with }.", "[ 用 ] 闭合，{ 用 } 闭合。")
  )
}
