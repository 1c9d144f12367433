package import ScenarioFiles
package import Wording

/// Scenario files of several people, to be run as variants of one experiment.
///
/// One that can not be run, for whatever reason, costs the others nothing.
package struct HandIns: Sendable {
  /// A scenario file.
  package struct File: Sendable {
    /// Name by which it is shown, of each file another one.
    package var name: String
    /// Where it is.
    package var path: String
    /// Which files it may read.
    package var scope: FileScope

    /// Names it.
    package init(name: String, path: String, within scope: FileScope) {
      self.name = name
      self.path = path
      self.scope = scope
    }
  }

  /// The scenarios that can be run, with their names.
  package private(set) var scenarios: [(name: String, scenario: Scenario)] = []
  /// Whether keys were set in them.
  package let hasSettings: Bool
  /// Those that can not.
  package private(set) var aside: [SetAside] = []

  /// Reads scenario files.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - settings: What is changed in each of them.
  ///   - refusal: Why the scenario of a name is not run although it is valid, such as for its cost; nil if
  ///     it is.
  package init(
    _ files: [File],
    settings: [String] = [],
    unless refusal: (String, Scenario) -> Phrase?
  ) {
    hasSettings = !settings.isEmpty
    for file in files {
      do {
        let scenario = try ScenarioFile.load(file.path, settings: settings, within: file.scope)
        if let why = refusal(file.name, scenario) {
          aside.append(SetAside(name: file.name, .tooCostly(why)))
        } else {
          scenarios.append((file.name, scenario))
        }
      } catch {
        aside.append(SetAside(name: file.name, Self.reason(of: error)))
      }
    }
  }

  private static func reason(of error: any Error) -> SetAside.Reason {
    guard let faults = error as? ScenarioFaults, let first = faults.faults.first else {
      return .unreadable(Phrase(same: "\(error)"))
    }
    let words = Phrase(first.headline(in: .english), first.headline(in: .chinese))
    if first.isOutside { return .outside(words) }
    return .invalid(words, faults: faults.faults.count + faults.omitted)
  }

  /// The experiment that runs them.
  ///
  /// - Parameters:
  ///   - name: Its name.
  ///   - results: Names of results that are compared beside them.
  ///   - standard: Name of the variant that the others are compared with, if it is one of them.
  ///   - replications: Runs of each, at least 1.
  ///   - seed: Seed of the study.
  ///   - metrics: Metrics on which they are judged; the usual ones if empty.
  /// - Returns: The experiment; nil if there is nothing to run.
  package func design(
    named name: String,
    beside results: [String],
    standard: String?,
    replications: Int,
    seed: UInt64,
    metrics: [String]
  ) -> ExperimentDesign? {
    guard !scenarios.isEmpty else { return nil }
    return ExperimentDesign(
      named: name,
      of: scenarios,
      beside: results,
      hasSettings: hasSettings,
      standard: scenarios.firstIndex { $0.name == standard },
      replications: replications,
      seed: seed,
      // What is read together does not depend on which of it is shown.
      primaryMetrics: metrics.allSatisfy(ComparisonInput.usualMetrics.contains)
        ? ComparisonInput.usualMetrics : metrics
    )
  }
}
