import DiscreteEvents
import OutputStatistics

/// How often the answers about a warm-up are wrong, on a process of which the truth is known.
struct SteadyStateErrorRates {
  /// Ways to be wrong, with the largest share of studies in which each may come.
  ///
  /// The first three are the levels that are set, 5, 1 and 10 %; but denials may come twice as often as
  /// that and once more: of 500 studies each 0.2 to 2.0 % were seen.
  enum Wrong: String, CaseIterable {
    /// A steady start is cut; the level is 5 %.
    case cutWrongly = "steady start cut"
    /// A steady state is denied; the level is 1 %.
    case denied = "steady state denied"
    /// Nothing is said to need a cut, though the run is biased by what was said to be found; 10 %.
    case missed = "stated bias missed"
    /// A cut leaves a bias above 5 % of the mean.
    case left = "bias left by a cut"
    /// A process that is never steady gets a cut, or needs none.
    case unsteady = "taken for steady"

    var target: Double {
      switch self {
      case .cutWrongly: 0.05
      case .denied: 0.03
      case .missed: 0.1
      case .left: 0.1
      case .unsteady: 0.1
      }
    }
  }

  let process: SteadyStateProcess
  let replications: Int
  let studies: Int
  private(set) var cut = 0
  private(set) var nothingToCut = 0
  private(set) var tooFewData = 0
  private(set) var noSteadyState = 0
  private(set) var wrong: [Wrong: Int] = [:]
  /// Bias that is said to be found, as a share of the mean.
  private var detectable: [Double] = []

  /// Studies a process so many times.
  init(of process: SteadyStateProcess, replications: Int, studies: Int) {
    self.process = process
    self.replications = replications
    self.studies = studies
    var streams = StreamDirectory(seed: 1, replication: 1)
    var stream = streams.stream("warm-up \(process.name) \(replications)")
    for _ in 0..<studies {
      let runs = (0..<replications).map { _ in process.sample(&stream) }
      if let analysis = SteadyStateAnalysis(of: runs) { add(analysis) }
    }
  }

  private mutating func add(_ analysis: SteadyStateAnalysis) {
    detectable.append((analysis.detectableBias ?? 0) / analysis.mean.magnitude)
    switch analysis.answer {
    case .cut: cut += 1
    case .nothingToCut: nothingToCut += 1
    case .tooFewData: tooFewData += 1
    case .noSteadyState: noSteadyState += 1
    }
    if let fault = fault(of: analysis) { wrong[fault, default: 0] += 1 }
  }

  private func fault(of analysis: SteadyStateAnalysis) -> Wrong? {
    switch (analysis.answer, process.truth) {
    case (.cut, .steady): return .cutWrongly
    case (.noSteadyState, .steady), (.noSteadyState, .startsOff): return .denied
    case (.nothingToCut, .startsOff(let expected)):
      return bias(of: expected[...]) >= (analysis.detectableBias ?? 0) ? .missed : nil
    case (.cut(let count), .startsOff(let expected)):
      return bias(of: expected.dropFirst(count)) > 0.05 * process.mean ? .left : nil
    case (.cut, .neverSteady), (.nothingToCut, .neverSteady): return .unsteady
    default: return nil
    }
  }

  private func bias(of expected: ArraySlice<Double>) -> Double {
    ((Tally(expected).mean ?? 0) - process.mean).magnitude
  }

  /// Whether so many wrong answers of a kind have a probability of at least 1e-4 under its target.
  func keepsTarget(of fault: Wrong) -> Bool {
    Self.chance(ofAtLeast: wrong[fault] ?? 0, of: studies, each: fault.target) >= 1e-4
  }

  static let header = line(
    ["process", "cut", "nothing", "too few", "no steady", "detects", "wrong"]
  )

  /// Shares of the answers, the median of the bias that is found, and the wrong answers [%].
  var text: String {
    let faults = Wrong.allCases.compactMap { fault in
      wrong[fault].map { "\(fault.rawValue) \(share($0))" }
    }
    let answers = [cut, nothingToCut, tooFewData, noSteadyState].map(share)
    let detects = Self.tenths(100 * detectable.sorted()[detectable.count / 2])
    return Self.line([process.name] + answers + [detects, faults.joined(separator: ", ")])
  }

  private func share(_ count: Int) -> String { Self.tenths(100 * Double(count) / Double(studies)) }

  private static func line(_ cells: [String]) -> String {
    var line = ""
    for (cell, width) in zip(cells, [34, 6, 8, 8, 10, 8, 0]) {
      let missing = String(repeating: " ", count: max(0, width - cell.count))
      line += line.isEmpty ? cell + missing : width > 0 ? " " + missing + cell : "  " + cell
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Probability of so many or more of n that come with probability p each.
  static func chance(ofAtLeast count: Int, of n: Int, each p: Double) -> Double {
    // Terms relative to the one near the largest, so that none that counts underflows.
    let middle = Int(Double(n) * p)
    var terms = Array(repeating: 1.0, count: n + 1)
    for k in middle..<n { terms[k + 1] = terms[k] * Double(n - k) / Double(k + 1) * p / (1 - p) }
    for k in stride(from: middle, to: 0, by: -1) {
      terms[k - 1] = terms[k] * Double(k) / Double(n - k + 1) * (1 - p) / p
    }
    return terms.dropFirst(count).reduce(0, +) / terms.reduce(0, +)
  }
}

extension SteadyStateProcess {
  /// Processes of all kinds; without the ones that take long, those of a moment.
  static func catalogue(withLong: Bool) -> [Self] {
    let series: [Self] = [
      .autoregressive(0), .autoregressive(0.8), .autoregressive(0.95),
      .autoregressive(0.8, bias: 3, decay: 5), .autoregressive(0.8, bias: 3, decay: 50),
      .autoregressive(0.8, bias: -1, decay: 25), .autoregressive(0.95, bias: 5, decay: 20),
      .autoregressive(0.8, rise: 3), .autoregressive(0.8, rise: -6),
    ]
    let loads = withLong ? [0.5, 0.7, 0.9, 0.95, 1] : [0.5, 1]
    return series
      + loads.flatMap { load in
        // Near the limit, but steady, a queue needs a long run.
        let serviceTimes = load >= 0.9 && load < 1 ? 24_000 : 8_000
        return ([0, 50] + (load < 1 ? [nil] : [])).map { start in
          SteadyStateProcess.queue(load, start: start, serviceTimes: serviceTimes)
        }
      }
  }
}
