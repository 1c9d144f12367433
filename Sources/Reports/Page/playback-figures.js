((Playback) => {
  "use strict";
  const { element, setText, say, sayDifference, STATES } = Playback;

  const ORDER_FIGURES = ["created", "delivered", "open", "coming", "late", "refunded", "failed"];

  /** The figures of the moment, one column for each variant and one for their difference; also the legend. */
  class Figures {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.root = element("div", { class: "pb-figures" });
      this.symbols = [];
    }

    /** Makes the table for the variants that are shown. */
    rebuild() {
      this.symbols = [];
      this.rows = [];
      this.names = [];
      const table = element("table", { class: "pb-table" }, this.head());
      table.append(
        this.group("orders",
          ORDER_FIGURES.map((name) => this.row(name, orderSymbol(name), (moment) => moment.figures[name]))),
        this.group("drones",
          STATES.flatMap((name, state) => this.rowsOfDrones(name, state)),
          this.ringLegend())
      );
      this.longest = this.app.panes.map(() => element("span"));
      this.longestName = element("span", { class: "pb-muted" });
      const longest = element("div", { class: "pb-longest" }, this.longestName,
        ...this.longest.map((value, index) => this.longestRow(value, index)));
      this.root.replaceChildren(table, longest);
      this.rename();
      this.repaint();
    }

    /** The longest queue of a variant, after its name where there are two. */
    longestRow(value, index) {
      const name = this.app.panes.length > 1 ? Playback.nameElement(this.app.panes[index].variant.name) : "";
      return element("span", { class: "pb-longest-value" }, name, value);
    }

    /** The names of the variants, where there are two. */
    head() {
      const isCompared = this.app.panes.length > 1;
      this.difference = element("th", { scope: "col" });
      const cells = this.app.panes.map((pane) =>
        element("th", { scope: "col" }, isCompared ? Playback.nameElement(pane.variant.name) : ""));
      return element("thead", { hidden: !isCompared },
        element("tr", {}, element("td"), ...cells, isCompared ? this.difference : ""));
    }

    /** Rows under a title, with something at the end of its line. */
    group(key, rows, aside = "") {
      const name = element("span");
      const title = element("th", { scope: "rowgroup", colspan: "4", class: "pb-group" },
        element("div", { class: "pb-group-line" }, name, aside));
      this.names.push([name, key]);
      return element("tbody", {}, element("tr", {}, title), ...rows);
    }

    /** Says what the ring around a drone is. */
    ringLegend() {
      const canvas = Playback.symbolCanvas((context, colours) => Playback.drawCharge(context, 0.7, 0, 0, colours, 7));
      const name = element("span");
      this.symbols.push(canvas);
      this.names.push([name, "chargeRing"]);
      return element("span", { class: "pb-ring" }, canvas, name);
    }

    /**
     * One figure: its symbol and name, its value in each variant and the difference; `read` takes it from a
     * moment.
     */
    row(key, symbol, read) {
      const name = element("span");
      this.names.push([name, key]);
      const cells = this.app.panes.map(() => element("td"));
      if (cells.length > 1) cells.push(element("td", { class: "pb-difference" }));
      const canvas = symbol ? Playback.symbolCanvas(symbol) : element("span", { class: "pb-symbol" });
      if (symbol) this.symbols.push(canvas);
      const row = element("tr", { class: key === "coming" || key === "uncharged" ? "pb-part" : null },
        element("th", { scope: "row" }, canvas, name), ...cells);
      this.rows.push({ row, cells, read, isOptional: key === "refunded" || key === "failed" });
      if (this.rows[this.rows.length - 1].isOptional) row.hidden = !this.everHappens(key);
      return row;
    }

    /** The drones in a state; of the idle ones also how many wait for a charge that nobody gives them. */
    rowsOfDrones(name, state) {
      const row = this.row(name, droneSymbol(state), (moment) => moment.byState[state]);
      const isKnown = this.app.panes.some((pane) => pane.variant.leastCharge.length > 0);
      if (name !== "idle" || !isKnown) return [row];
      return [row, this.row("uncharged", null, (moment) => moment.figures.uncharged)];
    }

    /** Whether any order of the variants shown ends so; a row of zeros says nothing. */
    everHappens(state) {
      return this.app.panes.some((pane) => pane.variant.orders.state.includes(state));
    }

    /** Writes the words anew. */
    rename() {
      for (const [node, key] of this.names) setText(node, say(key));
      setText(this.difference, say("difference"));
      setText(this.longestName, say("longest"));
    }

    /** Paints the symbols in the colours of the page. */
    repaint() {
      for (const canvas of this.symbols) canvas.repaint(this.app.palette);
    }

    /** Shows the figures of the moment. */
    update() {
      const { panes } = this.app;
      for (const { cells, read } of this.rows) {
        const values = panes.map((pane) => read(pane.moment));
        values.forEach((value, index) => setText(cells[index], String(value)));
        if (values.length > 1) setText(cells[2], sayDifference(values[1] - values[0]));
      }
      panes.forEach((pane, index) => setText(this.longest[index], longestText(pane.moment.figures.longest)));
    }
  }

  /** The longest queue in words. */
  function longestText(longest) {
    if (!longest) return say("nobodyWaits");
    const place = `${say(`kind_${longest.kind}`)} · ${Playback.isolated(Playback.shortened(longest.place, 30))}`;
    return say("longestValue", { count: longest.waiting, place });
  }

  /** Paints a drone in a state; one that flies, upwards to the right. */
  const droneSymbol = (state) => (context, colours) => {
    Playback.drawDrone(context, state, 0, 0, colours, -Math.PI / 4);
  };

  /** Paints an order's sign on the map; null for figures that have none. */
  function orderSymbol(name) {
    if (name === "open") return (context, colours) => Playback.drawOrder(context, 0, 0, false, false, colours);
    if (name === "coming") return (context, colours) => Playback.drawOrder(context, 0, 0, true, false, colours);
    if (name === "late") return (context, colours) => Playback.drawOrder(context, 0, 0, false, true, colours);
    return null;
  }

  /** The figures as sentences, for those who do not see the map. */
  function summaryText(app) {
    const clock = Playback.sayClock(app.model.clockStart + app.clock.now);
    const texts = app.panes.map(({ moment, variant }) => {
      const { charging, waiting } = moment.report().drones;
      const summary = say("summary", { clock, ...moment.figures, flying: moment.flying, charging, waiting });
      return app.panes.length > 1
        ? say("summaryOf", { name: Playback.isolated(Playback.shortened(variant.name, 40)), summary }) : summary;
    });
    return texts.join(" ");
  }

  /** A text that screen readers read when the moment rests, at most once a second. */
  class LiveSummary {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.root = element("p", { class: "pb-visually-hidden", "aria-live": "polite" });
      this.timer = null;
    }

    /** Shows the figures of the moment. */
    update() {
      if (this.app.clock.isPlaying || this.timer !== null) return;
      this.timer = setTimeout(() => {
        this.timer = null;
        if (!this.app.clock.isPlaying) this.speak();
      }, 1000);
    }

    /** Says the figures, also as the name of the maps for those who come to them later. */
    speak() {
      const text = summaryText(this.app);
      setText(this.root, text);
      for (const { canvas } of this.app.panes) canvas.setAttribute("aria-label", say("mapLabel", { summary: text }));
    }
  }

  Object.assign(Playback, { Figures, LiveSummary });
})(Playback);
