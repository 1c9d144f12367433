import DiscreteEvents
import OutputStatistics

extension SavedRunCheck {
  /// The sensors are those of the scenario, each at the sample that is next.
  func checkSensors() throws {
    guard let sensors else {
      return try require(
        saved.sensors == nil && saved.history.samples.isEmpty,
        "there are sensors that the scenario does not have"
      )
    }
    let fresh = sensors.state
    guard let state = saved.sensors, state.sensors.count == fresh.sensors.count else {
      throw SavedRunFlaw(message: "there are other sensors than in the scenario")
    }
    for (series, sensor) in state.sensors.enumerated() {
      try check(sensor.stream, like: fresh.sensors[series].stream, "sensor \(series)")
      try check(sensor, series)
      let next = sensor.nextSample
      try require(
        next >= 0 && next <= Int32.max && sensor.values.count == next
          && sensors.plan.time(ofSample: next, of: series) >= now
          && (next == 0 || sensors.plan.time(ofSample: next - 1, of: series) < now),
        "sensor \(series) stands at sample \(next)"
      )
    }
    try checkSamples(state)
  }

  /// What the samples came to: numbers within the range of sensors, which stay finite.
  private func check(_ sensor: SensorSuite.Sensor, _ series: Int) throws {
    let values = sensor.values
    let numbers = [values.minimum, values.mean, values.maximum].compactMap(\.self)
    let range = -1e9...1e9
    try require(
      numbers.allSatisfy { range.contains($0) }
        && zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 * $1.magnitude }
        && values.sum.magnitude < 1e30 && (0..<1e30).contains(values.sumOfSquares)
        && (0..<1e100).contains(sensor.squaredErrors),
      "sensor \(series) has seen what can not be"
    )
  }

  private func checkSamples(_ state: SensorSuite.State) throws {
    var next = Array(repeating: 0, count: state.sensors.count)
    for sample in saved.history.samples {
      let series = Int(sample.series)
      try require(
        next.indices.contains(series) && Int(sample.sequence) == next[series],
        "sample \(sample.sequence) of sensor \(series) is out of its row"
      )
      try checkTimes(sample.time, of: "a sample")
      try checkNumbers(sample.value, sample.truth, of: "a sample")
      next[series] += 1
    }
    let expected = keepsSamples ? state.sensors.map(\.values.count) : next.map { _ in 0 }
    try require(next == expected, "samples are missing, or kept where they should not be")
  }
}
