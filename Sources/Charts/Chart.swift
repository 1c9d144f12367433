package import Figures
package import Wording

/// Draws figures as SVG.
package struct Chart {
  /// Width of the drawing [px].
  package let width: Double
  /// Height of the plot itself [px], where rows do not decide it.
  package let plotHeight: Double
  /// In which language.
  package let language: Language
  /// On what.
  package let surface: Surface

  static let fontSize = 12.0
  private static let smallSize = 11.0
  private static let titleSize = 14.0
  private static let rowHeight = 18.0

  /// Says how to draw.
  ///
  /// - Parameters:
  ///   - width: Width of the drawing [px].
  ///   - plotHeight: Height of the plot itself [px], where rows do not decide it.
  ///   - language: In which language.
  ///   - surface: On what.
  package init(
    width: Double = 840,
    plotHeight: Double = 200,
    language: Language = .english,
    surface: Surface
  ) {
    self.width = width
    self.plotHeight = plotHeight
    self.language = language
    self.surface = surface
  }

  /// Draws figures one under the other in one drawing.
  ///
  /// - Parameters:
  ///   - figures: The figures.
  ///   - name: Before the names of what the drawing refers to: letters, digits and hyphens, another one for each
  ///     drawing of a page.
  /// - Returns: An `svg` element, which is a whole file too.
  /// - Complexity: O(what is drawn).
  package func svg(of figures: [Figure], name: String = "figure") -> String {
    var writer = SVGWriter(surface, prefix: name + "-")
    var height = 0.0
    for (index, figure) in figures.enumerated() {
      if index > 0 { height += 18 }
      draw(figure, from: &height, &writer)
    }
    let titles = figures.map { $0.title[language] }.joined(separator: "; ")
    let ground =
      surface == .paper ? "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>" : ""
    let font = surface == .paper ? " font-family=\"\(Self.fonts)\"" : ""
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGWriter.number(width)) \
      \(SVGWriter.number(height.rounded(.up)))" width="\(SVGWriter.number(width))" \
      height="\(SVGWriter.number(height.rounded(.up)))" role="img" aria-labelledby="\(name)-title \
      \(name)-text" lang="\(language.rawValue)"\(font)><title id="\(name)-title">\
      \(MarkupText.escaped(titles))</title><desc id="\(name)-text">\
      \(MarkupText.escaped(figures.map { description(of: $0) }.joined(separator: " ")))</desc>\
      \(writer.definitions)\(ground)\(writer.text)</svg>
      """
  }

  private static let fonts = "Noto Sans, Noto Sans SC, Helvetica, Arial, sans-serif"

  /// What the drawing shows, for those who do not see it.
  private func description(of figure: Figure) -> String {
    let layers = figure.layers.compactMap { layer -> String? in
      guard case .steps(let series) = layer.mark, let most = series.maximum else {
        return layer.name[language]
      }
      let at = series.values.firstIndex(of: most).map { series.times[$0] } ?? 0
      let place: String
      if case .clock(let start) = figure.horizontal.scale {
        place = Ticks.clock(start + at, hasSeconds: false)
      } else {
        place = NumberText.significant(at)
      }
      let value = NumberText.significant(most)
      return Phrase(
        "\(layer.name.english): at most \(value), at \(place)",
        "\(layer.name.chinese)：最大 \(value)，在 \(place)"
      )[language]
    }
    let axes = "\(figure.horizontal.label[language]) / \(figure.vertical.label[language])"
    return "\(figure.title[language]). \(axes). \(layers.joined(separator: "; "))."
  }

  private func draw(_ figure: Figure, from top: inout Double, _ writer: inout SVGWriter) {
    let title = TextWidth.fitted(figure.title[language], into: width - 8, size: Self.titleSize)
    writer.write(title, 4, top + 16, size: Self.titleSize, isBold: true)
    var place = top + 24
    place = drawLegend(of: figure, from: place, &writer)
    let frame = frame(of: figure, from: place)
    drawAxes(of: figure, frame, &writer)
    for layer in figure.layers { MarkDrawing(frame, figure).draw(layer, &writer) }
    writer.rule(frame.left, frame.bottom, frame.right, frame.bottom, isGrid: false)
    place = frame.bottom + 34
    for note in figure.notes {
      writer.write(note[language], 4, place + 10, size: Self.smallSize, isFaint: true)
      place += 15
    }
    top = place
  }

  private func frame(of figure: Figure, from top: Double) -> PlotFrame {
    let up = figure.shownUp
    let across = figure.shownAcross
    if case .rows(let names) = figure.vertical.scale {
      let widest = names.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
      let height = Double(max(1, names.count)) * Self.rowHeight
      return PlotFrame(
        left: min(widest, width / 3) + 12,
        right: width - 22,
        top: top + 4,
        bottom: top + 4 + height,
        x: across,
        y: up,
        hasRows: true
      )
    }
    let texts = Ticks(up, figure.vertical.scale, most: marksUp).texts
    let widest = texts.map { TextWidth.of($0, size: Self.fontSize) }.max() ?? 0
    // The unit stands above the axis.
    return PlotFrame(
      left: max(widest + 12, 40),
      right: width - 22,
      top: top + 24,
      bottom: top + 24 + plotHeight,
      x: across,
      y: up,
      hasRows: false
    )
  }

  private var marksUp: Int { max(2, Int(plotHeight / 34)) }

  /// Names of the tones in one or more lines; nothing where there is one layer.
  private func drawLegend(
    of figure: Figure,
    from top: Double,
    _ writer: inout SVGWriter
  ) -> Double {
    var named: [Layer] = []
    // Of an interval and its mean, which share a name, the mean.
    for layer in figure.layers {
      if let known = named.firstIndex(where: { $0.name == layer.name }) {
        named[known] = layer
      } else {
        named.append(layer)
      }
    }
    guard named.count > 1 else { return top }
    var (x, y) = (4.0, top + 12)
    for layer in named {
      let text = TextWidth.fitted(layer.name[language], into: width / 2, size: Self.fontSize)
      let length = 26 + TextWidth.of(text, size: Self.fontSize) + 16
      if x > 4, x + length > width { (x, y) = (4, y + 16) }
      MarkDrawing.drawSample(of: layer, x, y - 4, &writer)
      writer.write(text, x + 26, y, size: Self.fontSize)
      x += length
    }
    return y + 6
  }

  private func drawAxes(of figure: Figure, _ frame: PlotFrame, _ writer: inout SVGWriter) {
    let widest = figure.horizontal.scale.widestText * Self.fontSize
    let across = Ticks(
      frame.x,
      figure.horizontal.scale,
      most: max(2, Int(frame.width / (widest + 22)))
    )
    for (value, text) in zip(across.values, across.texts) {
      let x = frame.across(value)
      writer.rule(x, frame.top, x, frame.bottom, isGrid: true)
      writer.write(text, x, frame.bottom + 15, size: Self.fontSize, .middle)
    }
    writer.write(
      figure.horizontal.label[language],
      frame.right,
      frame.bottom + 30,
      size: Self.smallSize,
      .end,
      isFaint: true
    )
    if case .rows(let names) = figure.vertical.scale {
      for (row, name) in names.enumerated() {
        // The widest name has decided where the plot begins: rounding must not cut it.
        let text = TextWidth.fitted(name, into: frame.left - 11.5, size: Self.fontSize)
        writer.write(text, frame.left - 6, frame.middle(ofRow: row) + 4, size: Self.fontSize, .end)
      }
      return
    }
    writer.write(
      figure.vertical.label[language],
      4,
      frame.top - 12,
      size: Self.smallSize,
      isFaint: true
    )
    let up = Ticks(frame.y, figure.vertical.scale, most: marksUp)
    for (value, text) in zip(up.values, up.texts) {
      let y = frame.up(value)
      writer.rule(frame.left, y, frame.right, y, isGrid: true)
      writer.write(text, frame.left - 6, y + 4, size: Self.fontSize, .end)
    }
  }
}

extension Axis.Scale {
  /// Width of a usual text of a mark, over the size of the font.
  fileprivate var widestText: Double {
    switch self {
    case .clock: 3.2
    case .number, .count, .share, .duration, .rows: 2.4
    }
  }
}
