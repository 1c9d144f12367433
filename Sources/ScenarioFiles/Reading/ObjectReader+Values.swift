// Numbers, truth values and strings.
extension ObjectReader {
  /// Reads a number.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - range: The numbers allowed: a range such as `0...1`, or `.positive`, `.above(0)`.
  ///   - unit: The unit, for messages; empty for a pure number.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The number; after a fault the default or an allowed number.
  package func double(
    _ key: String,
    in range: some NumberIntervalConvertible,
    unit: String = "",
    default value: Double? = nil
  ) -> Double {
    let interval = range.interval
    return optionalDouble(key, in: interval, unit: unit, isRequired: value == nil, example: value)
      ?? value ?? interval.neutral
  }

  /// Reads a number that may be left out; nil then, and after a fault.
  package func optionalDouble(
    _ key: String,
    in range: some NumberIntervalConvertible,
    unit: String = ""
  ) -> Double? {
    optionalDouble(key, in: range.interval, unit: unit, isRequired: false, example: nil)
  }

  private func optionalDouble(
    _ key: String,
    in interval: NumberInterval,
    unit: String,
    isRequired: Bool,
    example: Double?
  ) -> Double? {
    let wanted = "a number \(interval.words)\(Self.suffix(unit))"
    guard let node = node(key, wanted: isRequired ? wanted : nil) else { return nil }
    let value = Self.text(example ?? interval.neutral)
    return check(node, interval, at: key, wanted: wanted, example: value)
  }

  /// The number in a node, if it is one and allowed; a fault otherwise.
  func check(
    _ node: JSONNode,
    _ interval: NumberInterval,
    at key: String,
    wanted: String,
    example: String
  ) -> Double? {
    guard case .number(let number) = node.value else {
      reportType(of: node, at: key, wanted: wanted, example: example)
      return nil
    }
    guard interval.contains(number.value) else {
      reportValue(.outOfRange, node, at: key, wanted: wanted, help: nil)
      return nil
    }
    return number.value
  }

  /// Reads a whole number; `40`, `40.0` and `4e1` are the same one, as in canonical JSON.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - range: The numbers allowed; beyond 2^53-1 none are, since JSON readers would round them.
  ///   - unit: The unit, for messages; empty for a pure number.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The number; after a fault the default or an allowed number.
  package func int(
    _ key: String,
    in range: ClosedRange<Int>,
    unit: String = "",
    default value: Int? = nil
  ) -> Int {
    let neutral = min(max(0, range.lowerBound), range.upperBound)
    return optionalInt(key, in: range, unit: unit, isRequired: value == nil, example: value)
      ?? value ?? neutral
  }

  /// Reads a whole number that may be left out; nil then, and after a fault.
  package func optionalInt(_ key: String, in range: ClosedRange<Int>, unit: String = "") -> Int? {
    optionalInt(key, in: range, unit: unit, isRequired: false, example: nil)
  }

  private func optionalInt(
    _ key: String,
    in range: ClosedRange<Int>,
    unit: String,
    isRequired: Bool,
    example: Int?
  ) -> Int? {
    let wanted =
      range.lowerBound == range.upperBound
      ? "\(range.lowerBound)"
      : "an integer from \(range.lowerBound) to \(range.upperBound)\(Self.suffix(unit))"
    guard let node = node(key, wanted: isRequired ? wanted : nil) else { return nil }
    guard case .number(let number) = node.value else {
      let value = example ?? min(max(0, range.lowerBound), range.upperBound)
      reportType(of: node, at: key, wanted: wanted, example: "\(value)")
      return nil
    }
    guard let integer = Self.integer(number) else {
      let isWhole = number.value.rounded(.towardZero) == number.value
      reportValue(isWhole ? .outOfRange : .notAnInteger, node, at: key, wanted: wanted, help: nil)
      return nil
    }
    guard range.contains(integer) else {
      reportValue(.outOfRange, node, at: key, wanted: wanted, help: nil)
      return nil
    }
    return integer
  }

  /// The whole number, if it is one within +-(2^53 - 1).
  private static func integer(_ number: JSONNumber) -> Int? {
    let limit = 9_007_199_254_740_991.0
    guard number.value.magnitude <= limit else { return nil }
    return Int(exactly: number.value)
  }

  /// Reads true or false.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The value; after a fault the default or false.
  package func bool(_ key: String, default value: Bool? = nil) -> Bool {
    let wanted = "true or false"
    guard let node = node(key, wanted: value == nil ? wanted : nil) else { return value ?? false }
    guard case .bool(let flag) = node.value else {
      reportType(of: node, at: key, wanted: wanted, example: value == true ? "true" : "false")
      return value ?? false
    }
    return flag
  }
}

