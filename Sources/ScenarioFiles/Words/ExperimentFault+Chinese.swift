extension ExperimentFault {
  var chinese: FaultWords {
    switch self {
    case .isScenario:
      FaultWords(
        "这是场景文件，不是实验文件：其中没有键 \"scenario\"",
        help: "在实验文件中引用它：{ \"format\": 1, \"scenario\": \"...\", ... }，或直接运行：parksim run"
      )
    case .isExperiment(let file):
      FaultWords(
        "这是实验文件，不是场景文件",
        help: "请运行：parksim experiment \(ShellWord.of(file))；场景是它所指的文件"
      )
    case .nothingVaried:
      FaultWords(
        "没有任何改变：既无方案也无因素",
        help: "加上 \"variants\": { \"base\": {}, \"more-bays\": "
          + "{ \"change\": { \"fleet\": { \"m100\": { \"count\": 12 } } } } }"
      )
    case .fewerThanFirstStage(let most, let first):
      FaultWords("最多 \(most) 次少于第一阶段的 \(first) 次", help: "不得小于 \"replications\"")
    case .firstStageTooSmall(let count, let least):
      FaultWords(
        "要求精度时，起始的 \(count) 次重复太少：两个碰巧接近的值就会使它结束",
        help: "写 \(least) 或更大的数"
      )
    case .tooManyVariants(let count, let limit):
      FaultWords(
        "因素与方案共有 \(count.map { "\($0)" } ?? "超过 10^18") 种组合；最多 \(limit) 种",
        help: "去掉一些值，或加上条件"
      )
    case .tooManyRuns(let count, let limit):
      FaultWords(
        "方案、种子和重复共 \(count) 次运行，最多 \(limit) 次",
        help: "减少重复次数，或减少种子或方案"
      )
    case .noVariantLeft:
      FaultWords("没有任何组合满足全部条件", help: "请去掉其中一个条件")
    case .variantTwice(let name):
      FaultWords("有两个组合同名：\(TerminalText.quoted(name))", help: "请去掉其中一个值")
    case .valueTwice(let value):
      FaultWords("值 \(value) 出现两次，会得到同样的运行", help: "删去其中一个")
    case .keyTwice(let key, let factor):
      FaultWords(
        "因素 \(TerminalText.quoted(factor)) 也设定 \(TerminalText.quoted(key)) 或其一部分，其中一个将不起作用",
        help: "删去其中一个因素"
      )
    case .changedByFactor(let variant, let factor, let key):
      FaultWords(
        "\(TerminalText.quoted(variant)) 的改动设定了 \(TerminalText.quoted(key))，而因素 "
          + "\(TerminalText.quoted(factor)) 在每个方案中都设定它",
        help: "从改动中删去它，或把它写成因素的一个值"
      )
    case .unknownStandard(let name, let near, let known):
      FaultWords(
        "没有方案 \(TerminalText.quoted(name))",
        help: (near.map { "应写成 \"\($0)\"；" } ?? "") + "方案有：" + chineseList(known)
      )
    case .malformedCondition(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) 不是条件",
        help: "应写两个因素或值，中间用 <=、>=、==（两个等号）、!=、< 或 >"
      )
    case .unknownFactor(let name, let near, let known):
      FaultWords(
        "\(TerminalText.quoted(name)) 既不是因素也不是值",
        help: (near.map { "应写成 \"\($0)\"；" } ?? "")
          + (known.isEmpty ? "没有因素" : "因素有：" + chineseList(known))
          + "；字符串要加引号，如 \"policy == \\\"nearest\\\"\"；每个条件单独一项；不能做算术"
      )
    case .notComparable(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) 要比较没有大小之分的值",
        help: "只有数字能比较大小；请写 == 或 !="
      )
    case .metricNotThere(let name, let variant, let known):
      FaultWords(
        "方案 \(TerminalText.quoted(variant)) 没有指标 \"\(name)\"",
        help: "它的指标有：" + chineseList(known)
      )
    case .seedsClash:
      FaultWords(
        "有两个方案恰好得到同一个种子，它们的随机数就不独立了",
        help: "请换一个种子"
      )
    case .seedAndList:
      FaultWords("种子已由 seed_list 给出，又写了 seed", help: "删去其中一个")
    case .noListOfSeeds:
      FaultWords("这个文件不是种子列表", help: "每行写一个 0 到 9007199254740991 的整数；# 之后是注释")
    case .notASeed(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) 不是种子",
        help: "每行写一个 0 到 9007199254740991 的整数；# 之后是注释"
      )
    case .seedTwice(let seed):
      FaultWords("种子 \(seed) 在列表中出现两次，会得到同样的运行", help: "删去它，或换一个")
    case .noSeeds:
      FaultWords("列表中没有种子", help: "每行写一个整数")
    case .tooManySeeds(let count, let limit):
      FaultWords("列表有 \(count) 个种子，最多 \(limit) 个", help: "请改为增加重复次数")
    }
  }
}
