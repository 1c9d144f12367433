import Figures

/// What a figure is drawn on, which decides how its tones are written.
package enum Surface: Hashable, Sendable {
  /// A file by itself, for a text or a printer: colours stand in the drawing, on white.
  case paper
  /// A page whose style sheet gives each tone its colour, in light and dark.
  case page
}

/// How a tone looks: a colour, and what tells it apart where there are none.
struct Ink {
  /// Class in the style sheet of a page.
  let name: String
  /// Colour on paper.
  let colour: String
  /// Dashes of its lines; nil for a line drawn through.
  let dash: String?
  /// Hatching of its areas; nil where they are filled.
  let hatching: Hatching?

  /// Lines over an area.
  enum Hatching {
    case rising
    case falling
    case dots
  }

  /// Colours after Okabe and Ito (2008, "Color universal design"), which people see apart whatever kind of colour
  /// vision they have; the yellow darkened, as it is no line on white.
  init(_ tone: Tone) {
    switch tone {
    case .series(let index): self = Self.series[index % Self.series.count]
    case .waiting: self = Ink("waiting", "#d55e00")
    case .busy: self = Ink("busy", "#56b4e9")
    case .capacity: self = Ink("capacity", "#404040", dash: "5 3")
    case .good: self = Ink("good", "#009e73")
    case .bad: self = Ink("bad", "#d55e00", dash: "2 2", hatching: .rising)
    case .faint: self = Ink("faint", "#b8b8b8")
    }
  }

  private init(_ name: String, _ colour: String, dash: String? = nil, hatching: Hatching? = nil) {
    self.name = name
    self.colour = colour
    self.dash = dash
    self.hatching = hatching
  }

  /// Tones of things that are alike, in this order.
  private static let series = [
    Ink("s0", "#0072b2"),
    Ink("s1", "#d55e00", dash: "6 3", hatching: .rising),
    Ink("s2", "#009e73", dash: "2 2", hatching: .falling),
    Ink("s3", "#cc79a7", dash: "9 3 2 3", hatching: .dots),
    Ink("s4", "#56b4e9", dash: "4 2"),
    Ink("s5", "#e69f00", dash: "1 2"),
    Ink("s6", "#8c6d00", dash: "9 3 2 3 2 3"),
    Ink("s7", "#707070", dash: "12 4", hatching: .rising),
  ]

  /// How many things that are alike can be told apart.
  static let seriesCount = series.count
}
