package import Wording

/// A picture of results: what is to be seen, whatever draws it or writes it as a table.
///
/// Values are those of the results; what is drawn may be thinned, what is written is not.
package struct Figure: Hashable, Sendable {
  /// What it shows.
  package var title: Phrase
  /// The axis from left to right.
  package var horizontal: Axis
  /// The axis from bottom to top; of rows from top to bottom.
  package var vertical: Axis
  /// What is drawn, one above the other.
  package var layers: [Layer]
  /// What one should know of it.
  package var notes: [Phrase]

  /// Describes a figure.
  package init(
    _ title: Phrase,
    horizontal: Axis,
    vertical: Axis,
    _ layers: [Layer],
    notes: [Phrase] = []
  ) {
    self.title = title
    self.horizontal = horizontal
    self.vertical = vertical
    self.layers = layers
    self.notes = notes
  }
}

/// An axis of a figure.
package struct Axis: Hashable, Sendable {
  /// How values become texts and places.
  package enum Scale: Hashable, Sendable {
    /// Numbers.
    case number
    /// Whole numbers.
    case count
    /// Shares, shown as percentages.
    case share
    /// Seconds since the start of a run, which begins at a time of day [s].
    case clock(from: Double)
    /// Lengths of time [s], shown in minutes.
    case duration
    /// Rows by position, from the top, each with its name.
    case rows([String])
  }

  /// What is measured; without its unit.
  package var title: Phrase
  /// Unit; nil where the scale says it or there is none.
  package var unit: Phrase?
  /// How values become texts and places.
  package var scale: Scale
  /// The values that are shown; nil for all that there are, from zero on where that is near.
  package var bounds: ClosedRange<Double>?

  /// Describes an axis.
  package init(
    _ title: Phrase,
    unit: Phrase? = nil,
    _ scale: Scale = .number,
    bounds: ClosedRange<Double>? = nil
  ) {
    self.title = title
    self.unit = unit
    self.scale = scale
    self.bounds = bounds
  }

  /// The time of day of a run.
  ///
  /// - Parameters:
  ///   - start: Time of day at which the run begins [s].
  ///   - end: End of the run [s].
  /// - Returns: The axis.
  package static func timeOfDay(from start: Double, until end: Double) -> Axis {
    Axis(Phrase("Time of day", "时刻"), .clock(from: start), bounds: 0...end)
  }

  /// Names one under the other.
  package static func names(_ title: Phrase, _ names: [String]) -> Axis {
    Axis(title, .rows(names))
  }

  /// Title and unit.
  package var label: Phrase {
    let unit =
      switch scale {
      case .share: Phrase(same: "%")
      case .duration: Phrase("min", "分钟")
      case .number, .count, .clock, .rows: unit
      }
    guard let unit else { return title }
    return Phrase("\(title.english) (\(unit.english))", "\(title.chinese)（\(unit.chinese)）")
  }
}
