/// What a snapshot says about itself, so that it is not loaded into something else.
public struct SnapshotLabel: Hashable, Sendable {
  /// Name of the model, such as `bank`; at most 65,535 bytes of UTF-8.
  public var model: String
  /// Revision of the model: to be raised whenever the meaning of its state changes.
  public var revision: Int
  /// SHA-256 of the scenario that the model was made from, 32 bytes; nil if there is none.
  public var scenarioDigest: [UInt8]?

  /// Makes a label.
  ///
  /// - Parameters:
  ///   - model: Name of the model; at most 65,535 bytes of UTF-8.
  ///   - revision: Revision of the model.
  ///   - scenarioDigest: 32 bytes, or nil.
  public init(model: String, revision: Int = 1, scenarioDigest: [UInt8]? = nil) {
    precondition(
      model.utf8.count <= UInt16.max,
      "a model's name is at most 65535 bytes long, not \(model.utf8.count)"
    )
    precondition(
      scenarioDigest.map { $0.count == 32 } ?? true,
      "a scenario digest has 32 bytes, not \(scenarioDigest?.count ?? 0)"
    )
    self.model = model
    self.revision = revision
    self.scenarioDigest = scenarioDigest
  }

  /// Refuses a snapshot with another label.
  func accept(_ found: Self) throws {
    guard found.model == model else {
      throw SnapshotError.otherModel(expected: model, found: found.model)
    }
    guard found.revision == revision else {
      throw SnapshotError.otherRevision(expected: revision, found: found.revision)
    }
    guard found.scenarioDigest == scenarioDigest else { throw SnapshotError.otherScenario }
  }
}
