/// How much room text takes, about: a drawing is made without the font in which it will be shown.
enum TextWidth {
  /// Width of a text [px], rather too wide than too narrow.
  static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) } * size
  }

  /// A text that fits into a width [px]: shortened by an ellipsis where it does not.
  static func fitted(_ text: String, into room: Double, size: Double) -> String {
    guard of(text, size: size) > room else { return text }
    var width = Self.width("…") * size
    var kept = ""
    for character in text {
      width += character.unicodeScalars.reduce(0) { $0 + Self.width($1) } * size
      if width > room { break }
      kept.append(character)
    }
    return kept + "…"
  }

  /// Width of a character over the size of the font, as in common sans-serif fonts.
  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20, 0x21, 0x27, 0x28, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x69, 0x6A, 0x6C, 0x7C: 0.32
    case 0x4D, 0x57, 0x6D, 0x77, 0x40, 0x25: 0.9
    case 0x41...0x5A: 0.7
    case ..<0x2E80: 0.58
    default: 1
    }
  }
}
