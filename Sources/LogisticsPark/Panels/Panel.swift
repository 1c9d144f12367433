package import Figures
package import Wording

/// A picture of a run: what a report shows, and what somebody who writes asks for by its name.
package struct Panel: Sendable {
  /// Name by which it is asked for: lower-case words joined by hyphens.
  package let name: String
  /// What it shows.
  package let title: Phrase
  /// How to read it, in a sentence or two.
  package let reading: Phrase
  /// What `--entity` chooses among; nil where there is nothing to choose.
  package let chooses: Choice?
  /// Whether a park has it.
  package let isThere: @Sendable (ParkPlan) -> Bool
  private let drawing: Drawing

  /// What a panel can be asked for by name.
  package enum Choice: Sendable {
    /// Drones.
    case drones
    /// Places, as ``PlaceHistory/name``.
    case places
    /// Zones.
    case zones
    /// Warehouses.
    case warehouses
    /// Stations.
    case stations
  }

  /// How many runs a picture shows.
  private enum Drawing: Sendable {
    /// One.
    case ofOne(@Sendable (PastRun, [String]?) -> [Figure])
    /// The mean of those of several, value by value.
    case ofMean(@Sendable (PastRun, [String]?) -> [Figure])
    /// All observations of several.
    case ofAll(@Sendable ([PastRun], [String]?) -> [Figure])
  }

  /// Describes a panel that is drawn of one run.
  ///
  /// - Parameters:
  ///   - name: Name by which it is asked for.
  ///   - title: What it shows.
  ///   - reading: How to read it.
  ///   - chooses: What can be chosen among.
  ///   - isAveraged: Whether those of several runs have a mean.
  ///   - isThere: Whether a park has it.
  ///   - draw: Its figures, of those that were chosen, or if nil of those that matter most.
  init(
    _ name: String,
    _ title: Phrase,
    reading: Phrase,
    chooses: Choice? = nil,
    averaged isAveraged: Bool,
    where isThere: @escaping @Sendable (ParkPlan) -> Bool,
    drawing draw: @escaping @Sendable (PastRun, [String]?) -> [Figure]
  ) {
    self.init(name, title, reading, chooses, isThere, isAveraged ? .ofMean(draw) : .ofOne(draw))
  }

  /// Describes a panel that is drawn of all observations of one or several runs.
  ///
  /// - Parameters: As above.
  init(
    _ name: String,
    _ title: Phrase,
    reading: Phrase,
    chooses: Choice? = nil,
    where isThere: @escaping @Sendable (ParkPlan) -> Bool,
    pooled draw: @escaping @Sendable ([PastRun], [String]?) -> [Figure]
  ) {
    self.init(name, title, reading, chooses, isThere, .ofAll(draw))
  }

  private init(
    _ name: String,
    _ title: Phrase,
    _ reading: Phrase,
    _ chooses: Choice?,
    _ isThere: @escaping @Sendable (ParkPlan) -> Bool,
    _ drawing: Drawing
  ) {
    self.name = name
    self.title = title
    self.reading = reading
    self.chooses = chooses
    self.isThere = isThere
    self.drawing = drawing
  }

  /// Whether it shows one run only.
  package var isOfOneRun: Bool {
    if case .ofOne = drawing { true } else { false }
  }

  /// Its figures of runs.
  ///
  /// - Parameters:
  ///   - runs: The runs, at least one and of one scenario; of a panel of one run the first is shown.
  ///   - chosen: Names of what is shown, each one of ``names(in:)``; nil for what matters most.
  ///   - mean: The mean of the figures of several runs.
  /// - Returns: The figures.
  package func figures(
    of runs: [PastRun],
    chosen: [String]? = nil,
    mean: ([[Figure]]) -> [Figure]
  ) -> [Figure] {
    drawn(of: runs, chosen, mean).map(\.withoutCovered)
  }

  private func drawn(
    of runs: [PastRun],
    _ chosen: [String]?,
    _ mean: ([[Figure]]) -> [Figure]
  ) -> [Figure] {
    guard let first = runs.first else { return [] }
    switch drawing {
    case .ofOne(let draw): return draw(first, chosen)
    case .ofMean(let draw):
      guard runs.count > 1 else { return draw(first, chosen) }
      // What matters most differs from run to run; what does in most of them is shown.
      let own = runs.map { draw($0, chosen) }
      let count = own.map(\.count).max() ?? 0
      let places = own.flatMap { figures in figures.enumerated().map { ($1, $0) } }
      let votes = Dictionary(grouping: places, by: \.0.title).values
        .map { (figure: $0[0].0, score: $0.reduce(0) { $0 + count - $1.1 }, place: $0[0].1) }
        .sorted {
          ($1.score, $0.place, $0.figure.title.english) < (
            $0.score, $1.place, $1.figure.title.english
          )
        }
      let shown = votes.prefix(count).map(\.figure)
      let all = runs.map {
        draw($0, chosen ?? names(in: $0)) + (chosen == nil ? draw($0, nil) : [])
      }
      return mean(
        all.map { figures in
          shown.compactMap { figure in figures.first { $0.title == figure.title } }
        }
      )
    case .ofAll(let draw): return draw(runs, chosen)
    }
  }

  /// Names that can be chosen in a run.
  package func names(in history: PastRun) -> [String] {
    let plan = history.plan
    switch chooses {
    case nil: return []
    case .drones: return plan.fleet.drones.map(\.name)
    case .places: return history.places.map(\.name)
    case .zones: return plan.entities(.zone).map(\.name)
    case .warehouses: return plan.entities(.warehouse).map(\.name)
    case .stations: return plan.entities(.station).map(\.name)
    }
  }
}

extension Figure {
  /// The figure without areas of which nothing is seen, as the next one covers them or they are 0 all along; the
  /// only area stays.
  fileprivate var withoutCovered: Figure {
    let areas = layers.indices.filter { layers[$0].mark.area != nil }
    guard areas.count > 1 else { return self }
    let hidden = areas.enumerated().filter { place, index in
      let own = layers[index].mark.area
      let next = place + 1 < areas.count ? layers[areas[place + 1]].mark.area : nil
      return next.map { $0 == own } ?? (own?.values.allSatisfy { $0 == 0 } ?? true)
    }.map(\.element)
    var figure = self
    figure.layers = layers.indices.filter { !hidden.contains($0) }.map { layers[$0] }
    return figure
  }
}

extension Mark {
  fileprivate var area: StepSeries? {
    if case .area(let series) = self { series } else { nil }
  }
}

extension ParkChapters {
  /// The panels of all chapters, in the order in which a report shows them.
  package static let panels: [Panel] = all.flatMap(\.panels)
}
