import DiscreteEvents
import Figures
import Wording

/// Pictures of drones.
enum FleetPanels {
  /// All of them.
  static let all: [Panel] = [fleet, gantt]

  /// Rows that a picture shows unless they were chosen.
  private static let mostRows = 40

  private static func isThere(_ plan: ParkPlan) -> Bool { !plan.fleet.drones.isEmpty }

  private static let fleet = Panel(
    "fleet",
    Phrase("What the drones do", "无人机在做什么"),
    reading: Phrase(
      "How many drones do what at a time, one band above the other; what is left up to the broken line is free.",
      "同一时刻各状态的无人机数量，逐层叠加；到虚线为止的空白为空闲。"
    ),
    averaged: true,
    where: isThere,
    drawing: { history, _ in
      let activities = history.activities()
      let end = history.end
      var changes: [DroneActivity: [(at: Int64, by: Int)]] = [:]
      for stretch in activities.joined() {
        changes[stretch.activity, default: []] += [
          (stretch.from.ticks, 1), (stretch.to.ticks, -1),
        ]
      }
      var stack: [(at: Int64, by: Int)] = []
      var layers: [Layer] = []
      for activity in DroneActivity.allCases {
        stack += changes[activity] ?? []
        layers.append(
          Layer(
            activity.title,
            activity.tone,
            .area(StepSeries(changes: stack, until: end.ticks))
          )
        )
      }
      let all = Double(history.plan.fleet.drones.count)
      let count = StepSeries(times: [0], values: [all], end: end.inSeconds)
      return [
        Figure(
          Phrase("Drones by what they do", "无人机状态"),
          horizontal: history.timeOfDay,
          vertical: Axis(Phrase("Drones", "无人机"), .count, bounds: 0...(all * 1.02)),
          // The uppermost band first, so that those below it cover it.
          layers.reversed() + [Layer(Phrase("all drones", "全部无人机"), .capacity, .steps(count))]
        )
      ]
    }
  )

  private static let gantt = Panel(
    "gantt",
    Phrase("Each drone's day", "每架无人机的一天"),
    reading: Phrase(
      "A row for each drone: what it did when. Nothing is drawn while it is free.",
      "每行一架无人机：何时做什么。空闲时不画。"
    ),
    chooses: .drones,
    averaged: false,
    where: isThere,
    drawing: { history, chosen in
      let names = history.plan.fleet.drones.map(\.name)
      let shown =
        chosen.map { chosen in chosen.compactMap { names.firstIndex(of: $0) } }
        ?? Array(names.indices.prefix(mostRows))
      let activities = history.activities()
      let layers = DroneActivity.allCases.compactMap { activity -> Layer? in
        let spans = shown.enumerated().flatMap { row, drone in
          activities[drone].filter { $0.activity == activity }.map {
            Mark.Span(row: row, from: $0.from.inSeconds, to: $0.to.inSeconds)
          }
        }
        return spans.isEmpty ? nil : Layer(activity.title, activity.tone, .spans(spans))
      }
      return [
        Figure(
          Phrase("What each drone did", "每架无人机做了什么"),
          horizontal: history.timeOfDay,
          vertical: .names(Phrase("Drone", "无人机"), shown.map { names[$0] }),
          layers,
          notes: notes(shown: shown.count, of: names.count, chosen)
        )
      ]
    }
  )

  private static func notes(shown: Int, of all: Int, _ chosen: [String]?) -> [Phrase] {
    guard chosen == nil, shown < all else { return [] }
    return [
      Phrase(
        "The first \(shown) of \(all) drones; parksim plot --entity draws others",
        "共 \(all) 架，显示前 \(shown) 架；parksim plot --entity 可画其他"
      )
    ]
  }
}

extension DroneActivity {
  /// Its tone: alike whether in the air, at a bay or in a line.
  var tone: Tone {
    switch self {
    case .loading: .series(5)
    case .flyingOut: .series(0)
    case .flyingBack: .series(4)
    case .waitingForRoom: .series(3)
    case .waitingForBay: .series(1)
    case .charging: .series(2)
    }
  }
}
