import DiscreteEvents
import OutputStatistics

// The article ChoosingAnInterval.md shows this code; ArticleTests compares the two.

/// Mean lead times of ten replications with eight bays and with twelve [min].
let eightBays = [11.2, 10.4, 12.1, 10.9, 11.6, 10.2, 29.8, 11.4, 10.7, 12.3]
let twelveBays = [10.1, 9.6, 10.8, 10.0, 10.5, 9.4, 26.4, 10.3, 9.9, 11.0]

func intervals() -> (student: ConfidenceInterval, both: ClosedRange<Double>)? {
  guard let student = ConfidenceInterval(of: eightBays, level: 0.95),
    let estimate = MeanEstimate(of: eightBays, within: 0 ... .infinity),
    let both = estimate.interval(level: 0.95)
  else { return nil }
  return (student, both)
}

func saving() -> MeanEstimate? {
  MeanEstimate(paired: eightBays, twelveBays)
}

func coverage(samples: Int) -> (student: Double, both: Double) {
  let days = LognormalDistribution(mean: 12, standardDeviation: 9)
  var streams = StreamDirectory(seed: 1, replication: 1)
  var chance = streams.stream("days")
  var (student, both) = (0, 0)
  for _ in 0..<samples {
    let sample = (0..<10).map { _ in days.sample(&chance) }
    let plain = ConfidenceInterval(of: sample, level: 0.95)
    let wide = MeanEstimate(of: sample, within: 0 ... .infinity)?.interval(level: 0.95)
    if plain?.contains(days.mean) == true { student += 1 }
    if wide?.contains(days.mean) == true { both += 1 }
  }
  return (Double(student) / Double(samples), Double(both) / Double(samples))
}
