extension FormatFault {
  var english: FaultWords {
    switch self {
    case .notAnObject(let found):
      FaultWords(
        "found \(found.english); an object is needed",
        help: "write it in braces: { \"key\": value }"
      )
    case .wrongType(let found, let wanted, let key, let example, let cause):
      FaultWords(
        "found \(found.english); allowed is \(wanted.english)",
        help: cause.english + "for example \"\(key)\": \(example)"
      )
    case .notAllowed(_, let found, let wanted, let near):
      FaultWords(
        "found \(found.english); allowed is \(wanted.english)",
        help: near.map { "write \(TerminalText.quoted($0))" }
      )
    case .missingKey(let key, let wanted):
      FaultWords("\"\(key)\" is missing: \(wanted.english)", help: "add \"\(key)\" to this object")
    case .misspeltKey(let typed, let meant, let wanted, let allowed):
      FaultWords(
        "\"\(meant)\" is missing: \(wanted.english); "
          + "\(TerminalText.quoted(typed)) stands here and is not known",
        help: "write \"\(meant)\"; " + Self.english(allowed: allowed)
      )
    case .unknownKey(let key, let near, let allowed):
      FaultWords(
        "\(TerminalText.quoted(key)) is not known here",
        help: (near.map { "write \"\($0)\"; " } ?? "") + Self.english(allowed: allowed)
      )
    case .malformedIdentifier(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) is no id; allowed are at most 64 characters of "
          + "A-Z a-z 0-9 _ . : / - with a letter or digit first",
        help: "an id is for programs; names in any language go into the scenario's \"name\""
      )
    case .unknownReference(let name, let collection, let known, let near):
      FaultWords(
        "\(TerminalText.quoted(name)) is not declared under \"\(collection)\"",
        help: (near.map { "write \"\($0)\"; " } ?? "")
          + (known.isEmpty
            ? "the scenario has no \"\(collection)\""
            : "declared there: " + quotedList(known))
      )
    case .namedTwice(let name):
      FaultWords("\(TerminalText.quoted(name)) is named twice", help: "once is enough")
    case .malformedPath(let path):
      FaultWords("\(TerminalText.quoted(path)) names no place", help: Self.settingHelp)
    case .pathTooLong(let count, let limit):
      FaultWords("the path has \(count) keys; at most \(limit)", help: Self.settingHelp)
    case .pathThroughValue(let key, let found, let isArray):
      FaultWords(
        "\(TerminalText.quoted(key)) cannot be set inside \(found.english)",
        help: isArray ? "an array is replaced as a whole: key=[1, 2]" : Self.settingHelp
      )
    case .settingWithoutSign(let setting):
      FaultWords("\(TerminalText.quoted(setting)) has no \"=\"", help: Self.settingHelp)
    case .unreadableFile(let trouble):
      trouble.english
    case .olderFormat(let found, let current, let file, let child):
      FaultWords(
        Self.english(whose: child) + " has format \(found); this version reads format \(current)",
        help: "write it in the new format: parksim scenario upgrade \(file) --in-place"
      )
    case .newerFormat(let found, let current, let child):
      FaultWords(
        Self.english(whose: child) + " has format \(ECMAScriptNumber.text(of: found)); "
          + "this version is older than that and reads format \(current)",
        help: "use a newer version of parksim; parksim --version prints this one's"
      )
    case .unstatedFormat:
      FaultWords(
        "the file does not say which format it has",
        help: "write \"format\": 1 in it, or say --from 1"
      )
    case .movedKey(let key, let place):
      FaultWords("\"\(key)\" is not known here any more", help: "it is now \(place)")
    case .placeTaken(let key):
      FaultWords(
        "the file has a key \"\(key)\" already, which its format does not know",
        help: "take it out, or make the change by hand"
      )
    case .extendsItself(let chain):
      FaultWords(
        "the files extend each other in a circle: " + chain.joined(separator: " -> "),
        help: "let one of them stand without \"extends\""
      )
    case .extendsTooDeep(let limit):
      FaultWords(
        "more than \(limit) files extend one another",
        help: "merge some of them: parksim scenario show FILE --json"
      )
    }
  }

  static let settingHelp = "write --set fleet.m100.count=40, or --set /fleet/m100/count=40"

  private static func english(whose child: String?) -> String {
    child.map { "the file, which \($0) extends," } ?? "the file"
  }

  private static func english(allowed: [String]) -> String {
    guard !allowed.isEmpty else { return "no keys are allowed here" }
    return "allowed here: " + quotedList(allowed.sorted())
  }
}

/// Names in quotes with commas between them.
func quotedList(_ names: [String]) -> String {
  names.map { "\"\($0)\"" }.joined(separator: ", ")
}

extension FormatFault.TypeCause {
  fileprivate var english: String {
    switch self {
    case .isNull: "leave the key out to take the default; "
    case .isQuotedNumber: "numbers stand without quotes, "
    case .other: ""
    }
  }
}

extension FormatFault.FileTrouble {
  fileprivate var english: FaultWords {
    switch self {
    case .isFolder: FaultWords("the file is a folder", help: "name a scenario file in it")
    case .isForbidden: FaultWords("the file can not be read", help: "check its permissions")
    case .isMissing: FaultWords("the file does not exist", help: "check the path")
    }
  }
}
