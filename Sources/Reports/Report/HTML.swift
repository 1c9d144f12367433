import Charts
import Wording

/// A piece of a page: what is put into it is text, unless it is a piece of a page itself.
///
///     HTML("<td>\(name)</td>")   // whatever the name holds, it is shown and does nothing
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  package private(set) var text: String

  /// Takes markup of the program's own.
  package init(stringLiteral markup: String) { text = markup }

  /// Takes markup of the program's own with what was put into it.
  package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

  /// Takes what is markup already, such as a drawing.
  package init(markup: String) { text = markup }

  /// Pieces one after the other.
  package init(_ pieces: [HTML]) { text = pieces.map(\.text).joined(separator: "\n") }

  /// Collects markup and what is put into it.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""

    /// Makes room.
    package init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    /// Markup as it stands in the program.
    package mutating func appendLiteral(_ markup: String) { text += markup }

    /// A text, of which nothing is markup.
    package mutating func appendInterpolation(_ text: String) {
      self.text += MarkupText.escaped(text)
    }

    /// A whole number.
    package mutating func appendInterpolation(_ number: Int) { text += "\(number)" }

    /// A piece of a page.
    package mutating func appendInterpolation(_ piece: HTML) { text += piece.text }

    /// Pieces one after the other.
    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { text += piece.text }
    }

    /// A piece of a page, if there is one.
    package mutating func appendInterpolation(_ piece: HTML?) { text += piece?.text ?? "" }
  }

  /// A name from a scenario, kept apart from the direction of the text around it.
  package static func name(_ name: String) -> HTML { "<bdi>\(name)</bdi>" }

  package static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.text + right.text) }
}

/// A table of a page.
package struct HTMLTable {
  /// How the cells of a column stand.
  package enum Alignment: Hashable, Sendable {
    /// Texts.
    case left
    /// Numbers.
    case right
  }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[HTML]] = []

  /// A table without rows.
  package init(_ columns: [(title: String, alignment: Alignment)]) {
    self.columns = columns
  }

  /// Adds a row with a cell for each column.
  package mutating func add(_ cells: [HTML]) {
    precondition(cells.count == columns.count, "a cell for each column")
    rows.append(cells)
  }

  /// The table; it scrolls by itself where it is wider than the page.
  package var html: HTML {
    let heads = columns.map { column -> HTML in
      column.alignment == .right
        ? "<th scope=\"col\" class=\"number\">\(column.title)</th>"
        : "<th scope=\"col\">\(column.title)</th>"
    }
    let lines = rows.map { row -> HTML in
      let cells = zip(row, columns).map { cell, column -> HTML in
        column.alignment == .right ? "<td class=\"number\">\(cell)</td>" : "<td>\(cell)</td>"
      }
      return "<tr>\(cells)</tr>\n"
    }
    return """
      <div class="wide" tabindex="0"><table><thead><tr>\(heads)</tr></thead>
      <tbody>\(lines)</tbody></table></div>
      """
  }
}
