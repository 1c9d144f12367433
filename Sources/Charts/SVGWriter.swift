import Wording

/// Writes the elements of a drawing.
struct SVGWriter {
  private let surface: Surface
  /// Before the names of what is referred to, which a page with many drawings has to tell apart.
  private let prefix: String
  private(set) var text = ""
  /// Hatchings in use, by name.
  private var hatchings: [(name: String, definition: String)] = []

  init(_ surface: Surface, prefix: String) {
    self.surface = surface
    self.prefix = prefix
  }

  /// Definitions of what the elements refer to.
  var definitions: String {
    hatchings.isEmpty ? "" : "<defs>\(hatchings.map(\.definition).joined())</defs>"
  }

  /// A place or length [px], to a tenth.
  static func number(_ value: Double) -> String {
    let text = NumberText.fixed(value, 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A path drawn along.
  mutating func stroke(_ path: String, _ ink: Ink, width: Double = 1.5) {
    guard !path.isEmpty else { return }
    let dash = ink.dash.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    text +=
      "<path d=\"\(path)\" fill=\"none\"\(paint("stroke", ink)) stroke-width=\"\(Self.number(width))\"\(dash)/>"
  }

  /// A path filled.
  mutating func fill(_ path: String, _ ink: Ink, opacity: Double = 1, outline: Bool = false) {
    guard !path.isEmpty else { return }
    text += "<path d=\"\(path)\"\(filling(ink))\(Self.opacity(opacity))/>"
    if outline { stroke(path, Ink(plain: ink), width: 1) }
  }

  /// A rectangle, with a text that is shown when one points at it.
  mutating func rectangle(
    _ x: Double,
    _ y: Double,
    _ width: Double,
    _ height: Double,
    _ ink: Ink,
    tip: String? = nil
  ) {
    let place =
      "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
    let tip = tip.map { "<title>\(MarkupText.escaped($0))</title>" } ?? ""
    text +=
      tip.isEmpty
      ? "<rect \(place)\(filling(ink))/>" : "<rect \(place)\(filling(ink))>\(tip)</rect>"
  }

  /// A point.
  mutating func dot(_ x: Double, _ y: Double, radius: Double, _ ink: Ink) {
    text +=
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\"\(paint("fill", ink))/>"
  }

  /// A thin line of the axes and the grid.
  mutating func rule(
    _ x1: Double,
    _ y1: Double,
    _ x2: Double,
    _ y2: Double,
    isGrid: Bool
  ) {
    let colour =
      surface == .page
      ? " class=\"\(isGrid ? "grid" : "axis")\"" : " stroke=\"\(isGrid ? "#e4e4e4" : "#606060")\""
    text +=
      "<line x1=\"\(Self.number(x1))\" y1=\"\(Self.number(y1))\" x2=\"\(Self.number(x2))\" "
      + "y2=\"\(Self.number(y2))\"\(colour)/>"
  }

  /// Where a text stands beside its place.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// A text.
  mutating func write(
    _ words: String,
    _ x: Double,
    _ y: Double,
    size: Double,
    _ anchor: Anchor = .start,
    isBold: Bool = false,
    isFaint: Bool = false
  ) {
    let colour =
      surface == .page
      ? (isFaint ? " class=\"faint\"" : "") : " fill=\"\(isFaint ? "#555555" : "#111111")\""
    let weight = isBold ? " font-weight=\"600\"" : ""
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    text +=
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Self.number(size))\"\(side)\(weight)"
      + "\(colour)>\(MarkupText.escaped(words))</text>"
  }

  private func paint(_ attribute: String, _ ink: Ink) -> String {
    surface == .page
      ? " class=\"\(attribute)-\(ink.name)\"" : " \(attribute)=\"\(ink.colour)\""
  }

  private static func opacity(_ value: Double) -> String {
    value == 1 ? "" : " fill-opacity=\"\(NumberText.fixed(value, 2))\""
  }

  /// Colour of an area, hatched where its tone says so.
  private mutating func filling(_ ink: Ink) -> String {
    guard let hatching = ink.hatching else { return paint("fill", ink) }
    let name = "\(prefix)hatch-\(ink.name)"
    if !hatchings.contains(where: { $0.name == name }) {
      let ground = "<rect width=\"6\" height=\"6\"\(paint("fill", Ink(plain: ink)))/>"
      let lines =
        surface == .page
        ? "<path d=\"\(hatching.path)\" class=\"hatch\"/>"
        : "<path d=\"\(hatching.path)\" stroke=\"#ffffff\" stroke-width=\"1.4\" fill=\"none\"/>"
      hatchings.append(
        (
          name,
          "<pattern id=\"\(name)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\(ground)\(lines)</pattern>"
        )
      )
    }
    return " fill=\"url(#\(name))\""
  }
}

extension Ink {
  /// The same colour, drawn through and filled.
  init(plain ink: Ink) {
    self.init(name: ink.name, colour: ink.colour)
  }

  private init(name: String, colour: String) {
    self.name = name
    self.colour = colour
    dash = nil
    hatching = nil
  }
}

extension Ink.Hatching {
  /// Its lines in a square of 6 px.
  fileprivate var path: String {
    switch self {
    case .rising: "M-1 1L1 -1M0 6L6 0M5 7L7 5"
    case .falling: "M-1 5L1 7M0 0L6 6M5 -1L7 1"
    case .dots: "M1 1h1.4M4 4h1.4"
    }
  }
}
