/// The kinds of records that a park gives, in the order in which a results file has their tables.
package enum RecordTables {
  /// All kinds.
  package static let all = ParkChapters.all.flatMap(\.tables)

  /// All tables, those too that no record fills yet.
  package static let layouts = all.map(\.layout) + [alerts]

  /// Alerts that sensors raise; none do so far.
  private static let alerts = TableLayout(
    "alerts",
    view: "v_alert",
    since: 2,
    [
      ColumnLayout("alert_number", .integer, isRequired: true),
      ColumnLayout("entity_id", .entity(shown: .kind), isRequired: true),
      ColumnLayout("rule", .text, isRequired: true),
      ColumnLayout("severity", .text, isRequired: true),
      ColumnLayout("raised_us", .time, isRequired: true),
      ColumnLayout("cleared_us", .time, isRequired: false),
      ColumnLayout("is_true", .truth, isRequired: false),
    ]
  )
}
