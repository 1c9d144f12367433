((Playback) => {
  "use strict";
  const { lastNotAbove, firstKnown, isFlying, IDLE, LOADING, OUT, HANDING, BACK, HOLDING, WAITING,
    CHARGING } = Playback;

  /**
   * The tracks of all drones of a variant: stretches without gap, each with a state, a straight line and a line of
   * charge. A stretch ends where the drone's next begins. Columns, so that ten thousand flights are a few arrays.
   */
  class Tracks {
    /**
     * @param {object} variant with its tables and no tracks yet
     * @param {object} park
     */
    constructor(variant, park) {
      this.end = variant.end;
      const stretches = new TrackBuilder(variant, park).build();
      this.offsets = new Int32Array(park.drones.length + 1);
      stretches.forEach((list, drone) => {
        this.offsets[drone + 1] = this.offsets[drone] + list.length;
      });
      this.copyColumns(stretches.flat());
      this.bayCounts = assignBays(this, park.stations.length);
    }

    /** Turns the stretches into columns. */
    copyColumns(stretches) {
      const take = (Type, name) => Type.from(stretches, (stretch) => stretch[name]);
      this.start = take(Float64Array, "start");
      this.state = take(Uint8Array, "state");
      for (const name of ["x0", "y0", "x1", "y1", "charge0", "charge1"]) this[name] = take(Float32Array, name);
      for (const name of ["order", "flight", "session", "pad", "station"]) this[name] = take(Int32Array, name);
      this.bay = new Int32Array(stretches.length).fill(-1);
    }

    /** When the stretch of a drone ends, s. */
    endOf(drone, stretch) {
      return stretch + 1 < this.offsets[drone + 1] ? this.start[stretch + 1] : this.end;
    }

    /**
     * The stretch in which a drone is at an instant.
     * @param {number} [hint] a stretch that is tried first; it changes the time that this takes and nothing else
     */
    at(drone, t, hint = -1) {
      const from = this.offsets[drone];
      const to = this.offsets[drone + 1];
      const isValid = hint >= from && hint < to;
      if (isValid && this.start[hint] <= t && (hint + 1 === to || t < this.start[hint + 1])) return hint;
      return Math.max(from, lastNotAbove(this.start, t, from, to));
    }

    /** Whether the drone carries an order in the stretch. */
    isLoaded(stretch) {
      const state = this.state[stretch];
      return state === OUT || state === HANDING || state === LOADING;
    }
  }

  const FLIGHT_INSTANTS = ["started", "arrived", "delivered", "returned", "landing", "ended"];

  /** Puts together what the tables say of each drone. */
  class TrackBuilder {
    /** @param {object} variant with its tables @param {object} park */
    constructor(variant, park) {
      this.variant = variant;
      this.park = park;
      this.end = variant.end;
      this.activities = park.drones.map(() => []);
      this.speeds = meanSpeeds(variant.flights, variant.orders, park);
    }

    /** @returns {object[][]} of each drone its stretches in the order of time */
    build() {
      this.addLoading();
      this.addFlights();
      this.addSessions();
      return this.activities.map((list, drone) => this.chain(list, drone));
    }

    /** Notes an activity of a drone, unless it took no time or did not happen. */
    add(drone, state, start, end, more) {
      if (drone === null || Number.isNaN(start) || !(end > start)) return;
      this.activities[drone].push({ state, start, end, order: -1, flight: -1, session: -1, station: -1, ...more });
    }

    /** Loading lasts from the dispatch of an order to the lift-off with it. */
    addLoading() {
      const { orders, flights, flightOfOrder } = this.variant;
      for (let order = 0; order < orders.count; order++) {
        const flight = flightOfOrder[order];
        const liftOff = flight < 0 ? NaN : flights.started[flight];
        const end = firstKnown(liftOff, orders.closed[order], this.end);
        this.add(orders.drone[order], LOADING, orders.dispatched[order], end, { order });
      }
    }

    /** All flights. */
    addFlights() {
      for (let flight = 0; flight < this.variant.flights.count; flight++) this.addFlight(flight);
    }

    /** The legs of a flight: out, hand-over, back, holding until there is room, and down to the pad. */
    addFlight(flight) {
      const { flights, orders } = this.variant;
      const order = flights.order[flight] ?? -1;
      const landing = flights.to[flight] ?? flights.from[flight] ?? 0;
      const home = this.pad(flights.from[flight] ?? 0);
      const goal = this.pad(landing);
      const customer = order < 0 ? home : { x: orders.x[order], y: orders.y[order] };
      const { instants, isThere, isBack } = this.legsOf(flight);
      const seconds = (number) => instants[number + 1] - instants[number];
      const drone = flights.drone[flight];
      const charge = this.chargeLine(flights, flight, instants[0], instants[5]);
      const leg = (state, number, from, to) => {
        const about = { order, flight, landing, from, to, charge };
        this.add(drone, state, instants[number], instants[number + 1], about);
      };
      leg(OUT, 0, home, isThere ? customer : this.reached(home, customer, drone, seconds(0)));
      leg(HANDING, 1, customer, customer);
      leg(BACK, 2, customer, isBack ? goal : this.reached(customer, goal, drone, seconds(2)));
      leg(HOLDING, 3, goal, goal);
      leg(BACK, 4, goal, goal);
    }

    /**
     * The six instants between which the legs of a flight lie; a leg whose end is not known lasts until the next
     * known instant. Also whether it came to the customer, and back, before the run ended.
     */
    legsOf(flight) {
      const known = FLIGHT_INSTANTS.map((name) => this.variant.flights[name][flight]);
      const instants = known.map((_, number) => firstKnown(...known.slice(number), this.end));
      const isThere = known.slice(1).some((instant) => !Number.isNaN(instant));
      const isBack = known.slice(3).some((instant) => !Number.isNaN(instant));
      return { instants, isThere, isBack };
    }

    /** A pad; the origin if the data have none of this index. */
    pad(index) {
      return this.park.pads[index] ?? { x: 0, y: 0 };
    }

    /** Where a drone is on a leg that the end of the run cut short: at its type's mean speed. */
    reached(from, to, drone, seconds) {
      const distance = Math.hypot(to.x - from.x, to.y - from.y);
      const speed = this.speeds[this.park.drones[drone].type];
      const share = distance > 0 ? Math.min(1, (speed * seconds) / distance) : 1;
      return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    }

    /** Charge at any instant of a row, on a straight line between what is known at both ends. */
    chargeLine(rows, row, start, end) {
      const first = rows.charge_start[row];
      const last = firstKnown(rows.charge_end[row], first);
      return (t) => (end > start ? first + ((last - first) * (t - start)) / (end - start) : last);
    }

    /** Waiting for a bay, then charging. */
    addSessions() {
      const { sessions } = this.variant;
      for (let session = 0; session < sessions.count; session++) {
        const [requested, started, ended] = ["requested", "started", "ended"].map((name) => sessions[name][session]);
        const drone = sessions.drone[session];
        const about = { session, station: sessions.station[session] };
        const begins = firstKnown(started, ended, this.end);
        this.add(drone, WAITING, requested, begins, about);
        const ends = firstKnown(ended, this.end);
        if (!Number.isNaN(started)) {
          this.add(drone, CHARGING, started, ends,
            { ...about, charge: this.chargeLine(sessions, session, started, ends) });
        }
      }
    }

    /**
     * The stretches of a drone: its activities, with idleness between them. What begins later ends what is going on.
     */
    chain(activities, drone) {
      activities.sort((a, b) => a.start - b.start);
      const first = activities.find((activity) => activity.flight >= 0);
      const padCount = Math.max(1, this.park.pads.length);
      const standing = {
        pad: first ? this.variant.flights.from[first.flight] ?? drone % padCount : drone % padCount,
        charge: activities.map((activity) => activity.charge?.(activity.start)).find(Number.isFinite) ?? NaN,
      };
      const stretches = [];
      let now = 0;
      activities.forEach((activity, index) => {
        if (activity.start > now) stretches.push(this.idle(now, standing));
        now = Math.min(activity.end, activities[index + 1]?.start ?? this.end);
        stretches.push(this.stretch(activity, now, standing));
      });
      if (now < this.end || stretches.length === 0) stretches.push(this.idle(now, standing));
      return stretches;
    }

    /** A stretch of idleness at the standing place. */
    idle(start, standing) {
      return this.stretch({ state: IDLE, start, order: -1, flight: -1, session: -1, station: -1 }, start, standing);
    }

    /** One row of the tracks; moves the drone's standing place and charge on to its end. */
    stretch(activity, end, standing) {
      const { state, start, order, flight, session, station, charge } = activity;
      if (isFlying(state)) standing.pad = activity.landing;
      const ground = state === CHARGING ? this.park.stations[station] : this.pad(standing.pad);
      const from = activity.from ?? ground;
      const to = activity.to ?? ground;
      const charge0 = charge ? charge(start) : standing.charge;
      const charge1 = charge ? charge(end) : standing.charge;
      standing.charge = charge1;
      const pad = isFlying(state) || state === CHARGING ? -1 : standing.pad;
      return { state, start, order, flight, session, station, pad, charge0, charge1,
        x0: from.x, y0: from.y, x1: to.x, y1: to.y };
    }
  }

  /** Mean speed of each type on its ways out, m/s; 10 where none is known. */
  function meanSpeeds(flights, orders, park) {
    const sums = park.types.map(() => ({ metres: 0, seconds: 0 }));
    for (let flight = 0; flight < flights.count; flight++) {
      const order = flights.order[flight];
      const pad = park.pads[flights.from[flight]];
      const seconds = flights.arrived[flight] - flights.started[flight];
      if (order === null || !pad || !(seconds > 0)) continue;
      const sum = sums[park.drones[flights.drone[flight]].type];
      sum.metres += Math.hypot(orders.x[order] - pad.x, orders.y[order] - pad.y);
      sum.seconds += seconds;
    }
    return sums.map((sum) => (sum.seconds > 0 ? sum.metres / sum.seconds : 10));
  }

  /**
   * Gives each charging stretch the lowest bay that is free then, so that a drone keeps its place while it charges.
   * @returns {Int32Array} the number of bays needed at each station
   */
  function assignBays(tracks, stationCount) {
    const counts = new Int32Array(stationCount);
    const busyUntil = Array.from({ length: stationCount }, () => []);
    for (const { stretch, end } of chargingStretches(tracks)) {
      const bays = busyUntil[tracks.station[stretch]];
      let bay = bays.findIndex((until) => until <= tracks.start[stretch]);
      if (bay < 0) bay = bays.length;
      bays[bay] = end;
      tracks.bay[stretch] = bay;
      counts[tracks.station[stretch]] = bays.length;
    }
    return counts;
  }

  /** All charging stretches with their ends, in the order of their beginnings. */
  function chargingStretches(tracks) {
    const found = [];
    for (let drone = 0; drone + 1 < tracks.offsets.length; drone++) {
      for (let stretch = tracks.offsets[drone]; stretch < tracks.offsets[drone + 1]; stretch++) {
        if (tracks.state[stretch] === CHARGING) found.push({ stretch, end: tracks.endOf(drone, stretch) });
      }
    }
    return found.sort((a, b) => tracks.start[a.stretch] - tracks.start[b.stretch]);
  }

  Object.assign(Playback, { Tracks });
})(Playback);
