#if Server
import Experiments
import ReportServer
import Reports
import ResultStore
import Wording

/// Reports as a server shows them: those that `parksim report` makes, of files that are only looked at.
enum ServedReport {
  /// The page of a report; where none can be made of the runs, their metrics in a table.
  ///
  /// - Throws: `StoreError`.
  static func page(of subject: ReportSubject) throws -> [UInt8] {
    do {
      let files = try ([subject.file] + subject.compare).map { served in
        ComparedFile(
          name: served.name,
          file: try ResultFile.openForLooking(path: served.path)
        )
      }
      let page =
        subject.isComparison
        ? try comparison(of: files, subject) : try runs(of: files[0].file, subject)
      return Array(page.utf8)
    } catch let error where error is ReportError || error is CommandError {
      return try PlainReport.page(of: subject)
    }
  }

  private static func runs(of file: ResultFile, _ subject: ReportSubject) throws -> String {
    let choice: ReportedRuns.Choice =
      subject.runs.isEmpty ? .last : .runs(subject.runs.map(\.number))
    return try Report(of: ReportedRuns(choice, of: file)).page(in: subject.language)
  }

  private static func comparison(
    of files: [ComparedFile],
    _ subject: ReportSubject
  ) throws -> String {
    var request = ComparisonRequest()
    request.variants = try variants(of: files[0].file, subject)
    let input = try ComparisonInput.read(files, request)
    let all = files.map(\.file)
    let found = Comparison(
      input,
      level: input.level ?? 0.95,
      drifts: try LeadTimeDrift.all(of: input, in: all)
    )
    return try ComparisonReport(found, files: all).page(in: subject.language)
  }

  /// Names of the variants of the runs that were chosen, in the order of the file; none if all are meant.
  private static func variants(of file: ResultFile, _ subject: ReportSubject) throws -> [String] {
    guard !subject.runs.isEmpty else { return [] }
    let chosen = try file.runs().filter { subject.runs.contains($0.id) }.map(\.identity.variant)
    return chosen.enumerated().filter { chosen.firstIndex(of: $0.element) == $0.offset }
      .map(\.element)
  }
}
#endif
