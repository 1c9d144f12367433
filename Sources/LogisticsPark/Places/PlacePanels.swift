import DiscreteEvents
import Figures
import Wording

/// Pictures of places.
enum PlacePanels {
  /// All of them.
  static let all: [Panel] = [queue, load]

  private static let queue = Panel(
    "queue",
    Phrase("Who waits where", "各处排队"),
    reading: Phrase(
      "The number that waits at each place, from each change to the next. The place with the most waiting comes first.",
      "各处的等待数量随时间的变化。等待最多的排在最前。"
    ),
    chooses: .places,
    averaged: true,
    where: { !$0.places.isEmpty },
    drawing: { history, chosen in
      places(of: history, chosen, most: 6) { $0.totalWait > .zero }.map { place in
        Figure(
          place.waitingTitle,
          horizontal: history.timeOfDay,
          vertical: Axis(place.visitors.words, .count),
          [Layer(Phrase("waiting", "等待"), .waiting, .steps(place.waiting))]
        )
      }
    }
  )

  private static let load = Panel(
    "load",
    Phrase("At work, and what there is", "使用与能力"),
    reading: Phrase(
      "Area: how many are served at a time; solid line: its mean over a quarter of an hour. Broken line: how many can be. Where the area reaches the broken line, whatever comes has to wait.",
      "面积：同时服务的数量；实线：一刻钟平均。虚线：最多能同时服务的数量。面积达到虚线时，之后到达的都要等待。"
    ),
    chooses: .places,
    averaged: true,
    where: { !$0.places.isEmpty },
    drawing: { history, chosen in
      places(of: history, chosen, most: 8) { $0.capacity != nil }.map { place in
        let capacity = place.capacity.map {
          [Layer(Phrase("there are", "共有"), .capacity, .steps($0))]
        }
        return Figure(
          place.servedTitle,
          horizontal: history.timeOfDay,
          vertical: Axis(Phrase("At once", "同时数量"), .count),
          [
            Layer(Phrase("in use", "使用中"), .faint, .area(place.served)),
            Layer(
              Phrase("in use, mean of \(stretches / 60) min", "使用中，\(stretches / 60) 分钟平均"),
              .series(0),
              .steps(place.served.averaged(over: Double(stretches)))
            ),
          ] + (capacity ?? [])
        )
      }
    }
  )

  /// Length of the stretches over which use is averaged [s]: who is served changes too often to be seen.
  private static let stretches = 900

  /// The places that were chosen, or those where most time was spent waiting.
  private static func places(
    of history: PastRun,
    _ chosen: [String]?,
    most: Int,
    _ matters: (PlaceHistory) -> Bool
  ) -> [PlaceHistory] {
    if let chosen {
      return chosen.compactMap { name in history.places.first { $0.name == name } }
    }
    // Sorting in place order first keeps equals in the order in which orders pass them.
    let shown = history.places.filter(matters).enumerated()
      .sorted { ($1.element.totalWait, $0.offset) < ($0.element.totalWait, $1.offset) }
    return shown.prefix(most).map(\.element)
  }
}

extension PlaceHistory.Visitors {
  /// What they are, on an axis.
  fileprivate var words: Phrase {
    switch self {
    case .orders: Phrase("Orders waiting", "等待的订单")
    case .drones: Phrase("Drones waiting", "等待的无人机")
    }
  }
}
