((Playback) => {
  "use strict";
  const { element, setText, say, STATES, stepMeans, fitText } = Playback;

  /** Rows that are shown at first, and their heights in pixels, with one variant and with two. */
  const USUAL = [5, 4];
  const HEIGHT = [26, 34];
  const DRONE_HEIGHT = [38, 46];

  /** Time averages of the drones in each state in equal parts of the run. */
  function stateMeans(variant, count) {
    const { tracks } = variant;
    const width = variant.end / count;
    const means = STATES.map(() => new Float64Array(count));
    for (const drone of variant.droneIndices) {
      for (let stretch = tracks.offsets[drone]; stretch < tracks.offsets[drone + 1]; stretch++) {
        const parts = means[tracks.state[stretch]];
        Playback.addToParts(parts, tracks.start[stretch], tracks.endOf(drone, stretch), width, 1 / width);
      }
    }
    return means;
  }

  /** Fills columns of one pixel from `base` upwards; returns the new tops. */
  function fillColumns(context, bases, values, pixelsPerUnit, floor, colour) {
    context.fillStyle = colour;
    for (let x = 0; x < values.length; x++) {
      const height = values[x] * pixelsPerUnit;
      if (height > 0) context.fillRect(x, floor - bases[x] - height, 1, height);
      bases[x] += height;
    }
  }

  /** One row: what happened at a place, or to the drones, over the whole run. */
  class Strip {
    /**
     * @param {object} app the player @param {string} name by which the row is chosen @param {number[]} height with
     * one and with two variants, px
     */
    constructor(app, name, height) {
      this.app = app;
      this.name = name;
      this.label = element("span", { class: "pb-strip-name", dir: "auto" });
      this.values = app.panes.map(() => element("span"));
      this.value = element("span", { class: "pb-strip-value" }, ...this.values);
      this.canvas = element("canvas", { class: "pb-strip", style: `height: ${height[app.panes.length - 1]}px` });
      this.cursor = element("span", { class: "pb-strip-cursor" });
      const box = element("div", { class: "pb-strip-box" }, this.canvas, this.cursor);
      this.row = element("div", { class: "pb-strip-row" }, this.label, box, this.value);
      Playback.seekByPointer(app, this.canvas);
      this.drawnKey = "";
    }

    /** Draws the picture if size, colours or variants have changed. */
    draw(width) {
      const height = this.canvas.clientHeight;
      const key = `${width} ${height} ${this.app.themeNumber} ${this.app.panes.map((pane) => pane.variantIndex)}`;
      if (width < 2 || key === this.drawnKey) return;
      this.drawnKey = key;
      Playback.sizeCanvas(this.canvas, width, height, 1);
      const context = this.canvas.getContext("2d");
      context.clearRect(0, 0, width, height);
      const band = height / this.app.panes.length;
      this.app.panes.forEach((pane, index) => {
        this.drawBand(context, pane, width, band - (this.app.panes.length > 1 ? 2 : 0), (index + 1) * band - 1);
      });
    }

    /** Names the row; names that are cut stand in the tooltip. */
    showName(text) {
      setText(this.label, text);
      this.label.title = text;
      this.canvas.title = say("stripTip", { name: text });
    }

    /** Moves the line that marks the moment. */
    moveCursor(share) {
      this.cursor.style.left = `${100 * share}%`;
    }
  }

  /** The drones by state, stacked. */
  class DroneStrip extends Strip {
    /** @param {object} app the player */
    constructor(app) {
      super(app, "drones", DRONE_HEIGHT);
    }

    /** Drones in each state, stacked, all variants to one scale. */
    drawBand(context, pane, width, height, floor) {
      const bases = new Float64Array(width);
      const perUnit = height / Math.max(1, ...this.app.panes.map((one) => one.variant.droneIndices.length));
      const means = stateMeans(pane.variant, width);
      for (const state of STACK) {
        fillColumns(context, bases, means[state], perUnit, floor, stackColour(this.app.palette, state));
      }
    }

    /** Writes the words anew. */
    rename() {
      this.showName(say("stripDrones"));
    }

    /** Says how many fly now. */
    update() {
      this.app.panes.forEach((pane, index) => {
        const text = say("stripFlying", { flying: pane.moment.flying, count: pane.variant.droneIndices.length });
        setText(this.values[index], text);
      });
    }
  }

  /** From the ground of the picture up: in the air first, idle on top. */
  const STACK = [Playback.OUT, Playback.HANDING, Playback.BACK, Playback.HOLDING, Playback.LOADING, Playback.CHARGING,
    Playback.WAITING, Playback.IDLE];

  /** Idle drones are the many: a light colour leaves the eye to the others. */
  function stackColour(palette, state) {
    return state === Playback.IDLE ? palette.faint : palette.states[state];
  }

  /** Who is served and waits at a place. */
  class PlaceStrip extends Strip {
    /** @param {object} app the player @param {string} kind @param {string} place */
    constructor(app, kind, place) {
      super(app, JSON.stringify([kind, place]), HEIGHT);
      Object.assign(this, { kind, place });
    }

    /** This place in each variant shown; undefined where it has none. */
    places() {
      return this.app.panes.map((pane) => pane.variant.place(this.kind, this.place));
    }

    /** The highest number that must fit, in all variants shown. */
    get top() {
      let top = 1;
      for (const place of this.places()) {
        place?.t.forEach((_, index) => {
          top = Math.max(top, place.waiting[index] + (place.served[index] ?? 0));
        });
        for (const capacity of place?.capacity ?? []) if (capacity !== null) top = Math.max(top, capacity);
      }
      return top;
    }

    /** Served from the ground up, waiting above, capacity as a dashed line. */
    drawBand(context, pane, width, height, floor) {
      const place = pane.variant.place(this.kind, this.place);
      if (!place) return;
      const bases = new Float64Array(width);
      const perUnit = (height - 1) / this.top;
      const { end } = pane.variant;
      const { served, queue } = this.app.palette;
      fillColumns(context, bases, stepMeans(place.t, place.served, end, width), perUnit, floor, served);
      fillColumns(context, bases, stepMeans(place.t, place.waiting, end, width), perUnit, floor, queue);
      this.drawCapacity(context, place, end, width, perUnit, floor);
    }

    /** The capacity as it changes in the course of the run. */
    drawCapacity(context, place, end, width, perUnit, floor) {
      const times = place.capacity_t ?? [];
      context.strokeStyle = this.app.palette.ink;
      context.lineWidth = 1;
      context.setLineDash([4, 3]);
      times.forEach((from, index) => {
        const capacity = place.capacity[index];
        if (capacity === null) return;
        const y = Math.round(floor - capacity * perUnit) + 0.5;
        context.beginPath();
        context.moveTo((from / end) * width, y);
        context.lineTo(((times[index + 1] ?? end) / end) * width, y);
        context.stroke();
      });
      context.setLineDash([]);
    }

    /** Writes the words anew. */
    rename() {
      this.showName(`${say(`kind_${this.kind}`)} · ${Playback.isolated(Playback.shortened(this.place, 40))}`);
    }

    /** Says how many are served and wait now. */
    update() {
      this.app.panes.forEach((pane, index) => {
        const queue = pane.moment.queue(this.kind, this.place);
        setText(this.values[index], queue ? say(queue.capacity === null ? "stripNow" : "stripOf", queue) : "–");
      });
    }
  }

  /** The strips below the map. */
  class Strips {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.axis = element("canvas", { class: "pb-axis", "aria-hidden": "true" });
      this.more = element("button", { type: "button", class: "pb-link", onclick: () => this.toggleAll() });
      this.note = element("span", { class: "pb-note" });
      this.title = element("h3");
      this.rows = element("div");
      this.choiceName = element("summary");
      this.choices = element("div", { class: "pb-choices" });
      this.choice = element("details", { class: "pb-choice" }, this.choiceName, this.choices);
      const head = element("div", { class: "pb-strips-head" }, this.title, this.note, this.choice, this.more);
      const axisRow = element("div", { class: "pb-strip-row" }, element("span"), this.axis, element("span"));
      this.root = element("div", { class: "pb-strips" }, head, this.rows, axisRow);
      Playback.seekByPointer(app, this.axis);
    }

    /** Makes the strips of the variants that are shown. At first those are seen at which most waited. */
    rebuild() {
      const waits = this.meanWaits();
      const keys = [...waits.keys()];
      const usual = USUAL[this.app.panes.length - 1];
      const byWait = [...keys].sort((a, b) => waits.get(b) - waits.get(a));
      const isFew = keys.length + 1 <= usual;
      this.strips = [new DroneStrip(this.app), ...keys.map((key) => new PlaceStrip(this.app, ...JSON.parse(key)))];
      this.usual = ["drones", ...(isFew ? keys : byWait.slice(0, usual - 1))];
      this.chosen = new Set(this.usual);
      this.choices.replaceChildren(...this.strips.map((strip) => this.choiceOf(strip)));
      this.rows.replaceChildren(...this.strips.map((strip) => strip.row));
      this.choice.hidden = isFew;
      this.more.hidden = isFew;
      this.showChosen();
    }

    /** Of each place, by its kind and name as a text, how many waited there on average, in all variants shown. */
    meanWaits() {
      const waits = new Map();
      for (const pane of this.app.panes) {
        for (const place of pane.variant.places) {
          const key = JSON.stringify([place.kind, place.place]);
          waits.set(key, (waits.get(key) ?? 0) + stepMeans(place.t, place.waiting, pane.variant.end, 1)[0]);
        }
      }
      return waits;
    }

    /** A box to tick for a strip. */
    choiceOf(strip) {
      strip.tick = element("input",
        { type: "checkbox", onchange: () => this.choose(strip.name, strip.tick.checked) });
      strip.tickName = element("span", { dir: "auto" });
      return element("label", {}, strip.tick, strip.tickName);
    }

    /** Shows or hides a strip; the last one stays. */
    choose(name, isShown) {
      if (isShown) this.chosen.add(name);
      else if (this.chosen.size > 1) this.chosen.delete(name);
      this.showChosen();
    }

    /** Whether all strips are seen. */
    get isOpen() {
      return this.chosen.size === this.strips.length;
    }

    /** Shows all, or again the first choice. */
    toggleAll() {
      this.chosen = new Set(this.isOpen ? this.usual : this.strips.map((strip) => strip.name));
      this.showChosen();
    }

    /** Brings rows, boxes and words to what is chosen. */
    showChosen() {
      for (const strip of this.strips) {
        strip.row.hidden = !this.chosen.has(strip.name);
        strip.tick.checked = this.chosen.has(strip.name);
      }
      this.rename();
      this.app.invalidate();
    }

    /** Writes the words anew. */
    rename() {
      setText(this.title, say("strips"));
      setText(this.note, `${say("stripLegend")} ${this.pairText()}`.trim());
      setText(this.more, this.isOpen ? say("showFewer") : say("showAll", { count: this.strips.length }));
      setText(this.choiceName, say("choose"));
      this.more.setAttribute("aria-expanded", String(this.isOpen));
      for (const strip of this.strips) {
        strip.rename();
        setText(strip.tickName, strip.label.textContent);
      }
    }

    /** Which variant is which half of a row. */
    pairText() {
      const shortName = (pane) => Playback.isolated(Playback.shortened(pane.variant.name, 24));
      const [first, second] = this.app.panes.map(shortName);
      return second === undefined ? "" : say("stripPair", { first, second });
    }

    /** Brings pictures, cursors and figures to the moment. */
    draw() {
      const shown = this.strips.filter((strip) => this.chosen.has(strip.name));
      const width = Math.floor(shown[0].canvas.clientWidth);
      const share = this.app.clock.now / this.app.model.end;
      for (const strip of shown) {
        strip.draw(width);
        strip.moveCursor(share);
        strip.update();
      }
      this.drawAxis();
    }

    /** Times of day below the strips. */
    drawAxis() {
      const { axis: canvas } = this;
      const { clientWidth: width, clientHeight: height } = canvas;
      const key = `${width} ${this.app.themeNumber} ${document.documentElement.lang}`;
      if (width < 2 || key === this.axisKey) return;
      this.axisKey = key;
      Playback.sizeCanvas(canvas, width, height);
      const context = canvas.getContext("2d");
      const ratio = canvas.width / width;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      context.font = `11px ${this.app.palette.font}`;
      context.fillStyle = this.app.palette.muted;
      context.textBaseline = "top";
      for (const tick of ticks(this.app.model, width)) this.drawTick(context, tick, width);
    }

    /** One time; at the ends it stays inside. */
    drawTick(context, tick, width) {
      const x = (tick.t / this.app.model.end) * width;
      context.fillRect(Math.min(Math.floor(x), width - 1), 0, 1, 4);
      const half = context.measureText(tick.text).width / 2;
      context.textAlign = x < half ? "left" : x > width - half ? "right" : "center";
      context.fillText(fitText(context, tick.text, 100), Playback.clamp(x, 0, width), 5);
    }
  }

  const STEPS = [60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];

  /** Round times of day below the strips, not nearer to each other than they can be read. */
  function ticks(model, width) {
    const step = STEPS.find((seconds) => (seconds / model.end) * width >= 64) ?? 10 * STEPS[STEPS.length - 1];
    const found = [];
    const last = model.clockStart + model.end;
    for (let clock = Math.ceil(model.clockStart / step) * step; clock <= last; clock += step) {
      const isMidnight = clock % 86_400 === 0;
      const isLast = clock === last;
      const isNewDay = isMidnight && (step >= 86_400 || (clock > 0 && !isLast));
      const text = isNewDay ? say("day", { day: Playback.dayOf(clock) })
        : isMidnight && isLast ? "24:00" : Playback.timeOfDay(clock).slice(0, 5);
      found.push({ t: clock - model.clockStart, text });
    }
    return found;
  }

  Object.assign(Playback, { Strips });
})(Playback);
