/// What must hold of a reader whatever bytes it is given.
///
/// A test applies the checks to a kept set of texts, and a fuzzer to what it makes of them.
package enum ReaderCheck: String, CaseIterable, Sendable {
  /// The bytes are a scenario file.
  case scenario
  /// The bytes are arguments of `--set` on a scenario, one a line.
  case setting
  /// The bytes are a table of recorded orders.
  case table
  /// The bytes are a scenario file, which is simulated for a while if it is accepted.
  case run

  /// Reads the bytes.
  ///
  /// - Returns: What does not hold, a sentence each; a reader that crashes does not return.
  package func breaches(in bytes: [UInt8]) -> [String] {
    switch self {
    case .scenario: ScenarioCheck.breaches(in: bytes)
    case .setting: SettingCheck.breaches(in: bytes)
    case .table: TableCheck.breaches(in: bytes)
    case .run: RunCheck.breaches(in: bytes)
    }
  }
}
