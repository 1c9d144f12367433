import DiscreteEvents
import LogisticsPark
import TestSupport
import Testing

/// Sensors round to any step that a scenario may name.
struct SensorResolutionTests {
  private func series(_ resolution: Double, of signal: Int) throws -> [SensorSample] {
    var park = ParkConfiguration.make(horizon: .hours(2), drones: 2)
    park.sensors = .make(periodSeconds: 60)
    park.sensors[signal].quality.resolution = resolution
    let listener = RecordingListener()
    _ = try ParkSimulation(park, seed: 1, replication: 1, telemetry: .full).run(listener)
    return listener.sorted.samples.filter { Int($0.series) % 2 == signal }
  }

  @Test(
    "A step that is too small for a difference changes nothing",
    arguments: [Double.leastNonzeroMagnitude, 1e-300 / 1e9, 1e-307, 1e-300, 1e-17],
    [0, 1]
  )
  func theSmallestStepsRoundNothing(resolution: Double, signal: Int) throws {
    let rounded = try series(resolution, of: signal)
    #expect(rounded.count > 200)
    let exact = try series(0, of: signal)
    #expect(rounded == exact)
  }

  @Test(arguments: [(0.001, 0), (0.25, 0), (1.0, 0), (0.1, 1), (100.0, 1)])
  func valuesAreMultiplesOfTheStep(resolution: Double, signal: Int) throws {
    for sample in try series(resolution, of: signal) {
      let steps = sample.value / resolution
      #expect(abs(steps - steps.rounded()) < 1e-9, "\(sample)")
    }
  }
}
