import ResultStore

/// The complete runs of a file that somebody has chosen, one by one or by their variants.
struct ChosenRuns {
  /// Runs whose metrics are told at most.
  static let most = 1_000

  /// The runs; all of the file where nothing was chosen.
  let runs: [StoredRun]

  private let file: ServedFile
  private let results: ResultFile

  /// Looks for them.
  ///
  /// - Parameters:
  ///   - numbers: Numbers of runs.
  ///   - variants: Names of variants.
  ///   - file: The file, whose turn this is.
  /// - Throws: `Refusal` if one is not there or not complete, or there is none at all; `StoreError`.
  init(_ numbers: [RunID], _ variants: [String], in file: ServedFile) throws {
    self.file = file
    results = try ResultFile.openForLooking(path: file.path)
    let complete = try results.runs(RunFilter(status: .complete), from: RunID(1), most: .max)
    let (wanted, names) = (Set(numbers), Set(variants))
    runs = complete.filter {
      wanted.isEmpty && names.isEmpty || wanted.contains($0.id)
        || names.contains($0.identity.variant)
    }
    let found = (numbers: Set(runs.map(\.id)), variants: Set(runs.map(\.identity.variant)))
    if let missing = numbers.first(where: { !found.numbers.contains($0) }) {
      throw Refusal.noSuchRun("\(missing.number)")
    }
    if let missing = variants.first(where: { !found.variants.contains($0) }) {
      throw Refusal.noSuchRun(missing)
    }
    if runs.isEmpty { throw Refusal.noRun(file.name) }
  }

  /// Their metrics, for programs.
  ///
  /// - Throws: `StoreError`.
  func data() throws -> SiteData.Runs {
    SiteData.Runs(
      file: file.name,
      runs: try runs.prefix(Self.most).map {
        SiteData.Run($0, metrics: try results.metrics(of: $0.id))
      },
      next: runs.count > Self.most ? runs[Self.most].id.number : nil
    )
  }
}
