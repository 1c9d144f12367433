import DiscreteEvents
import OutputStatistics

extension VerificationCase {
  /// What is read from a station at the end of a replication.
  typealias Reading = @Sendable (Station) -> [Double?]

  /// Simulates a station and reads it.
  ///
  /// - Parameters:
  ///   - configuration: The kind of station.
  ///   - name: Name of the case, for the streams.
  ///   - warmUp: Time that does not count [s].
  ///   - length: Time that counts at full scale [s].
  ///   - read: What is read at the end.
  /// - Returns: What makes a replication of it.
  static func station(
    _ configuration: StationConfiguration,
    name: String,
    warmUp: Double,
    length: Double,
    read: @escaping Reading
  ) -> Observe {
    { replication in
      let window = StudyWindow(warmUp: warmUp, length: length * replication.scale)
      var streams = replication.streams
      var station = Station(configuration, window: window, streams: &streams, name: name)
      station.run(until: window.end)
      return read(station)
    }
  }
}

extension StationObservations {
  /// Share of the arrivals that found no room; nil if nobody came.
  var refusedShare: Double? { share(refused) }

  /// Share of the arrivals that left the line; nil if nobody came.
  var abandonedShare: Double? { share(abandoned) }

  /// Share of the served who waited; nil if nobody was served.
  var delayedShare: Double? {
    waitOfServed.count == 0 ? nil : Double(delayed) / Double(waitOfServed.count)
  }

  private func share(_ count: Int) -> Double? {
    arrivals == 0 ? nil : Double(count) / Double(arrivals)
  }
}
