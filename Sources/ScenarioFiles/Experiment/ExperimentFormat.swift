import LogisticsPark
import Wording

/// The format of experiment files: every key with its meaning, range and default.
package enum ExperimentFormat {
  /// The format that this version reads.
  package static let current = 1

  static let format = Field.integer(
    "format",
    in: current...current,
    "version of the format of experiment files",
    "实验文件的格式版本"
  )
  static let schema = Field.optionalText(
    "$schema",
    length: 1...1000,
    "where an editor finds the JSON Schema of this file",
    "编辑器所用 JSON Schema 的位置",
    leftOut: Phrase("none", "无")
  )
  static let name = Field.text(
    "name",
    length: 1...200,
    "name in results and comparisons, in any language",
    "在结果和比较中的名称，任何语言均可"
  )
  static let scenario = Field.text(
    "scenario",
    length: 1...4096,
    "path, from this file's folder, of the scenario file that is varied",
    "所要改变的场景文件的路径，从本文件所在文件夹算起"
  )
  static let variants = Field.collection(
    "variants",
    of: VariantFormat.object,
    count: 0...limit,
    "variants of the scenario, by name; they stand in the order of their names",
    "场景的各个方案，以名称为键，并按名称排序",
    leftOut: Phrase("the factors alone", "只有因素")
  )
  static let factors = Field.collection(
    "factors",
    of: FactorFormat.object,
    count: 0...10,
    "keys that are varied together: every combination of their values is run",
    "一起改变的键：运行各值的所有组合",
    leftOut: Phrase("the variants alone", "只有方案")
  )
  static let constraints = Field.texts(
    "constraints",
    length: 1...200,
    count: 0...20,
    "conditions such as \"bays <= drones\" on factors; combinations that break one are left out",
    "对因素的条件，例如 \"bays <= drones\"；不满足的组合不运行",
    leftOut: Phrase("all combinations", "所有组合")
  )
  static let standard = Field.optionalText(
    "standard",
    length: 1...200,
    "variant that the others are compared with",
    "用来与其他方案比较的方案",
    leftOut: Phrase("the first one by name", "按名称排序的第一个")
  )
  static let seed = Field.integer(
    "seed",
    in: 0...9_007_199_254_740_991,
    "seed of the study",
    "研究的随机种子",
    default: 1
  )
  static let seedList = Field.optionalText(
    "seed_list",
    length: 1...4096,
    "path, from this file's folder, of a list of seeds, with each of which all replications are run: "
      + "independent repeats of the whole study",
    "种子列表文件的路径，从本文件所在文件夹算起；用其中每个种子各运行全部重复：整个研究的独立重复",
    leftOut: Phrase("seed alone", "只用 seed")
  )
  static let replications = Field.integer(
    "replications",
    in: 1...100_000,
    "replications of each variant with each seed; of the first stage, where a precision is asked for",
    "每个方案用每个种子的重复次数；若要求精度，则为第一阶段的次数",
    default: 10
  )
  static let precision = Field.optionalObject(
    "precision",
    PrecisionFormat.object,
    "how precise the means must be before replicating ends",
    "均值达到怎样的精度才停止重复",
    leftOut: Phrase("the replications are run, and no more", "只运行所给的次数")
  )
  static let randomNumbers = Field.word(
    "random_numbers",
    of: [
      Word(
        "common",
        "all variants have the same chances, which makes differences clearer",
        "各方案使用相同的随机数，差异更清楚"
      ),
      Word("independent", "each variant has chances of its own", "各方案使用各自的随机数"),
    ],
    "chances of the variants",
    "各方案的随机数",
    default: "common"
  )
  static let primaryMetrics = Field.words(
    "primary_metrics",
    of: MetricCatalogue.judged.map { Word($0.name, $0.name, $0.name) },
    count: 1...5,
    "metrics on which the variants are judged; parksim metrics prints all. With .p50, .p95 or .p99 the "
      + "median or another quantile within a run takes the place of the mean",
    "据以判断各方案的指标；parksim metrics 列出全部。加上 .p50、.p95 或 .p99，就以一次运行内的中位数或其他分位数代替均值"
  )
  static let level = Field.number(
    "confidence_level",
    in: .from(0.5, through: 0.9999),
    "confidence level of all intervals",
    "所有区间的置信水平",
    default: 0.95
  )
  static let telemetry = Field.word(
    "telemetry",
    of: [
      Word("none", "none", "不保留"), Word("summary", "figures of each series", "各序列的统计量"),
      Word("full", "every sample", "每个采样值"),
    ],
    "what is kept of the sensors' samples",
    "保留哪些传感器数据",
    default: "none"
  )

  /// Fewest replications with which the search for a precision begins.
  static let leastFirstStage = 5

  /// Most variants of an experiment, combinations included.
  static let limit = 1_000

  /// Most runs of an experiment.
  static let runLimit = 10_000_000

  /// The whole file.
  package static let object = ObjectFormat([
    format.format, schema.format, name.format, scenario.format, variants.format, factors.format,
    constraints.format, standard.format, seed.format, seedList.format, replications.format,
    precision.format,
    randomNumbers.format, primaryMetrics.format, level.format, telemetry.format,
  ]) { experiment in
    if experiment[variants].isEmpty, experiment[factors].isEmpty {
      experiment.report(ExperimentFault.nothingVaried)
    }
    if !experiment.isStandard(seed), experiment[seedList] != nil {
      experiment.report(ExperimentFault.seedAndList, at: seed.format.key)
    }
    if experiment[precision] != nil, experiment[replications] < leastFirstStage {
      experiment.report(
        ExperimentFault.firstStageTooSmall(experiment[replications], least: leastFirstStage),
        at: replications.format.key
      )
    }
    if let precision = experiment[precision],
      precision[PrecisionFormat.most] < experiment[replications]
    {
      precision.report(
        ExperimentFault.fewerThanFirstStage(
          most: precision[PrecisionFormat.most],
          first: experiment[replications]
        ),
        at: PrecisionFormat.most.format.key
      )
    }
  }
}

