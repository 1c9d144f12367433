package import LogisticsPark

/// Keeps everything that a run gives.
package final class RecordingListener: ParkListener {
  /// What the run has given.
  package private(set) var history = RunHistory()

  /// Makes a listener that has heard nothing.
  package init() {}

  package func take(events: [EventRecord]) { history.events += events }
  package func take(records: ParkRecords) { history.records.append(records) }
  package func take(samples: [SensorSample]) { history.samples += samples }

  /// The history with its samples in the order of a results file, series by series.
  package var sorted: RunHistory {
    var sorted = history
    sorted.samples.sort { ($0.series, $0.sequence) < ($1.series, $1.sequence) }
    return sorted
  }
}
