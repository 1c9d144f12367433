import Figures
import Wording

/// Draws the layers of a figure into its frame.
struct MarkDrawing {
  private let frame: PlotFrame
  private let figure: Figure

  init(_ frame: PlotFrame, _ figure: Figure) {
    self.frame = frame
    self.figure = figure
  }

  /// Draws a layer.
  func draw(_ layer: Layer, _ writer: inout SVGWriter) {
    let ink = Ink(layer.tone)
    switch layer.mark {
    case .steps(let series): writer.stroke(outline(of: series), ink)
    case .area(let series): writer.fill(area(under: series), ink, opacity: 0.75, outline: true)
    case .line(let points): draw(points, ink, &writer)
    case .ranges(let ranges): writer.fill(area(of: ranges), ink.filled, opacity: 0.22)
    case .columns(let columns):
      for column in columns where column.height != 0 { draw(column, ink, &writer) }
    case .spans(let spans): draw(spans, ink, &writer)
    case .estimates(let estimates): for estimate in estimates { draw(estimate, ink, &writer) }
    case .boxes(let boxes): for box in boxes { draw(box, ink, &writer) }
    case .rule(let value):
      let x = SVGWriter.number(frame.across(value))
      writer.stroke(
        "M\(x) \(SVGWriter.number(frame.top))V\(SVGWriter.number(frame.bottom))",
        ink,
        width: 1.5
      )
    }
  }

  /// Draws how a layer looks, for the legend, 20 px wide around a height.
  static func drawSample(of layer: Layer, _ x: Double, _ y: Double, _ writer: inout SVGWriter) {
    let ink = Ink(layer.tone)
    switch layer.mark {
    case .steps, .line, .rule:
      writer.stroke("M\(SVGWriter.number(x)) \(SVGWriter.number(y))h20", ink, width: 2)
    case .ranges:
      let corner = "M\(SVGWriter.number(x)) \(SVGWriter.number(y - 5))"
      writer.fill("\(corner)h20v10h-20Z", ink.filled, opacity: 0.22)
    case .area, .columns, .spans, .boxes: writer.rectangle(x, y - 5, 20, 10, ink)
    case .estimates:
      writer.stroke("M\(SVGWriter.number(x)) \(SVGWriter.number(y))h20", ink.filled, width: 1.5)
      writer.dot(x + 10, y, radius: 3.5, ink)
    }
  }

  private func text(_ value: Double) -> String { SVGWriter.number(value) }

  /// One change per half pixel is as much as one sees.
  private func shown(_ series: StepSeries) -> StepSeries {
    series.thinned(to: max(1, Int(frame.width / 2)))
  }

  private func outline(of series: StepSeries) -> String {
    let series = shown(series)
    var path = ""
    for (time, value) in zip(series.times, series.values) {
      let x = text(frame.across(min(max(time, frame.x.lowerBound), frame.x.upperBound)))
      let y = text(frame.up(value))
      path += path.isEmpty ? "M\(x) \(y)" : "H\(x)V\(y)"
    }
    return path.isEmpty ? "" : path + "H\(text(frame.across(min(series.end, frame.x.upperBound))))"
  }

  private func area(under series: StepSeries) -> String {
    guard let first = series.times.first else { return "" }
    let ground = text(frame.up(max(0, frame.y.lowerBound)))
    let start = text(frame.across(max(first, frame.x.lowerBound)))
    return outline(of: series) + "V\(ground)H\(start)Z"
  }

  private func draw(_ points: [Mark.Point], _ ink: Ink, _ writer: inout SVGWriter) {
    let places = points.map { (frame.across($0.x), frame.up($0.y)) }
    let path = places.enumerated().map { index, place in
      "\(index == 0 ? "M" : "L")\(text(place.0)) \(text(place.1))"
    }.joined()
    writer.stroke(path, ink, width: 1.8)
  }

  private func area(of ranges: [Mark.Range]) -> String {
    guard !ranges.isEmpty else { return "" }
    func edge(_ range: Mark.Range, _ value: Double, isForth: Bool) -> [String] {
      let ends = isForth ? [range.from, range.to] : [range.to, range.from]
      return ends.map { "\(text(frame.across($0))) \(text(frame.up(value)))" }
    }
    let upper = ranges.flatMap { edge($0, $0.high, isForth: true) }
    let lower = ranges.reversed().flatMap { edge($0, $0.low, isForth: false) }
    return "M" + (upper + lower).joined(separator: "L") + "Z"
  }

  private func draw(_ column: Mark.Column, _ ink: Ink, _ writer: inout SVGWriter) {
    let (left, right) = (frame.across(column.from), frame.across(column.to))
    let (low, high) = (frame.up(column.base), frame.up(column.base + column.height))
    let gap = right - left > 4 ? 1.0 : 0
    writer.rectangle(
      left + gap / 2,
      min(low, high),
      max(0.3, right - left - gap),
      (low - high).magnitude,
      ink,
      tip: NumberText.significant(column.height)
    )
  }

  /// Neighbours of a row that touch, or that are nearer than one sees, are drawn as one.
  private func draw(_ spans: [Mark.Span], _ ink: Ink, _ writer: inout SVGWriter) {
    var path = ""
    var last: (row: Int, from: Double, to: Double)?
    func flush() {
      guard let span = last else { return }
      let (top, height) = frame.row(span.row, filling: 0.72)
      path +=
        "M\(text(span.from)) \(text(top))H\(text(max(span.to, span.from + 0.4)))v\(text(height))H\(text(span.from))Z"
    }
    for span in spans.sorted(by: { ($0.row, $0.from) < ($1.row, $1.from) }) {
      let (from, to) = (frame.across(span.from), frame.across(span.to))
      if let open = last, open.row == span.row, from <= open.to + 0.2 {
        last?.to = max(open.to, to)
      } else {
        flush()
        last = (span.row, from, to)
      }
    }
    flush()
    writer.fill(path, ink)
  }

  private func draw(_ estimate: Mark.Estimate, _ ink: Ink, _ writer: inout SVGWriter) {
    let y = frame.middle(ofRow: estimate.row)
    let (low, high) = (text(frame.across(estimate.low)), text(frame.across(estimate.high)))
    let (top, bottom) = (text(y - 4), text(y + 4))
    writer.stroke(
      "M\(low) \(top)V\(bottom)M\(low) \(text(y))H\(high)M\(high) \(top)V\(bottom)",
      ink.filled
    )
    writer.dot(frame.across(estimate.value), y, radius: 4, ink)
  }

  private func draw(_ box: Mark.Box, _ ink: Ink, _ writer: inout SVGWriter) {
    let y = frame.middle(ofRow: box.row)
    let (top, height) = frame.row(box.row, filling: 0.6)
    let place = { (value: Double) in frame.across(value) }
    let (lower, upper) = (place(box.lowerQuartile), place(box.upperQuartile))
    writer.stroke(
      "M\(text(place(box.minimum))) \(text(y))H\(text(lower))M\(text(upper)) \(text(y))H\(text(place(box.maximum)))",
      ink.filled
    )
    let corner = "M\(text(lower)) \(text(top))"
    writer.fill(
      "\(corner)H\(text(upper))v\(text(height))H\(text(lower))Z",
      ink.filled,
      opacity: 0.35,
      outline: true
    )
    writer.stroke(
      "M\(text(place(box.median))) \(text(top))v\(text(height))",
      ink.filled,
      width: 2.5
    )
  }
}

extension Ink {
  /// The same colour without dashes and hatching.
  fileprivate var filled: Ink { Ink(plain: self) }
}
