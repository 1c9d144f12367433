import DiscreteEvents
import LogisticsPark

extension ParkOracle {
  /// A charging station: chargers one by one, and a line before them.
  final class Station {
    let configuration: StationConfiguration
    let chargers: [Charger]
    /// Position of its first kind of charger among those of all stations.
    let firstCharger: Int
    var line: [Turn] = []

    init(_ configuration: StationConfiguration, chargersFrom first: Int) {
      self.configuration = configuration
      firstCharger = first
      let kinds = configuration.chargers.enumerated().sorted {
        ($1.element.power, $0.offset) < ($0.element.power, $1.offset)
      }
      chargers = kinds.flatMap { kind, charger in
        (0..<charger.count).map { _ in Charger(charger, kind: kind) }
      }
    }

    /// One charger.
    final class Charger {
      let configuration: ChargerConfiguration
      /// Position among the kinds.
      let kind: Int
      var isTaken = false

      init(_ configuration: ChargerConfiguration, kind: Int) {
        self.configuration = configuration
        self.kind = kind
      }
    }

    /// A drone's turn to charge.
    final class Turn {
      let station: Station
      let isMine: Simulation.Occurrence
      var charger: Charger?

      init(station: Station, isMine: Simulation.Occurrence) {
        self.station = station
        self.isMine = isMine
      }
    }

    var isFree: Bool { chargers.contains { !$0.isTaken } }

    /// Drones in line for each charger.
    var lineForEach: Double { Double(line.count) / Double(chargers.count) }

    /// The first in the line gets the fastest charger that is free, as long as one is.
    func giveOut() {
      while !line.isEmpty, let charger = chargers.first(where: { !$0.isTaken }) {
        let turn = line.removeFirst()
        turn.charger = charger
        charger.isTaken = true
        turn.isMine.happen()
      }
    }
  }
}

extension ChargerConfiguration {
  /// Power [W], or how many exponential sessions in a second.
  fileprivate var power: Double {
    switch session {
    case .twoStage(let power, _): power
    case .exponential(let mean): 1 / mean
    }
  }
}