/// An entry of `variants`.
enum VariantFormat {
  static let change = Field.patch(
    "change",
    "keys of the scenario and their new values; a merge patch (RFC 7396)",
    "场景的键和它们的新值；合并补丁（RFC 7396）",
    leftOut: Phrase("the scenario as it is", "原样的场景")
  )
  static let object = ObjectFormat([change.format])
}

/// An entry of `factors`.
enum FactorFormat {
  static let key = Field.text(
    "key",
    length: 1...1_000,
    "key of the scenario, such as fleet.m100.count",
    "场景的键，例如 fleet.m100.count"
  )
  static let values = Field.values(
    "values",
    count: 1...100,
    "its values, of which each variant has one",
    "它的各个值，每个方案取其一"
  )
  static let object = ObjectFormat([key.format, values.format])
}

/// `precision`.
enum PrecisionFormat {
  private static let cases: [ObjectFormat.Case] = [
    .init(
      Word(
        "relative",
        "the longer side of the interval is at most a share of the mean",
        "区间较长的一侧不超过均值的一定比例"
      ),
      [share.format]
    ),
    .init(
      Word(
        "absolute",
        "the longer side of the interval is at most a width in the metric's unit",
        "区间较长的一侧不超过给定的宽度（以指标的单位计）"
      ),
      [halfWidth.format]
    ),
  ]
  static let kind = FieldFormat(
    "kind",
    Phrase("kind of precision", "精度的种类"),
    .word(cases.map(\.word)),
    .standard(.string("relative"))
  )
  static let share = Field.number(
    "share",
    in: .from(0.0001, through: 0.9),
    "share of the mean",
    "占均值的比例",
    usual: .double(0.05)
  )
  static let halfWidth = Field.number(
    "half_width",
    in: .above(0, through: 1e12),
    "the longer side of the interval, from the mean to its end, in the metric's unit",
    "区间较长的一侧，即从均值到端点，以指标的单位计",
    usual: .integer(10)
  )
  static let metric = Field.word(
    "metric",
    of: MetricCatalogue.judged.map { Word($0.name, $0.name, $0.name) },
    "metric whose mean must be precise, for every variant",
    "对每个方案，其均值必须达到精度的指标"
  )
  static let most = Field.integer(
    "most_replications",
    in: 2...100_000,
    "replications of a variant, with each seed, at which it ends in any case",
    "无论如何都停止时每个方案（用每个种子）的重复次数",
    default: 1_000
  )
  static let object = ObjectFormat(
    [metric.format, most.format],
    choice: .init(field: kind, cases: cases)
  )
}
