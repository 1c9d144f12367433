/// A condition on the factors of an experiment, such as `bays <= drones` or `drones != 12`.
struct FactorCondition {
  private enum Side {
    case factor(Int)
    case value(JSONNode)
  }

  private let left: Side
  private let relation: String
  private let right: Side

  /// Relations between two sides; the longer ones first, since `<` begins `<=`.
  static let relations = ["<=", ">=", "==", "!=", "<", ">"]

  /// Why a text is no condition.
  enum Trouble: Error {
    case noRelation
    case unknownName(String)
    case notComparable
  }

  /// Reads a condition.
  ///
  /// - Parameters:
  ///   - text: Two sides with a relation between them; a side is a factor's name, a number, or a string
  ///     in quotes.
  ///   - factors: Names of the factors.
  /// - Throws: ``Trouble``.
  init(_ text: String, factors: [String]) throws(Trouble) {
    guard let (relation, range) = Self.relation(in: text) else { throw .noRelation }
    self.relation = relation
    left = try Self.side(text[..<range.lowerBound], factors)
    right = try Self.side(text[range.upperBound...], factors)
  }

  /// Whether a combination of values keeps the condition.
  ///
  /// - Parameter values: Value of each factor.
  /// - Returns: True if it does.
  /// - Throws: ``Trouble/notComparable`` for an order between what has none, such as two strings.
  func holds(for values: [JSONNode]) throws(Trouble) -> Bool {
    let (one, two) = (value(of: left, values), value(of: right, values))
    if case .number(let one) = one.value, case .number(let two) = two.value {
      switch relation {
      case "<=": return one.value <= two.value
      case ">=": return one.value >= two.value
      case "<": return one.value < two.value
      case ">": return one.value > two.value
      case "==": return one.value == two.value
      default: return one.value != two.value
      }
    }
    let isSame = one.canonicalText.utf8.elementsEqual(two.canonicalText.utf8)
    switch relation {
    case "==": return isSame
    case "!=": return !isSame
    default: throw .notComparable
    }
  }

  private func value(of side: Side, _ values: [JSONNode]) -> JSONNode {
    switch side {
    case .factor(let index): values[index]
    case .value(let node): node
    }
  }

  /// The first relation of a text outside quotes.
  private static func relation(in text: String) -> (String, Range<String.Index>)? {
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      let rest = text[index...]
      if let relation = relations.first(where: { rest.hasPrefix($0) }) {
        return (relation, index..<text.index(index, offsetBy: relation.count))
      }
    }
    return nil
  }

  private static func side(_ text: Substring, _ factors: [String]) throws(Trouble) -> Side {
    let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let index = factors.firstIndex(of: name) { return .factor(index) }
    let faults = FaultCollector()
    let node = JSONNode.parse(SourceText(name: "constraint", text: name), faults: faults)
    guard let node, faults.total == 0 else { throw .unknownName(name) }
    switch node.value {
    case .number, .string: return .value(node)
    default: throw .unknownName(name)
    }
  }
}
