import DiscreteEvents

/// Checks a saved run, which may come from anywhere, before a park takes it over.
///
/// A checkpoint has a checksum, so what gets here is most likely as it was written. The checks are
/// for what is not: they cover everything that would else end the program later on.
///
/// What is true of any park stands here; what a subsystem keeps, and what its records can be, is checked by what its
/// chapter and its tables say.
package struct SavedRunCheck {
  let saved: SavedRun
  /// The park of the run at its start.
  let park: Park
  /// Its sensors.
  let sensors: SensorSuite?
  let keepsSamples: Bool
  /// What the run waits for.
  let pending: PendingEvents

  var state: ParkState { saved.park }
  var now: SimulationTime { saved.time }

  /// Prepares to check a run.
  ///
  /// - Throws: `SavedRunFlaw` if an event concerns nobody in the park.
  init(_ saved: SavedRun, park: Park, sensors: SensorSuite?, keepsSamples: Bool) throws {
    self.saved = saved
    self.park = park
    self.sensors = sensors
    self.keepsSamples = keepsSamples
    pending = try PendingEvents(of: saved.park, in: park)
  }

  /// Finds the first flaw.
  func check() throws {
    try require(
      (.zero...park.configuration.study.horizon).contains(now),
      "the run stands at \(now), outside of its length"
    )
    try checkPlaces()
    try checkHistory()
    try checkWarmUp()
    try checkShiftChanges()
    for chapter in ParkChapters.all {
      for check in chapter.checks { try check(self) }
    }
  }

  /// What has left is what has been counted, and each record is one that can be.
  private func checkHistory() throws {
    let events = saved.history.events
    try require(
      events.count == state.engine.handledCount,
      "\(events.count) events are kept of \(state.engine.handledCount)"
    )
    for event in events { try checkTimes(event.time, of: "an event") }
    for table in RecordTables.all { try table.check(self) }
  }

  /// The warm-up ends when the scenario says.
  private func checkWarmUp() throws {
    let warmUp = park.configuration.study.warmUp
    try require(
      pending.times(of: .study(.warmUpEnds)) == (now < warmUp ? [warmUp] : []),
      "the warm-up does not end when it should"
    )
  }
}

// MARK: - What checks are made of

extension SavedRunCheck {
  func require(_ holds: Bool, _ flaw: @autoclosure () -> String) throws {
    if !holds { throw SavedRunFlaw(message: flaw()) }
  }

  /// A number present: its value, and a past that can be.
  func check(_ number: NumberPresent?, is value: Int?, _ what: String) throws {
    guard let number else { return }
    try require(value == nil || number.value == value, "\(number.value) \(what)")
    try require(
      number.isSound(at: now, opening: opening),
      "the number \(what) has a past that can not be"
    )
  }

  /// Instant from which statistics count.
  var opening: SimulationTime {
    let warmUp = park.configuration.study.warmUp
    return now < warmUp ? .zero : warmUp
  }

  func checkTimes(_ times: SimulationTime?..., of what: @autoclosure () -> String) throws {
    for case let time? in times {
      try require(time >= .zero && time <= now, "\(what()) has the time \(time)")
    }
  }

  /// The instants of a record that has left are all there, one after the other.
  func checkSequence(
    _ times: SimulationTime?...,
    of what: @autoclosure () -> String
  ) throws {
    let known = times.compactMap(\.self)
    try require(
      known.count == times.count && zip(known, known.dropFirst()).allSatisfy { $0 <= $1 },
      "\(what()) has times that do not follow one another"
    )
  }

  func checkNumbers(_ numbers: Double..., of what: @autoclosure () -> String) throws {
    // Beyond any energy [J], distance, weight, power or temperature of a park; sums of such numbers and
    // of their squares stay finite.
    for number in numbers {
      try require(number.magnitude < 1e30, "\(what()) has the number \(number)")
    }
  }

  func check(_ stream: RandomStream, like start: RandomStream, _ what: String) throws {
    try require(
      stream.streamStart == start.streamStart && stream.substreamStart == start.substreamStart
        && stream.antithetic == start.antithetic,
      "the chances of \(what) are those of another run"
    )
  }

  func check(_ drone: DroneID, _ what: @autoclosure () -> String) throws {
    try require(
      park.plan.fleet.drones.indices.contains(Int(drone.index)),
      "\(what()) names drone \(drone.index) of \(park.plan.fleet.drones.count)"
    )
  }
}
