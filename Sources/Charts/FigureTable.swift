package import Figures
import Wording

/// Writes what figures show as a tidy table: one row for each thing that is drawn, with all its digits.
package enum FigureTable {
  /// Columns of the table, which `docs/how-to/figures.md` explains.
  package static let columns = [
    "figure", "series", "row", "from", "to", "value", "low", "high",
  ]

  /// The table in CSV (RFC 4180): lines end with carriage return and line feed.
  ///
  /// - Complexity: O(values).
  package static func csv(of figures: [Figure]) -> String {
    var text = line(columns)
    for figure in figures {
      for (index, layer) in figure.layers.enumerated() {
        let start = [figure.title.english, layer.name.english]
        // A mean and its intervals share a name, and the intervals stand in the rows of the mean.
        let intervals = figure.layers[..<index].last { $0.name == layer.name }?.mark.ranges
        let isInterval =
          layer.mark.ranges != nil
          && figure.layers[(index + 1)...].contains { $0.name == layer.name }
        guard !isInterval else { continue }
        for row in rows(of: layer.mark, figure, intervals ?? []) { text += line(start + row) }
      }
    }
    return text
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  private static func field(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { !"\",\r\n".unicodeScalars.contains($0) }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Row, from, to, value, low, high.
  private static func rows(
    of mark: Mark,
    _ figure: Figure,
    _ intervals: [Mark.Range]
  ) -> [[String]] {
    func name(_ row: Int) -> String {
      guard case .rows(let names) = figure.vertical.scale, names.indices.contains(row) else {
        return "\(row)"
      }
      return names[row]
    }
    func cells(
      row: Int? = nil,
      from: Double? = nil,
      to: Double? = nil,
      value: Double? = nil,
      low: Double? = nil,
      high: Double? = nil
    ) -> [String] {
      [row.map(name) ?? ""] + [from, to, value, low, high].map { $0.map { "\($0)" } ?? "" }
    }
    switch mark {
    case .steps(let series), .area(let series):
      return series.times.indices.map { index in
        let next = index + 1 < series.times.count ? series.times[index + 1] : series.end
        let interval = intervals.first { $0.from == series.times[index] }
        return cells(
          from: series.times[index],
          to: next,
          value: series.values[index],
          low: interval?.low,
          high: interval?.high
        )
      }
    case .line(let points): return points.map { cells(from: $0.x, value: $0.y) }
    case .ranges(let ranges):
      return ranges.map { cells(from: $0.from, to: $0.to, low: $0.low, high: $0.high) }
    case .columns(let columns):
      return columns.map { cells(from: $0.from, to: $0.to, value: $0.height) }
    case .spans(let spans): return spans.map { cells(row: $0.row, from: $0.from, to: $0.to) }
    case .estimates(let estimates):
      return estimates.map { cells(row: $0.row, value: $0.value, low: $0.low, high: $0.high) }
    case .boxes(let boxes):
      return boxes.map { box in
        cells(
          row: box.row,
          from: box.minimum,
          to: box.maximum,
          value: box.median,
          low: box.lowerQuartile,
          high: box.upperQuartile
        )
      }
    case .rule(let value): return [cells(from: value)]
    }
  }
}

extension Mark {
  fileprivate var ranges: [Range]? {
    if case .ranges(let ranges) = self { ranges } else { nil }
  }
}
