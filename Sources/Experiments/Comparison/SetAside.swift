package import Wording

/// A variant that is not compared with the others, and why.
package struct SetAside: Sendable, Equatable {
  /// Why it is not compared.
  package enum Reason: Sendable, Equatable {
    /// Its file can not be read; in words, with a way out.
    case unreadable(Phrase)
    /// Its scenario has faults; the first one in words, and how many there are.
    case invalid(Phrase, faults: Int)
    /// Its scenario names a file that a hand-in may not read; in words.
    case outside(Phrase)
    /// Its runs would cost too much; in words, with a way out.
    case tooCostly(Phrase)
    /// The numbers of runs are not those that were written: their digests differ.
    case edited(runs: Int, of: Int)
    /// Runs have other numbers than this program makes of the same scenario with the same seeds.
    case otherNumbers(runs: Int, of: Int, than: String)
    /// Its runs have other orders than those of the same demand, seed and number.
    case otherChances
    /// No run is complete; so many were begun or have failed, the last one for a reason.
    case noCompleteRun(begun: Int, why: String?)
    /// Its file holds no run.
    case noRun
    /// Its file holds forked runs alone, which stand for no scenario of their own.
    case onlyForks(Int)
    /// It has too few of the replications that the others have; so many more were begun or have failed.
    case fewRuns(Int, usual: Int, unfinished: Int)
    /// Another revision of the model made its runs.
    case otherRevision([Int], usual: Int)
    /// It shares no seeds with the standard, and most of the others do.
    case otherSeeds
    /// It is another kind of study, or has another length.
    case otherStudy([ComparedSystem.Change])
    /// It has other orders.
    case otherOrders([ComparedSystem.Change])
  }

  /// Its name.
  package var name: String
  /// Why it is not compared.
  package var reason: Reason

  /// States it.
  package init(name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
  }
}
