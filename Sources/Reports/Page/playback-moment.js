((Playback) => {
  "use strict";
  const { STATES, stepValue, NOT_OPEN, OPEN, ON_THE_WAY } = Playback;

  /**
   * One variant at one instant: where each drone is, what is open, and the figures. `moveTo` depends on the instant
   * alone, whatever was shown before; its arrays are used again and again.
   */
  class Moment {
    /** @param {object} variant @param {object} park */
    constructor(variant, park) {
      this.variant = variant;
      this.park = park;
      this.t = NaN;
      const count = park.drones.length;
      this.stretch = new Int32Array(count).fill(-1);
      this.state = new Uint8Array(count);
      this.x = new Float64Array(count);
      this.y = new Float64Array(count);
      this.charge = new Float64Array(count);
      this.orderStatus = new Uint8Array(variant.orders.count);
      this.orderIsLate = new Uint8Array(variant.orders.count);
      this.byState = new Int32Array(STATES.length);
      this.figures = { created: 0, delivered: 0, refunded: 0, failed: 0, open: 0, coming: 0, late: 0, uncharged: 0, longest: null };
      this.closedAs = Int8Array.from(variant.orders.state, closedAsNumber);
    }

    /** @param {number} t seconds from the start of the run */
    moveTo(t) {
      if (t === this.t) return;
      this.t = t;
      this.moveDrones(t);
      this.moveOrders(t);
      this.figures.uncharged = this.countUncharged(t);
      this.figures.longest = longestQueue(this.variant.places, t);
    }

    /** Finds the stretch of each drone and, on its line, place and charge. */
    moveDrones(t) {
      const { tracks } = this.variant;
      this.byState.fill(0);
      for (const drone of this.variant.droneIndices) {
        const stretch = tracks.at(drone, t, this.stretch[drone]);
        const start = tracks.start[stretch];
        const duration = tracks.endOf(drone, stretch) - start;
        const share = duration > 0 ? (t - start) / duration : 1;
        this.stretch[drone] = stretch;
        this.state[drone] = tracks.state[stretch];
        this.byState[tracks.state[stretch]] += 1;
        this.x[drone] = between(tracks.x0[stretch], tracks.x1[stretch], share);
        this.y[drone] = between(tracks.y0[stretch], tracks.y1[stretch], share);
        this.charge[drone] = between(tracks.charge0[stretch], tracks.charge1[stretch], share);
      }
    }

    /** An order is open from its creation until it is closed, and late while it is open after its promise. */
    moveOrders(t) {
      const { created, closed, promised, dispatched, count } = this.variant.orders;
      const closedAs = [0, 0, 0, 0];
      let createdSoFar = 0;
      let open = 0;
      let coming = 0;
      let late = 0;
      for (let order = 0; order < count; order++) {
        let status = NOT_OPEN;
        this.orderIsLate[order] = 0;
        if (created[order] <= t) {
          createdSoFar += 1;
          if (closed[order] <= t) {
            closedAs[this.closedAs[order]] += 1;
          } else {
            open += 1;
            status = dispatched[order] <= t ? ON_THE_WAY : OPEN;
            coming += status === ON_THE_WAY ? 1 : 0;
            if (promised[order] < t) late += this.orderIsLate[order] = 1;
          }
        }
        this.orderStatus[order] = status;
      }
      const [, delivered, refunded, failed] = closedAs;
      Object.assign(this.figures, { created: createdSoFar, delivered, refunded, failed, open, coming, late });
    }

    /** Idle drones that have too little charge for each of the orders that wait for a drone of theirs. */
    countUncharged(t) {
      const { leastCharge, orders, droneIndices } = this.variant;
      const least = leastCharge.map(() => Infinity);
      for (let order = 0; order < orders.count; order++) {
        if (this.orderStatus[order] !== OPEN || !(orders.pack_ended[order] <= t)) continue;
        leastCharge.forEach((column, group) => {
          if (column[order] < least[group]) least[group] = column[order];
        });
      }
      let count = 0;
      for (const drone of droneIndices) {
        const needed = least[this.park.drones[drone].group] ?? Infinity;
        // To the digits that the columns have.
        if (this.state[drone] === 0 && needed < Infinity && this.charge[drone] < needed - 1e-4) count += 1;
      }
      return count;
    }

    /** How many drones are in the air. */
    get flying() {
      return STATES.reduce((sum, _, state) => sum + (Playback.isFlying(state) ? this.byState[state] : 0), 0);
    }

    /** Waiting, served and capacity at a place now; null where there is no such queue. */
    queue(kind, name) {
      const place = this.variant.place(kind, name);
      return place ? queueAt(place, this.t) : null;
    }

    /** The figures as plain values with names, for tests and for reading aloud. */
    report() {
      const drones = Object.fromEntries(STATES.map((name, state) => [name, this.byState[state]]));
      return { name: this.variant.name, ...this.figures, drones };
    }
  }

  /** 1 to 3 for the ends that an order can have, 0 for an order that is still open when the run ends. */
  function closedAsNumber(state) {
    return Math.max(0, ["", "delivered", "refunded", "failed"].indexOf(state));
  }

  /** The value at a share of the way from a to b. */
  function between(a, b, share) {
    return a + (b - a) * share;
  }

  /** @returns {{waiting: number, served: number, capacity: number|null}} */
  function queueAt(place, t) {
    return {
      waiting: stepValue(place.t, place.waiting, t) ?? 0,
      served: stepValue(place.t, place.served, t) ?? 0,
      capacity: stepValue(place.capacity_t ?? [], place.capacity ?? [], t),
    };
  }

  /** The place at which most wait, the first of equals; null if nobody waits. */
  function longestQueue(places, t) {
    let longest = null;
    for (const place of places) {
      const waiting = stepValue(place.t, place.waiting, t) ?? 0;
      if (waiting > (longest?.waiting ?? 0)) longest = { kind: place.kind, place: place.place, waiting };
    }
    return longest;
  }

  Object.assign(Playback, { Moment });
})(Playback);
