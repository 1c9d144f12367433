/// What can be wrong with JSON that does not have the format.
enum FormatFault: FaultKind {
  case notAnObject(found: Phrase)
  case wrongType(found: Phrase, wanted: Phrase, key: String, example: String, cause: TypeCause)
  case notAllowed(FaultCode, found: Phrase, wanted: Phrase, near: String?)
  case missingKey(String, wanted: Phrase)
  case misspeltKey(typed: String, meant: String, wanted: Phrase, allowed: [String])
  case unknownKey(String, near: String?, allowed: [String])
  case malformedIdentifier(String)
  case unknownReference(String, collection: String, known: [String], near: String?)
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
    case isNull
    case isQuotedNumber
    case other
  }

  /// Why a file can not be read.
  enum FileTrouble {
    case isFolder
    case isForbidden
    case isMissing
  }

  var code: FaultCode {
    switch self {
    case .notAnObject, .wrongType: .wrongType
    case .notAllowed(let code, _, _, _): code
    case .missingKey, .misspeltKey: .missingKey
    case .unknownKey: .unknownKey
    case .malformedIdentifier: .malformedIdentifier
    case .unknownReference: .unknownReference
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
