((Playback) => {
  "use strict";
  const { OPEN, ON_THE_WAY, OUT, BACK, isFlying, fitText, say } = Playback;

  const HEAT_CELLS = 36;

  /** Radius of the ring around what is followed; inside a card it stays in the drone's cell, px. */
  const RING = 15.5;
  const CELL_RING = 9.5;

  /** Room between a tag and the card that it means, which has a frame and needs no line to it, px. */
  const CARD_GAP = 3;

  /** The map of one variant: a canvas and what is needed to draw the moment on it. */
  class MapPane {
    /**
     * @param {object} app the player
     * @param {number} variantIndex
     */
    constructor(app, variantIndex) {
      this.app = app;
      this.variantIndex = variantIndex;
      this.variant = app.model.variants[variantIndex];
      this.moment = new Playback.Moment(this.variant, app.model.park);
      this.sites = new Playback.Sites(this);
      this.heat = new Playback.Heat(this.variant.orders, app.model.extent, HEAT_CELLS);
      this.canvas = Playback.element("canvas", { class: "pb-map", tabindex: "0", role: "img" });
      this.context = this.canvas.getContext("2d");
      this.ground = document.createElement("canvas");
      this.groundKey = "";
      const drones = app.model.park.drones.length;
      this.screenX = new Float32Array(drones).fill(NaN);
      this.screenY = new Float32Array(drones).fill(NaN);
      this.isSeen = new Uint8Array(drones);
      this.hovered = null;
    }

    /**
     * Takes the size that the page gives the canvas.
     * @param {number} [ratio] pixels of the canvas for a pixel of the page
     */
    measure(ratio) {
      this.width = Math.max(1, this.canvas.clientWidth);
      this.height = Math.max(1, this.canvas.clientHeight);
      Playback.sizeCanvas(this.canvas, this.width, this.height, ratio);
      this.app.camera.resize(this.width, this.height);
    }

    /** Draws the moment to which the pane has been moved. */
    draw() {
      const { context, canvas } = this;
      const ratio = canvas.width / this.width;
      this.sites.layOut();
      const view = this.view();
      this.drawGround(view, ratio);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this.ground, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (this.app.showsHeat) this.drawHeat(view);
      this.drawOrders(view);
      this.drawRoutes(view);
      this.sites.draw(view);
      this.drawFlying(view);
      this.drawFollowed(view);
      this.drawScaleBar(view);
      if (this.app.showsHeat) this.drawHeatLegend(view);
      this.drawHovered(view);
    }

    /** What the drawing of cards needs to know. */
    view() {
      return {
        isCompact: this.sites.isCompact,
        moment: this.moment,
        colours: this.app.palette,
        place: (drone, x, y, isSeen) => {
          this.screenX[drone] = x;
          this.screenY[drone] = y;
          this.isSeen[drone] = isSeen ? 1 : 0;
        },
      };
    }

    /** What does not move: paper, grid, zones. Kept as a picture until the camera moves. */
    drawGround(view, ratio) {
      const { camera, palette, themeNumber } = this.app;
      const key = `${camera.x} ${camera.y} ${camera.scale} ${this.width} ${this.height} ${ratio} ${themeNumber}`;
      if (key === this.groundKey) return;
      this.groundKey = key;
      this.ground.width = this.canvas.width;
      this.ground.height = this.canvas.height;
      const context = this.ground.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.fillStyle = palette.paper;
      context.fillRect(0, 0, this.width, this.height);
      this.drawGrid(context);
      for (const zone of this.app.model.park.zones) this.drawZone(context, zone);
    }

    /** Thin lines at round distances, for the eye to measure by. */
    drawGrid(context) {
      const { camera, palette } = this.app;
      const step = Playback.roundLength(150 / camera.scale);
      context.strokeStyle = palette.faint;
      context.lineWidth = 1;
      context.beginPath();
      for (let i = Math.ceil((camera.x - this.width / 2 / camera.scale) / step); ; i++) {
        const x = Math.round(camera.toScreenX(i * step)) + 0.5;
        if (x > this.width) break;
        context.moveTo(x, 0);
        context.lineTo(x, this.height);
      }
      for (let i = Math.ceil((camera.y - this.height / 2 / camera.scale) / step); ; i++) {
        const y = Math.round(camera.toScreenY(i * step)) + 0.5;
        if (y < 0) break;
        context.moveTo(0, y);
        context.lineTo(this.width, y);
      }
      context.stroke();
    }

    /** A zone as a disc, or a point if it has no radius, with its name above. */
    drawZone(context, zone) {
      const { camera, palette } = this.app;
      const x = camera.toScreenX(zone.x);
      const y = camera.toScreenY(zone.y);
      const radius = (zone.radius ?? 0) * camera.scale;
      context.beginPath();
      context.arc(x, y, Math.max(radius, 3), 0, 2 * Math.PI);
      context.fillStyle = palette.zone;
      context.fill();
      context.strokeStyle = palette.line;
      context.setLineDash([3, 3]);
      context.stroke();
      context.setLineDash([]);
      const { text, bottom } = this.zoneName(context, zone);
      context.fillStyle = palette.muted;
      context.textAlign = "center";
      context.textBaseline = "bottom";
      context.fillText(text, x, bottom);
    }

    /** The name of a zone as it is written above the disc, and its box; sets the font. */
    zoneName(context, zone) {
      const { camera, palette } = this.app;
      const radius = (zone.radius ?? 0) * camera.scale;
      context.font = `12px ${palette.font}`;
      const text = fitText(context, zone.id, Math.max(90, 1.6 * radius));
      const bottom = Math.max(camera.toScreenY(zone.y) - radius - 3, radius > 30 ? 14 : -20);
      const width = context.measureText(text).width;
      return { text, bottom, box: { x: camera.toScreenX(zone.x) - width / 2, y: bottom - 15, width, height: 15 } };
    }

    /** Squares that are the darker the more orders have come from them so far. */
    drawHeat(view) {
      const { context, heat } = this;
      const { camera } = this.app;
      heat.moveTo(this.moment.t);
      context.fillStyle = view.colours.heat;
      const size = heat.size * camera.scale;
      for (let cell = 0; cell < heat.counts.length; cell++) {
        if (heat.counts[cell] === 0) continue;
        context.globalAlpha = Playback.Heat.opacity(heat.share(cell));
        context.fillRect(camera.toScreenX(heat.left(cell)), camera.toScreenY(heat.top(cell)), size - 0.5, size - 0.5);
      }
      context.globalAlpha = 1;
    }

    /** How dark cells of few and most orders are, and how large a cell is. */
    drawHeatLegend(view) {
      const { context, heat } = this;
      const text = say("heatLegend", { size: Math.round(heat.size), most: heat.most });
      context.font = `11px ${view.colours.font}`;
      context.textAlign = "right";
      context.textBaseline = "middle";
      const right = this.width - 12;
      const y = this.height - 18;
      const left = right - context.measureText(text).width - 70;
      context.fillStyle = view.colours.card;
      context.fillRect(left - 6, y - 10, right - left + 12, 20);
      const least = Math.sqrt(1 / Math.max(1, heat.most));
      for (let step = 0; step < 5; step++) {
        context.globalAlpha = Playback.Heat.opacity(least + ((1 - least) * step) / 4);
        context.fillStyle = view.colours.heat;
        context.fillRect(left + step * 12, y - 6, 12, 12);
      }
      context.globalAlpha = 1;
      context.fillStyle = view.colours.ink;
      context.fillText(text, right, y);
    }

    /** Open orders, those past their promise on top. */
    drawOrders(view) {
      const { moment, context } = this;
      const fadeIn = this.app.clock.isPlaying ? 0.4 * this.app.clock.speed : 0;
      for (const isLate of [0, 1]) {
        for (let order = 0; order < moment.orderStatus.length; order++) {
          if (moment.orderStatus[order] < OPEN || moment.orderIsLate[order] !== isLate) continue;
          this.drawOneOrder(context, order, fadeIn, view);
        }
      }
      context.globalAlpha = 1;
    }

    /** An open order; while it plays, one that has just come fades in. */
    drawOneOrder(context, order, fadeIn, view) {
      const { camera } = this.app;
      const { orders } = this.variant;
      const x = camera.toScreenX(orders.x[order]);
      const y = camera.toScreenY(orders.y[order]);
      if (x < -9 || y < -9 || x > this.width + 9 || y > this.height + 9) return;
      const age = this.moment.t - orders.created[order];
      context.globalAlpha = age < fadeIn ? 0.15 + (0.85 * age) / fadeIn : 1;
      const isComing = this.moment.orderStatus[order] === ON_THE_WAY;
      Playback.drawOrder(context, x, y, isComing, this.moment.orderIsLate[order] === 1, view.colours);
    }

    /** A thin line ahead of each drone in the air, to where it goes. */
    drawRoutes(view) {
      const { moment, context } = this;
      const { camera } = this.app;
      const { tracks } = this.variant;
      context.strokeStyle = view.colours.line;
      context.lineWidth = 1;
      context.beginPath();
      for (const drone of this.variant.droneIndices) {
        if (moment.state[drone] !== OUT && moment.state[drone] !== BACK) continue;
        const goal = this.goalOf(drone, tracks);
        context.moveTo(camera.toScreenX(moment.x[drone]), camera.toScreenY(moment.y[drone]));
        context.lineTo(camera.toScreenX(goal.x), camera.toScreenY(goal.y));
      }
      context.stroke();
    }

    /** Where a flying drone's leg leads, also if the end of the run cuts it short. */
    goalOf(drone, tracks) {
      const stretch = this.moment.stretch[drone];
      const { orders, flights } = this.variant;
      const flight = tracks.flight[stretch];
      if (tracks.state[stretch] === OUT && tracks.order[stretch] >= 0) {
        return { x: orders.x[tracks.order[stretch]], y: orders.y[tracks.order[stretch]] };
      }
      return this.app.model.park.pads[flights.to[flight] ?? flights.from[flight]] ?? { x: 0, y: 0 };
    }

    /** The drones in the air, each with its ring of charge. */
    drawFlying(view) {
      const { moment, context } = this;
      const { camera } = this.app;
      for (const drone of this.variant.droneIndices) {
        const state = moment.state[drone];
        if (!isFlying(state)) continue;
        const x = camera.toScreenX(moment.x[drone]);
        const y = camera.toScreenY(moment.y[drone]);
        view.place(drone, x, y, true);
        if (x < -12 || y < -12 || x > this.width + 12 || y > this.height + 12) continue;
        Playback.drawCharge(context, moment.charge[drone], x, y, view.colours, 12);
        Playback.drawDrone(context, state, x, y, view.colours, this.headingOf(drone), 1);
      }
    }

    /** Direction of flight on the screen, radians; of a drone that lands, the one in which it came. */
    headingOf(drone) {
      const { tracks } = this.variant;
      let stretch = this.moment.stretch[drone];
      const isStill = () => tracks.x0[stretch] === tracks.x1[stretch] && tracks.y0[stretch] === tracks.y1[stretch];
      if (tracks.state[stretch] === BACK) {
        while (isStill() && tracks.flight[stretch - 1] === tracks.flight[stretch]) stretch -= 1;
      }
      return Math.atan2(tracks.y0[stretch] - tracks.y1[stretch], tracks.x1[stretch] - tracks.x0[stretch]);
    }

    /** A ring around what is followed, the route of its flight, and its name. */
    drawFollowed(view) {
      const followed = this.app.followedIn(this);
      if (!followed) return;
      const { drone, order, label } = followed;
      if (order >= 0) this.drawFollowedOrder(order, drone < 0 ? label : null, view);
      if (drone < 0 || Number.isNaN(this.screenX[drone])) return;
      const isOnGround = this.isSeen[drone] && !isFlying(this.moment.state[drone]);
      const radius = isOnGround ? CELL_RING : RING;
      if (this.isSeen[drone]) this.drawRing(this.screenX[drone], this.screenY[drone], view, { radius });
      if (isOnGround) return;
      this.drawLabel(this.screenX[drone], this.screenY[drone], this.isSeen[drone] ? 19 : CARD_GAP, label, view, true);
    }

    /** The delivery point, dashed before the order is there and after it is closed; the route while it is flown. */
    drawFollowedOrder(order, label, view) {
      const { camera } = this.app;
      const { orders, flights, flightOfOrder } = this.variant;
      const x = camera.toScreenX(orders.x[order]);
      const y = camera.toScreenY(orders.y[order]);
      const status = this.moment.orderStatus[order];
      const pad = this.app.model.park.pads[flights.from[flightOfOrder[order]]];
      if (pad && status === ON_THE_WAY) this.drawRoute(pad, x, y, view);
      if (status >= OPEN) {
        Playback.drawOrder(this.context, x, y, status === ON_THE_WAY, this.moment.orderIsLate[order] === 1,
          view.colours);
      }
      this.drawRing(x, y, view, { isDashed: status < OPEN });
      if (label) this.drawLabel(x, y, 19, label, view, true);
    }

    /** A line from a pad to a point of the screen. */
    drawRoute(pad, x, y, view) {
      const { context } = this;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(this.app.camera.toScreenX(pad.x), this.app.camera.toScreenY(pad.y));
      context.lineTo(x, y);
      context.stroke();
    }

    /** Marks a point of the screen as followed. */
    drawRing(x, y, view, { isDashed = false, radius = RING }) {
      const { context } = this;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = isDashed ? 1.5 : 2.5;
      context.setLineDash(isDashed ? [3, 3] : []);
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.stroke();
      context.setLineDash([]);
    }

    /** A text on a small card near a point, not nearer than the gap; where it covers no names, if there is room. */
    drawLabel(x, y, gap, text, view, isStrong = false) {
      const { context } = this;
      const names = this.boxesOfNames();
      context.font = `${isStrong ? "600 " : ""}12px ${view.colours.font}`;
      const shown = fitText(context, text, Math.min(320, this.width - 24));
      const width = context.measureText(shown).width + 12;
      const { x: left, y: top, isFar } = Playback.placeLabel({ x, y, gap }, { width, height: 20 }, names, this);
      context.fillStyle = view.colours.card;
      context.strokeStyle = isStrong ? view.colours.accent : view.colours.muted;
      context.lineWidth = 1;
      if (isFar && gap > CARD_GAP) {
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(Playback.clamp(x, left, left + width), Playback.clamp(y, top, top + 20));
        context.stroke();
      }
      context.beginPath();
      context.roundRect(left, top, width, 20, 4);
      context.fill();
      context.stroke();
      context.fillStyle = view.colours.ink;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillText(shown, left + 6, top + 10.5);
    }

    /** Where names stand, px: cards and zones, and in the corners the variant's, the buttons and the scale. */
    boxesOfNames() {
      const zones = this.app.model.park.zones.map((zone) => this.zoneName(this.context, zone).box);
      const corners = [
        { x: this.width - 46, y: 0, width: 46, height: 136 },
        { x: 0, y: this.height - 32, width: 160, height: 32 },
      ];
      if (this.app.panes.length > 1) corners.push({ x: 0, y: 0, width: 0.4 * this.width, height: 34 });
      return [...this.sites.cards, ...zones, ...corners];
    }

    /** A round length, in the lower left corner. */
    drawScaleBar(view) {
      const { context } = this;
      const length = Playback.roundLength(130 / this.app.camera.scale);
      const pixels = length * this.app.camera.scale;
      const [x, y] = [12.5, this.height - 12.5];
      context.strokeStyle = view.colours.ink;
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(x, y - 5);
      context.lineTo(x, y);
      context.lineTo(x + pixels, y);
      context.lineTo(x + pixels, y - 5);
      context.stroke();
      context.fillStyle = view.colours.ink;
      context.font = `11px ${view.colours.font}`;
      context.textAlign = "center";
      context.textBaseline = "bottom";
      const text = length >= 1000 ? say("kilometres", { n: length / 1000 })
        : say("metres", { n: Number(length.toPrecision(3)) });
      context.fillText(text, x + pixels / 2, y - 3);
    }

    /** What lies under the pointer, in words. */
    drawHovered(view) {
      if (!this.hovered) return;
      const { kind, index } = this.hovered;
      if (kind === "drone") {
        this.drawLabel(this.screenX[index], this.screenY[index], 12, this.droneText(index), view);
      } else if (this.moment.orderStatus[index] >= OPEN) {
        const { orders } = this.variant;
        const { camera } = this.app;
        this.drawLabel(camera.toScreenX(orders.x[index]), camera.toScreenY(orders.y[index]), 8,
          this.orderText(index), view);
      }
    }

    /** Name, state and charge of a drone. */
    droneText(drone) {
      const state = Playback.STATES[this.moment.state[drone]];
      const name = Playback.shortened(this.app.model.park.drones[drone].id, 30);
      const charge = this.moment.charge[drone];
      const text = say("hover", { name: Playback.isolated(name), state: say(state) });
      return Number.isNaN(charge) ? text : `${text} · ${say("charge", { percent: Playback.sayPercent(charge) })}`;
    }

    /** Number of an order and how it stands. */
    orderText(order) {
      const { orders } = this.variant;
      const isComing = this.moment.orderStatus[order] === ON_THE_WAY;
      const late = this.moment.t - orders.promised[order];
      const status = this.moment.orderIsLate[order]
        ? say("orderLate", { duration: Playback.sayDuration(late) })
        : say(isComing ? "orderComing" : "orderOpen");
      return say("hoverOrder", { number: orders.number[order], status });
    }

    /** The drone or else open order nearest to a pixel, if one is near. */
    find(x, y) {
      const drone = this.nearestDrone(x, y);
      if (drone !== null) return { kind: "drone", index: drone };
      const order = this.nearestOrder(x, y);
      return order === null ? null : { kind: "order", index: order };
    }

    /** The drone that is seen within reach of a pixel, or null. */
    nearestDrone(x, y) {
      let nearest = null;
      let least = 12;
      for (const drone of this.variant.droneIndices) {
        if (!this.isSeen[drone]) continue;
        const distance = Math.hypot(this.screenX[drone] - x, this.screenY[drone] - y);
        if (distance < least) [least, nearest] = [distance, drone];
      }
      return nearest;
    }

    /** The open order within reach of a pixel, or null. */
    nearestOrder(x, y) {
      const { camera } = this.app;
      const { orders } = this.variant;
      let nearest = null;
      let least = 10;
      for (let order = 0; order < orders.count; order++) {
        if (this.moment.orderStatus[order] < OPEN) continue;
        const distance = Math.hypot(camera.toScreenX(orders.x[order]) - x, camera.toScreenY(orders.y[order]) - y);
        if (distance < least) [least, nearest] = [distance, order];
      }
      return nearest;
    }
  }

  Object.assign(Playback, { MapPane });
})(Playback);
