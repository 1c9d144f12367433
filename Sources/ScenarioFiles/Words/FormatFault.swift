/// What can be wrong with JSON that does not have the format.
enum FormatFault: FaultKind {
  case notAnObject(found: Phrase)
  case wrongType(found: Phrase, wanted: Phrase, key: String, example: String, cause: TypeCause)
  case notAllowed(FaultCode, found: Phrase, wanted: Phrase, way: WayOut?)
  case missingKey(String, wanted: Phrase, meaning: Phrase, example: String, entry: Entry?)
  case removedKey(String, wanted: Phrase, example: String)
  case misspeltKey(typed: String, meant: String, wanted: Phrase)
  case unknownKey(String, near: String?, elsewhere: Elsewhere?, allowed: [String])
  case malformedIdentifier(String)
  case unknownReference(String, collection: String, known: [String], near: String?)
  case removesNothing(String, known: [String], near: String?)
  case namedTwice(String)
  case malformedPath(String)
  case pathTooLong(Int, limit: Int)
  case pathThroughValue(String, found: Phrase, isArray: Bool)
  case settingWithoutSign(String)
  case unreadableFile(FileTrouble)
  case olderFormat(found: Int, current: Int, file: String, extendedBy: String?)
  case newerFormat(found: Double, current: Int, extendedBy: String?)
  case unstatedFormat
  case movedKey(String, to: String)
  case placeTaken(String)
  case extendsItself([String])
  case extendsTooDeep(limit: Int)

  /// Why a value has the wrong type.
  enum TypeCause {
    case isNullForDefault
    case isQuotedNumber
    case isArrayForCollection
    case other
  }

  /// Where a key belongs that stands at a wrong level.
  enum Elsewhere {
    /// Objects that may have it; an empty path is the outermost object.
    case belongs([String])
    /// This object, if the key of its choice has another word.
    case otherWord(String, String)
    /// An object that has it already.
    case isThereAlready(String)
  }

  /// How a value that is not allowed becomes one that is.
  enum WayOut {
    /// The word that was probably meant.
    case word(String)
    /// A value that is allowed, as JSON text.
    case example(key: String, String)
    /// The share of 1 that a number in per cent is.
    case share(String, percent: String)
    /// Elements that are missing, or too many if negative, and what they are.
    case elements(missing: Int, of: Phrase)
    /// The whole numbers next to one with a fraction.
    case whole(Int, Int)
    /// What the key is about says what to do.
    case advice(Phrase)
  }

  /// An entry that a patch adds to a collection, and one that is there with a name like it.
  struct Entry {
    let typed: String
    let near: String
  }

  /// Why a file can not be read.
  enum FileTrouble {
    case isFolder
    case isForbidden
    /// The file of the folder whose name is nearest, if one is near.
    case isMissing(near: String?)
  }

  var code: FaultCode {
    switch self {
    case .notAnObject, .wrongType: .wrongType
    case .notAllowed(let code, _, _, _): code
    case .missingKey, .removedKey, .misspeltKey: .missingKey
    case .unknownKey: .unknownKey
    case .malformedIdentifier: .malformedIdentifier
    case .unknownReference: .unknownReference
    case .removesNothing: .unknownReference
    case .namedTwice: .inconsistent
    case .malformedPath, .pathTooLong, .settingWithoutSign: .malformedPath
    case .pathThroughValue: .pathNotAnObject
    case .unreadableFile: .unreadableFile
    case .olderFormat, .newerFormat: .olderFormat
    case .unstatedFormat: .missingKey
    case .movedKey: .unknownKey
    case .placeTaken: .inconsistent
    case .extendsItself, .extendsTooDeep: .endlessExtends
    }
  }
}
