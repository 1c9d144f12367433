import Wording

// Faults of files.
extension ExplanationWords {
  static let unreadableFile = Self(
    "无法读取的文件",
    .words("parksim run Scenarios/shangrao/dya.json", "parksim run Scenarios/shangrao/dya.json"),
    .words("parksim run Scenarios/shangrao/day.json", "parksim run Scenarios/shangrao/day.json"),
    Phrase(
      "Check path and permissions; a path after \"extends\" starts at the folder of its file.",
      "请检查路径和权限；\"extends\" 中的路径从该文件所在的文件夹算起。"
    )
  )
  static let olderFormat = Self(
    "其他格式的文件",
    .words("a file with another \"format\"", "\"format\" 不同的文件"),
    .text(#"{ "format": \#(ScenarioFormat.current) }"#),
    Phrase(
      "parksim scenario upgrade FILE --in-place writes an older file in the current format; "
        + "a newer file needs a newer parksim.",
      "parksim scenario upgrade 文件 --in-place 把旧文件写成当前格式；更新的文件需要更新的 parksim。"
    )
  )
  static let endlessExtends = Self(
    "文件之间的 \"extends\" 没有尽头",
    .words(
      "day.json with \"extends\": \"night.json\", and night.json with \"extends\": \"day.json\"",
      "day.json 中有 \"extends\": \"night.json\"，而 night.json 中有 \"extends\": \"day.json\""
    ),
    .words(
      "night.json with \"extends\": \"day.json\", and day.json without \"extends\"",
      "night.json 中有 \"extends\": \"day.json\"，而 day.json 中没有 \"extends\""
    ),
    Phrase(
      "One file must stand by itself; parksim scenario show FILE --json merges a chain into one.",
      "必须有一个文件自成一体；parksim scenario show 文件 --json 可把一串文件合并为一个。"
    )
  )
  static let malformedTable = Self(
    "CSV 文件不是所需的表格",
    .words("a row with another number of cells than the header", "单元格数目与表头不同的行"),
    .words("a header, then rows with a cell for each column", "先是表头，然后每行每列一个单元格"),
    Phrase(
      "Export the table again as CSV, in UTF-8, with commas between the cells.",
      "重新导出为 CSV：UTF-8 编码，单元格之间用逗号。"
    )
  )
}
