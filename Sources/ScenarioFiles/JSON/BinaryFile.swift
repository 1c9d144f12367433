import Wording

/// Kinds of files that people name where a text is wanted, told by their first bytes.
enum BinaryFile: CaseIterable {
  case database
  case workbook
  case oldWorkbook
  case portableDocument
  case compressed
  case picture
  case program

  /// The kind of a file; nil for a text and for what is not known.
  init?(_ bytes: [UInt8]) {
    let kind = Self.allCases.first { bytes.starts(with: $0.signature) }
    guard let kind else { return nil }
    self = kind
  }

  /// The bytes that every file of the kind begins with.
  private var signature: [UInt8] {
    switch self {
    case .database: Array("SQLite format 3\0".utf8)
    case .workbook: Array("PK\u{3}\u{4}".utf8)
    case .oldWorkbook: [0xD0, 0xCF, 0x11, 0xE0]
    case .portableDocument: Array("%PDF-".utf8)
    case .compressed: [0x1F, 0x8B]
    case .picture: [0x89, 0x50, 0x4E, 0x47]
    case .program: [0x7F, 0x45, 0x4C, 0x46]
    }
  }

  /// What people call it.
  var name: Phrase {
    switch self {
    case .database: Phrase("an SQLite database", "一个 SQLite 数据库")
    case .workbook: Phrase("a workbook (.xlsx) or a ZIP archive", "一个电子表格（.xlsx）或 ZIP 压缩包")
    case .oldWorkbook: Phrase("a workbook (.xls)", "一个电子表格（.xls）")
    case .portableDocument: Phrase("a PDF document", "一个 PDF 文档")
    case .compressed: Phrase("compressed (gzip)", "一个 gzip 压缩文件")
    case .picture: Phrase("a picture (PNG)", "一张 PNG 图片")
    case .program: Phrase("a program", "一个程序")
    }
  }

  /// The way out.
  var help: Phrase {
    switch self {
    case .database:
      Phrase(
        "name a scenario file; a results file is read with parksim metrics FILE",
        "请指定场景文件；结果文件用 parksim metrics 文件 查看"
      )
    case .workbook, .oldWorkbook:
      Phrase(
        "save the sheet as \"CSV (comma separated)\" in UTF-8 and name that file",
        "把工作表另存为 UTF-8 编码的“CSV（逗号分隔）”，再指定那个文件"
      )
    case .compressed: Phrase("unpack it: gunzip FILE", "请先解压：gunzip 文件")
    case .portableDocument, .picture, .program: Phrase("name a text file", "请指定文本文件")
    }
  }
}
