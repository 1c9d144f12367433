import DiscreteEvents
import OutputStatistics
import Testing

struct SteadyStateAnalysisTests {
  /// Two replications of eight, worked by hand.
  ///
  /// The second half is 4, 6, 4, 6 and 6, 4, 6, 4: each average is 5, the deviations are -1, 1, -1, 1 and
  /// the opposite. Windows of one have the sum of squares 8, over four windows and one degree of freedom
  /// the variance 2; neighbors are correlated by -1, so the four windows count as 4 / (1 + 2 * 3/4). As
  /// they are not alike, longer windows are sums of independent ones: windows of two have the variance 1.
  @Test func startsAgreeWithHandWork() throws {
    let analysis = try #require(
      SteadyStateAnalysis(
        of: [[9, 7, 5, 5, 4, 6, 4, 6], [11, 5, 5, 5, 6, 4, 6, 4]],
        batchSize: 2
      )
    )
    #expect(analysis.mean == 5 && analysis.correlationTime == 0)
    #expect(analysis.starts.map(\.length) == [1, 2])
    #expect(analysis.starts.map(\.difference) == [5, 3])
    // (2 + 2/4) / 2 and (1 + 2/4) / 2: the start and the half of four, over two replications.
    let errors = [Double(1.25).squareRoot(), Double(0.75).squareRoot()]
    for (start, error) in zip(analysis.starts, errors) {
      #expect((start.standardError - error).magnitude < 1e-15)
    }
    // No rise: the averages of the second half are 5 throughout.
    #expect(analysis.rise == 0 && analysis.risePValue == 1)
    // 4 windows at -1.5, -0.5, 0.5, 1.5 with the variance 2 / 2: 4 / sqrt(5).
    #expect((analysis.riseStandardError - 4 / Double(5.0).squareRoot()).magnitude < 1e-15)
    let p = 2 * StudentT.cumulative(-5 / Double(1.25).squareRoot(), degreesOfFreedom: 4 / 2.5)
    #expect((analysis.starts[0].pValue - p).magnitude < 1e-14)
    // For two lengths together.
    let least = analysis.starts.map(\.pValue).min() ?? 1
    #expect(analysis.startPValue == 2 * least)
  }

  @Test func whatIsTooShortIsNotAnalysed() {
    #expect(SteadyStateAnalysis(of: [[1, 2, 3, 4, 5, 6, 7, 8]]) == nil)
    #expect(SteadyStateAnalysis(of: [[1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 6, 7]]) == nil)
  }

  /// Without chance there is nothing to test against, and no answer that sounds sure.
  @Test func replicationsThatAreAlikeSayNothing() throws {
    let run = [9.0, 5, 3] + Array(repeating: 2.0, count: 37)
    let analysis = try #require(SteadyStateAnalysis(of: [run, run, run]))
    #expect(analysis.answer == .tooFewData(DataNeed(.noVariation)))
    #expect(analysis.detectableBias == nil && analysis.startPValue == nil)
  }

  /// A bias relative to a mean of 0 can not be asked for, and no number of replications is named.
  @Test func noShareOfAMeanOfZeroIsPromised() throws {
    var stream = RandomStream.make("mean 0")
    let runs = (0..<4).map { _ -> [Double] in
      let half = stream.autoregressive(0, count: 200)
      return half + half.map { -$0 }
    }
    let analysis = try #require(SteadyStateAnalysis(of: runs))
    guard case .tooFewData(let need) = analysis.answer else {
      Issue.record("\(analysis.answer)")
      return
    }
    #expect(need.reason == .biasUnseen)
    #expect(need.replications == nil || (need.replications ?? 0) > 1_000)
  }

  /// Who gives what is asked for gets an answer soon, though three replications know little of their noise.
  @Test func theReplicationsThatWereAskedForSuffice() throws {
    let process = SteadyStateProcess.queue(0.5, start: nil, serviceTimes: 8_000)
    var stream = RandomStream.make("enough replications")
    var runs = (0..<3).map { _ in process.sample(&stream) }
    var asked: [Int] = []
    while asked.count < 4 {
      let answer = try #require(SteadyStateAnalysis(of: runs)).answer
      guard case .tooFewData(let need) = answer else { break }
      #expect(need.reason == .biasUnseen)
      let needed = try #require(need.replications)
      #expect(needed > runs.count && needed < 30)
      asked.append(needed)
      runs += (runs.count..<needed).map { _ in process.sample(&stream) }
    }
    #expect(!asked.isEmpty)
    #expect(SteadyStateAnalysis(of: runs)?.answer == .nothingToCut, "asked for \(asked)")
  }

  /// Three replications of a start that is off by 24 standard deviations: a paired t test over the
  /// replications, times the number of cuts, sees nothing.
  ///
  /// A run is denied a steady state in 1 % of the studies, and its memory is overrated in a few: fewer than
  /// 15 cuts of 20 come with a probability below 1e-4 if 94 % are cut.
  @Test func aPlainStartIsCutWithThreeReplications() throws {
    let process = SteadyStateProcess.autoregressive(0.8, bias: 40, decay: 10)
    var stream = RandomStream.make("three replications")
    var cuts: [Int] = []
    for _ in 1...20 {
      let runs = (0..<3).map { _ in process.sample(&stream) }
      let answer = try #require(SteadyStateAnalysis(of: runs)).answer
      if case .cut(let count) = answer { cuts.append(count) }
      #expect(answer != .nothingToCut)
    }
    #expect(cuts.count >= 15)
    // 40 * 0.9^20 is 4.9, and 40 * 0.9^200 is nothing.
    #expect(cuts.allSatisfy { (20...200).contains($0) }, "\(cuts)")
  }

  @Test func sharesOutOfRangeAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = SteadyStateCriteria(level: 0) }
    await #expect(processExitsWith: .failure) { _ = SteadyStateCriteria(correlationTimes: 0.5) }
  }

  @Test func unequalReplicationsAreRefused() async {
    await #expect(processExitsWith: .failure) {
      _ = SteadyStateAnalysis(of: [Array(repeating: 1, count: 9), Array(repeating: 1, count: 8)])
    }
  }
}
