package import DiscreteEvents

/// A running park: a plan, which the scenario has fixed, and a state, which is all that can still change.
///
/// Copying it forks the run. Events change the state through `handle`; what has left it waits in the
/// outbox until an observer takes it.
package struct Park: Model, Sendable {
  /// What the scenario has fixed.
  package let plan: ParkPlan
  /// All that can still change.
  package internal(set) var state: ParkState
  /// What waits for an observer.
  package var outbox = ParkOutbox()
  /// Whether battery regimes that are over go into the outbox.
  package let recordsSegments: Bool
  /// How many of the first waiting orders and free drones the policy has seen together and left waiting;
  /// to forget it costs time alone.
  var seen = (orders: 0, drones: 0)
  /// What is known of the drones that are free; it follows from the state.
  var free: FreeDrones

  /// Makes a park at the start of a replication.
  ///
  /// - Parameters:
  ///   - configuration: A valid configuration.
  ///   - seed: Seed of the study, 0 to 2^53 - 1.
  ///   - replication: Number of the replication, from 1.
  ///   - recordsSegments: Whether somebody samples the batteries.
  package init(
    _ configuration: ParkConfiguration,
    seed: UInt64,
    replication: Int,
    recordsSegments: Bool
  ) {
    var streams = StreamDirectory(seed: seed, replication: replication)
    plan = ParkPlan(configuration)
    self.recordsSegments = recordsSegments
    state = ParkState(of: plan, streams: &streams)
    free = state.fleet.free(plan.fleet)
    scheduleBeginnings()
    openBacklog(streams: &streams)
  }

  /// Goes on from a state, which fits the configuration and has no flaw.
  ///
  /// - Parameters:
  ///   - configuration: A valid configuration, which may differ in live keys from that of the state.
  ///   - state: The state.
  ///   - recordsSegments: Whether somebody samples the batteries.
  package init(_ configuration: ParkConfiguration, from state: ParkState, recordsSegments: Bool) {
    plan = ParkPlan(configuration)
    self.state = state
    self.recordsSegments = recordsSegments
    free = state.fleet.free(plan.fleet)
  }

  /// What the run depends on but its seed.
  package var configuration: ParkConfiguration { plan.configuration }

  /// Clock and calendar.
  package var engine: Engine<ParkEvent> {
    get { state.engine }
    _modify { yield &state.engine }
  }

  /// Instant of the clock.
  package var now: SimulationTime { state.engine.now }

  /// Puts into effect, at the instant of the clock, what this park's configuration changes.
  ///
  /// Bays that are new are taken at once, and the policy is asked again where its answer may
  /// differ; everything else shows when it is next looked at.
  mutating func take(changeFrom old: ParkConfiguration) {
    seen = (0, 0)
    let now = now
    if configuration.dispatchPolicy != old.dispatchPolicy {
      state.policy = DispatchMemory(of: configuration.dispatchPolicy)
    }
    if let charging = plan.charging { state.charging?.countChargers(charging, at: now) }
    for place in plan.places.indices.map(PlaceID.init) where plan[place].roster == nil {
      if plan[place].units(at: now) != state[place].resource.capacity { unitsChange(at: place) }
    }
    guard
      configuration.charging != old.charging
        || configuration.fleets.map(\.recharge) != old.fleets.map(\.recharge)
        || configuration.dispatchPolicy != old.dispatchPolicy
        || configuration.reserveStateOfCharge != old.reserveStateOfCharge
    else { return }
    dispatch()
  }
}
