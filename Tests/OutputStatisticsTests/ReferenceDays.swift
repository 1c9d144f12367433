import DiscreteEvents
import Foundation
import OutputStatistics
import Testing

/// Metrics of many replications of the reference day: real, skewed, bounded and rare observations.
///
/// Samples are drawn from the days with replacement, so that the mean of all days is the truth.
struct ReferenceDays {
  /// Values of a metric, day by day.
  private let columns: [String: [Double]]

  /// Values that a metric of the park can have.
  static func range(of metric: String) -> ClosedRange<Double> {
    metric.hasPrefix("on_time_share") ? 0...1 : 0 ... .infinity
  }

  /// The days of the fixture, or of the file that `PARKSIM_REFERENCE_DAYS` names.
  ///
  /// Both are made by Tools/reference-days.sh, whose command stands in their first line.
  static func load() throws -> Self {
    let environment = ProcessInfo.processInfo.environment
    let fixture = try #require(
      Bundle.module.url(
        forResource: "reference-days",
        withExtension: "csv",
        subdirectory: "Fixtures"
      )
    )
    let file = environment["PARKSIM_REFERENCE_DAYS"].map { URL(fileURLWithPath: $0) } ?? fixture
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let header = try #require(lines.first)
    var columns: [String: [Double]] = [:]
    for (index, name) in header.enumerated() {
      columns[name] = try lines.dropFirst().map { try #require(Double($0[index]), "\(name)") }
    }
    return Self(columns: columns)
  }

  /// Number of samples for each share that is measured.
  static func samples(_ usual: Int) throws -> Int {
    let environment = ProcessInfo.processInfo.environment
    return try environment["PARKSIM_COVERAGE_SAMPLES"].map { try #require(Int($0)) } ?? usual
  }

  /// Values of a metric, day by day.
  subscript(metric: String) -> [Double] {
    get throws { try #require(columns[metric], "no \(metric)") }
  }
}

extension RandomStream {
  /// One of the values.
  mutating func pick(_ values: [Double]) -> Double {
    values[min(values.count - 1, Int(uniform() * Double(values.count)))]
  }
}

/// A line of a table: a name and right-aligned cells.
func tableLine(_ name: String, _ cells: [String]) -> String {
  let padded = cells.map { String(repeating: " ", count: max(0, 7 - $0.count)) + $0 }
  return name.padding(toLength: 34, withPad: " ", startingAt: 0) + padded.joined()
}

/// A share in percent with a decimal.
func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10)" }
