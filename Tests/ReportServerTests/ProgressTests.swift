import ReportServer
import ResultStore
import Testing

struct ProgressTests {
  private func group(
    _ experiment: Int64?,
    _ variant: String,
    _ status: RunStatus,
    _ count: Int,
    _ start: String = "2026-01-01T00:00:00Z",
    _ end: String? = nil
  ) -> RunGroup {
    RunGroup(
      experiment: experiment,
      scenario: "day",
      variant: variant,
      status: status,
      count: count,
      firstStart: start,
      lastEnd: end
    )
  }

  @Test func theLastExperimentIsCountedByVariant() {
    let groups = [
      group(nil, "base", .complete, 7), group(1, "base", .complete, 5),
      group(2, "base", .complete, 3, "2026-01-02T00:00:00Z", "2026-01-02T00:00:09Z"),
      group(2, "few", .failed, 1, "2026-01-02T00:00:02Z", "2026-01-02T00:00:05Z"),
      group(2, "few", .started, 4, "2026-01-02T00:00:01Z"),
    ]
    let progress = Progress(groups, experiment: "bays", underWay: 2)
    #expect(progress.experiment == "bays")
    #expect(progress.totals == (3, 4, 1))
    #expect(progress.variants.map(\.variant) == ["base", "few"])
    #expect(progress.variants.map(\.total) == [3, 5])
    #expect(progress.firstStart == "2026-01-02T00:00:00Z")
    #expect(progress.lastEnd == "2026-01-02T00:00:09Z")
    #expect(progress.mayGoOn)
  }

  @Test func withoutAnExperimentAllRunsAreCounted() {
    let progress = Progress([group(nil, "base", .complete, 7)], experiment: nil, underWay: 0)
    #expect(progress.totals == (7, 0, 0))
    #expect(progress.lastEnd == nil)
    #expect(!progress.mayGoOn)
  }
}
