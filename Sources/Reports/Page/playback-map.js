((Playback) => {
  "use strict";
  const { OPEN, ON_THE_WAY, OUT, HANDING, BACK, CHARGING, isFlying, fitText, say } = Playback;

  const COMPACT_WIDTH = 480;
  const HEAT_CELLS = 36;

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
      this.yards = Playback.makeYards(app.model.park, this.variant);
      this.allYards = [...this.yards.warehouses, ...this.yards.stations, ...this.yards.pads];
      this.heat = new Playback.Heat(this.variant.orders, app.model.extent, HEAT_CELLS);
      this.canvas = Playback.element("canvas", { class: "pb-map", tabindex: "0", role: "img" });
      this.context = this.canvas.getContext("2d");
      this.ground = document.createElement("canvas");
      this.groundKey = "";
      this.layoutKey = "";
      const drones = app.model.park.drones.length;
      this.screenX = new Float32Array(drones).fill(NaN);
      this.screenY = new Float32Array(drones).fill(NaN);
      this.isSeen = new Uint8Array(drones);
      this.hovered = null;
    }

    /** Takes the size that the page gives the canvas. */
    measure() {
      this.width = Math.max(1, this.canvas.clientWidth);
      this.height = Math.max(1, this.canvas.clientHeight);
      Playback.sizeCanvas(this.canvas, this.width, this.height);
      this.app.camera.resize(this.width, this.height);
    }

    /** Draws the moment to which the pane has been moved. */
    draw() {
      const { context, canvas } = this;
      const ratio = canvas.width / this.width;
      const view = this.view();
      this.layOut(view);
      this.drawGround(view, ratio);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(this.ground, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      if (this.app.showsHeat) this.drawHeat(view);
      this.drawOrders(view);
      this.drawRoutes(view);
      this.drawYards(view);
      this.drawFlying(view);
      this.drawFollowed(view);
      this.drawScaleBar(view);
      this.drawHovered(view);
    }

    view() {
      return {
        moment: this.moment,
        colours: this.app.palette,
        isCompact: this.width < COMPACT_WIDTH,
        place: (drone, x, y, isSeen) => {
          this.screenX[drone] = x;
          this.screenY[drone] = y;
          this.isSeen[drone] = isSeen ? 1 : 0;
        },
      };
    }

    /** Places the cards anew when the map has another scale, size or rest position. */
    layOut(view) {
      const { camera } = this.app;
      const rest = this.app.cameraFollows || this.app.isDragging ? "moving" : `${camera.x} ${camera.y}`;
      const key = `${camera.scale} ${this.width} ${this.height} ${rest}`;
      if (key === this.layoutKey || (rest === "moving" && this.layoutKey.startsWith(`${camera.scale} ${this.width}`))) return;
      this.layoutKey = key;
      const cards = this.allYards.map((yard) => ({
        anchorX: camera.toScreenX(yard.x), anchorY: camera.toScreenY(yard.y), ...yard.size(view.isCompact),
      }));
      Object.assign(this, Playback.placeCards(cards, this.whatToKeepFree(), this));
    }

    /** Whether a pixel lies in the pane. */
    shows(x, y) {
      return x >= 0 && y >= 0 && x <= this.width && y <= this.height;
    }

    /** Zones, their names, and the ways from the pads to the middle and both sides of each zone. */
    whatToKeepFree() {
      const { camera, model } = this.app;
      const discs = model.park.zones.map((zone) => ({
        x: camera.toScreenX(zone.x), y: camera.toScreenY(zone.y), radius: (zone.radius ?? 0) * camera.scale + 4,
      }));
      const labels = discs.map(({ x, y, radius }) => ({ x: x - 35, y: y - radius - 18, width: 70, height: 16 }));
      if (this.app.panes.length > 1) labels.push({ x: 0, y: 0, width: 0.4 * this.width, height: 34 });
      const corridors = model.park.pads.length > 6 ? [] : model.park.pads.flatMap((pad) =>
        discs.filter((disc) => this.shows(disc.x, disc.y)).flatMap((disc) => waysTo(camera.toScreenX(pad.x), camera.toScreenY(pad.y), disc)));
      return { discs, labels, corridors };
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
      context.font = `12px ${palette.font}`;
      context.fillStyle = palette.muted;
      context.textAlign = "center";
      context.textBaseline = "bottom";
      context.fillText(fitText(context, zone.id, Math.max(90, 1.6 * radius)), x, Math.max(y - radius - 3, radius > 30 ? 14 : -20));
    }

    drawHeat(view) {
      const { context, heat } = this;
      const { camera } = this.app;
      heat.moveTo(this.moment.t);
      context.fillStyle = view.colours.heat;
      const size = heat.size * camera.scale;
      for (let cell = 0; cell < heat.counts.length; cell++) {
        if (heat.counts[cell] === 0) continue;
        context.globalAlpha = 0.08 + 0.72 * heat.share(cell);
        context.fillRect(camera.toScreenX(heat.left(cell)), camera.toScreenY(heat.top(cell)), size - 0.5, size - 0.5);
      }
      context.globalAlpha = 1;
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

    drawYards(view) {
      const { moment, context } = this;
      const { tracks } = this.variant;
      for (const yard of this.allYards) yard.clear();
      for (const drone of this.variant.droneIndices) {
        this.screenX[drone] = NaN;
        const state = moment.state[drone];
        if (isFlying(state)) continue;
        const stretch = moment.stretch[drone];
        const yard = state === CHARGING ? this.yards.stations[tracks.station[stretch]] : this.yards.pads[tracks.pad[stretch]];
        yard?.take(drone, state);
      }
      for (const leader of this.leaders) this.drawLeader(context, leader, view);
      this.drawAnchors(context, view);
      this.allYards.forEach((yard, index) => this.drawYard(context, yard, this.boxes[index], view));
    }

    /** The line from a site to its cards. */
    drawLeader(context, leader, view) {
      const yard = this.allYards[leader.card];
      const x = this.app.camera.toScreenX(yard.x);
      const y = this.app.camera.toScreenY(yard.y);
      context.strokeStyle = view.colours.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x + leader.x0, y + leader.y0);
      context.lineTo(x + leader.x1, y + leader.y1);
      context.stroke();
    }

    /** The places themselves; where several lie on one spot, the first one's sign. The cards show which there are. */
    drawAnchors(context, view) {
      const shown = [];
      for (const yard of this.allYards) {
        const x = this.app.camera.toScreenX(yard.x);
        const y = this.app.camera.toScreenY(yard.y);
        if (shown.some((other) => Math.hypot(other.x - x, other.y - y) < 9)) continue;
        shown.push({ x, y });
        Playback.drawPlaceSign(context, yard.kind, x, y, view.colours);
      }
    }

    drawYard(context, yard, box, view) {
      const x = this.app.camera.toScreenX(yard.x);
      const y = this.app.camera.toScreenY(yard.y);
      if (!box) {
        for (const drone of yard.drones) view.place(drone, x, y, false);
        return;
      }
      const card = { x: Math.round(x + box.x), y: Math.round(y + box.y), width: box.width, height: box.height };
      if (card.x > this.width || card.y > this.height || card.x + card.width < 0 || card.y + card.height < 0) return;
      for (const drone of yard.drones) view.place(drone, card.x + card.width / 2, card.y, false);
      yard.draw(context, card, view);
      this.markCard(context, yard, card, view);
    }

    /** A frame around the card of which the followed drone is only one in a number. */
    markCard(context, yard, card, view) {
      const drone = this.app.followedIn(this)?.drone ?? -1;
      if (drone < 0 || this.isSeen[drone] || !yard.drones.includes(drone)) return;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = 2.5;
      context.strokeRect(card.x, card.y, card.width, card.height);
    }

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

    /** Direction of flight on the screen, radians. */
    headingOf(drone) {
      const { tracks } = this.variant;
      const stretch = this.moment.stretch[drone];
      return Math.atan2(tracks.y0[stretch] - tracks.y1[stretch], tracks.x1[stretch] - tracks.x0[stretch]);
    }

    /** A ring around what is followed, the route of its flight, and its name. */
    drawFollowed(view) {
      const followed = this.app.followedIn(this);
      if (!followed) return;
      const { drone, order, label } = followed;
      if (order >= 0) this.drawFollowedOrder(order, drone < 0 ? label : null, view);
      if (drone < 0 || Number.isNaN(this.screenX[drone])) return;
      if (this.isSeen[drone]) this.drawRing(this.screenX[drone], this.screenY[drone], view);
      this.drawLabel(this.screenX[drone], this.screenY[drone] - (this.isSeen[drone] ? 19 : 3), label, view, true);
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
        Playback.drawOrder(this.context, x, y, status === ON_THE_WAY, this.moment.orderIsLate[order] === 1, view.colours);
      }
      this.drawRing(x, y, view, status < OPEN);
      if (label) this.drawLabel(x, y - 19, label, view, true);
    }

    drawRoute(pad, x, y, view) {
      const { context } = this;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(this.app.camera.toScreenX(pad.x), this.app.camera.toScreenY(pad.y));
      context.lineTo(x, y);
      context.stroke();
    }

    drawRing(x, y, view, isDashed = false) {
      const { context } = this;
      context.strokeStyle = view.colours.accent;
      context.lineWidth = isDashed ? 1.5 : 2.5;
      context.setLineDash(isDashed ? [3, 3] : []);
      context.beginPath();
      context.arc(x, y, 15.5, 0, 2 * Math.PI);
      context.stroke();
      context.setLineDash([]);
    }

    /** A text on a small card, centred above a point, kept inside the pane. */
    drawLabel(x, y, text, view, isStrong = false) {
      const { context } = this;
      context.font = `${isStrong ? "600 " : ""}12px ${view.colours.font}`;
      const shown = fitText(context, text, Math.min(320, this.width - 24));
      const width = context.measureText(shown).width + 12;
      const left = Playback.clamp(x - width / 2, 4, Math.max(4, this.width - width - 4));
      const top = Playback.clamp(y - 20, 4, Math.max(4, this.height - 24));
      context.fillStyle = view.colours.card;
      context.strokeStyle = isStrong ? view.colours.accent : view.colours.muted;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(left, top, width, 20, 4);
      context.fill();
      context.stroke();
      context.fillStyle = view.colours.ink;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillText(shown, left + 6, top + 10.5);
    }

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
      const text = length >= 1000 ? say("kilometres", { n: length / 1000 }) : say("metres", { n: Number(length.toPrecision(3)) });
      context.fillText(text, x + pixels / 2, y - 3);
    }

    drawHovered(view) {
      if (!this.hovered) return;
      const { kind, index } = this.hovered;
      if (kind === "drone") {
        this.drawLabel(this.screenX[index], this.screenY[index] - 12, this.droneText(index), view);
      } else if (this.moment.orderStatus[index] >= OPEN) {
        const { orders } = this.variant;
        const { camera } = this.app;
        this.drawLabel(camera.toScreenX(orders.x[index]), camera.toScreenY(orders.y[index]) - 8, this.orderText(index), view);
      }
    }

    droneText(drone) {
      const state = Playback.STATES[this.moment.state[drone]];
      const name = Playback.shortened(this.app.model.park.drones[drone].id, 30);
      const charge = this.moment.charge[drone];
      const text = say("hover", { name: Playback.isolated(name), state: say(state) });
      return Number.isNaN(charge) ? text : `${text} · ${say("charge", { percent: Playback.sayPercent(charge) })}`;
    }

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

  /** Lines from a point to the middle of a disc and to both sides of the middle. */
  function waysTo(x0, y0, { x, y, radius }) {
    const distance = Math.max(1, Math.hypot(x - x0, y - y0));
    return [-0.6, 0, 0.6].map((share) => ({
      x0, y0,
      x1: x - ((y - y0) / distance) * radius * share,
      y1: y + ((x - x0) / distance) * radius * share,
    }));
  }

  Object.assign(Playback, { MapPane });
})(Playback);
