((Playback) => {
  "use strict";
  const { lastNotAbove, column } = Playback;

  const ORDER_TIMES = [
    "created", "promised", "pick_started", "pick_ended", "pack_started", "pack_ended", "dispatched", "closed",
  ];
  const FLIGHT_TIMES = ["started", "arrived", "delivered", "returned", "landing", "ended"];
  const SESSION_TIMES = ["requested", "started", "ended"];

  /** The numbers of a table's columns beside its other columns, and `count` of its rows. */
  function table(raw, keyColumn, numbers) {
    const count = raw[keyColumn].length;
    const result = { ...raw, count };
    for (const name of numbers) result[name] = column(raw[name], count);
    return result;
  }

  /** What happened in one variant: its orders, the tracks of its drones, its queues. */
  class Variant {
    /**
     * @param {object} raw one of the `variants` of the data
     * @param {object} park `park` of the data
     * @param {number} end of the run, s
     */
    constructor(raw, park, end) {
      this.name = raw.name;
      this.end = end;
      this.orders = table(raw.orders, "number", [...ORDER_TIMES, "x", "y", "weight"]);
      // By group of drones; null where it is not known.
      this.leastCharge = (raw.least_charge ?? []).map((least) => column(least, this.orders.count));
      // Files of before there was the column: who is above the pad lands.
      const flights = { ...raw.flights, landing: raw.flights.landing ?? raw.flights.returned };
      this.flights = table(flights, "drone", [...FLIGHT_TIMES, "charge_start", "charge_end"]);
      this.sessions = table(raw.sessions, "drone", [...SESSION_TIMES, "charge_start", "charge_end"]);
      this.places = raw.places;
      this.droneIndices = raw.drones ?? park.drones.map((_, index) => index);
      this.flightOfOrder = this.indexFlights();
      this.orderOfNumber = new Map(this.orders.number.map((number, index) => [number, index]));
      this.tracks = new Playback.Tracks(this, park);
      this.instants = this.collectInstants();
    }

    /** The last flight with each order, or -1. */
    indexFlights() {
      const index = new Int32Array(this.orders.count).fill(-1);
      this.flights.order.forEach((order, flight) => {
        if (order !== null) index[order] = flight;
      });
      return index;
    }

    /** All instants at which something happens that one may want to step to, sorted. */
    collectInstants() {
      const { orders, flights, sessions } = this;
      const columns = [
        orders.created, orders.dispatched, orders.closed, flights.started, flights.delivered, flights.ended,
        sessions.started, sessions.ended,
      ];
      return sortedUnion(columns);
    }

    /** Queue of a kind at a place, or undefined. */
    place(kind, name) {
      return this.places.find((place) => place.kind === kind && place.place === name);
    }

    /**
     * A lift-off at which much is going on: most drones in the air and most waiting at all places together, each as a
     * share of the most that there are at any lift-off. The middle of a run without flights.
     */
    instantWorthSeeing() {
      const starts = this.flights.started.filter((started) => !Number.isNaN(started)).sort();
      const inTheAir = dronesInTheAir(starts, this.flights.ended, this.end);
      const waiting = starts.map((t) => totalWaiting(this.places, t));
      const [mostInTheAir, mostWaiting] = [inTheAir, waiting].map(largest);
      let best = 0;
      let instant = this.end / 2;
      starts.forEach((t, index) => {
        const score = inTheAir[index] / mostInTheAir + waiting[index] / mostWaiting;
        if (score > best) [best, instant] = [score, t];
      });
      return instant;
    }
  }

  /** @returns {Float64Array} the known values of the columns, sorted, each once */
  function sortedUnion(columns) {
    const all = new Float64Array(columns.reduce((sum, values) => sum + values.length, 0));
    let count = 0;
    for (const values of columns) for (const value of values) if (!Number.isNaN(value)) all[count++] = value;
    const sorted = all.subarray(0, count).sort();
    let kept = 0;
    for (let i = 0; i < count; i++) if (i === 0 || sorted[i] !== sorted[kept - 1]) sorted[kept++] = sorted[i];
    return sorted.slice(0, kept);
  }

  /** The largest of some counts, at least 1: something to divide by. */
  function largest(counts) {
    return counts.reduce((a, b) => Math.max(a, b), 1);
  }

  /** How many drones are in the air at each of the sorted lift-offs. */
  function dronesInTheAir(starts, ended, end) {
    const landings = ended.map((landing) => (Number.isNaN(landing) ? end : landing)).sort();
    return starts.map((started, index) => index - lastNotAbove(landings, started));
  }

  /** How many wait at an instant, at all places together. */
  function totalWaiting(places, t) {
    return places.reduce((sum, place) => sum + (stepValue(place.t, place.waiting, t) ?? 0), 0);
  }

  /**
   * The value of steps at an instant: each holds from its time until the next.
   * @returns {number|null} null before the first
   */
  function stepValue(times, values, t) {
    const index = lastNotAbove(times, t);
    return index < 0 ? null : values[index];
  }

  /** The time averages of steps in `count` equal parts of the run. */
  function stepMeans(times, values, end, count) {
    const means = new Float64Array(count);
    const width = end / count;
    for (let i = 0; i < times.length; i++) {
      const value = values[i] ?? 0;
      const until = i + 1 < times.length ? times[i + 1] : end;
      if (value !== 0) addToParts(means, times[i], until, width, value / width);
    }
    return means;
  }

  /** Adds `weight` for each second between two instants to the parts, `width` s long, in which they lie. */
  function addToParts(parts, from, until, width, weight) {
    const last = Math.min(parts.length - 1, Math.floor(until / width));
    for (let part = Math.max(0, Math.floor(from / width)); part <= last; part++) {
      const overlap = Math.min(until, (part + 1) * width) - Math.max(from, part * width);
      if (overlap > 0) parts[part] += overlap * weight;
    }
  }

  /** The data of the page, read once. */
  class Model {
    /** @param {object} data as in the contract of the playback data */
    constructor(data) {
      this.scenario = data.scenario;
      this.clockStart = data.clock_start_s;
      this.end = data.end_s;
      this.park = data.park;
      this.variants = data.variants.map((raw) => new Variant(raw, data.park, data.end_s));
      this.droneOfId = new Map(data.park.drones.map((drone, index) => [drone.id, index]));
      this.extent = this.measureExtent();
    }

    /** The rectangle in which everything lies, m. */
    measureExtent() {
      const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
      const include = (x, y, radius = 0) => {
        if (!Number.isFinite(x) || !Number.isFinite(y)) return;
        box.left = Math.min(box.left, x - radius);
        box.right = Math.max(box.right, x + radius);
        box.bottom = Math.min(box.bottom, y - radius);
        box.top = Math.max(box.top, y + radius);
      };
      const { warehouses, pads, stations, zones } = this.park;
      for (const place of [...warehouses, ...pads, ...stations]) include(place.x, place.y);
      for (const zone of zones) include(zone.x, zone.y, zone.radius ?? 0);
      for (const { orders } of this.variants) orders.x.forEach((x, index) => include(x, orders.y[index]));
      return box.left > box.right ? { left: -100, right: 100, bottom: -100, top: 100 } : box;
    }
  }

  Object.assign(Playback, { Model, stepValue, stepMeans, addToParts, sortedUnion });
})(Playback);
