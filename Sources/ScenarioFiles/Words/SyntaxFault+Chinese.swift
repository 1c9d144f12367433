import Wording

extension SyntaxFault {
  var chinese: FaultWords {
    switch self {
    case .unexpected(let found, let wanted, let hint):
      FaultWords("此处是 \(chinese(found))，应为\(wanted.chinese)", help: hint?.chinese)
    case .unexpectedEnd(let cut):
      FaultWords(cut.chinese, help: cut.chineseHelp)
    case .emptyText:
      FaultWords(
        "文件是空的，应为一个 JSON 对象",
        help: "请检查文件是否已保存；从示例开始：parksim scenario new --out my.json"
      )
    case .byteOrderMark:
      FaultWords(
        "文件开头有 BOM（字节顺序标记 EF BB BF）",
        help: "另存时编码选“UTF-8”，不要选“带有 BOM 的 UTF-8”"
      )
    case .wideEncoding(let name):
      FaultWords(
        "文件编码是 \(name)，应为 UTF-8",
        help: "用编辑器或记事本“另存为”，编码选 UTF-8；或者：iconv -f \(name) -t UTF-8 OLD > NEW"
      )
    case .chineseEncoding:
      FaultWords(
        "文件编码是 GBK（GB18030），应为 UTF-8",
        help: "用编辑器或记事本“另存为”，编码选 UTF-8；或者：iconv -f GB18030 -t UTF-8 OLD > NEW"
      )
    case .notText(let kind):
      FaultWords("这个文件是\(kind.name.chinese)，不是文本", help: kind.help.chinese)
    case .invalidByte(let byte):
      FaultWords("字节 0x\(byte) 在此处不是有效的 UTF-8", help: "把文件保存为 UTF-8 编码")
    case .fullWidth(let sign, let codePoint, let plain):
      FaultWords(
        "此处写的是「\(sign)」（\(codePoint)），JSON 要求用半角的\(chinese(plain))",
        help: "把输入法切换到英文标点，重新输入这个符号"
      )
    case .curlyQuotes(let sign, let codePoint):
      FaultWords(
        "此处写的是「\(sign)」（\(codePoint)），JSON 要求用半角双引号",
        help: "把这个引号和对应的后引号都改成半角双引号"
      )
    case .foreignSpace(let codePoint):
      FaultWords("\(codePoint) 是 JSON 不认识的空格", help: "请输入普通的半角空格")
    case .comment:
      FaultWords("JSON 中不能写注释", help: "删除这条注释")
    case .trailingComma:
      FaultWords("最后一项之后、右括号之前多了一个逗号", help: "删除这个逗号")
    case .missingComma:
      FaultWords("这个值后面缺少逗号", help: "在此处加 \",\"：后面还有一项")
    case .missingColon(let found):
      FaultWords("此处是 \(chinese(found))，键后面应为 \":\"", help: "应写成 \"键\": 值")
    case .singleQuotes:
      FaultWords("字符串用了单引号", help: "改用双引号：\"...\"")
    case .unquotedKey(let key):
      FaultWords(
        "键 \(TerminalText.shortened(key)) 没有加引号",
        help: "应写成 \(TerminalText.quoted(key))"
      )
    case .controlCharacter(let codePoint, let isTab):
      FaultWords(
        "字符串中有控制字符 \(codePoint)",
        help: isTab ? "制表符请写成 \\t" : "删除它，或者写成 \\u 加四位十六进制数"
      )
    case .unclosedString:
      FaultWords(
        "字符串在行末之前没有结束",
        help: "用双引号结束它；字符串中的换行写成 \\n"
      )
    case .invalidEscape:
      FaultWords(
        "这个反斜杠不是 JSON 的转义",
        help: "反斜杠本身写成 \\\\；可用的有 \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX"
      )
    case .loneSurrogate:
      FaultWords(
        "这个转义只是代理对的一半",
        help: "直接写出该字符，或写全两半：\\uD83D\\uDE80"
      )
    case .notFinite(let text):
      FaultWords("\(text) 不是 JSON 的数；数必须有限", help: "给出有限的数，或删去这个键")
    case .malformedNumber(let text, let advice):
      FaultWords("\(TerminalText.shortened(text)) 不是 JSON 的数字写法", help: advice.chinese)
    case .numberTooLarge(let text):
      FaultWords(
        "\(TerminalText.shortened(text)) 超过了最大的数（约 1.8e308）",
        help: "请给出较小的数"
      )
    case .numberTooLong(let count):
      FaultWords(
        "一个数写了 \(count) 个字符；最多 \(JSONParser.numberLengthLimit) 个",
        help: "17 位数字就是双精度数的全部精度"
      )
    case .nestingTooDeep:
      FaultWords(
        "括号嵌套超过 \(JSONParser.depthLimit) 层",
        help: "检查是否有一直没有闭合的括号"
      )
    case .textAfterValue(let found):
      FaultWords(
        "JSON 值结束之后还有 \(chinese(found))",
        help: "一个文件只含一个值；检查是否有括号闭合得太早"
      )
    case .duplicateKey(let key, let line, let column):
      FaultWords(
        "\(TerminalText.quoted(key)) 在这个对象中出现两次；第一次在第 \(line) 行第 \(column) 列",
        help: "只保留其中一个"
      )
    case .textTooLarge:
      FaultWords("文件超过 \(JSONParser.byteLimit) 字节", help: "长表请放进 CSV 文件")
    case .tooManyValues:
      FaultWords("文件中的值超过 \(JSONParser.valueLimit) 个", help: "长表请放进 CSV 文件")
    case .unknownWord(let word, let meant):
      FaultWords(
        "\(TerminalText.shortened(word)) 不是 JSON 的词",
        help: meant.map { "应写成 \($0)" }
          ?? "应写成 \(TerminalText.quoted(word))：字符串要加双引号"
      )
    case .bracketMismatch(let found, let opening, let line, let column, let closing):
      FaultWords(
        "\(chinese(found)) 与第 \(line) 行第 \(column) 列的 \(opening) 不配对",
        help: "先用 \"\(closing)\" 闭合它"
      )
    }
  }

