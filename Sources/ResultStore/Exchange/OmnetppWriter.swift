import GRDB

/// Fills the tables of an OMNeT++ result file.
struct OmnetppWriter {
  /// What a scalar, a statistic or a vector hangs on.
  enum Item: String {
    case scalar
    case statistic
    case vector
  }

  /// Moments of an item that is not a histogram and has no weights.
  struct Moments {
    var count: Int64
    var mean: Double?
    var standardDeviation: Double?
    var minimum: Double?
    var maximum: Double?

    /// Sum of the values, from count and mean: 0 if there are none.
    var sum: Double { count == 0 ? 0 : Double(count) * (mean ?? 0) }

    /// Sum of the squares, from count, mean and standard deviation.
    var sumOfSquares: Double {
      let spread = standardDeviation ?? 0
      return sum * (mean ?? 0) + Double(max(1, count) - 1) * spread * spread
    }
  }

  /// Summary of a vector, and where it ends.
  struct VectorSummary {
    var count: Int64 = 0
    var minimum: Double?
    var maximum: Double?
    var sum = 0.0
    var sumOfSquares = 0.0
    var first: (event: Int64, time: Int64)?
    var last: (event: Int64, time: Int64)?

    /// The same as moments.
    var moments: Moments {
      let mean = count > 0 ? sum / Double(count) : nil
      let spread = count > 1 ? max(0, sumOfSquares - sum * (mean ?? 0)) / Double(count - 1) : nil
      return Moments(
        count: count,
        mean: mean,
        standardDeviation: spread?.squareRoot(),
        minimum: minimum,
        maximum: maximum
      )
    }

    mutating func add(_ value: Double, event: Int64, time: Int64) {
      count += 1
      if first == nil { first = (event, time) }
      last = (event, time)
      minimum = min(minimum ?? value, value)
      maximum = max(maximum ?? value, value)
      sum += value
      sumOfSquares += value * value
    }
  }

  private let database: Database
  private let runs: RowInsert
  private let runAttributes: RowInsert
  private let variables: RowInsert
  private let configuration: RowInsert
  private let scalars: RowInsert
  private let scalarAttributes: RowInsert
  private let statistics: RowInsert
  private let statisticAttributes: RowInsert
  private let bins: RowInsert
  private let vectors: RowInsert
  private let vectorAttributes: RowInsert
  private let data: RowInsert
  private var lastItem: [Item: Int64] = [:]

  init(_ database: Database) throws {
    self.database = database
    runs = try RowInsert(into: "run", columns: 3, in: database)
    runAttributes = try RowInsert(into: "runAttr", columns: 3, in: database)
    variables = try RowInsert(into: "runItervar", columns: 3, in: database)
    configuration = try RowInsert(into: "runConfig", columns: 4, in: database)
    scalars = try RowInsert(into: "scalar", columns: 5, in: database)
    scalarAttributes = try RowInsert(into: "scalarAttr", columns: 3, in: database)
    statistics = try RowInsert(into: "statistic", columns: 17, in: database)
    statisticAttributes = try RowInsert(into: "statisticAttr", columns: 3, in: database)
    bins = try RowInsert(into: "histogramBin", columns: 3, in: database)
    vectors = try RowInsert(into: "vector", columns: 13, in: database)
    vectorAttributes = try RowInsert(into: "vectorAttr", columns: 3, in: database)
    data = try RowInsert(into: "vectorData", columns: 4, in: database)
  }

  /// Adds a run.
  func add(run: Int64, name: String) throws {
    runs.bind(run)
    runs.bind(name)
    runs.bind(Int64(OmnetppSchema.timeExponent))
    try runs.insert()
  }

  /// Adds an attribute of a run.
  func add(attribute: String, _ value: String, ofRun run: Int64) throws {
    try add(run, attribute, value, by: runAttributes)
  }

  /// Adds what distinguishes a run from its siblings.
  func add(variable: String, _ value: String, ofRun run: Int64) throws {
    try add(run, variable, value, by: variables)
  }

  /// Adds a key of the scenario.
  func add(key: String, _ value: String, order: Int64, ofRun run: Int64) throws {
    configuration.bind(run)
    configuration.bind(key)
    configuration.bind(value)
    configuration.bind(order)
    try configuration.insert()
  }

  /// Adds a scalar.
  mutating func add(
    scalar: String,
    _ value: Double?,
    of module: String,
    run: Int64,
    attributes: [(String, String)]
  ) throws {
    let item = next(.scalar)
    begin(item, run, module, scalar, by: scalars)
    scalars.bind(value)
    try scalars.insert()
    for (name, value) in attributes { try add(item, name, value, by: scalarAttributes) }
  }

  /// Adds a statistic, with the bins of its values if it is a histogram.
  mutating func add(
    statistic: String,
    _ moments: Moments,
    bins histogram: OmnetppHistogram? = nil,
    of module: String,
    run: Int64,
    attributes: [(String, String)]
  ) throws {
    let item = next(.statistic)
    begin(item, run, module, statistic, by: statistics)
    for number in [histogram == nil ? 0 : 1, 0, moments.count] as [Int64] {
      statistics.bind(number)
    }
    for number in [
      moments.mean, moments.standardDeviation, moments.sum, moments.sumOfSquares,
      moments.minimum, moments.maximum, nil, nil, nil, nil,
    ] {
      statistics.bind(number)
    }
    try statistics.insert()
    for (name, value) in attributes { try add(item, name, value, by: statisticAttributes) }
    for bin in histogram?.bins ?? [] {
      bins.bind(item)
      bins.bind(bin.lowerEdge)
      bins.bind(Double(bin.count))
      try bins.insert()
    }
  }

  /// Gives the next vector its number.
  mutating func nextVector() -> Int64 { next(.vector) }

  /// Adds a value of a vector.
  func add(_ value: Double, event: Int64, time: Int64, toVector vector: Int64) throws {
    data.bind(vector)
    data.bind(event)
    data.bind(time)
    data.bind(value)
    try data.insert()
  }

  /// Adds a vector whose values are in.
  func add(
    vector: Int64,
    _ name: String,
    _ summary: VectorSummary,
    of module: String,
    run: Int64,
    attributes: [(String, String)]
  ) throws {
    begin(vector, run, module, name, by: vectors)
    vectors.bind(summary.count)
    for number in [summary.minimum, summary.maximum, summary.sum, summary.sumOfSquares] {
      vectors.bind(number)
    }
    vectors.bind(summary.first?.event)
    vectors.bind(summary.last?.event)
    vectors.bind(summary.first?.time)
    vectors.bind(summary.last?.time)
    try vectors.insert()
    for (name, value) in attributes { try add(vector, name, value, by: vectorAttributes) }
  }

  private mutating func next(_ item: Item) -> Int64 {
    lastItem[item, default: 0] += 1
    return lastItem[item, default: 0]
  }

  private func begin(
    _ item: Int64,
    _ run: Int64,
    _ module: String,
    _ name: String,
    by row: RowInsert
  ) {
    row.bind(item)
    row.bind(run)
    row.bind(module)
    row.bind(name)
  }

  private func add(_ owner: Int64, _ name: String, _ value: String, by row: RowInsert) throws {
    row.bind(owner)
    row.bind(name)
    row.bind(value)
    try row.insert()
  }
}
