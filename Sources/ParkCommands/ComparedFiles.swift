import Experiments
import LogisticsPark
import Reports
import ResultStore
import ScenarioFiles
import Wording

/// Results files to be compared, of which one that can not be opened costs the others nothing.
struct ComparedFiles {
  /// Those that were opened.
  private(set) var files: [ComparedFile] = []
  /// Those that were not.
  private(set) var aside: [SetAside] = []

  private static let halfWritten = Phrase(
    "a write to it is not finished, as a journal lies beside it: parksim runs FILE undoes it, if it is yours",
    "对它的写入尚未结束（旁边有日志）：若是自己的文件，parksim runs FILE 可撤销该写入"
  )

  private static let kept = Phrase(
    "it is in a mode (WAL) in which reading changes files: PRAGMA journal_mode = DELETE in sqlite3 ends that",
    "它处于读取时会改动文件的模式（WAL）：在 sqlite3 中用 PRAGMA journal_mode = DELETE 可结束该模式"
  )

  /// Opens files.
  ///
  /// - Parameters:
  ///   - results: The files.
  ///   - areHandIns: Whether others wrote them. Else there is nothing else to compare, and a single file
  ///     must be sound.
  /// - Throws: `StoreError`, for a single file that is no hand-in.
  init(_ results: [HandInFiles.File], areHandIns: Bool) throws {
    let areOfOthers = areHandIns || results.count > 1
    for file in results {
      // To undo what a writer left half done would change what was handed in.
      if areOfOthers, ResultFile.isBeingWritten(path: file.path) {
        aside.append(SetAside(name: file.name, .unreadable(Self.halfWritten)))
        continue
      }
      if areOfOthers, ResultFile.isChangedByReading(path: file.path) {
        aside.append(SetAside(name: file.name, .unreadable(Self.kept)))
        continue
      }
      do {
        files.append(
          ComparedFile(name: file.name, file: try ResultFile.openForReading(path: file.path))
        )
      } catch let error as StoreError where areOfOthers {
        aside.append(SetAside(name: file.name, .unreadable(error.words)))
      }
    }
  }
}

extension ComparisonInput {
  /// Reads what is to be compared; what is not there is bad input, with what there is.
  static func read(
    _ files: [ComparedFile],
    _ request: ComparisonRequest,
    aside: [SetAside] = []
  ) throws -> ComparisonInput {
    do {
      return try ComparisonInput(files, request, aside: aside)
    } catch let trouble as Trouble {
      throw CommandError(status: .badInput, trouble.words)
    }
  }

  /// Reads results files by their paths.
  ///
  /// - Returns: What is compared, what else casts doubt on it (variants whose lead times drift), and the files that
  ///   were read.
  static func read(
    _ paths: [String],
    _ request: ComparisonRequest
  ) throws -> (input: ComparisonInput, drifts: [LeadTimeDrift], files: [ResultFile]) {
    let found = try HandInFiles(paths, but: nil)
    if let scenario = found.scenarios.first {
      throw CommandError(
        status: .badInput,
        "\(VariantNames.quoted(scenario.path)) is to be run first: parksim compare runs scenario files, and "
          + "names the results file that it makes, which this command takes",
        "\(VariantNames.quoted(scenario.path)) 须先运行：parksim compare 会运行场景文件，并给出它生成的结果文件，此命令可读取该文件"
      )
    }
    let opened = try ComparedFiles(found.results, areHandIns: found.areHandIns)
    let (files, asMade) = beside(opened.files, request)
    let input = try read(files, asMade, aside: found.aside + opened.aside)
    let all = files.map(\.file)
    return (input, try LeadTimeDrift.all(of: input, in: all), all)
  }

  /// Results of hand-ins that `compare` has made, and that are named first, beside results that were handed in,
  /// read as `compare` has read them: by the names that it has given them, with its base and its replications, and
  /// as the measure of what others say of the same scenarios.
  private static func beside(
    _ files: [ComparedFile],
    _ request: ComparisonRequest
  ) -> ([ComparedFile], ComparisonRequest) {
    // What can not be read is named when it is read.
    guard files.count > 1, request.experiment == nil,
      let text = try? files[0].file.experiments().last?.text,
      let record = ExperimentRecord(text), let base = record.handIns,
      let runs = try? files[0].file.runs()
    else { return (files, request) }
    let own = runs.filter { run in
      let identity = run.identity
      return run.status == .complete
        && record.variants.contains {
          $0.name == identity.variant && $0.scenario == identity.scenarioDigest
            && $0.seeds.contains(identity.seed)
        }
    }
    var (files, request) = (files, request)
    let taken = Set(record.variants.map(\.name))
    let given = names(of: files.map(\.file.path), among: record.handedInResults)
    for index in files.indices {
      files[index].lastReplication =
        record.lastReplication ?? own.map(\.identity.replication).max()
      guard index > 0 else { continue }
      if let name = given[index] {
        files[index].name = name
      } else if taken.contains(files[index].name) {
        files[index].name = files[index].file.path
      }
    }
    files[0].record = record
    request.isFileByFile = true
    // Names of files tell whose is whose where compare has given them.
    request.looksForStrays = record.hasSettings == false
    if base == .standard, request.standard == nil,
      own.contains(where: { $0.identity.variant == record.standard })
    {
      request.standard = record.standard
    }
    return (files, request)
  }
}

