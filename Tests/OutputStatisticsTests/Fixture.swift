import DiscreteEvents
import Foundation

/// A file of the test bundle.
func fixture(_ name: String) throws -> Data {
  guard let folder = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
  return try Data(contentsOf: folder.appendingPathComponent("Fixtures/" + name))
}

/// Reference values of numpy, scipy and statsmodels.
struct ReferenceCases: Decodable {
  struct Series: Decodable, CustomStringConvertible {
    struct BatchMeans: Decodable {
      var mean: Double
      var halfWidth90: Double
      var lagOne: Double
      var vonNeumann: Double
    }

    var name: String
    var x: [Double]
    var skewness: Double
    var excessKurtosis: Double
    var histogramEdges: [Double]
    var histogramCounts: [Int]
    var autocorrelation: [Double]
    var bartlett95: [Double]
    var weights: [Double]
    var weightedMean: Double
    var weightedVariance: Double
    var batchMeans: BatchMeans
    var overlappingHalfWidth90: Double
    var description: String { name }
  }

  struct Ranks: Decodable {
    var n: Int
    var p: Double
    var level: Double
    var lower: Int?
    var upper: Int?
    var coverage: Double
  }

  var lags: Int
  var batches: Int
  var overlapping: Int
  var series: [Series]
  var ranks: [Ranks]

  static func load() throws -> Self { try decode("output_statistics.json") }
}

/// Data sets with certified values.
struct CertifiedCases: Decodable {
  struct Item: Decodable {
    var name: String
    var mean: Double
    var standardDeviation: Double
    var lagOne: Double
    var x: [Double]
  }

  var sets: [Item]

  static func load() throws -> Self { try decode("nist_univariate.json") }
}

/// Worked cases of warm-up rules and batch means.
struct WarmUpCases: Decodable {
  struct MSER: Decodable {
    var x: [Double]
    var d: Int
    var statistics: [Double]
    var truncatedMean: Double
  }

  struct Welch: Decodable {
    var replications: [[Double]]
    var window: Int
    var averages: [Double]
    var moving: [Double]
  }

  struct BatchMeans: Decodable {
    var means: [Double]
    var level: Double
    var mean: Double
    var halfWidth: Double
    var lagOne: Double
  }

  var mser: MSER
  var welch: Welch
  var batchMeans: BatchMeans

  static func load() throws -> Self { try decode("warm_up.json") }
}

private func decode<Cases: Decodable>(_ name: String) throws -> Cases {
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try decoder.decode(Cases.self, from: fixture(name))
}

/// Whether two numbers differ by no more than a share of the larger.
func isClose(_ a: Double, _ b: Double, within share: Double) -> Bool {
  (a - b).magnitude <= share * max(a.magnitude, b.magnitude)
}

extension RandomStream {
  /// The stream of a test.
  static func make(_ purpose: String, seed: UInt64 = 1) -> RandomStream {
    var streams = StreamDirectory(seed: seed, replication: 1)
    return streams.stream(purpose)
  }

  /// A whole number from 0, below a bound.
  mutating func number(below bound: Int) -> Int { Int(uniform() * Double(bound)) }

  /// A normal series with mean 0 whose neighbors have a given correlation, steady from the start.
  mutating func autoregressive(_ correlation: Double, count: Int) -> [Double] {
    let noise = NormalDistribution(
      mean: 0,
      standardDeviation: (1 - correlation * correlation).squareRoot()
    )
    var value = NormalDistribution(mean: 0, standardDeviation: 1).sample(&self)
    return (0..<count).map { _ in
      value = correlation * value + noise.sample(&self)
      return value
    }
  }

  /// An order of the numbers from 0, below a bound.
  mutating func shuffled(_ bound: Int) -> [Int] {
    var order = Array(0..<bound)
    for last in stride(from: bound - 1, to: 0, by: -1) {
      order.swapAt(last, number(below: last + 1))
    }
    return order
  }
}
