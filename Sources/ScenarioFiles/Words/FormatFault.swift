import Wording

/// What can be wrong with JSON that does not have the format.
enum FormatFault: FaultKind {
  case notAnObject(found: Phrase)
  case wrongType(found: Phrase, wanted: Phrase, key: String, example: String, cause: TypeCause)
  case notAllowed(FaultCode, found: Phrase, wanted: Phrase, way: WayOut?)
  case missingKey(String, wanted: Phrase, meaning: Phrase, example: String, entry: Entry?)
  case removedKey(String, wanted: Phrase, example: String)
  /// The value is that of the key that was meant, where it is another number there.
  case misspeltKey(typed: String, meant: String, value: String?, wanted: Phrase)
  case unknownKey(
    String,
    near: String?,
    value: String?,
    elsewhere: Elsewhere?,
    allowed: [String]
  )
  case notModelled(String, subject: Phrase, instead: Phrase, isModelled: Bool)
  case notAnEntry(String, found: Phrase, way: EntryWay)
  case malformedIdentifier(String)
  case unknownReference(String, collection: String, known: [String], near: String?)
  case removesNothing(String, known: [String], near: String?)
  case namedTwice(String)
  case malformedPath(String)
  case pathTooLong(Int, limit: Int)
  case pathThroughValue(String, found: Phrase)
  case noElement(String, count: Int)
  case elementRemoved(String)
  case settingWithoutSign(String)
  case unreadableFile(FileTrouble)
  case olderFormat(found: Int, current: Int, file: String, extendedBy: String?)
  case newerFormat(found: Double, current: Int, extendedBy: String?)
  case unstatedFormat
  case movedKey(String, to: String)
  case placeTaken(String)
  /// A patch says when drones charge, which is a fleet's, and what it extends can not be read.
  case fleetsNotKnown
  case extendsItself([String])
  case extendsTooDeep(limit: Int)

  /// Why a value has the wrong type.
  enum TypeCause {
    case isNullForDefault
    case isQuotedNumber
    case isArrayForCollection
    /// A number written another way, as somebody means it.
    case isMeant(NumberMeant.Form)
    /// An object that was to change elements of an array, which only a patch can.
    case isObjectForArray
    case other
  }

  /// How a value in the place of an entry of a collection becomes one.
  enum EntryWay {
    /// The key of an entry that was probably meant, with its path.
    case key(path: String)
    /// An entry as it may be.
    case example(String)
  }

  /// Where a key belongs that stands at a wrong level.
  enum Elsewhere {
    /// Objects that may have it; an empty path is the outermost object.
    case belongs([String])
    /// This object, if the key of its choice has another word.
    case otherWord(String, String)
    /// An object that has it already.
    case isThereAlready(String)
    /// The path at which a setting would set it, and the value.
    case setting(String, String)
  }

  /// How a value that is not allowed becomes one that is.
  enum WayOut {
    /// The word that was probably meant.
    case word(String)
    /// A value that is allowed, as JSON text.
    case example(key: String, String)
    /// The share of 1 that a number in per cent is.
    case share(String, percent: String)
    /// Elements that are missing, or too many if negative, what they are, and what holds without the key.
    case elements(missing: Int, of: Phrase, without: Phrase?)
    /// The whole numbers next to one with a fraction.
    case whole(Int, Int)
    /// The value that was probably meant, as JSON text.
    case write(key: String, String)
    /// The number in the unit that is wanted, where it was probably given in another one.
    case unit(found: String, in: String, meant: String, unit: String)
    /// The number without its minus sign.
    case withoutMinus(String)
    /// The largest number that is allowed, or the smallest one.
    case bound(String, isLargest: Bool)
    /// What the key is about says what to do.
    case advice(Phrase)
  }

  /// An entry that a patch adds to a collection, and those that are there and may be meant.
  struct Entry {
    let typed: String
    let meant: [String]
  }

  /// Why a file can not be read.
  enum FileTrouble {
    case isFolder
    case isForbidden
    /// It does not begin as JSON of an object does.
    case isNoObject
    /// A pipe or a device.
    case isStream
    /// It is JSON, and has none of the keys of a scenario.
    case isOther
    /// It stands where the scenario may not look.
    case isOutside
    /// The file of the folder whose name is nearest, if one is near.
    case isMissing(near: String?)
  }

  var code: FaultCode {
    switch self {
    case .notAnObject, .wrongType: .wrongType
    case .notAllowed(let code, _, _, _): code
    case .missingKey, .removedKey, .misspeltKey: .missingKey
    case .unknownKey, .notModelled: .unknownKey
    case .notAnEntry: .wrongType
    case .malformedIdentifier: .malformedIdentifier
    case .unknownReference: .unknownReference
    case .removesNothing: .unknownReference
    case .namedTwice: .inconsistent
    case .malformedPath, .pathTooLong, .settingWithoutSign: .malformedPath
    case .pathThroughValue, .noElement, .elementRemoved: .pathNotAnObject
    case .unreadableFile: .unreadableFile
    case .olderFormat, .newerFormat: .olderFormat
    case .unstatedFormat: .missingKey
    case .movedKey: .unknownKey
    case .placeTaken, .fleetsNotKnown: .inconsistent
    case .extendsItself, .extendsTooDeep: .endlessExtends
    }
  }

  /// A key as it is to be written, with its value where that is known.
  func member(_ key: String, _ value: String?) -> String {
    value.map { "\"\(key)\": \($0)" } ?? "\"\(key)\""
  }
}
