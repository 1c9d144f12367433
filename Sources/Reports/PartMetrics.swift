package import LogisticsPark
package import ResultStore
package import Wording

/// Metrics of the parts of a kind of a park, in several runs.
package struct PartMetrics {
  /// A metric of the parts.
  package struct Line {
    /// What it means.
    package let definition: StoredMetricDefinition
    /// Of each part the values of the runs that have one.
    package fileprivate(set) var values: [[Double]]
  }

  /// Kind of the parts.
  package let kind: EntityKind
  /// Names of the parts, sorted.
  package let parts: [String]
  /// The metrics that the parts have, in the order of the catalogue; none where there are no such parts.
  package let lines: [Line]

  /// Reads them.
  ///
  /// - Throws: `StoreError`.
  package init(by kind: EntityKind, of runs: [RunID], in file: ResultFile) throws {
    self.kind = kind
    let rows = try file.partValues(kind: kind.name, of: runs)
    let parts = Array(Set(rows.map(\.part))).sorted()
    let place = Dictionary(uniqueKeysWithValues: parts.enumerated().map { ($1, $0) })
    var values: [String: [[Double]]] = [:]
    for row in rows {
      guard let part = place[row.part] else { continue }
      values[row.metric, default: Array(repeating: [], count: parts.count)][part]
        .append(contentsOf: row.value.map { [$0] } ?? [])
    }
    self.parts = parts
    lines = try MetricCatalogue.inOrder(file.definitions()).compactMap { definition in
      values[definition.name].map { Line(definition: definition, values: $0) }
    }
  }

  /// Of a metric the values of each part; none if the parts do not have it.
  package func values(of metric: String) -> [[Double]] {
    lines.first { $0.definition.name == metric }?.values ?? []
  }
}

extension EntityKind {
  /// What a part of the kind is called.
  package var title: Phrase {
    switch self {
    case .drone: Phrase("drone", "无人机")
    case .zone: Phrase("zone", "区域")
    case .source: Phrase("source of orders", "订单来源")
    case .goods: Phrase("kind of goods", "货物种类")
    case .warehouse: Phrase("warehouse", "仓库")
    case .fleet: Phrase("fleet", "机队")
    case .pad: Phrase("pad", "起降点")
    case .station: Phrase("charging station", "充电站")
    case .charger: Phrase("kind of charger", "充电机种类")
    }
  }
}