  /// What the parser found, which it says in English where it is not a sign.
  private func chinese(_ found: String) -> String {
    switch found {
    case "the end of the text": "文件末尾"
    case "double quote", "a double quote": "双引号"
    default: found
    }
  }
}

extension SyntaxFault.Wanted {
  fileprivate var chinese: String {
    switch self {
    case .value: "一个值"
    case .key: "一个键"
    case .quotedKey: "双引号中的键"
    case .commaOrClosing(let closing): " \",\" 或 \"\(closing)\""
    }
  }
}

extension SyntaxFault.Cut {
  fileprivate var chinese: String {
    switch self {
    case .value: "文件在一个值的中间结束"
    case .string: "文件在一个字符串中结束"
    case .comment: "注释没有结束"
    case .bracket(let sign, _, let line, let column):
      "文件结束时，第 \(line) 行第 \(column) 列的 \(sign) 还没有闭合"
    }
  }

  fileprivate var chineseHelp: String {
    switch self {
    case .value: "补上缺少的值，并闭合所有括号"
    case .string: "用双引号结束它"
    case .comment: "删除注释；JSON 中不能写注释"
    case .bracket(_, let closing, _, _): "在它结束的地方补上 \(closing)"
    }
  }
}

extension SyntaxFault.Hint {
  fileprivate var chinese: String {
    switch self {
    case .curlyQuotes: "前面有弯引号；字符串要以半角双引号结束"
    case .groupedDigits: "写 10000，不要写 10,000；键要加双引号"
    case .decimalComma(let whole, let part):
      "应写成 \(whole).\(part)，不是 \(whole),\(part)：小数用小数点"
    case .percent(let percent, let share): "应写成 \(share)：填 0 到 1 之间的比例，不是 \(percent)%"
    case .unit(let number): "只写 \(number)：单位已在键名中"
    }
  }
}

extension SyntaxFault.NumberAdvice {
  fileprivate var chinese: String {
    switch self {
    case .plusSign: "去掉加号"
    case .digitBeforePoint: "小数点前写一位数字：0.5"
    case .digitAfterPoint: "小数点后写一位数字：5.0"
    case .hexadecimal: "请写十进制数"
    case .underscores: "去掉下划线"
    case .leadingZeros: "去掉开头的零"
    case .digitsOnly: "只写数字，例如 12.5；单位已在键名中"
    }
  }
}
