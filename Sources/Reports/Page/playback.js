((Playback) => {
  "use strict";
  const { element, setText, say, STATES } = Playback;

  const FOLLOWING_ZOOM = 2.5;

  /** The player: holds what is shown, and brings all its parts to the moment of the clock, a frame at a time. */
  class App {
    /** @param {HTMLElement} section @param {object} data as in the contract */
    constructor(section, data) {
      this.section = section;
      this.model = new Playback.Model(data);
      this.clock = new Playback.Clock(this.model.end, () => this.invalidate());
      this.camera = new Playback.Camera(this.model.extent);
      this.panes = [];
      this.followed = null;
      this.cameraFollows = false;
      this.isDragging = false;
      this.showsHeat = false;
      this.themeNumber = 0;
      this.isFramePending = false;
      this.makeParts();
      this.build();
      this.readTheme();
      this.showVariants(0, this.model.variants.length > 1 ? 1 : null);
      this.rename();
      this.listen();
      this.clock.seek(this.panes[0].variant.instantWorthSeeing());
      this.render();
      this.live.speak();
    }

    /** The parts of the player, not yet in the page. */
    makeParts() {
      this.controls = new Playback.Controls(this);
      this.tools = new Playback.MapTools(this);
      this.figures = new Playback.Figures(this);
      this.strips = new Playback.Strips(this);
      this.field = new Playback.FollowField(this);
      this.story = new Playback.StoryPanel(this);
      this.recorder = new Playback.Recorder(this);
      this.live = new Playback.LiveSummary(this);
      this.chooser = new Playback.VariantChooser(this);
    }

    /** Puts the parts into the section. */
    build() {
      this.title = element("h2", { class: "pb-title" });
      this.note = element("p", { class: "pb-note" });
      this.maps = element("div", { class: "pb-maps" });
      const head = element("div", { class: "pb-head" }, this.title, this.chooser.root, this.field.root,
        this.recorder.root);
      const stage = element("div", { class: "pb-stage" }, this.maps, this.tools.root);
      const side = element("div", { class: "pb-side" }, this.figures.root, this.story.root);
      const main = element("div", { class: "pb-main" }, stage, side, this.strips.root);
      this.root = element("div", { class: "pb-root" }, head, this.controls.root, main, this.note, this.live.root);
      this.section.replaceChildren(this.root);
    }

    /** Follows size, colours, printing and language of the page. */
    listen() {
      Playback.keepFocus(this.root);
      Playback.listenToKeys(this, this.root);
      new ResizeObserver(() => this.resize()).observe(this.maps);
      const restyle = () => this.readTheme();
      new MutationObserver(restyle).observe(document.documentElement,
        { attributes: true, attributeFilter: ["data-theme", "class"] });
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
      window.addEventListener("beforeprint", () => this.printTheme(true));
      window.addEventListener("afterprint", () => this.printTheme(false));
      document.addEventListener("languagechange-parksim", () => this.rename());
    }

    /** Shows one variant, or two side by side. */
    showVariants(first, second) {
      const indices = [first, second].filter((index) => index !== null);
      this.panes = indices.map((index) => new Playback.MapPane(this, index));
      for (const pane of this.panes) new Playback.MapPointer(this, pane);
      this.root.classList.toggle("pb-compared", this.panes.length > 1);
      this.maps.replaceChildren(...this.panes.map((pane) => this.paneElement(pane)));
      this.instants = Playback.sortedUnion(this.panes.map((pane) => pane.variant.instants));
      if (!indices.includes(this.followed?.variant)) [this.followed, this.cameraFollows] = [null, false];
      this.chooser.update();
      this.figures.rebuild();
      this.strips.rebuild();
      this.story.rebuild();
      this.resize();
    }

    /** A map with the name of its variant. */
    paneElement(pane) {
      const name = element("div", { class: "pb-pane-name", hidden: this.panes.length < 2 },
        Playback.nameElement(pane.variant.name));
      return element("div", { class: "pb-pane" }, pane.canvas, name);
    }

    /** Writes all words anew, in the language of the page. */
    rename() {
      Playback.readLanguage();
      setText(this.title, say("title"));
      setText(this.note, `${say("straight")} ${say("keys")}`);
      const { controls, tools, figures, strips, field, recorder, chooser } = this;
      for (const part of [controls, tools, figures, strips, field, recorder, chooser]) part.rename();
      this.story.rebuild();
      this.invalidate();
    }

    /** Takes the colours that the page has now. */
    readTheme() {
      this.palette = Playback.readPalette(this.root);
      this.themeNumber += 1;
      if (this.panes.length > 0) this.figures.repaint();
      this.invalidate();
    }

    /** On paper the map is light, whatever the screen; drawn at once, because printing does not wait. */
    printTheme(isPrinting) {
      this.root.classList.toggle("pb-printing", isPrinting);
      this.readTheme();
      this.render();
    }

    /** Takes new sizes of the maps. */
    resize() {
      for (const pane of this.panes) pane.measure();
      this.invalidate();
    }

    /** Asks for a frame. */
    invalidate() {
      if (this.isFramePending) return;
      this.isFramePending = true;
      requestAnimationFrame((timestamp) => this.frame(timestamp));
    }

    /** One frame; asks for the next while it plays. */
    frame(timestamp) {
      this.isFramePending = false;
      this.clock.tick(timestamp);
      this.render();
      if (this.clock.isPlaying) this.invalidate();
    }

    /** Brings everything to the moment of the clock. */
    render() {
      for (const pane of this.panes) pane.moment.moveTo(this.clock.now);
      if (this.cameraFollows) this.moveCamera();
      for (const pane of this.panes) pane.draw();
      const { controls, tools, figures, story, live, recorder } = this;
      for (const part of [controls, tools, figures, story, live, recorder]) part.update();
      this.strips.draw();
    }

    /** Plays or pauses. */
    toggle() {
      if (this.clock.isPlaying) this.clock.pause();
      else this.clock.play();
    }

    /** Goes to an instant. */
    seekTo(t) {
      this.clock.seek(t);
    }

    /** Goes to the next (+1) or previous (-1) instant at which something happens. */
    step(direction) {
      const { now } = this.clock;
      const notAbove = Playback.lastNotAbove(this.instants, now);
      const index = direction > 0 ? notAbove + 1 : this.instants[notAbove] === now ? notAbove - 1 : notAbove;
      this.clock.pause();
      const isThere = index >= 0 && index < this.instants.length;
      this.clock.seek(isThere ? this.instants[index] : direction > 0 ? this.model.end : 0);
    }

    /** Shows all of the park. */
    fit() {
      this.cameraFollows = false;
      this.camera.fit();
      this.invalidate();
    }

    /** Magnifies towards what is worth seeing, as the middle of the view may hold nothing. */
    zoom(factor) {
      const point = this.pointWorthSeeing();
      if (point) this.camera.zoomTowards(factor, point);
      else this.camera.zoom(factor);
      this.invalidate();
    }

    /**
     * What is followed, or else the warehouse, or else the pad, station or zone, that of those seen is nearest to the
     * middle; null if none is seen.
     */
    pointWorthSeeing() {
      const { camera } = this;
      const { warehouses, pads, stations, zones } = this.model.park;
      const distance = ({ x, y }) => Math.hypot(x - camera.x, y - camera.y);
      const nearest = (points) => points.filter((point) => camera.shows(point))
        .reduce((best, point) => (best === null || distance(point) < distance(best) ? point : best), null);
      const followed = this.pointOfFollowed();
      return nearest(followed ? [followed] : []) ?? nearest(warehouses) ?? nearest([...pads, ...stations]) ??
        nearest(zones);
    }

    /** Shows or hides where orders have come from. */
    setHeat(isShown) {
      this.showsHeat = isShown;
      this.invalidate();
    }

    /**
     * Follows a drone or an order.
     * @param {"drone"|"order"} kind
     * @param {number} index in the park's drones or the variant's orders
     * @param {number} variant in which its story is told
     */
    follow(kind, index, variant) {
      this.followed = { kind, index, variant };
      this.story.rebuild();
      this.invalidate();
    }

    /** Follows nothing any more. */
    unfollow() {
      this.followed = null;
      this.cameraFollows = false;
      this.story.rebuild();
      this.invalidate();
    }

    /** Keeps what is followed in the middle, or stops that; without anything followed, lets one choose. */
    toggleCamera() {
      if (!this.followed) {
        this.field.input.focus();
        return;
      }
      this.cameraFollows = !this.cameraFollows;
      const scale = FOLLOWING_ZOOM * this.camera.fittedScale;
      if (this.cameraFollows && this.camera.scale < scale) this.camera.zoom(scale / this.camera.scale);
      this.invalidate();
    }

    /** Keeps what is followed in the middle. */
    moveCamera() {
      const point = this.pointOfFollowed();
      if (point) this.camera.centre(point.x, point.y);
    }

    /** Where the followed drone is, or else the delivery point of the followed order; null if there is none. */
    pointOfFollowed() {
      const pane = this.panes.find((one) => one.variantIndex === this.followed?.variant);
      const followed = pane && this.followedIn(pane);
      if (!followed) return null;
      const { drone, order } = followed;
      const { orders } = pane.variant;
      if (drone >= 0) return { x: pane.moment.x[drone], y: pane.moment.y[drone] };
      return order >= 0 ? { x: orders.x[order], y: orders.y[order] } : null;
    }

    /**
     * The drone and the order to mark in a pane; the same order, or drone, in both.
     * @returns {{drone: number, order: number, label: string}|null} -1 for none
     */
    followedIn(pane) {
      if (!this.followed) return null;
      const { kind, index, variant } = this.followed;
      const { tracks, orders, orderOfNumber } = pane.variant;
      if (kind === "drone") {
        if (!pane.variant.droneIndices.includes(index)) return null;
        const stretch = pane.moment.stretch[index];
        const carried = tracks.isLoaded(stretch) ? tracks.order[stretch] : -1;
        return { drone: index, order: carried, label: this.model.park.drones[index].id };
      }
      const number = this.model.variants[variant].orders.number[index];
      const order = orderOfNumber.get(number) ?? -1;
      const drone = order < 0 ? null : orders.drone[order];
      const stretch = drone === null ? -1 : pane.moment.stretch[drone];
      const isCarried = stretch >= 0 && tracks.order[stretch] === order && tracks.isLoaded(stretch);
      return { drone: isCarried ? drone : -1, order, label: `#${number}` };
    }

    /** How what is followed stands at the moment, in words. */
    followedText() {
      const { kind, index, variant } = this.followed;
      const { moment, variant: shown } = this.panes.find((pane) => pane.variantIndex === variant) ?? this.panes[0];
      if (kind === "order") return Playback.sayState(orderState(shown.orders, index, moment.t) ?? "not_yet");
      const { state, charge } = { state: say(STATES[moment.state[index]]), charge: moment.charge[index] };
      return Number.isNaN(charge) ? state : `${state}, ${say("charge", { percent: Playback.sayPercent(charge) })}`;
    }

    /** The drone with this id, or the order with this number, after "#" or alone, in the first pane that has it. */
    findByName(name) {
      const drone = this.model.droneOfId.get(name);
      const number = /^#?\d+$/.test(name) ? Number(name.replace("#", "")) : null;
      for (const { variant, variantIndex } of this.panes) {
        if (variant.droneIndices.includes(drone)) return { kind: "drone", index: drone, variant: variantIndex };
        const order = variant.orderOfNumber.get(number);
        if (order !== undefined) return { kind: "order", index: order, variant: variantIndex };
      }
      return null;
    }
  }

  /** How an order stands at an instant: its last state once that is reached, otherwise the stage it is in. */
  function orderState(orders, order, t) {
    const reached = (name) => orders[name][order] <= t;
    if (!reached("created")) return null;
    if (reached("closed")) return orders.state[order];
    const stages = [["dispatched", "flying"], ["pack_ended", "waiting_for_drone"], ["pack_started", "packing"],
      ["pick_ended", "waiting_for_packer"], ["pick_started", "picking"]];
    return stages.find(([name]) => reached(name))?.[1] ?? "waiting_for_picker";
  }

  /** What tests and the curious can ask and do from outside. */
  function publicHook(app) {
    return {
      time: () => app.clock.now,
      // Whoever asks for an instant wants to see it: playing on would carry it away.
      seek(t) {
        if (!Number.isFinite(t)) return;
        app.clock.pause();
        app.clock.seek(t);
        app.render();
      },
      play: () => app.clock.play(),
      pause: () => app.clock.pause(),
      isPlaying: () => app.clock.isPlaying,
      speed(x) {
        if (x !== undefined) app.clock.setSpeed(x);
        return app.clock.speed;
      },
      follow(kind, id) {
        const found = app.findByName(kind === "order" ? `#${id}` : String(id));
        if (!found || found.kind !== kind) return false;
        app.follow(kind, found.index, found.variant);
        app.render();
        return true;
      },
      figures() {
        for (const pane of app.panes) pane.moment.moveTo(app.clock.now);
        return { time: app.clock.now, variants: app.panes.map((pane) => pane.moment.report()) };
      },
      frameTimes: () => [...app.clock.frameTimes],
    };
  }

  /** Starts the player if the page has one and data for it. */
  function start() {
    const section = document.getElementById("playback");
    const source = document.getElementById("playback-data");
    if (!section || !source) return;
    Playback.readLanguage();
    const data = JSON.parse(source.textContent);
    if (!(data.variants?.length > 0) || !(data.end_s > 0)) {
      section.replaceChildren(element("p", { textContent: say("noData") }));
      return;
    }
    window.parksimPlayback = publicHook(new App(section, data));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})(Playback);