extension ComparisonInput {
  /// The names that `compare` has given files: of those that end the path, with its ending or without, the longest;
  /// nil for a file that it has not compared, or where it is not clear which one it was.
  private static func names(of paths: [String], among known: [String]) -> [String?] {
    let found = paths.map { path -> String? in
      let ending = HandInName.endings.first { path.lowercased().hasSuffix($0) }
      let forms = [path, String(path.dropLast(ending?.count ?? 0))]
      return known.filter { name in
        forms.contains { $0 == name || $0.hasSuffix("/" + name) }
      }.max { ($0.count, $0) < ($1.count, $1) }
    }
    return found.map { name in found.count { $0 == name } == 1 ? name : nil }
  }
}

extension ComparisonInput.Trouble {
  /// In words, with what there is.
  var words: Phrase {
    switch self {
    case .unknownExperiment(let name, let known):
      Self.unknown(Phrase("experiment", "实验"), name, known)
    case .unknownVariant(let name, let known): Self.unknown(Phrase("variant", "方案"), name, known)
    case .notCompared(let aside): aside.words
    case .unknownMetric(let name, let known): Self.unknown(Phrase("metric", "指标"), name, known)
    case .unknownPart(let name, let metric, let known): Self.noPart(name, of: metric, known)
    case .severalParts(let name, let ways):
      Phrase(
        "\(VariantNames.quoted(name)) is the name of parts of several kinds: write "
          + ways.joined(separator: " or "),
        "\(VariantNames.quoted(name)) 是多种部分共有的名称：请写 \(ways.joined(separator: " 或 "))"
      )
    case .nothingToCompareWith(let name):
      Phrase(
        "\(VariantNames.quoted(name)) alone can not be compared: name the standard and at least one more with "
          + "--variant",
        "只有 \(VariantNames.quoted(name)) 无法比较：请用 --variant 写明基准和至少另一个方案"
      )
    case .variantTwice(let name):
      Phrase(
        "the variant \(VariantNames.quoted(name)) is named twice",
        "方案 \(VariantNames.quoted(name)) 写了两次"
      )
    case .tooFewVariants(let names, let aside):
      Self.tooFew(names, aside).map {
        ([$0] + SetAsideText.lines(aside)).joined(separator: "\n")
      }
    }
  }

  private static func tooFew(_ names: [String], _ aside: [SetAside]) -> Phrase {
    guard let name = names.first.map(VariantNames.quoted) else {
      return aside.isEmpty
        ? Phrase(
          "there are no complete runs to compare: run two variants first",
          "没有可比较的完整运行：请先运行两个方案"
        )
        : Phrase("there is nothing left to compare", "没有剩下可比较的内容")
    }
    guard !aside.isEmpty else {
      return Phrase(
        "there is only one variant, \(name): run another one into the file, such as "
          + "parksim run SCENARIO --set key=value; parksim compare --goal says what one alone keeps",
        "只有一个方案 \(name)：请在文件中再运行一个，如 "
          + "parksim run SCENARIO --set key=value；parksim compare --goal 可判断单个方案是否达标"
      )
    }
    let way =
      aside.allSatisfy { $0.reason.isOfStudyOrOrders }
      ? Phrase(
        ": parksim compare --base names one that has the study and the orders of the others",
        "：parksim compare --base 可指定研究设置和订单与其他相同的一个"
      ) : Phrase(same: "")
    return Phrase(
      "only \(name) is left, and there is nothing to compare it with",
      "只剩下 \(name)，没有可与之比较的方案"
    ) + way
  }

  private static func noPart(
    _ name: String,
    of metric: String,
    _ known: [MetricName.Part]
  ) -> Phrase {
    guard !known.isEmpty else {
      let part = VariantNames.quoted("@" + name)
      return Phrase(
        "\(metric) is measured of the park as a whole only: leave out \(part)",
        "\(metric) 只对整个园区测量：请去掉 \(part)"
      )
    }
    let near = NearestName.of(name, among: known.map(\.name) + known.map(\.text))
      .map(VariantNames.quoted)
    let list = known.map { TerminalText.visible($0.text) }.joined(separator: ", ")
    return Phrase(
      "no part \(VariantNames.quoted(name)) has \(metric): "
        + (near.map { "write \($0); " } ?? "") + "there are \(list)",
      "没有具有 \(metric) 的部分 \(VariantNames.quoted(name))："
        + (near.map { "请写 \($0)；" } ?? "") + "现有 \(list)"
    )
  }

  private static func unknown(_ what: Phrase, _ name: String, _ known: [String]) -> Phrase {
    // Names in folders, and with endings, come before names that are only spelt like it.
    let inFolders = known.filter { candidate in
      let last = String(candidate.split(separator: "/").last ?? "")
      return HandInName.stem(of: last) == HandInName.stem(of: name) || last == name
        || candidate.hasPrefix(name + ": ")
    }
    let nearest =
      inFolders.isEmpty ? NearestName.of(name, among: known).map { [$0] } ?? [] : inFolders
    let names = VariantNames.cut(nearest.map(VariantNames.quoted))
    let near =
      nearest.isEmpty ? Phrase(same: "") : Phrase("write \(names); ", "请写 \(names)；")
    let all = known.map(TerminalText.visible).joined(separator: ", ")
    let list =
      known.isEmpty ? Phrase("there are none", "一个也没有") : Phrase("there are \(all)", "现有 \(all)")
    let asked = VariantNames.quoted(name)
    return Phrase("there is no \(what.english) \(asked): ", "没有\(what.chinese) \(asked)：")
      + near + list
  }
}
