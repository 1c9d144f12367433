import Foundation

/// Worked cases of comparison, selection and precision, with their sources in the file.
struct StatisticsCases: Decodable {
  struct Interval: Decodable {
    struct Expectation: Decodable {
      var mean: Double
      var s2: Double
      var halfWidth: Double
    }

    struct Sequential: Decodable {
      var s2: Double
      var mean: Double
      var conf: Double
      var abs025N: Int
      var rel010NLawGammaPrime: Int
      var rel010NNaive: Int
      var startN: Int

      enum CodingKeys: String, CodingKey {
        case s2 = "S2"
        case mean
        case conf
        case abs025N
        case rel010NLawGammaPrime
        case rel010NNaive
        case startN
      }
    }

    var x: [Double]
    var conf: Double
    var expect: Expectation
    var sequential: Sequential?
  }

  struct Paired: Decodable {
    struct Pair: Decodable {
      var mean: Double
      var s2: Double
      var halfWidth: Double
    }

    struct Welch: Decodable {
      var df: Double
      var halfWidth: Double
      var diff: Double
    }

    var a: [Double]
    var b: [Double]
    var conf: Double
    var paired: Pair
    var varOfMean: Double
    var welch: Welch
  }

  struct FourSystems: Decodable {
    struct Pair: Decodable {
      var mean: Double
      var s2: Double
      var p: Double
      var hwBonfC6: Double
    }

    struct SecondStage: Decodable {
      var delta: Double
      var pcs: Double
      var replications: Int

      enum CodingKeys: String, CodingKey {
        case delta
        case pcs
        case replications = "R"
      }
    }

    struct KimNelson: Decodable {
      var n0: Int
      var delta: Double
      var alpha: Double
      var eta: Double
      var h2: Double
      var survivorsAfterFirstScreen: [String]
    }

    var data: [String: [Double]]
    var pairs: [String: Pair]
    var holm: [String: Double]
    var welchS1S3P: Double
    var nmSecondStage: SecondStage
    var mcbMinDelta2: [String: [Double]]
    var knMin: KimNelson

    static let names = ["S1", "S2", "S3", "S4"]

    /// The observations, one row a system.
    var rows: [[Double]] { Self.names.map { data[$0] ?? [] } }
  }

  struct Dunnett: Decodable {
    var control: [Double]
    var first: [Double]
    var second: [Double]
    var stat: [Double]
    var p: [Double]

    enum CodingKeys: String, CodingKey {
      case control
      case first = "A"
      case second = "B"
      case stat
      case p
    }
  }

  struct Wilson: Decodable {
    var k: Int
    var n: Int
    var lo: Double
    var hi: Double
  }

  struct ExactBootstrap: Decodable {
    var x: [Double]
    var mean: Double
    var `var`: Double
    var cdfAt53: Double
  }

  var tCiLawTable91: Interval
  var pairedLaw102: Paired
  var crnFourSystems: FourSystems
  var dunnett1955: Dunnett
  var wilson95: [Wilson]
  var bootstrapExact: ExactBootstrap

  static func load() throws -> Self {
    let decoder = JSONDecoder()
    // Not Foundation's own conversion: it leaves digits after an underscore as they are, as we do, and
    // lowers the first letter only of the whole.
    decoder.keyDecodingStrategy = .custom { path in
      StatisticsKey(path[path.count - 1].stringValue)
    }
    return try decoder.decode(Self.self, from: fixture("statistics_cases.json"))
  }
}

/// A key in camel case; the ids of systems stay as they are.
private struct StatisticsKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(_ snake: String) {
    let parts = snake.split(separator: "_")
    stringValue =
      parts.count < 2
      ? snake
      : parts.dropFirst().reduce(String(parts[0])) {
        $0 + $1.prefix(1).uppercased() + $1.dropFirst()
      }
  }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
