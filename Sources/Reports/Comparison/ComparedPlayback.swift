import DiscreteEvents
import Experiments
import LogisticsPark
import ResultStore
import Wording

/// The first runs of a comparison's standard and of up to two others, played back beside each other.
struct ComparedPlayback {
  /// Orders of all runs together that are played back: more would make a page that is slow to open.
  private static let mostOrders = 30_000
  /// Variants that are played back, the standard included.
  private static let mostVariants = 3

  /// The map; nothing where no two runs can be shown on one.
  let html: HTML
  /// What is shown of which variants, or why nothing is; nil where there is nothing to say.
  let note: Phrase?

  /// Reads the runs.
  ///
  /// - Parameters:
  ///   - comparison: What is compared.
  ///   - files: Its files.
  /// - Throws: `StoreError`.
  /// - Complexity: O(records of up to three runs).
  init(_ comparison: Comparison, files: [ResultFile]) throws {
    let input = comparison.input
    let words = ComparisonWords(comparison)
    guard input.systems.count > 1 else {
      (html, note) = ("", nil)
      return
    }
    var choice = Choice(files: files)
    try choice.take(input.systems[0], input)
    for system in Self.order(comparison, words) where choice.runs.count < Self.mostVariants {
      guard !choice.runs.isEmpty else { break }
      try choice.take(input.systems[system], input)
    }
    guard choice.runs.count > 1 else {
      html = ""
      note = Self.why(choice.refusals)
      return
    }
    let data = PlaybackData(choice.runs.map { (name: $0.name, run: $0.run) })
    html = """
      <section id="playback"></section>
      <script type="application/json" id="playback-data">\(HTML(markup: data.json))</script>
      """
    let number = choice.number
    let left = choice.refusals.isEmpty ? nil : Self.why(choice.refusals)
    note = Phrase(
      "The map plays back replication \(number) of each: one day of many, not the comparison."
        + (left.map { " " + $0.english } ?? ""),
      "地图回放各方案的第 \(number) 次重复：只是许多日子中的一天，而非比较本身。" + (left?.chinese ?? "")
    )
  }

  /// The others, those first that may be the best on the first metric with a direction.
  private static func order(_ comparison: Comparison, _ words: ComparisonWords) -> [Int] {
    let directed = comparison.judgements.first { $0.metric.direction != .none }
    let all = directed.map { words.order(on: $0) } ?? Array(comparison.input.systems.indices)
    return all.filter { $0 != 0 }
  }

  private static func why(_ refusals: [Refusal]) -> Phrase {
    let parts = VariantNames.phrase(
      of: refusals.map { refusal in
        let name = VariantNames.quoted(refusal.variant)
        return Phrase(
          "\(name) (\(refusal.why.words.english))",
          "\(name)（\(refusal.why.words.chinese)）"
        )
      }
    )
    return Phrase("Not played back: \(parts.english).", "未回放：\(parts.chinese)。")
  }

  /// A variant that is not played back.
  struct Refusal {
    /// Its name.
    let variant: String
    /// Why not.
    let why: Why
  }

  /// Why a variant is not played back.
  enum Why {
    case unreadable
    case tooManyOrders
    case otherPlaces
    case otherDrones
    case otherHours

    var words: Phrase {
      switch self {
      case .unreadable:
        Phrase("its scenario is of another version", "其场景属于其他版本")
      case .tooManyOrders:
        Phrase(
          "the runs would have more than \(ComparedPlayback.mostOrders) orders together",
          "这些运行合计超过 \(ComparedPlayback.mostOrders) 单"
        )
      case .otherPlaces:
        Phrase("its places are not those of the standard", "其场所与基准不同")
      case .otherDrones:
        Phrase("its drones are not those of the standard", "其无人机与基准不同")
      case .otherHours:
        Phrase("it begins or ends at another time", "其起止时间不同")
      }
    }
  }

  /// Runs that fit on one map.
  private struct Choice {
    let files: [ResultFile]
    private(set) var runs: [(name: String, run: PastRun)] = []
    private(set) var refusals: [Refusal] = []
    private(set) var number = 1
    private var orders = 0

    init(files: [ResultFile]) {
      self.files = files
    }

    /// Takes the first run of a variant, or notes why not.
    mutating func take(_ system: ComparedSystem, _ input: ComparisonInput) throws {
      let replication =
        input.sample.isPaired
        ? input.sample.replications.first : system.replications.first
      guard let configuration = system.configuration, let replication,
        let run = system.runs[replication]
      else { return refuse(system, .unreadable) }
      if run.created ?? 0 > Double(ComparedPlayback.mostOrders - orders) {
        return refuse(system, .tooManyOrders)
      }
      let plan = ParkPlan(configuration)
      if let first = runs.first, let why = MapLikeness.obstacle(first.run.plan, plan) {
        return refuse(system, why)
      }
      let past = try files[run.file].pastRun(run.id, plan)
      if let first = runs.first?.run,
        first.clockStart != past.clockStart || first.end != past.end
      {
        return refuse(system, .otherHours)
      }
      guard orders + past.records.orders.count <= ComparedPlayback.mostOrders else {
        return refuse(system, .tooManyOrders)
      }
      orders += past.records.orders.count
      number = runs.isEmpty ? replication.number : number
      runs.append((system.name, past))
    }

    private mutating func refuse(_ system: ComparedSystem, _ why: Why) {
      refusals.append(Refusal(variant: system.name, why: why))
    }
  }
}

/// Whether two parks can be drawn on one map.
enum MapLikeness {
  /// What stands between two parks and one map: they must have the same places and drones; bays may differ.
  static func obstacle(_ first: ParkPlan, _ second: ParkPlan) -> ComparedPlayback.Why? {
    if places(of: first) != places(of: second) { return .otherPlaces }
    if drones(of: first) != drones(of: second) { return .otherDrones }
    return nil
  }

  private static func places(of plan: ParkPlan) -> [[String]] {
    let configuration = plan.configuration
    return [
      configuration.warehouses.map { "\($0.id) \($0.position)" },
      configuration.pads.map { "\($0.id) \($0.position) \($0.warehouse)" },
      (configuration.charging?.stations ?? []).map { "\($0.id) \($0.position)" },
      (configuration.demand?.zones ?? []).map { "\($0.id) \($0.center) \($0.radius)" },
    ]
  }

  private static func drones(of plan: ParkPlan) -> [[String]] {
    [
      plan.configuration.fleets.map(\.id),
      plan.fleet.drones.map { "\($0.name) \($0.type)" },
    ]
  }
}
