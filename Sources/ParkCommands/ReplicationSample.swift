import Experiments
import LogisticsPark
import ResultStore

/// What a summary needs of the replications of a command: some figures of each metric, and nothing else.
///
/// They come in any order and are kept in that of their numbers, so that no sum depends on threads. A
/// replication takes less than a kilobyte. Used by one thread at a time.
final class ReplicationSample: @unchecked Sendable {
  private let fields: [KeyPath<MetricValue, Double?>] = [\.value, \.minimum, \.p95]

  /// Replications so far, in the order of their numbers.
  private(set) var count = 0
  /// The first replication.
  private(set) var first: StoredReplication?
  /// Number of the last run, in the order of the replications.
  private(set) var lastRun: RunID?
  private var values: [String: [KeyPath<MetricValue, Double?>: [Double]]] = [:]
  private var ofParts: [ParkPart: [String: [Double]]] = [:]
  private var early: [Int: StoredReplication] = [:]

  /// Takes the replication at a place in their order, from 0.
  func add(_ replication: StoredReplication, at place: Int) {
    early[place] = replication
    while let next = early.removeValue(forKey: count) { append(next) }
  }

  private func append(_ replication: StoredReplication) {
    if count == 0 { first = replication }
    lastRun = replication.run
    count += 1
    for metric in replication.metrics {
      for field in fields {
        guard let value = metric[keyPath: field] else { continue }
        values[metric.name, default: [:]][field, default: []].append(value)
      }
    }
    for metric in replication.partMetrics where metric.part.kind == .warehouse {
      guard let value = metric.value.value else { continue }
      ofParts[metric.part, default: [:]][metric.value.name, default: []].append(value)
    }
  }

  /// Values of a metric of a warehouse, by position, of the replications that have one.
  func values(_ name: String, ofWarehouse index: Int) -> [Double] {
    ofParts[ParkPart(.warehouse, index)]?[name] ?? []
  }

  /// Values of a metric's field, of the replications that have one: the value, minimum or p95.
  func values(_ name: String, _ field: KeyPath<MetricValue, Double?>) -> [Double] {
    precondition(fields.contains(field), "a summary keeps no such figure of \(name)")
    return values[name]?[field] ?? []
  }
}
