package import ResultStore
import Wording

/// What the list says of a file: its runs in groups, or why they can not be read.
package struct FileOverview: Sendable {
  /// The file.
  package var file: ServedFile
  /// Its runs; empty if they can not be read.
  package var groups: [RunGroup]
  /// Why they can not be read.
  package var fault: FileFault?

  /// Groups that are counted at most; a file with more has a scenario for each run.
  package static let mostGroups = 10_000

  /// Describes a file.
  package init(file: ServedFile, groups: [RunGroup] = [], fault: FileFault? = nil) {
    self.file = file
    self.groups = groups
    self.fault = fault
  }

  /// Looks into a file, whose turn this is.
  package init(lookingInto file: ServedFile) {
    do {
      let results = try ResultFile.openForLooking(path: file.path)
      self.init(file: file, groups: try results.groups(most: Self.mostGroups))
    } catch let error as StoreError {
      self.init(file: file, fault: FileFault(error, at: file.path))
    } catch {
      self.init(file: file, fault: .damaged(Phrase(same: "?")))
    }
  }

  /// Number of runs with a status, or of all.
  package func count(_ status: RunStatus? = nil) -> Int {
    groups.reduce(0) { $0 + ($1.status == status ?? $1.status ? $1.count : 0) }
  }

  /// Names of the scenarios, each once, in the order of their runs.
  package var scenarios: [String] { Self.once(groups.map(\.scenario)) }

  /// Names of the variants, each once, in the order of their runs.
  package var variants: [String] { Self.once(groups.map(\.variant)) }

  /// Whether a list of what a filter wants has the file: by one of its runs or by its name.
  ///
  /// One that can not be read is left out where runs of a kind are wanted.
  package func isWanted(by filter: RunFilter) -> Bool {
    if filter.isOpen { return true }
    var others = filter
    if RunFilter.contains(file.name, filter.text) { others.text = "" }
    if others.isOpen { return true }
    return groups.contains {
      others.admits(scenario: $0.scenario, variant: $0.variant, status: $0.status)
    }
  }

  private static func once(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
