import Wording

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
    case .notAllowed(_, let found, let wanted, let way):
      FaultWords("found \(found.english); allowed is \(wanted.english)", help: way?.english)
    case .missingKey(let key, let wanted, let meaning, let example, let entry):
      FaultWords(
        "\"\(key)\" is missing: \(wanted.english)",
        help: "add \(meaning.english), for example \"\(key)\": \(example)"
          + (entry.map {
            "; or write \(quotedList($0.meant, joinedBy: " or ")) for \"\($0.typed)\", if that entry is meant"
          } ?? "")
      )
    case .removedKey(let key, let wanted, let example):
      FaultWords(
        "null removes \"\(key)\", which is needed: \(wanted.english)",
        help: "write a value instead, for example \"\(key)\": \(example)"
      )
    case .misspeltKey(let typed, let meant, let value, let wanted):
      FaultWords(
        "\(TerminalText.quoted(typed)) is not known here; "
          + "\"\(meant)\" is missing: \(wanted.english)",
        help: "write \(member(meant, value)) in its place"
      )
    case .unknownKey(let key, let near, let value, let elsewhere, let allowed):
      FaultWords(
        "\(TerminalText.quoted(key)) is not known here",
        help: (near.map { "write \(member($0, value)); " } ?? "")
          + (elsewhere.map { $0.english + "; " } ?? "") + Self.english(allowed: allowed)
      )
    case .notModelled(let key, let subject, let instead, let isModelled):
      FaultWords(
        "\(TerminalText.quoted(key)) is not known"
          + (isModelled ? " by this name" : ": this model has no \(subject.english)"),
        help: (isModelled ? "" : "leave it out; there is ") + instead.english
          + "; all keys: parksim schema --format markdown"
      )
    case .notAnEntry(let id, let found, let way):
      FaultWords(
        "found \(found.english) under the id \(TerminalText.quoted(id)); an entry is an object",
        help: way.english
      )
    case .malformedIdentifier(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) is no id; allowed are at most 64 characters of "
          + "letters, digits and _ . : / - with a letter or digit first",
        help: "write _ or - for a blank; letters of any script are letters"
      )
    case .unknownReference(let name, let collection, let known, let near):
      FaultWords(
        "\(TerminalText.quoted(name)) is not declared under \"\(collection)\" of the scenario",
        help: (near.map { "write \"\($0)\"; " } ?? "")
          + (known.isEmpty
            ? "the scenario has no \"\(collection)\""
            : "declared there: " + quotedList(known))
      )
    case .removesNothing(let name, let known, let near):
      FaultWords(
        "null is to remove \(TerminalText.quoted(name)), and there is no such key to remove",
        help: (near.map { "write \"\($0)\"; " } ?? "")
          + (known.isEmpty ? "nothing is declared there" : "declared there: " + quotedList(known))
      )
    case .namedTwice(let name):
      FaultWords("\(TerminalText.quoted(name)) is named twice", help: "once is enough")
    case .malformedPath(let path):
      FaultWords("\(TerminalText.quoted(path)) names no place", help: Self.settingHelp)
    case .pathTooLong(let count, let limit):
      FaultWords("the path has \(count) keys; at most \(limit)", help: Self.settingHelp)
    case .pathThroughValue(let key, let found):
      FaultWords(
        "\(TerminalText.quoted(key)) cannot be set inside \(found.english)",
        help: Self.settingHelp
      )
    case .noElement(let key, let count):
      FaultWords(
        "\(TerminalText.quoted(key)) is no element of an array of \(count)",
        help: count == 0
          ? "write the whole array: key=[1, 2]"
          : "elements are numbered from 0 to \(count - 1), such as demand.orders.orders_per_hour[12]=80; "
            + "or write the whole array: key=[1, 2]"
      )
    case .elementRemoved(let key):
      FaultWords(
        "null would remove element \(TerminalText.quoted(key)) of an array",
        help: "write another value, or the whole array: key=[1, 2]"
      )
    case .settingWithoutSign(let setting):
      FaultWords("\(TerminalText.quoted(setting)) has no \"=\"", help: Self.settingHelp)
    case .unreadableFile(let trouble):
      trouble.english
    case .olderFormat(let found, let current, let file, let child):
      FaultWords(
        Self.english(whose: child) + " has format \(found); this version reads format \(current)",
        help: "write it in the new format: "
          + "parksim scenario upgrade \(ShellWord.of(file)) --in-place"
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
    case .fleetsNotKnown:
      FaultWords(
        "when drones charge stands with each fleet now, and the fleets of what this file extends are not known",
        help:
          "put the file that it extends where it is named, or write it into fleet.ID.recharge by hand"
      )
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

/// Names in quotes with commas between them, the first 40 of more.
func quotedList(_ names: [String], joinedBy separator: String = ", ") -> String {
  let shown = names.prefix(40).map { TerminalText.quoted($0) }.joined(separator: separator)
  return names.count > 40 ? shown + ", … (\(names.count))" : shown
}

extension FormatFault.TypeCause {
  fileprivate var english: String {
    switch self {
    case .isNullForDefault: "leave the key out to take the default; "
    case .isQuotedNumber: "numbers stand without quotes, "
    case .isArrayForCollection: "the ids are the keys of an object, not members of an array; "
    case .isMeant(let form): form.english + "; "
    case .isObjectForArray:
      "numbers as keys change elements of the array of a file that this one extends; by itself, "
    case .other: ""
    }
  }
}

extension FormatFault.Elsewhere {
  fileprivate var english: String {
    switch self {
    case .belongs(let places):
      "it belongs in "
        + places.map { $0.isEmpty ? "the outermost object" : $0 }.joined(separator: " or ")
    case .otherWord(let field, let word): "it goes with \"\(field)\": \"\(word)\""
    case .isThereAlready(let place):
      "\(place.isEmpty ? "the outermost object" : place) has it already: remove this one"
    case .setting(let path, let value): "write --set \(path)=\(value)"
    }
  }
}

extension FormatFault.EntryWay {
  fileprivate var english: String {
    switch self {
    case .key(let path): "it is a key of an entry: write \(path)"
    case .example(let example): "for example \(example)"
    }
  }
}

extension NumberMeant.Form {
  fileprivate var english: String {
    switch self {
    case .decimalComma: "decimals stand behind a point"
    case .grouped: "digits are not grouped"
    case .percent: "it is a share of 1, not per cent"
    case .withUnit: "the unit is in the key, the value is the number alone"
    }
  }
}

extension FormatFault.WayOut {
  fileprivate var english: String {
    switch self {
    case .word(let word): "write \(TerminalText.quoted(word))"
    case .example(let key, let example): "for example \"\(key)\": \(example)"
    case .elements(let missing, let meaning, let without):
      (missing > 0
        ? "\(missing) \(missing == 1 ? "is" : "are") missing"
        : "\(-missing) \(missing == -1 ? "is" : "are") too many") + ": " + meaning.english
        + (without.map { "; or leave the key out, for \($0.english)" } ?? "")
    case .advice(let advice): advice.english
    case .whole(let lower, let upper): "write \(lower) or \(upper)"
    case .write(let key, let value): "write \"\(key)\": \(value)"
    case .unit(let found, let other, let meant, let unit):
      "\(found) \(other) is \(meant) \(unit): write \(meant)"
    case .withoutMinus(let number): "write \(number), without the minus sign"
    case .bound(let bound, let isLargest): "the \(isLargest ? "largest" : "smallest") is \(bound)"
    case .share(let share, let percent):
      "it is a share of 1, not per cent: \(share) is \(percent) %"
    }
  }
}

extension FormatFault.FileTrouble {
  fileprivate var english: FaultWords {
    switch self {
    case .isFolder: FaultWords("the file is a folder", help: "name a file in it")
    case .isForbidden: FaultWords("the file can not be read", help: "check its permissions")
    case .isNoObject:
      FaultWords("the file is no scenario: it does not begin with {", help: "name a scenario file")
    case .isStream:
      FaultWords(
        "the file is a pipe or a device",
        help: "write what it gives into a file, and name that"
      )
    case .isOther:
      FaultWords(
        "the file is no scenario: it has none of the keys of one",
        help: "a scenario is a JSON object, such as parksim scenario new prints"
      )
    case .isOutside:
      FaultWords(
        "the path leads to where this scenario may not look",
        help: "put it into the folder of the scenario, or below"
      )
    case .isMissing(let near):
      FaultWords(
        "the file does not exist",
        help: near.map { "write \(TerminalText.quoted($0)), which is in that folder" }
          ?? "check the path; one in a file starts at that file's folder"
      )
    }
  }
}
