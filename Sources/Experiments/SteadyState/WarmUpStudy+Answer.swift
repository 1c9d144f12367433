package import DiscreteEvents
import OutputStatistics

extension WarmUpStudy {
  /// The answer for the park.
  package enum Answer: String, Sendable {
    /// The start is to be cut off.
    case cut
    /// No start needs to be cut off, and the data could have shown it.
    case nothingToCut = "nothing_to_cut"
    /// The data could not have shown what matters.
    case tooFewData = "too_few_data"
    /// Nothing is steady, so that no cut helps.
    case noSteadyState = "no_steady_state"
  }

  /// What the numbers say together, by the one that decides.
  package var answer: Answer {
    if overload?.certainty == .certain { return .noSteadyState }
    return switch decisive.analysis.answer {
    case .cut: .cut
    case .nothingToCut: .nothingToCut
    case .tooFewData: .tooFewData
    case .noSteadyState: .noSteadyState
    }
  }

  /// The number whose answer is that of the park.
  ///
  /// One that is not steady comes first, then one of which the run is too short to say so. A cut comes
  /// before a bias that could not be seen, since the start is to be cut in any case; of several cuts
  /// the longest. A number without any chance in it decides only where there is no other.
  package var decisive: Measure {
    measures.dropFirst().reduce(measures[0]) { best, next in
      Self.weight(next) > Self.weight(best) ? next : best
    }
  }

  /// End of the warm-up, zero where nothing needs to be cut; nil where no cut is offered.
  package var warmUp: SimulationTime? {
    switch answer {
    case .cut: Self.cut(decisive).map { SimulationTime(ticks: unit.ticks * Int64($0)) }
    case .nothingToCut: .zero
    case .tooFewData, .noSteadyState: nil
    }
  }

  private static func cut(_ measure: Measure) -> Int? {
    if case .cut(let observations) = measure.analysis.answer { observations } else { nil }
  }

  /// Rank of an answer, then the length of its cut.
  private static func weight(_ measure: Measure) -> (Int, Int) {
    switch measure.analysis.answer {
    case .noSteadyState: (5, 0)
    case .tooFewData(let need):
      switch need.reason {
      case .runsTooShort, .warmUpOrDrift: (4, 0)
      case .biasUnseen: (2, 0)
      case .noVariation: (0, 0)
      }
    case .cut(let observations): (3, observations)
    case .nothingToCut: (1, 0)
    }
  }
}
