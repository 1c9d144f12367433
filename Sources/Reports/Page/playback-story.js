((Playback) => {
  "use strict";
  const { sayDuration, sayPercent, sayNodes, say, hasWord, nameElement, timeOfDay } = Playback;

  /**
   * A line of a story: when, what, and what was waited for or how long it took.
   * @typedef {{t: number, key: string, values: object, note: string, isWait: boolean, isBad: boolean}} StoryLine
   */

  /** Collects lines of known instants. */
  class Lines {
    /** Begins without a line. */
    constructor() {
      this.lines = [];
    }

    /** Adds a line unless its instant is unknown. */
    add(t, key, values = {}, note = null) {
      if (Number.isNaN(t)) return;
      const { text = "", isWait = false, isBad = false } = note ?? {};
      this.lines.push({ t, key, values, note: text, isWait, isBad });
    }

    /** @returns {StoryLine[]} in the order of time; of one instant in the order in which they were added */
    sorted() {
      return this.lines.sort((a, b) => a.t - b.t);
    }
  }

  /** Instants are given to the millisecond: what is shorter took no time, s. */
  const SHORTEST_WAIT = 0.0005;

  /** A note on a wait; null for waits that did not take place. */
  function waitNote(key, seconds) {
    return seconds > SHORTEST_WAIT ? { text: say(key, { duration: sayDuration(seconds) }), isWait: true } : null;
  }

  /** A note on a duration. */
  function tookNote(key, seconds) {
    return Number.isNaN(seconds) ? null : { text: say(key, { duration: sayDuration(seconds) }) };
  }

  /** Writes the stories of the orders and drones of a variant. */
  class Storyteller {
    /**
     * @param {object} model
     * @param {object} variant
     * @param {function(string, number): Node} link makes what leads to a "drone" or an "order" of an index
     */
    constructor(model, variant, link) {
      Object.assign(this, { model, variant, link });
    }

    /** @returns {StoryLine[]} */
    ofOrder(order) {
      const lines = new Lines();
      const { orders } = this.variant;
      const at = (name) => orders[name][order];
      this.tellCreation(lines, order);
      lines.add(at("pick_started"), "s_pick_started", {},
        waitNote("waitedPicker", at("pick_started") - at("created")));
      lines.add(at("pick_ended"), "s_pick_ended", {}, tookNote("took", at("pick_ended") - at("pick_started")));
      lines.add(at("pack_started"), "s_pack_started", {},
        waitNote("waitedPacker", at("pack_started") - at("pick_ended")));
      lines.add(at("pack_ended"), "s_pack_ended", {}, tookNote("took", at("pack_ended") - at("pack_started")));
      this.tellNeed(lines, order);
      this.tellDispatch(lines, order);
      this.tellPromise(lines, order);
      this.tellEnd(lines, order);
      return lines.sorted();
    }

    /** The order and its promise. */
    tellCreation(lines, order) {
      const { orders } = this.variant;
      const zone = this.model.park.zones[orders.zone[order]]?.id ?? "?";
      const promised = orders.promised[order];
      const values = { zone: nameElement(zone), weight: orders.weight[order].toFixed(2) };
      if (Number.isNaN(promised)) lines.add(orders.created[order], "s_created_free", values);
      else lines.add(orders.created[order], "s_created", { ...values, clock: this.clock(promised) });
    }

    /** From when on it waits for a drone, and how much charge that must have: which is why an idle one may not do. */
    tellNeed(lines, order) {
      const { orders, leastCharge } = this.variant;
      const known = leastCharge.map((least) => least[order]).filter((least) => !Number.isNaN(least));
      const ready = orders.pack_ended[order];
      if (known.length === 0 || !(orders.dispatched[order] - ready > SHORTEST_WAIT) && !Number.isNaN(orders.dispatched[order])) return;
      const percent = sayPercent(Math.min(...known));
      lines.add(ready, "s_ready", { percent });
    }

    /** The drone that takes it, and its flight until the hand-over. */
    tellDispatch(lines, order) {
      const { orders, flights, flightOfOrder } = this.variant;
      const dispatched = orders.dispatched[order];
      const ready = Playback.firstKnown(orders.pack_ended[order], orders.pick_ended[order], orders.created[order]);
      const drone = orders.drone[order];
      const key = drone === null ? "s_dispatched_unknown" : "s_dispatched";
      const values = drone === null ? {} : { drone: this.link("drone", drone) };
      lines.add(dispatched, key, values, waitNote("waitedDrone", dispatched - ready));
      const flight = flightOfOrder[order];
      if (flight < 0) return;
      const { started, arrived, delivered } = flights;
      lines.add(started[flight], "s_started", {}, tookNote("loadingTook", started[flight] - dispatched));
      lines.add(arrived[flight], "s_arrived", {}, tookNote("flew", arrived[flight] - started[flight]));
      lines.add(delivered[flight], "s_delivered", {}, this.promiseNote(order, delivered[flight]));
    }

    /** How long before or after its promise an order was handed over. */
    promiseNote(order, delivered) {
      const late = delivered - this.variant.orders.promised[order];
      if (Number.isNaN(late)) return null;
      const key = late > 0 ? "promiseMissed" : "promiseMet";
      return { text: say(key, { duration: sayDuration(Math.abs(late)) }), isBad: late > 0 };
    }

    /** The promise as an event of its own, if it passes while the order is open. */
    tellPromise(lines, order) {
      const { promised, closed } = this.variant.orders;
      const isMissed = !(closed[order] <= promised[order]) && promised[order] <= this.model.end;
      if (isMissed) lines.add(promised[order], "s_promise_passed", {}, { text: "", isBad: true });
    }

    /** What became of an order that was not delivered. */
    tellEnd(lines, order) {
      const { orders } = this.variant;
      const state = orders.state[order];
      const closed = orders.closed[order];
      if (state === "refunded") lines.add(closed, "s_refunded");
      else if (state === "failed") lines.add(closed, "s_failed", { cause: causeOf(orders.failure[order]) });
      else if (state !== "delivered") lines.add(this.model.end, "s_open", { state: sayState(state) });
    }

    /** @returns {StoryLine[]} */
    ofDrone(drone) {
      const lines = new Lines();
      const { flights, sessions } = this.variant;
      let atRestSince = 0;
      lines.add(0, "s_begin");
      for (const stay of this.staysOf(drone)) {
        if (stay.flight >= 0) this.tellFlight(lines, stay.flight, atRestSince);
        else this.tellSession(lines, stay.session);
        atRestSince = stay.flight >= 0 ? flights.ended[stay.flight] : sessions.ended[stay.session];
      }
      return lines.sorted();
    }

    /** Flights and stays at stations of a drone in the order of time. */
    staysOf(drone) {
      const { flights, sessions } = this.variant;
      const found = [];
      flights.drone.forEach((owner, flight) => {
        if (owner === drone) found.push({ t: flights.started[flight], flight, session: -1 });
      });
      sessions.drone.forEach((owner, session) => {
        if (owner === drone) found.push({ t: sessions.requested[session], flight: -1, session });
      });
      return found.sort((a, b) => a.t - b.t);
    }

    /** A flight, from the order that is taken to the landing. */
    tellFlight(lines, flight, atRestSince) {
      const { flights, orders } = this.variant;
      const order = flights.order[flight];
      const at = (name) => flights[name][flight];
      const number = () => ({ order: this.link("order", order) });
      const pad = this.model.park.pads[flights.to[flight] ?? flights.from[flight]]?.id ?? "?";
      if (order !== null) {
        const dispatched = orders.dispatched[order];
        lines.add(dispatched, "s_takes", number(), tookNoteIfAny("wasIdle", dispatched - atRestSince));
        lines.add(at("started"), "s_lifts", number(), tookNote("loadingTook", at("started") - dispatched));
      } else {
        lines.add(at("started"), "s_lifts_alone");
      }
      lines.add(at("arrived"), "s_arrived", {}, tookNote("flew", at("arrived") - at("started")));
      if (order !== null) lines.add(at("delivered"), "s_hands", number(), this.promiseNote(order, at("delivered")));
      lines.add(at("returned"), "s_returned", { pad: nameElement(pad) },
        tookNote("flew", at("returned") - at("delivered")));
      this.tellHolding(lines, flight, pad);
      this.tellLanding(lines, flight, pad);
    }

    /** How long there was no room at the pad: until the descent, or still when the run ends. */
    tellHolding(lines, flight, pad) {
      const { returned, landing, ended } = this.variant.flights;
      const held = landing[flight] - returned[flight];
      if (held > SHORTEST_WAIT) {
        lines.add(landing[flight], "s_room", { pad: nameElement(pad) }, waitNote("waitedPad", held));
      } else if (Number.isNaN(held) && Number.isNaN(ended[flight]) && !Number.isNaN(returned[flight])) {
        const still = waitNote("waitedPadStill", this.model.end - returned[flight]);
        lines.add(this.model.end, "s_holds", { pad: nameElement(pad) }, still);
      }
    }

    /** The landing, and how long the descent took. */
    tellLanding(lines, flight, pad) {
      const { landing, ended, charge_end: charge } = this.variant.flights;
      const note = tookNoteIfAny("descentTook", ended[flight] - landing[flight]);
      const isKnown = !Number.isNaN(charge[flight]);
      const values = { pad: nameElement(pad), percent: isKnown ? sayPercent(charge[flight]) : "" };
      lines.add(ended[flight], isKnown ? "s_landed" : "s_landed_plain", values, note);
    }

    /** A stay at a station: asking, if it had to wait, charging from and to. */
    tellSession(lines, session) {
      const { requested, started, ended, charge_start: from, charge_end: to, station } = this.variant.sessions;
      const name = () => nameElement(this.model.park.stations[station[session]]?.id ?? "?");
      const waited = started[session] - requested[session];
      const isWaiting = Number.isNaN(waited);
      if (waited > SHORTEST_WAIT || isWaiting) {
        const note = isWaiting && Number.isNaN(ended[session]) ? { text: say("waitingStill"), isWait: true } : null;
        lines.add(requested[session], "s_requested", { station: name() }, note);
      }
      const begin = { station: name(), percent: sayPercent(from[session]) };
      lines.add(started[session], "s_charges", begin, waitNote("waitedBay", waited));
      if (isWaiting) return;
      lines.add(ended[session], "s_charged", { percent: sayPercent(to[session]) },
        tookNote("took", ended[session] - started[session]));
    }

    /** Time of day, with the day where the run has several. */
    clock(t) {
      const seconds = this.model.clockStart + t;
      const hasDays = this.model.clockStart + this.model.end > 86_400;
      return hasDays ? Playback.sayClock(seconds) : timeOfDay(seconds);
    }
  }

  /** A note on a duration; null for none at all. */
  function tookNoteIfAny(key, seconds) {
    return seconds > SHORTEST_WAIT ? tookNote(key, seconds) : null;
  }

  /** An order's state in words. */
  function sayState(state) {
    return hasWord(`st_${state}`) ? say(`st_${state}`) : state;
  }

  /** Why an order failed, in words where there are any for it. */
  function causeOf(failure) {
    return hasWord(`f_${failure}`) ? say(`f_${failure}`) : nameElement(failure ?? "?");
  }

  /** The line of a story as document. */
  function lineNodes(line) {
    return sayNodes(line.key, line.values);
  }

  Object.assign(Playback, { Storyteller, lineNodes, sayState });
})(Playback);
