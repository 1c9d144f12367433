import Charts
import Figures
import ResultStore
import Wording

/// A file into which figures are drawn or written, by the ending of its name.
struct FigureFile {
  private enum Form: String {
    case svg
    case csv
  }

  private let path: String
  private let form: Form

  /// Looks at a name.
  ///
  /// - Throws: ``CommandError`` if it ends otherwise than a figure's name.
  init(path: String) throws {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let form = Form(rawValue: ending), path.contains(".") else {
      throw CommandError(
        status: .badInput,
        "'\(path)': the name of a figure ends with .svg or .csv",
        "'\(path)'：图的文件名以 .svg 或 .csv 结尾"
      )
    }
    self.path = path
    self.form = form
  }

  /// Makes the file, in place of an earlier one.
  ///
  /// - Throws: ``CommandError`` if it can not be written.
  func write(_ figures: [Figure], width: Double, language: Language) throws {
    let text =
      switch form {
      case .svg: Chart(width: width, language: language, surface: .paper).svg(of: figures)
      case .csv: FigureTable.csv(of: figures)
      }
    do {
      try WholeFile.replace(path, with: Array(text.utf8))
    } catch let trouble as WholeFile.Trouble {
      throw CommandError(
        status: .storage,
        Phrase("'\(path)': ", "'\(path)'：") + trouble.words
      )
    }
  }
}
