package import Wording

/// What is drawn in one tone, with its name in the legend.
package struct Layer: Hashable, Sendable {
  /// Name in the legend and in tables.
  package var name: Phrase
  /// By which it is told from the others.
  package var tone: Tone
  /// What is drawn.
  package var mark: Mark

  /// Describes a layer.
  package init(_ name: Phrase, _ tone: Tone, _ mark: Mark) {
    self.name = name
    self.tone = tone
    self.mark = mark
  }
}

/// By which layers are told apart: a colour, and without colours a dash, a hatching or a shape.
package enum Tone: Hashable, Sendable {
  /// One of several that are alike, from 0.
  case series(Int)
  /// Those who wait.
  case waiting
  /// What is in use, or works.
  case busy
  /// What there is.
  case capacity
  /// What went well.
  case good
  /// What went wrong.
  case bad
  /// What is beside the point.
  case faint
}

/// What is drawn.
package enum Mark: Hashable, Sendable {
  /// A number that changes at instants.
  case steps(StepSeries)
  /// The same, filled down to zero.
  case area(StepSeries)
  /// Points joined by straight lines.
  case line([Point])
  /// What lies between two values over stretches of the horizontal axis.
  case ranges([Range])
  /// Heights over stretches of the horizontal axis.
  case columns([Column])
  /// Stretches of the horizontal axis in rows.
  case spans([Span])
  /// Points with intervals in rows.
  case estimates([Estimate])
  /// Boxes of quantiles in rows.
  case boxes([Box])
  /// A line across at a value of the horizontal axis.
  case rule(Double)

  /// A place in a figure.
  package struct Point: Hashable, Sendable, BitwiseCopyable {
    /// Value of the horizontal axis.
    package var x: Double
    /// Value of the vertical axis.
    package var y: Double

    /// Says where it is.
    package init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// What lies between two values over a stretch of the horizontal axis.
  package struct Range: Hashable, Sendable, BitwiseCopyable {
    /// Where it begins on the horizontal axis.
    package var from: Double
    /// Where it ends.
    package var to: Double
    /// Lower end.
    package var low: Double
    /// Upper end.
    package var high: Double

    /// Says where it is.
    package init(from: Double, to: Double, low: Double, high: Double) {
      self.from = from
      self.to = to
      self.low = low
      self.high = high
    }
  }

  /// A height over a stretch of the horizontal axis.
  package struct Column: Hashable, Sendable, BitwiseCopyable {
    /// Where it begins on the horizontal axis.
    package var from: Double
    /// Where it ends.
    package var to: Double
    /// How high it is.
    package var height: Double
    /// Where it stands: 0, or on another one.
    package var base: Double

    /// Says where it is.
    package init(from: Double, to: Double, height: Double, base: Double = 0) {
      self.from = from
      self.to = to
      self.height = height
      self.base = base
    }
  }

  /// A stretch of the horizontal axis in a row.
  package struct Span: Hashable, Sendable, BitwiseCopyable {
    /// The row, from 0 at the top.
    package var row: Int
    /// Where it begins on the horizontal axis.
    package var from: Double
    /// Where it ends.
    package var to: Double

    /// Says where it is.
    package init(row: Int, from: Double, to: Double) {
      self.row = row
      self.from = from
      self.to = to
    }
  }

  /// A value with its interval in a row.
  package struct Estimate: Hashable, Sendable, BitwiseCopyable {
    /// The row, from 0 at the top.
    package var row: Int
    /// The value.
    package var value: Double
    /// Lower end.
    package var low: Double
    /// Upper end.
    package var high: Double

    /// Says where it is.
    package init(row: Int, value: Double, low: Double, high: Double) {
      self.row = row
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Least value, quartiles and largest value in a row.
  package struct Box: Hashable, Sendable, BitwiseCopyable {
    /// The row, from 0 at the top.
    package var row: Int
    /// Least value.
    package var minimum: Double
    /// Lower quartile.
    package var lowerQuartile: Double
    /// Median.
    package var median: Double
    /// Upper quartile.
    package var upperQuartile: Double
    /// Largest value.
    package var maximum: Double

    /// Says where it is.
    package init(
      row: Int,
      minimum: Double,
      lowerQuartile: Double,
      median: Double,
      upperQuartile: Double,
      maximum: Double
    ) {
      self.row = row
      self.minimum = minimum
      self.lowerQuartile = lowerQuartile
      self.median = median
      self.upperQuartile = upperQuartile
      self.maximum = maximum
    }
  }
}
