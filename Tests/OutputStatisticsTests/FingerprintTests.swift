import DiscreteEvents
import OutputStatistics
import Testing

struct FingerprintTests {
  /// Every statistic of one series, to the bit: in debug, in release and on any processor.
  @Test func statisticsKeepTheirBits() throws {
    var stream = RandomStream.make("fingerprint")
    let series = stream.autoregressive(0.6, count: 500)
    let sorted = series.sorted()
    var numbers: [Double] = []
    let correlation = try #require(Autocorrelation(of: series, lags: 40))
    numbers += correlation.coefficients
    numbers.append(correlation.bartlettBound(lag: 7, level: 0.95))
    numbers.append(correlation.effectiveSampleSize ?? 0)
    let batches = try #require(BatchMeans(of: series, level: 0.95))
    numbers += batches.means + [batches.interval.halfWidth]
    numbers += [batches.neighborCorrelation ?? 0, batches.independence?.limit ?? 0]
    let overlapping = ConfidenceInterval(ofOverlappingBatches: series, batchSize: 20, level: 0.9)
    numbers.append(try #require(overlapping).halfWidth)
    let truncation = try #require(MSERTruncation(of: series))
    numbers += [truncation.statistic, truncation.mean]
    numbers.append(QuantileRanks(count: 500, probability: 0.9, level: 0.95).coverage)
    numbers += [quantile(ofSorted: sorted, 0.9) ?? 0, QuantileSketch(series).quantile(0.9) ?? 0]
    numbers += try #require(Histogram(of: series)).edges
    let moments = MomentTally(series)
    numbers += [moments.skewness ?? 0, moments.excessKurtosis ?? 0]
    // FNV-1a, 64 bits.
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for number in numbers {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        hash = (hash ^ (number.bitPattern >> shift & 0xff)) &* 0x100_0000_01b3
      }
    }
    #expect(String(hash, radix: 16) == "48b55b8b881917b")
  }
}
