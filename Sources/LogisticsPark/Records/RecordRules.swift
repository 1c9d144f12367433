/// What holds of the records of a kind beside their columns: how they are numbered, which of them are open, and where
/// they stayed.
struct RecordRules<Record: Sendable>: Sendable {
  /// What several of them are called, in messages.
  let name: String
  /// Number of a record within the run.
  let number: @Sendable (Record) -> Int
  /// How many numbers a park has given.
  let given: @Sendable (ParkState) -> Int
  /// Numbers of those that are open, of a state that may be from anywhere.
  let openNumbers: @Sendable (ParkState) -> [Int]
  /// Those that are open at the end of a run, as they are up to now.
  let open: @Sendable (Park) -> [Record]
  /// Notes where the visitor of a record stayed.
  let stays: @Sendable (Record, inout PresenceTimes) -> Void
  /// Checks a record of a saved run, which may be from anywhere.
  let check: @Sendable (Record, SavedRunCheck) throws -> Void

  /// States the rules.
  ///
  /// - Parameters:
  ///   - name: What several of them are called.
  ///   - number: Number of a record within the run, from 1.
  ///   - given: How many numbers a park has given.
  ///   - openNumbers: Numbers of those that are open.
  ///   - open: Those that are open at the end of a run, as they are up to now.
  ///   - stays: Notes where the visitor of a record stayed; nowhere, unless it is said.
  ///   - check: Checks a record of a saved run.
  init(
    _ name: String,
    number: @escaping @Sendable (Record) -> Int,
    given: @escaping @Sendable (ParkState) -> Int,
    openNumbers: @escaping @Sendable (ParkState) -> [Int],
    open: @escaping @Sendable (Park) -> [Record],
    stays: @escaping @Sendable (Record, inout PresenceTimes) -> Void = { _, _ in },
    check: @escaping @Sendable (Record, SavedRunCheck) throws -> Void
  ) {
    self.name = name
    self.number = number
    self.given = given
    self.openNumbers = openNumbers
    self.open = open
    self.stays = stays
    self.check = check
  }
}
