import ResultStore

extension ComparedSystem {
  static func replication(of run: StoredRun) -> Replication {
    Replication(seed: run.identity.seed, number: run.identity.replication)
  }

  /// Takes a run in; one that is there twice has the same rows, so the later revision counts.
  ///
  /// What telemetry is kept of a run changes nothing else of it, so that runs which differ in that alone are
  /// one observation.
  mutating func add(_ run: StoredRun, of file: Int) {
    let replication = Self.replication(of: run)
    sources.insert(file)
    title = run.identity.scenario
    planned = max(planned, replication.number)
    guard let complete = Run(run, of: file) else {
      if run.status == .failed {
        incomplete.insert(replication)
      } else {
        begun.insert(replication)
      }
      return
    }
    if let known = runs[replication], known.modelRevision >= complete.modelRevision { return }
    runs[replication] = complete
  }
}

extension ComparedSystem.Run {
  /// A run of a file, without values; nil if it is not complete.
  init?(_ run: StoredRun, of file: Int) {
    guard run.status == .complete, let digest = run.digest else { return nil }
    self.init(
      id: run.id,
      file: file,
      modelRevision: run.identity.modelRevision,
      horizonTicks: run.identity.horizonTicks,
      fingerprint: run.fingerprint ?? "",
      digest: digest,
      values: [:]
    )
  }
}
