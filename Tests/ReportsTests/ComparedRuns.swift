import Experiments
import Foundation
import LogisticsPark
import ResultStore
import TestSupport

/// Runs of three variants of the reference day, to be compared.
struct ComparedRuns {
  /// A name that is markup, a script and a text from right to left.
  static let hostile = "<img src=x onerror=alert(1)></script>\u{202E}مرحبا"
  /// Replications of each variant.
  static let count = 6

  /// The results file.
  let path: String
  private let folder: TemporaryFolder

  /// Makes runs of 8 bays, of 12 under a hostile name, and of the same 8 with fewer drones.
  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("variants.sqlite")
    let bays = "charging.depot.chargers.standard.count=12"
    for (name, settings) in [
      ("bays-08", []), (Self.hostile, [bays]), ("fewer", ["fleet.m100.count=20"]),
    ] {
      let result = try ParkSimProcess.run(
        [
          "run", "Scenarios/shangrao/day.json", "--replications", "\(Self.count)", "--variant",
          name,
          "--out", path,
        ] + settings.flatMap { ["--set", $0] }
      )
      guard result.status == 0 else { throw Trouble(words: result.errors) }
    }
  }

  /// What the program says that made no runs.
  struct Trouble: Error {
    let words: String
  }

  /// The comparison of all or of some variants.
  func comparison(
    of variants: [String] = [],
    on metrics: [String] = ["lead_time_s", "on_time_share", "energy_grid_kwh"],
    goal: String? = nil
  ) throws -> (comparison: Comparison, file: ResultFile) {
    let file = try ResultFile.openForReading(path: path)
    var request = ComparisonRequest()
    request.variants = variants
    request.metrics = metrics
    request.goal = goal.flatMap { Goal($0) }
    let input = try ComparisonInput([ComparedFile(name: path, file: file)], request)
    return (Comparison(input, level: 0.95), file)
  }
}
