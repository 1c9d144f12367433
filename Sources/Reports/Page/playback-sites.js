((Playback) => {
  "use strict";
  const { CHARGING, isFlying } = Playback;

  /** Narrower maps have cards of one line, and so have those of which cards would cover more than these shares. */
  const COMPACT_WIDTH = 480;
  const MOST_COVERED = 0.24;
  const MOST_COVERED_BY_LINES = 0.16;
  const BADNESS_TAKEN = 120;

  /** The places of a map with their cards: where the cards lie, and what stands on them at the moment. */
  class Sites {
    /** @param {object} pane the map */
    constructor(pane) {
      this.pane = pane;
      this.yards = Playback.makeYards(pane.app.model.park, pane.variant);
      this.allYards = [...this.yards.warehouses, ...this.yards.stations, ...this.yards.pads];
      this.layoutKey = "";
      this.signs = [];
      this.cards = [];
      this.isCompact = false;
      this.camera = pane.app.camera;
    }

    /** Places the cards anew when the map has another scale, size or rest position. */
    layOut() {
      const { camera } = this;
      const rest = this.pane.app.cameraFollows || this.pane.app.isDragging ? "moving" : `${camera.x} ${camera.y}`;
      const key = `${camera.scale} ${this.pane.width} ${this.pane.height} ${rest}`;
      const isMovedOnly = rest === "moving" && this.layoutKey.startsWith(`${camera.scale} ${this.pane.width} `);
      if (key === this.layoutKey || isMovedOnly) return;
      this.layoutKey = key;
      this.signs = Playback.placeSigns(this.anchors());
      const isNarrow = this.pane.width < COMPACT_WIDTH || this.coveredByCards(false) > MOST_COVERED;
      const full = isNarrow ? null : this.placeCards(false, rest !== "moving");
      if (full && full.badness < BADNESS_TAKEN) {
        this.takeLayout(full, false);
        return;
      }
      const compact = this.placeCards(true, rest !== "moving");
      const isBetter = !full || compact.badness < full.badness - BADNESS_TAKEN;
      this.takeLayout(isBetter ? compact : full, isBetter);
    }

    /** A layout with full cards or with cards of one line; of very many pads none. */
    placeCards(isCompact, isResting) {
      const { camera } = this;
      const hasTooMany = isCompact && this.coveredByCards(true) > MOST_COVERED_BY_LINES;
      const hasCard = (index) => !hasTooMany || this.allYards[index].kind !== "pad";
      const indices = [...this.allYards.keys()].filter(hasCard);
      const cards = indices.map((index) => ({
        anchorX: camera.toScreenX(this.allYards[index].x),
        anchorY: camera.toScreenY(this.allYards[index].y),
        ...this.cardSize(index, isCompact),
      }));
      return { indices, ...Playback.placeCards(cards, this.whatToKeepFree(), isResting ? this.pane : null) };
    }

    /** Uses a layout from now on. */
    takeLayout({ indices, boxes, leaders }, isCompact) {
      this.isCompact = isCompact;
      this.boxes = this.allYards.map((_, index) => boxes[indices.indexOf(index)] ?? null);
      this.leaders = leaders.map((leader) => ({ ...leader, yard: this.allYards[indices[leader.card]] }));
    }

    /** The share of the pane that the cards of all places would cover. */
    coveredByCards(isCompact) {
      const area = this.allYards.reduce((sum, _, index) => {
        const { width, height } = this.cardSize(index, isCompact);
        return sum + width * height;
      }, 0);
      return area / (this.pane.width * this.pane.height);
    }

    /** The size of a card in all panes: variants side by side have their cards at the same places. */
    cardSize(index, isCompact) {
      const sizes = this.pane.app.panes.map((pane) => pane.sites.allYards[index].size(isCompact));
      const largest = (side) => Math.max(...sizes.map((size) => size[side]));
      return { width: largest("width"), height: largest("height") };
    }

    /** Whether a pixel lies in the pane. */
    shows(x, y) {
      return x >= 0 && y >= 0 && x <= this.pane.width && y <= this.pane.height;
    }

    /** Zones, their names, and the ways from the pads to the middle and both sides of each zone. */
    whatToKeepFree() {
      const { camera } = this;
      const { model } = this.pane.app;
      const discs = model.park.zones.map((zone) => ({
        x: camera.toScreenX(zone.x), y: camera.toScreenY(zone.y), radius: (zone.radius ?? 0) * camera.scale + 4,
      }));
      const labels = discs.map(({ x, y, radius }) => ({ x: x - 35, y: y - radius - 18, width: 70, height: 16 }));
      if (this.pane.app.panes.length > 1) labels.push({ x: 0, y: 0, width: 0.4 * this.pane.width, height: 34 });
      const corridors = model.park.pads.length > 6 ? [] : this.waysToZones(discs);
      return { anchors: [...this.anchors(), ...this.signs.map((sign) => this.signAt(sign))], discs, labels, corridors };
    }

    /** Where the places lie on the screen. */
    anchors() {
      return this.allYards.map(({ x, y }) => ({ x: this.camera.toScreenX(x), y: this.camera.toScreenY(y) }));
    }

    /** Where a sign stands on the screen. */
    signAt({ main, dx, dy }) {
      const { x, y } = this.allYards[main];
      return { x: this.camera.toScreenX(x) + dx, y: this.camera.toScreenY(y) + dy };
    }

    /** The ways from each pad to the zones that are seen. */
    waysToZones(discs) {
      const seen = discs.filter((disc) => this.shows(disc.x, disc.y));
      return this.pane.app.model.park.pads.flatMap((pad) => {
        const x = this.camera.toScreenX(pad.x);
        const y = this.camera.toScreenY(pad.y);
        return seen.flatMap((disc) => waysTo(x, y, disc));
      });
    }

    /** Draws all places with what stands at them. */
    draw(view) {
      const { moment, context, variant, screenX } = this.pane;
      const { tracks } = variant;
      this.cards.length = 0;
      for (const yard of this.allYards) yard.clear();
      for (const drone of variant.droneIndices) {
        screenX[drone] = NaN;
        const state = moment.state[drone];
        if (isFlying(state)) continue;
        const stretch = moment.stretch[drone];
        const yard = state === CHARGING ? this.yards.stations[tracks.station[stretch]]
          : this.yards.pads[tracks.pad[stretch]];
        yard?.take(drone, state);
      }
      for (const leader of this.leaders) this.drawLeader(context, leader, view);
      for (const sign of this.signs) this.drawSign(context, sign, view);
      this.allYards.forEach((yard, index) => {
        if (this.boxes[index]) this.drawYard(context, yard, this.boxes[index], view);
      });
    }

    /** The line from a site to its cards. */
    drawLeader(context, leader, view) {
      const x = this.camera.toScreenX(leader.yard.x);
      const y = this.camera.toScreenY(leader.yard.y);
      context.strokeStyle = view.colours.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x + leader.x0, y + leader.y0);
      context.lineTo(x + leader.x1, y + leader.y1);
      context.stroke();
    }

    /** The sign of a place, or of several; on it the number of drones that stand at those without a card. */
    drawSign(context, sign, view) {
      const { x, y } = this.signAt(sign);
      Playback.drawPlaceSign(context, this.allYards[sign.members[0]].kind, x, y, view.colours, sign.isSmall ? 0.62 : 1);
      const bare = sign.members.filter((index) => !this.boxes[index]).map((index) => this.allYards[index]);
      for (const yard of bare) for (const drone of yard.drones) view.place(drone, x, y, false);
      drawCount(context, x, y, bare.reduce((sum, yard) => sum + yard.total, 0), view.colours);
    }

    /** The card of a place with what stands there. */
    drawYard(context, yard, box, view) {
      const x = this.camera.toScreenX(yard.x);
      const y = this.camera.toScreenY(yard.y);
      const card = { x: Math.round(x + box.x), y: Math.round(y + box.y), width: box.width, height: box.height };
      const isBeside = card.x > this.pane.width || card.x + card.width < 0;
      const isAbove = card.y > this.pane.height || card.y + card.height < 0;
      if (isBeside || isAbove) return;
      this.cards.push(card);
      for (const drone of yard.drones) view.place(drone, card.x + card.width / 2, card.y, false);
      yard.draw(context, card, view);
      this.markCard(context, yard, card, view);
    }

    /** A frame around the card of which the followed drone is only one in a number. */
    markCard(context, yard, card, view) {
      const drone = this.pane.app.followedIn(this.pane)?.drone ?? -1;
      if (drone < 0 || this.pane.isSeen[drone] || !yard.drones.includes(drone)) return;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = 2.5;
      context.strokeRect(card.x, card.y, card.width, card.height);
    }
  }

  /** How many drones stand at a place that has no card. */
  function drawCount(context, x, y, count, colours) {
    if (count === 0) return;
    context.beginPath();
    context.arc(x, y, 9, 0, 2 * Math.PI);
    context.fillStyle = colours.ink;
    context.fill();
    context.fillStyle = colours.paper;
    context.font = `600 11px ${colours.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(String(count), x, y + 0.5);
  }

  /** Lines from a point to the middle of a disc and to both sides of the middle. */
  function waysTo(x0, y0, { x, y, radius }) {
    const distance = Math.max(1, Math.hypot(x - x0, y - y0));
    return [-0.6, 0, 0.6].map((share) => ({
      x0, y0,
      x1: x - ((y - y0) / distance) * radius * share,
      y1: y + ((x - x0) / distance) * radius * share,
    }));
  }

  Object.assign(Playback, { Sites });
})(Playback);
