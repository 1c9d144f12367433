import Foundation
package import Wording

/// How long the finished runs of a batch wait for another program that holds the results file.
///
/// May be used from several threads, which share the time: a file that stays locked delays a batch
/// once, and not once for each of its runs.
package final class JoinWait: @unchecked Sendable {
  /// Longest time that one attempt to join waits [s].
  let attempt: Double
  private let lock = NSLock()
  private let note: @Sendable (Phrase) -> Void
  private var rest: Double
  private var hasNoted = false

  /// Sets the times.
  ///
  /// - Parameters:
  ///   - seconds: Time that all runs wait together [s].
  ///   - attempt: Time that one attempt waits before the user is told and it is tried again [s].
  ///   - note: Told once, in a line, why nothing happens.
  package init(
    seconds: Double = 600,
    attempt: Double = 5,
    note: @escaping @Sendable (Phrase) -> Void = { _ in }
  ) {
    self.attempt = attempt
    self.note = note
    rest = seconds
  }

  /// Counts an attempt that was in vain; gives whether there is time for another one.
  func goesOn(for path: String) -> Bool {
    let (goesOn, isNew) = lock.withLock {
      rest -= attempt
      defer { hasNoted = hasNoted || rest > 0 }
      return (rest > 0, !hasNoted)
    }
    if goesOn, isNew {
      note(
        Phrase(
          "note: a run is finished and waiting for another program that uses '\(path)'",
          "说明：一次运行已完成，正在等待使用 '\(path)' 的另一个程序"
        )
      )
    }
    return goesOn
  }
}
