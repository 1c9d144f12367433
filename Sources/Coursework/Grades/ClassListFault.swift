import ScenarioFiles
import Wording

/// What can be wrong with a class list.
enum ClassListFault: FaultKind {
  case empty
  case noHeader
  case noID
  case wrongSeparator(Phrase)
  case unknownColumn(String, near: String)
  case columnTwice(String)
  case wrongFieldCount(found: Int, wanted: Int)
  case emptyID
  case unusableID(String)
  case twice(column: String, value: String, line: Int)
  case noRows
  case tooLarge(limit: Int)
  case tooManyRows(limit: Int)

  var code: FaultCode { .malformedTable }

  var quotesText: Bool {
    // It may be a file of quite another kind.
    switch self {
    case .noHeader, .tooLarge: false
    default: true
    }
  }

  private static let columns = ClassList.Column.allCases.map(\.rawValue).joined(separator: ",")

  var english: FaultWords {
    switch self {
    case .empty:
      FaultWords("the class list is empty", help: "the first line names the columns")
    case .noHeader:
      FaultWords(
        "the first line names no column of a class list",
        help: "put a line before it, such as \(Self.columns); only id is needed"
      )
    case .noID:
      FaultWords(
        "the column \"id\" is missing",
        help: "name the column with the ids that hand-ins carry \"id\""
      )
    case .wrongSeparator(let sign):
      FaultWords(
        "the columns are separated by \(sign.english); commas are needed",
        help: "export the list as \"CSV UTF-8 (comma separated)\""
      )
    case .unknownColumn(let name, let near):
      FaultWords("there is no column \(Self.quoted(name))", help: "write \"\(near)\"")
    case .columnTwice(let name):
      FaultWords("the column \"\(name)\" is there twice", help: "keep one of them")
    case .wrongFieldCount(let found, let wanted):
      FaultWords(
        "the row has \(found) fields; the first line names \(wanted)",
        help: "a field with a comma in it stands in double quotes"
      )
    case .emptyID: FaultWords("\"id\" is empty; each student needs one")
    case .unusableID(let id):
      FaultWords(
        "\(Self.quoted(id)) can be no id; allowed are up to 64 letters, digits and . _ @ + -, a letter or digit first"
      )
    case .twice(let column, let value, let line):
      FaultWords(
        "\"\(column)\" is \(Self.quoted(value)) as in line \(line); each student has another one",
        help: "keep one of the rows, or correct it"
      )
    case .noRows: FaultWords("the class list has no students", help: "add a line for each")
    case .tooLarge(let limit): FaultWords("the class list is longer than \(limit) bytes")
    case .tooManyRows(let limit): FaultWords("the class list has more than \(limit) students")
    }
  }

  var chinese: FaultWords {
    switch self {
    case .empty: FaultWords("名单是空的", help: "第一行写列名")
    case .noHeader:
      FaultWords(
        "第一行没有名单的列名",
        help: "在它前面加一行列名，例如 \(Self.columns)；只有 id 是必需的"
      )
    case .noID:
      FaultWords("缺少列 \"id\"", help: "把学生提交时所用标识的那一列命名为 \"id\"")
    case .wrongSeparator(let sign):
      FaultWords("各列以\(sign.chinese)分隔；需要逗号", help: "另存为“CSV UTF-8（逗号分隔）”")
    case .unknownColumn(let name, let near):
      FaultWords("没有名为 \(Self.quoted(name)) 的列", help: "写成 \"\(near)\"")
    case .columnTwice(let name): FaultWords("列 \"\(name)\" 出现了两次", help: "保留其中一个")
    case .wrongFieldCount(let found, let wanted):
      FaultWords(
        "这一行有 \(found) 个字段；第一行有 \(wanted) 个列名",
        help: "含逗号的字段要放在双引号中"
      )
    case .emptyID: FaultWords("\"id\" 是空的；每个学生都需要一个")
    case .unusableID(let id):
      FaultWords("\(Self.quoted(id)) 不能作为 id；最多 64 个字母、数字和 . _ @ + -，以字母或数字开头")
    case .twice(let column, let value, let line):
      FaultWords(
        "\"\(column)\" 是 \(Self.quoted(value))，与第 \(line) 行相同；每个学生应各不相同",
        help: "删去其中一行，或改正它"
      )
    case .noRows: FaultWords("名单中没有学生", help: "每个学生写一行")
    case .tooLarge(let limit): FaultWords("名单超过 \(limit) 字节")
    case .tooManyRows(let limit): FaultWords("名单超过 \(limit) 名学生")
    }
  }

  private static func quoted(_ text: String) -> String { "\"\(TerminalText.shortened(text))\"" }
}
