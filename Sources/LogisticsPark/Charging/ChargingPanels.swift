import DiscreteEvents
import Figures
import Wording

/// Pictures of batteries and of what charges them.
enum ChargingPanels {
  /// All of them.
  static let all: [Panel] = [stateOfCharge, power]

  /// Lines that a picture shows unless they were chosen.
  private static let mostLines = 6
  /// Into how many parts a session with a falling power is divided.
  private static let partsOfTaper = 12

  private static let stateOfCharge = Panel(
    "state-of-charge",
    Phrase("Charge of the batteries", "电池电量"),
    reading: Phrase(
      "Stored energy over capacity. Falling: flight; rising: charging. Values are those of lift-offs, landings and sessions; between them a flight is drawn as a straight line.",
      "储存能量占容量的比例。下降为飞行，上升为充电。起飞、降落和充电时刻为记录值，飞行过程以直线连接。"
    ),
    chooses: .drones,
    averaged: false,
    where: { !$0.fleet.drones.isEmpty },
    drawing: { history, chosen in
      let names = history.plan.fleet.drones.map(\.name)
      let shown =
        chosen.map { chosen in chosen.compactMap { names.firstIndex(of: $0) } }
        ?? Array(names.indices.prefix(mostLines))
      let layers = shown.enumerated().map { place, drone in
        Layer(
          Phrase(same: names[drone]),
          .series(place),
          .line(charge(of: DroneID(drone), history))
        )
      }
      let isCut = chosen == nil && shown.count < names.count
      return [
        Figure(
          Phrase("State of charge", "电量"),
          horizontal: history.timeOfDay,
          vertical: Axis(Phrase("Stored energy over capacity", "储存能量/容量"), .share, bounds: 0...1),
          layers,
          notes: isCut
            ? [
              Phrase(
                "The first \(shown.count) of \(names.count) drones; parksim plot --entity draws others",
                "共 \(names.count) 架，显示前 \(shown.count) 架；parksim plot --entity 可画其他"
              )
            ] : []
        )
      ]
    }
  )

  private static func charge(of drone: DroneID, _ history: PastRun) -> [Mark.Point] {
    let plan = history.plan
    let capacity = plan.fleet.type(of: drone).battery.capacity
    let end = history.end
    var points = [(time: SimulationTime.zero, stored: plan.fleet[drone].storedAtStart)]
    for flight in history.records.flights where flight.drone == drone {
      points += [
        (flight.startedAt, flight.storedAtStart), (flight.endedAt ?? end, flight.storedAtEnd),
      ]
    }
    for session in history.records.chargeSessions where session.drone == drone {
      points += parts(of: session, plan, until: end).flatMap {
        [(time: $0.from, stored: $0.storedAtStart), (time: $0.to, stored: $0.storedAtEnd)]
      }
    }
    points.sort { $0.time < $1.time }
    if let stored = history.storedAtEnd[Int(drone.index)] { points.append((end, stored)) }
    return points.map { Mark.Point($0.time.inSeconds, $0.stored / capacity) }
  }

  private static let power = Panel(
    "power",
    Phrase("Power from the grid", "电网功率"),
    reading: Phrase(
      "What the chargers draw from the grid; where the power of a session falls towards its end, in steps of its mean.",
      "充电机从电网取用的功率；充电末段功率下降时按分段平均值画出。"
    ),
    chooses: .stations,
    averaged: true,
    where: { $0.charging != nil },
    drawing: { history, chosen in
      let plan = history.plan
      let stations = plan.entities(.station).map(\.name)
      return (chosen ?? [""]).map { name in
        // What was charged before the scenario held had chargers that are not known.
        let own = history.records.chargeSessions.filter {
          (name.isEmpty || stations[Int($0.station.index)] == name)
            && $0.startedAt ?? .zero >= history.plannedFrom
        }
        // In milliwatts, whole numbers: what is added up and taken away again leaves no rest.
        let changes = own.flatMap { session in
          parts(of: session, plan, until: history.end).flatMap { part in
            let milliwatts = Int((part.gridPower * 1000).rounded())
            return [(at: part.from.ticks, by: milliwatts), (at: part.to.ticks, by: -milliwatts)]
          }
        }
        let series = StepSeries(changes: changes, until: history.end.ticks)
        return Figure(
          name.isEmpty
            ? Phrase("Power from the grid to charge", "充电用电网功率")
            : Phrase("Power from the grid at \(name)", "\(name) 的电网功率"),
          horizontal: history.timeOfDay,
          vertical: Axis(Phrase("Power", "功率"), unit: Phrase(same: "kW")),
          [
            Layer(
              Phrase("power", "功率"),
              .busy,
              .area(
                StepSeries(
                  times: series.times,
                  values: series.values.map { $0 / 1_000_000 },
                  end: series.end
                )
              )
            )
          ]
        )
      }
    }
  )

  /// A part of a session in which its power hardly changes.
  private struct Part {
    let from: SimulationTime
    let to: SimulationTime
    let storedAtStart: Double
    let storedAtEnd: Double
    /// Mean power from the grid [W].
    let gridPower: Double
  }

  /// The parts of a session in which power flows.
  private static func parts(
    of session: ChargeSessionRecord,
    _ plan: ParkPlan,
    until end: SimulationTime
  ) -> [Part] {
    guard let charging = plan.charging, let started = session.startedAt,
      let charger = session.charger.map({ charging[$0] })
    else { return [] }
    let from = started + charging[session.station].transferTime
    let to = session.endedAt ?? end
    guard from < to else { return [] }
    let capacity = plan.fleet.type(of: session.drone).battery.capacity
    let count: Int
    let curve: ChargeCurve
    switch charger.session {
    case .twoStage(let power, let knee):
      curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: knee)
      count = session.storedAtEnd > knee * capacity ? partsOfTaper : 1
    case .exponential:
      let power = max(session.stored / (to - from).inSeconds, 1e-9)
      curve = ChargeCurve(power: power, capacity: capacity, kneeStateOfCharge: 1)
      count = 1
    }
    return (0..<count).map { index in
      let times = [index, index + 1].map { place in
        place == count
          ? to : SimulationTime(ticks: from.ticks + (to - from).ticks * Int64(place) / Int64(count))
      }
      let stored = times.map { time in
        time == to
          ? session.storedAtEnd
          : curve.stored(from: session.storedAtStart, after: (time - from).inSeconds)
      }
      let length = (times[1] - times[0]).inSeconds
      return Part(
        from: times[0],
        to: times[1],
        storedAtStart: stored[0],
        storedAtEnd: stored[1],
        gridPower: length > 0 ? (stored[1] - stored[0]) / length / charger.efficiency : 0
      )
    }
  }
}
