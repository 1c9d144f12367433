import Foundation

/// Published confidence intervals and t quantiles.
struct StudentTCases: Decodable {
  /// An interval worked in a textbook, recomputed with more digits.
  struct Interval: Decodable, CustomStringConvertible {
    struct Expectation: Decodable {
      var n: Int
      var mean: Double
      var s2: Double
      var halfWidth: Double

      enum CodingKeys: String, CodingKey {
        case n
        case mean
        case s2
        case halfWidth = "half_width"
      }
    }

    var name: String
    var source: String
    var x: [Double]
    var conf: Double
    var expect: Expectation
    var description: String { name }
  }

  struct Quantile: Decodable {
    var p: Double
    var df: Double
    var t: Double
  }

  var intervals: [Interval]
  var quantiles: [Quantile]

  static func load() throws -> Self {
    try JSONDecoder().decode(Self.self, from: fixture("student_t_cases.json"))
  }
}

/// A row of the table that mpmath made.
struct QuantileRow {
  var p: Double
  var degreesOfFreedom: Double
  var t: Double

  static func load() throws -> [Self] {
    let text = String(decoding: try fixture("student_t_quantiles.csv"), as: UTF8.self)
    return text.split(separator: "\n").dropFirst(2).compactMap { line in
      let fields = line.split(separator: ",").compactMap { Double($0) }
      guard fields.count == 3 else { return nil }
      return Self(p: fields[0], degreesOfFreedom: fields[1], t: fields[2])
    }
  }
}
