extension ExperimentFault {
  var english: FaultWords {
    switch self {
    case .isScenario:
      FaultWords(
        "this is a scenario, not an experiment: it has no key \"scenario\"",
        help:
          "name it in an experiment file: { \"format\": 1, \"scenario\": \"...\", ... }, or run it: "
          + "parksim run"
      )
    case .isExperiment(let file):
      FaultWords(
        "this is an experiment, not a scenario",
        help: "run it: parksim experiment \(ShellWord.of(file)); the scenario is the file that it "
          + "names"
      )
    case .nothingVaried:
      FaultWords(
        "nothing is varied: there are neither variants nor factors",
        help: "add \"variants\": { \"base\": {}, \"more-bays\": "
          + "{ \"change\": { \"fleet\": { \"m100\": { \"count\": 12 } } } } }"
      )
    case .fewerThanFirstStage(let most, let first):
      FaultWords(
        "at most \(most) replications are fewer than the \(first) of the first stage",
        help: "make it at least \"replications\""
      )
    case .firstStageTooSmall(let count, let least):
      FaultWords(
        "\(count) replications are too few to begin with where a precision is asked for: two values that "
          + "happen to be close would end it",
        help: "write \(least) or more"
      )
    case .tooManyVariants(let count, let limit):
      FaultWords(
        "the factors and variants make "
          + "\(count.map { "\($0)" } ?? "more than 10^18") combinations; allowed are \(limit)",
        help: "leave out values, or add constraints"
      )
    case .tooManyRuns(let count, let limit):
      FaultWords(
        "variants, seeds and replications make \(count) runs; allowed are \(limit)",
        help: "ask for fewer replications, or leave out seeds or variants"
      )
    case .noVariantLeft:
      FaultWords(
        "no combination of the factors keeps all constraints",
        help: "take one of the constraints out"
      )
    case .variantTwice(let name):
      FaultWords(
        "two combinations have the same name, \(TerminalText.quoted(name))",
        help: "take one of the values out"
      )
    case .valueTwice(let value):
      FaultWords(
        "the value \(value) stands there twice, and would give the same runs again",
        help: "take one of them out"
      )
    case .keyTwice(let key, let factor):
      FaultWords(
        "the factor \(TerminalText.quoted(factor)) sets \(TerminalText.quoted(key)) too, or a part of it, so "
          + "one of them would have no effect",
        help: "take one of the factors out"
      )
    case .changedByFactor(let variant, let factor, let key):
      FaultWords(
        "the change of \(TerminalText.quoted(variant)) sets \(TerminalText.quoted(key)), which the factor "
          + "\(TerminalText.quoted(factor)) sets in every variant",
        help: "take it out of the change, or make it a value of the factor"
      )
    case .unknownStandard(let name, let near, let known):
      FaultWords(
        "there is no variant \(TerminalText.quoted(name))",
        help: (near.map { "write \"\($0)\"; " } ?? "") + "the variants are " + quotedList(known)
      )
    case .malformedCondition(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) is no condition",
        help: "write two factors or values with <=, >=, == (two signs), !=, < or > between them"
      )
    case .unknownFactor(let name, let near, let known):
      FaultWords(
        "\(TerminalText.quoted(name)) is neither a factor nor a value",
        help: (near.map { "write \"\($0)\"; " } ?? "")
          + (known.isEmpty ? "there are no factors" : "the factors are " + quotedList(known))
          + "; a string stands in quotes, as in \"policy == \\\"nearest\\\"\", each condition in an entry of "
          + "its own, and there is no arithmetic"
      )
    case .notComparable(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) asks for an order between what has none",
        help: "only numbers have an order; write == or !="
      )
    case .metricNotThere(let name, let variant, let known):
      FaultWords(
        "the variant \(TerminalText.quoted(variant)) will have no metric \"\(name)\"",
        help: "its metrics are " + quotedList(known)
      )
    case .seedsClash:
      FaultWords(
        "two variants happen to get the same seed, so their random numbers would not be independent",
        help: "write another seed"
      )
    case .seedAndList:
      FaultWords(
        "seed stands beside seed_list, which has the seeds",
        help: "leave one of them out"
      )
    case .noListOfSeeds:
      FaultWords(
        "the file is no list of seeds",
        help: "write one whole number from 0 to 9007199254740991 a line; # begins a remark"
      )
    case .notASeed(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) is no seed",
        help: "write one whole number from 0 to 9007199254740991 a line; # begins a remark"
      )
    case .seedTwice(let seed):
      FaultWords(
        "the seed \(seed) stands in the list twice, and would give the same runs again",
        help: "leave it out, or write another one"
      )
    case .noSeeds:
      FaultWords("the list has no seed", help: "write one whole number a line")
    case .tooManySeeds(let count, let limit):
      FaultWords(
        "the list has \(count) seeds, and at most \(limit) are taken",
        help: "ask for more replications instead"
      )
    }
  }
}
