/// Where the pages come from that others make.
package struct SiteConfiguration: Sendable {
  /// Makes the page of a report: the bytes of one HTML file that needs no other.
  ///
  /// While it works nobody else of this process looks into the files that it is about. Errors of the store
  /// and refusals are told to the reader, all others as a failure of the server.
  package var report: @Sendable (ReportSubject) async throws -> [UInt8]

  /// Configures a site.
  package init(report: @escaping @Sendable (ReportSubject) async throws -> [UInt8]) {
    self.report = report
  }
}
