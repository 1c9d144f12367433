import Foundation
import Wording

/// Reads a file with all that it extends: `"extends": "other.json"` names the file that it is a patch
/// of.
struct ExtendedFile {
  /// Most files that may extend one another.
  static let depthLimit = 16

  static let key = "extends"

  /// The file merged into what it extends; nil if a fault leaves nothing to read on with.
  private(set) var node: JSONNode?
  /// What the patches remove.
  private(set) var removals: Removals = [:]

  private let faults: FaultCollector
  private let scope: FileScope

  /// Reads a file and what it extends.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - place: Where a text names it, with the JSON pointer; nil for an argument.
  ///   - scope: Files that may be read.
  ///   - faults: Takes the faults.
  init(
    _ path: String,
    askedBy place: (span: SourceSpan, pointer: String)? = nil,
    within scope: FileScope = .anywhere,
    faults: FaultCollector
  ) {
    self.faults = faults
    self.scope = scope
    node = load(path, askedBy: place, chain: [])
  }

  /// Reads a text and what it extends, by paths from the working folder.
  init(_ source: SourceText, within scope: FileScope = .anywhere, faults: FaultCollector) {
    self.faults = faults
    self.scope = scope
    node = JSONNode.parse(source, faults: faults).flatMap {
      extending($0, path: source.name, chain: [source.name])
    }
  }

  private mutating func load(
    _ path: String,
    askedBy place: (span: SourceSpan, pointer: String)?,
    chain: [String]
  ) -> JSONNode? {
    let start = SourceSpan(source: SourceText(name: path, text: ""), bytes: 0..<0)
    let report = { [faults] (fault: FormatFault) in
      let span = place?.span ?? start
      faults.report(ScenarioFault(fault, at: span, pointer: place?.pointer ?? ""))
    }
    let file = Self.identity(of: path)
    guard !chain.map(Self.identity).contains(file) else {
      report(.extendsItself(chain + [path]))
      return nil
    }
    guard chain.count < Self.depthLimit else {
      report(.extendsTooDeep(limit: Self.depthLimit))
      return nil
    }
    guard scope.allows(path) else {
      report(.unreadableFile(.isOutside))
      return nil
    }
    // Only who names a file on the command line may mean a pipe by it.
    let text = place == nil ? SourceText(file: path) : SourceText(regularFile: path)
    guard let source = text else {
      report(.unreadableFile(Self.trouble(with: path)))
      return nil
    }
    // Lines of a file that is no scenario are nobody's business.
    guard source.mayBeObject else {
      report(.unreadableFile(.isNoObject))
      return nil
    }
    guard place == nil || source.mayBeScenario else {
      report(.unreadableFile(.isOther))
      return nil
    }
    guard let node = JSONNode.parse(source, faults: faults),
      !ExperimentFile.report(ifExperiment: node, faults: faults)
    else { return nil }
    // A merge would drop in silence what is no object; the outermost file is judged when it is read.
    if !chain.isEmpty, node.members == nil {
      let fault = FormatFault.notAnObject(found: node.summary)
      faults.report(ScenarioFault(fault, at: node.span, pointer: ""))
      return nil
    }
    return extending(node, path: path, chain: chain + [path])
  }

  /// The value merged into the one that it extends.
  ///
  /// A file in another format is not read on with, but what it extends is looked at, so that one
  /// pass names all files of another format.
  private mutating func extending(
    _ node: JSONNode,
    path: String,
    chain: [String]
  ) -> JSONNode? {
    let hasFormat = FormatNumber.check(node, extendedBy: chain.dropLast().last, faults: faults)
    guard let base = node[Self.key] else { return hasFormat ? node : nil }
    let patch = node.removing(Self.key)
    guard case .string(let name) = base.value, !name.isEmpty else {
      if case .faulty = base.value { return patch }
      let wanted = Phrase("the path of a scenario file", "场景文件的路径")
      let fault = FormatFault.wrongType(
        found: base.summary,
        wanted: wanted,
        key: Self.key,
        example: "\"day.json\"",
        cause: .other
      )
      faults.report(ScenarioFault(fault, at: base.span, pointer: "/" + Self.key))
      if hasFormat { FormatReader.readPatch(patch, ScenarioFormat.object, faults: faults) }
      return nil
    }
    let other = Self.neighbour(name, of: path)
    guard let whole = load(other, askedBy: (base.span, "/" + Self.key), chain: chain) else {
      if hasFormat { FormatReader.readPatch(patch, ScenarioFormat.object, faults: faults) }
      return nil
    }
    // A later patch may bring back what an earlier one removed: only what is missing is looked up.
    let removed = PatchRemovals.check(patch, against: whole, faults: faults)
    removals.merge(removed) { _, later in later }
    return hasFormat ? whole.merging(patch) : nil
  }

  /// The path of a file that a value names; from the working folder if an argument does.
  static func path(of name: String, namedAt span: SourceSpan) -> String {
    JSONNode.isSetting(span) ? name : neighbour(name, of: span.source.name)
  }

  /// The path of a file that is named from another one.
  private static func neighbour(_ name: String, of path: String) -> String {
    guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
    return String(path[...slash]) + name
  }

  /// The same for all paths of one file.
  private static func identity(of path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// Why a file can not be read.
  static func trouble(with path: String) -> FormatFault.FileTrouble {
    switch FileKind(of: path) {
    case .nothing: .isMissing(near: neighbourLike(path))
    case .file: .isForbidden
    case .folder: .isFolder
    case .stream: .isStream
    }
  }

  /// The file of the folder that was probably meant.
  private static func neighbourLike(_ path: String) -> String? {
    let place = URL(fileURLWithPath: path)
    let folder = place.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let ending = "." + place.pathExtension
    // What ends differently is of another kind; the ending itself makes no names alike.
    let alike = names.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    let name = place.deletingPathExtension().lastPathComponent
    return NearestName.of(name, among: alike.sorted()).map { $0 + ending }
  }
}

extension JSONNode {
  /// The object without a member.
  func removing(_ key: String) -> JSONNode {
    guard case .object(let members) = value else { return self }
    return JSONNode(.object(members.filter { $0.key != key }), span: span, changedAt: changedAt)
  }
}
