import Wording

extension TableFault {
  var chinese: FaultWords {
    switch self {
    case .empty:
      FaultWords("表格是空的", help: "第一行写列名")
    case .noHeader(let columns):
      FaultWords(
        "第一行没有认识的列名",
        help: "在它前面加一行列名，可用：" + quotedList(columns)
      )
    case .wrongSeparator(let sign):
      FaultWords(
        "各列以\(sign.chinese)分隔；需要逗号",
        help: "以 UTF-8 编码另存为“CSV（逗号分隔）”"
      )
    case .missingColumn(let name, let wanted):
      FaultWords("缺少列 \"\(name)\"：\(wanted.chinese)", help: "在第一行写上它")
    case .unknownColumn(let name, let near, let columns):
      FaultWords(
        "没有名为 \(TerminalText.quoted(name)) 的列",
        help: (near.map { "写成 \"\($0)\"；" } ?? "") + "可用的列：" + quotedList(columns)
      )
    case .columnTwice(let name):
      FaultWords("列 \"\(name)\" 出现了两次", help: "保留其中一个")
    case .columnAlone(let name, let partner):
      FaultWords("列 \"\(name)\" 只说了点的一半", help: "加上 \"\(partner)\"，或两列都省去")
    case .noRows:
      FaultWords("表格没有数据行", help: "在第一行之下为每个订单写一行")
    case .tooLarge(let limit):
      FaultWords("表格超过 \(limit) 字节", help: "分成几个场景")
    case .tooManyRows(let limit):
      FaultWords("表格超过 \(limit) 行", help: "分成几个场景")
    case .tooManyColumns(let found, let limit):
      FaultWords(
        "第一行有 \(found) 列；最多 \(limit) 列",
        help: "列为 \(RecordedOrderColumn.names.joined(separator: "、"))"
      )
    case .wrongFieldCount(let found, let wanted):
      FaultWords(
        "这一行有 \(found) 个字段；第一行有 \(wanted) 个列名",
        help: "含逗号的字段要放在双引号中"
      )
    case .emptyField(let column, let wanted):
      FaultWords("\"\(column)\" 是空的；需要\(wanted.chinese)")
    case .fieldAlone(let name, let partner):
      FaultWords(
        "这一行有 \"\(name)\" 而没有 \"\(partner)\"",
        help: "两个都写，或都不写，由区域内抽取"
      )
    case .notANumber(let text, let column, let wanted):
      FaultWords(
        "\"\(column)\" 是 \(TerminalText.quoted(text))；允许的是\(wanted.chinese)",
        help: "只写数字和小数点，例如 0.25"
      )
    case .outOfRange(let text, let column, let wanted):
      FaultWords("\"\(column)\" 是 \(text)；允许的是\(wanted.chinese)")
    case .unknownZone(let name, let near, let known):
      FaultWords(
        "\"zones\" 中没有 \(TerminalText.quoted(name))",
        help: (near.map { "写成 \"\($0)\"；" } ?? "") + "其中有：" + quotedList(known)
      )
    case .goesBack(let time, let previous):
      FaultWords(
        "这个订单在 \(time) 秒到来，早于上一行的 \(previous) 秒",
        help: "按 created_s 排序"
      )
    case .strayQuote:
      FaultWords("字段中间有双引号", help: "把整个字段放在双引号中，其中的每个双引号写成 \"\"")
    case .unclosedQuote:
      FaultWords("字段以双引号开头，却没有结束的双引号")
    }
  }
}
