import ResultStore
import ScenarioFiles
import Wording

/// The pages over a folder of results files: what a request gets, without any network.
///
/// It reads and never writes: files are opened so that not even a write that was cut off is undone.
package final class Site: Sendable {
  /// Files that can be compared at a time.
  static let mostCompared = 50

  private let folder: ServedFolder
  private let configuration: SiteConfiguration
  private let turns = FileTurns()
  private let cache = OverviewCache()

  /// Makes the pages of a folder.
  package init(_ folder: ServedFolder, _ configuration: SiteConfiguration) {
    self.folder = folder
    self.configuration = configuration
  }

  /// The answer to a request whose head was found to be good.
  package func answer(to head: RequestHead) async -> Answer {
    do {
      return try await answer(PageRequest(head))
    } catch let refusal as Refusal {
      return Self.answer(refusal, to: head)
    } catch {
      return Self.answer(.failed, to: head)
    }
  }

  /// The answer that says why a request gets no page.
  ///
  /// - Parameters:
  ///   - refusal: Why.
  ///   - head: The request; nil where none was understood.
  /// - Returns: The answer.
  package static func answer(_ refusal: Refusal, to head: RequestHead?) -> Answer {
    let language = head.map(PageRequest.language(of:)) ?? .english
    let isForProgram =
      head.map { PageRequest.wantsData($0) || $0.target.contains(".json") } ?? false
    if isForProgram {
      return SiteData.answer(
        SiteData.Fault(status: refusal.status, error: refusal.words.english),
        status: refusal.status
      )
    }
    let context = PageContext(
      language: language,
      chosenLanguage: nil,
      path: "/",
      query: Query()
    )
    let page = PageFrame.page(
      "\(refusal.status)",
      context,
      "<p class=\"fault\">\(refusal.words[language])</p>"
    )
    return Answer(.page, page, status: refusal.status)
  }

  private func answer(_ request: PageRequest) async throws -> Answer {
    switch request.page {
    case .files: try await files(request)
    case .runs: try await runs(request)
    case .progress: try await progress(request)
    case .report: try await report(request, isComparison: false)
    case .compare: try await report(request, isComparison: true)
    }
  }

  private func files(_ request: PageRequest) async throws -> Answer {
    let filter = try request.filter()
    let listing = folder.listing()
    var all: [FileOverview] = []
    for file in listing.files { all.append(await overview(of: file)) }
    let wanted = all.filter { $0.isWanted(by: filter) }
    if request.isForProgram {
      return SiteData.answer(
        SiteData.Files(files: wanted.map { SiteData.File($0) }, isCut: listing.isCut)
      )
    }
    let page = FileListPage(
      files: wanted,
      names: (
        Set(all.flatMap(\.scenarios)).sorted(), Set(all.flatMap(\.variants)).sorted()
      ),
      filter: filter,
      isCut: listing.isCut,
      context: request.context
    )
    return Answer(.page, page.bytes)
  }

  private func runs(_ request: PageRequest) async throws -> Answer {
    let (filter, first) = (try request.filter(), try request.firstRun())
    let file = try file(try request.files(most: 1)[0])
    let overview = await overview(of: file)
    if let fault = overview.fault { throw Refusal.fault(fault, file: file.name) }
    let runs = try await look(into: file) {
      try $0.runs(filter, from: first, most: RunListPage.most + 1)
    }
    let page = RunListPage(overview: overview, runs: runs, filter: filter, context: request.context)
    guard request.isForProgram else { return Answer(.page, page.bytes) }
    return SiteData.answer(
      SiteData.Runs(
        file: file.name,
        runs: runs.prefix(RunListPage.most).map { SiteData.Run($0) },
        next: page.next?.number
      )
    )
  }

  private func progress(_ request: PageRequest) async throws -> Answer {
    let file = try file(try request.files(most: 1)[0])
    let progress = try await look(into: file) { results in
      Progress(
        try results.groups(most: FileOverview.mostGroups),
        experiment: try results.experiments().last?.name,
        underWay: ResultFile.runsUnderWay(path: file.path).count
      )
    }
    if request.isForProgram { return SiteData.answer(SiteData.Progress(progress, of: file.name)) }
    let page = ProgressPage(file: file.name, progress: progress, context: request.context)
    return Answer(.page, page.bytes)
  }

  private func report(_ request: PageRequest, isComparison: Bool) async throws -> Answer {
    let files = try request.files(most: isComparison ? Self.mostCompared : 1).map { try file($0) }
    let runs = try request.runs()
    guard files.count == 1 || runs.isEmpty && request.variants.isEmpty else {
      throw Refusal.badQuery(
        Phrase("Choose runs and variants of one file only.", "只能选择同一文件的运行和方案。")
      )
    }
    let variants = request.variants
    let configuration = configuration
    return try await turns.take(Set(files.map(\.path))) {
      let chosen = try files.map { file in
        try Self.telling(of: file) { try ChosenRuns(runs, variants, in: file) }
      }
      if request.isForProgram {
        return SiteData.answer(
          SiteData.Report(
            files: try zip(files, chosen).map { file, chosen in
              try Self.telling(of: file) { try chosen.data() }
            }
          )
        )
      }
      let isAll = runs.isEmpty && variants.isEmpty
      let subject = ReportSubject(
        file: files[0],
        runs: isAll ? [] : chosen[0].runs.map(\.id),
        compare: Array(files.dropFirst()),
        isComparison: isComparison,
        language: request.context.language
      )
      do {
        return Answer(.report, try await configuration.report(subject))
      } catch let error as StoreError {
        throw Refusal.fault(FileFault(error, at: files[0].path), file: files[0].name)
      }
    }
  }

  private func file(_ name: String) throws -> ServedFile {
    guard let file = folder.file(named: name) else { throw Refusal.noSuchFile(name) }
    return file
  }

  private func overview(of file: ServedFile) async -> FileOverview {
    if let known = cache.overview(of: file) { return known }
    return await turns.take([file.path]) {
      let overview = FileOverview(lookingInto: file)
      cache.keep(overview)
      return overview
    }
  }

  private func look<Value: Sendable>(
    into file: ServedFile,
    _ body: @Sendable (ResultFile) throws -> Value
  ) async throws -> Value {
    try await turns.take([file.path]) {
      try Self.telling(of: file) { try body(ResultFile.openForLooking(path: file.path)) }
    }
  }

  /// Tells errors of the store as what is wrong with a file.
  private static func telling<Value>(
    of file: ServedFile,
    _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw Refusal.fault(FileFault(error, at: file.path), file: file.name)
    }
  }
}