// MARK: - Strings

extension ObjectReader {
  /// Reads a string without control characters.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - length: Characters (Unicode scalars) allowed.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The string; after a fault the default or an empty string.
  package func string(
    _ key: String,
    length: ClosedRange<Int> = 0...1_000,
    default value: String? = nil
  ) -> String {
    optionalString(key, length: length, isRequired: value == nil) ?? value ?? ""
  }

  /// Reads a string that may be left out; nil then, and after a fault.
  package func optionalString(_ key: String, length: ClosedRange<Int> = 0...1_000) -> String? {
    optionalString(key, length: length, isRequired: false)
  }

  private func optionalString(
    _ key: String,
    length: ClosedRange<Int>,
    isRequired: Bool
  ) -> String? {
    let wanted = "a string of \(length.lowerBound) to \(length.upperBound) characters"
    guard let node = node(key, wanted: isRequired ? wanted : nil) else { return nil }
    return check(node, length, at: key, wanted: wanted)
  }

  /// The string in a node, if it is one and allowed; a fault otherwise.
  func check(
    _ node: JSONNode,
    _ length: ClosedRange<Int>,
    at key: String,
    wanted: String
  )
    -> String?
  {
    guard case .string(let text) = node.value else {
      reportType(of: node, at: key, wanted: wanted, example: "\"text\"")
      return nil
    }
    let scalars = text.unicodeScalars
    let hasControls = scalars.contains { $0.properties.generalCategory == .control }
    guard length.contains(scalars.count), !hasControls else {
      let reason = hasControls ? "without control characters" : "found \(scalars.count)"
      reportValue(.malformedText, node, at: key, wanted: "\(wanted), \(reason)", help: nil)
      return nil
    }
    return text
  }

  /// Reads one of several words.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - words: The words allowed, at least one.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The word; after a fault the default or the first word.
  package func choice(_ key: String, of words: [String], default value: String? = nil) -> String {
    precondition(!words.isEmpty, "no words are allowed for \(key)")
    let fallback = value ?? words[0]
    let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
    let wanted = words.count == 1 ? list : "one of " + list
    guard let node = node(key, wanted: value == nil ? wanted : nil) else { return fallback }
    guard case .string(let text) = node.value else {
      reportType(of: node, at: key, wanted: wanted, example: "\"\(fallback)\"")
      return fallback
    }
    guard words.contains(text) else {
      let near = NearestName.of(text, among: words)
      reportValue(
        .notAllowed,
        node,
        at: key,
        wanted: wanted,
        help: near.map { "did you mean \"\($0)\"?" }
      )
      return fallback
    }
    return text
  }

  /// Reads one of the cases of an enumeration by its raw value.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - type: The enumeration, with at least one case.
  ///   - value: Taken if the key is left out; nil for a required key.
  /// - Returns: The case; after a fault the default or the first case.
  package func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String,
    as type: Choice.Type,
    default value: Choice? = nil
  ) -> Choice {
    let cases = Array(type.allCases)
    let word = choice(key, of: cases.map(\.rawValue), default: value?.rawValue)
    return cases.first { $0.rawValue == word } ?? cases[0]
  }
}

// MARK: - Messages

extension ObjectReader {
  static func suffix(_ unit: String) -> String { unit.isEmpty ? "" : " " + unit }

  static func text(_ value: Double) -> String { ECMAScriptNumber.text(of: value) }

  /// Reports a value of the wrong type, unless its own fault has been reported.
  func reportType(of node: JSONNode, at key: String, wanted: String, example: String) {
    let help: String
    switch node.value {
    case .faulty: return
    case .null: help = "leave the key out to take the default; for example \"\(key)\": \(example)"
    case .string(let text) where Double(text) != nil:
      help = "numbers stand without quotes, for example \"\(key)\": \(example)"
    default: help = "for example \"\(key)\": \(example)"
    }
    reportValue(.wrongType, node, at: key, wanted: wanted, help: help)
  }

  /// Reports a value that is not allowed.
  ///
  /// - Parameters:
  ///   - code: The kind of fault.
  ///   - node: The value.
  ///   - key: Its key, or key and index such as `position_m/1`.
  ///   - wanted: What is allowed, with the unit.
  ///   - help: The way out.
  func reportValue(
    _ code: FaultCode,
    _ node: JSONNode,
    at key: String,
    wanted: String,
    help: String?
  ) {
    faults.report(
      ScenarioFault(
        code,
        at: node.span,
        pointer: pointer + "/" + key,
        message: "found \(node.summary); allowed is \(wanted)",
        help: help
      )
    )
  }
}
