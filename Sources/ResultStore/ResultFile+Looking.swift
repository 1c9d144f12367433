import Foundation
import GRDB

extension ResultFile {
  /// The runs of the file, counted by experiment, scenario, variant and status.
  ///
  /// - Parameter most: Groups at which the counting ends.
  /// - Returns: The groups; those of the experiment that was run last come last.
  /// - Throws: `StoreError`. Complexity: O(runs).
  package func groups(most: Int) throws -> [RunGroup] {
    try connection.access { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT r.experiment_id, s.name AS scenario, r.variant, r.status, count(*) AS runs,
            min(p.started_at) AS first_start, max(p.finished_at) AS last_end
          FROM run AS r JOIN scenario AS s USING (scenario_id) JOIN provenance AS p USING (run_id)
          GROUP BY r.experiment_id, s.name, r.variant, r.status
          ORDER BY r.experiment_id, min(r.run_id), r.status LIMIT ?
          """,
        arguments: [most]
      )
      var groups: [RunGroup] = []
      while let row = try rows.next() {
        groups.append(
          RunGroup(
            experiment: try row.read("experiment_id"),
            scenario: try row.read("scenario"),
            variant: try row.read("variant"),
            status: try RunRows.status(row),
            count: try row.read("runs"),
            firstStart: try row.read("first_start"),
            lastEnd: try row.read("last_end")
          )
        )
      }
      return groups
    }
  }

  /// Some of the runs that are wanted, in order of their numbers, without the texts of their scenarios.
  ///
  /// - Parameters:
  ///   - filter: Which runs are wanted.
  ///   - first: Number from which on they are given.
  ///   - most: How many are given at most.
  /// - Returns: The runs.
  /// - Throws: `StoreError`. Complexity: O(runs).
  package func runs(_ filter: RunFilter, from first: RunID, most: Int) throws -> [StoredRun] {
    try connection.access { database in
      let rows = try Row.fetchCursor(
        database,
        sql: RunRows.selection + """
           WHERE r.run_id >= ?
            AND (? IS NULL OR s.name = ?) AND (? IS NULL OR r.variant = ?)
            AND (? IS NULL OR r.status = ?)
          ORDER BY r.run_id
          """,
        arguments: [
          first.number, filter.scenario, filter.scenario, filter.variant, filter.variant,
          filter.status?.rawValue, filter.status?.rawValue,
        ]
      )
      var runs: [StoredRun] = []
      // The text is looked for here: SQLite knows small and large letters of English alone.
      while runs.count < most, let row = try rows.next() {
        let (scenario, variant): (String, String) = (
          try row.read("scenario"), try row.read("variant")
        )
        let status = try RunRows.status(row)
        guard filter.admits(scenario: scenario, variant: variant, status: status) else { continue }
        runs.append(try RunRows.storedRun(row))
      }
      return runs
    }
  }

  /// Runs that a program is at work on, by the part files beside the results file.
  ///
  /// One that another machine writes is taken to be there, since its programs can not be asked for.
  ///
  /// - Parameter path: The results file, which is not opened.
  /// - Returns: The numbers of the runs.
  package static func runsUnderWay(path: String) -> Set<RunID> { PartName.runsUnderWay(of: path) }
}
