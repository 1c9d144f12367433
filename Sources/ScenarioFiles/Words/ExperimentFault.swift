/// What can be wrong with an experiment beyond its format.
enum ExperimentFault: FaultKind {
  case isScenario
  case isExperiment(file: String)
  case nothingVaried
  case fewerThanFirstStage(most: Int, first: Int)
  case firstStageTooSmall(Int, least: Int)
  /// Nil for a number of more than 64 bits.
  case tooManyVariants(Int?, limit: Int)
  case tooManyRuns(Int, limit: Int)
  case noVariantLeft
  case variantTwice(String)
  case valueTwice(String)
  case keyTwice(String, factor: String)
  case changedByFactor(variant: String, factor: String, key: String)
  case unknownStandard(String, near: String?, known: [String])
  case malformedCondition(String)
  case unknownFactor(String, near: String?, known: [String])
  case notComparable(String)
  case seedsClash
  case seedAndList
  case notASeed(String)
  case noListOfSeeds
  case seedTwice(UInt64)
  case noSeeds
  case tooManySeeds(Int, limit: Int)
  case metricNotThere(String, variant: String, known: [String])

  var quotesText: Bool {
    // It may be a file of quite another kind.
    if case .noListOfSeeds = self { false } else { true }
  }

  var code: FaultCode {
    switch self {
    case .isScenario, .isExperiment: .missingKey
    case .nothingVaried, .fewerThanFirstStage, .noVariantLeft, .variantTwice, .notComparable,
      .seedsClash, .seedAndList, .seedTwice, .valueTwice, .keyTwice, .changedByFactor:
      .inconsistent
    case .tooManyVariants, .tooManyRuns, .firstStageTooSmall: .outOfRange
    case .notASeed, .noListOfSeeds, .noSeeds, .tooManySeeds: .malformedTable
    case .unknownStandard, .unknownFactor, .metricNotThere: .unknownReference
    case .malformedCondition: .malformedText
    }
  }
}
