import ResultStore
import ScenarioFiles
import Wording

/// Runs of one file that can not all be right.
enum Contradiction {
  /// Numbers of complete runs of one identity with other values of the metrics that they share: one program
  /// makes the same each time.
  ///
  /// A metric that only some of them have is of another version.
  static func all(of runs: [StoredRun], in file: ResultFile) throws -> [[Int64]] {
    let groups = Dictionary(grouping: runs.filter { $0.status == .complete }, by: \.identity).values
      .filter { Set($0.map(\.digest)).count > 1 }
    guard !groups.isEmpty else { return [] }
    let values = try file.values(of: file.definitions().map(\.name))
    let differ = { (one: StoredRun, other: StoredRun) in
      let (first, second) = (values[one.id] ?? [:], values[other.id] ?? [:])
      return first.contains { name, value in second[name].map { $0 != value } ?? false }
    }
    return groups.filter { group in group.contains { differ(group[0], $0) } }
      .map { $0.map(\.id.number).sorted() }.sorted { $0[0] < $1[0] }
  }

  /// In a sentence without an end.
  static func words(_ runs: [Int64]) -> Phrase {
    let list = runs.map(String.init)
    return Phrase(
      "runs \(list.joined(separator: ", ")) have one scenario, variant, seed and number of "
        + "replication, and other numbers: not all of them can be right",
      "运行 \(list.joined(separator: "、")) 的场景、方案、种子和重复编号相同，数值却不同：不可能都正确"
    )
  }

  /// For programs.
  static func node(_ all: [[Int64]]) -> JSONNode.Value {
    .list(all.map { .list($0.map { .integer(Int($0)) }) })
  }
}

/// Whether runs are as they were stored, before anything is said of them.
enum DigestCheck {
  /// Refuses runs whose rows do not give the digests that they state.
  ///
  /// - Throws: ``CommandError`` that names the first one and the way to look at it all the same.
  static func require(of runs: [StoredRun], in file: ResultFile) throws {
    do {
      try file.checkDigests(of: runs)
    } catch StoreError.corrupt(let path, let why) {
      throw CommandError(
        status: .storage,
        StoreError.corrupt(path: path, why: why).words
          .followed(by: "; --unchecked looks at it as it is", "；--unchecked 可照样查看")
      )
    }
  }
}
