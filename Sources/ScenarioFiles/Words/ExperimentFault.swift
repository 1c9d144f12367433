/// What can be wrong with an experiment beyond its format.
enum ExperimentFault: FaultKind {
  case isScenario
  case nothingVaried
  case fewerThanFirstStage(most: Int, first: Int)
  case tooManyVariants(Int, limit: Int)
  case noVariantLeft
  case variantTwice(String)
  case unknownStandard(String, near: String?, known: [String])
  case malformedCondition(String)
  case unknownFactor(String, near: String?, known: [String])
  case notComparable(String)
  case seedsBeyondEnd(Int)
  case metricNotThere(String, variant: String, known: [String])

  var code: FaultCode {
    switch self {
    case .isScenario: .missingKey
    case .nothingVaried, .fewerThanFirstStage, .noVariantLeft, .variantTwice, .notComparable:
      .inconsistent
    case .tooManyVariants, .seedsBeyondEnd: .outOfRange
    case .unknownStandard, .unknownFactor, .metricNotThere: .unknownReference
    case .malformedCondition: .malformedText
    }
  }
}
