((Playback) => {
  "use strict";
  const { STATES, CHARGING, fitText, drawDrone, drawCharge } = Playback;

  const CELL = 19;
  const MOST_CELLS = 24;
  const PADDING = 6;
  const TITLE = 16;
  const ROW = 14;

  /** On narrow maps a card is one line. */
  const COMPACT = { width: 128, height: 20 };
  const BADGE = 34;

  /**
   * What stands on the ground at one place, drawn as a card beside it in symbols of constant size: the people and
   * lines of a warehouse, the parked drones of a pad, the bays of a station.
   */
  class Yard {
    /** @param {"warehouse"|"pad"|"station"} kind @param {object} place of the park */
    constructor(kind, place, index) {
      Object.assign(this, { kind, place, index, x: place.x, y: place.y });
      this.name = place.id;
      this.drones = [];
      this.counts = new Int32Array(STATES.length);
      this.total = 0;
    }

    /** Forgets the drones of the last picture. */
    clear() {
      this.drones.length = 0;
      this.counts.fill(0);
      this.total = 0;
    }

    /** Takes in a drone that stands here. */
    take(drone, state) {
      this.drones.push(drone);
      this.counts[state] += 1;
      this.total += 1;
    }
  }

  /** A warehouse: a row for each of its queues. */
  class WarehouseYard extends Yard {
    /** @param {object} place @param {number} index in the park @param {object} variant */
    constructor(place, index, variant) {
      super("warehouse", place, index);
      this.rows = [["picking", "rowPicking"], ["packing", "rowPacking"], ["drone", "rowDrone"], ["dock", "rowDock"]]
        .filter(([kind]) => variant.place(kind, place.id));
    }

    /** Size of the card, px. */
    size(isCompact) {
      return isCompact ? COMPACT : { width: 196, height: TITLE + PADDING + this.rows.length * ROW };
    }

    /** Draws the card in a box. */
    draw(context, box, view) {
      drawCard(context, box, view);
      const waiting = this.waiting(view);
      drawTitle(context, box, view, this, view.isCompact && waiting > 0 ? `+ ${waiting}` : "");
      if (view.isCompact) return;
      this.rows.forEach(([kind, word], row) => {
        const y = box.y + TITLE + 2 + (row + 0.5) * ROW;
        drawQueueRow(context, box, y, Playback.say(word), view.moment.queue(kind, this.name), view, kind === "drone");
      });
    }

    /** How many orders wait here, for whatever. */
    waiting({ moment }) {
      const kinds = this.rows.map(([kind]) => kind).filter((kind) => kind !== "dock");
      return kinds.reduce((sum, kind) => sum + moment.queue(kind, this.name).waiting, 0);
    }
  }

  /** A pad: its drones in rows, or their number of each state where there are too many. */
  class PadYard extends Yard {
    /** @param {object} place @param {number} index in the park @param {object} variant */
    constructor(place, index, variant) {
      super("pad", place, index);
      const users = dronesThatPark(variant, index);
      this.slots = users.length <= MOST_CELLS ? new Map(users.map((drone, slot) => [drone, slot])) : null;
    }

    /** Size of the card, px. */
    size(isCompact) {
      if (isCompact) return COMPACT;
      return this.slots ? cellsSize(this.slots.size) : { width: 156, height: TITLE + PADDING + ROW };
    }

    /** Draws the card in a box. */
    draw(context, box, view) {
      drawCard(context, box, view);
      if (view.isCompact) {
        const taken = drawBadgesAtEnd(context, box, this.counts, view);
        drawTitle(context, { ...box, width: box.width - taken }, view, this, "");
        return;
      }
      drawTitle(context, box, view, this, this.roomText(view));
      if (!this.slots) drawBadges(context, box, this.counts, view);
      else this.drawCells(context, box, view);
    }

    /** How much of the room at the pad is taken; nothing where it is unlimited. */
    roomText(view) {
      const queue = view.moment.queue("pad", this.name);
      return queue && queue.capacity !== null ? queueText(queue) : "";
    }

    /** A cell for each drone that ever stands here, always the same for the same drone. */
    drawCells(context, box, view) {
      drawEmptyCells(context, box, this.slots.size, view);
      for (const drone of this.drones) drawInCell(context, box, this.slots.get(drone), drone, view);
    }
  }

  /** A station: a cell for each bay, with the drone that charges there. */
  class StationYard extends Yard {
    /** @param {object} place @param {number} index in the park @param {object} variant */
    constructor(place, index, variant) {
      super("station", place, index);
      const capacities = variant.place("charging", place.id)?.capacity ?? [];
      this.bays = Math.max(variant.tracks.bayCounts[index], ...capacities.map((capacity) => capacity ?? 0));
      if (capacities.length === 0) this.bays = Math.max(this.bays, place.bays ?? 0);
    }

    /** Size of the card, px. */
    size(isCompact) {
      if (isCompact) return COMPACT;
      if (this.bays > MOST_CELLS) return { width: 156, height: TITLE + PADDING + ROW };
      return cellsSize(this.bays, 140);
    }

    /** Draws the card in a box. */
    draw(context, box, view) {
      drawCard(context, box, view);
      const unknown = { waiting: 0, served: this.total, capacity: this.bays };
      const queue = view.moment.queue("charging", this.name) ?? unknown;
      drawTitle(context, box, view, this, queueText(queue));
      if (view.isCompact) return;
      if (this.bays > MOST_CELLS) this.drawBar(context, box, queue, view);
      else this.drawCells(context, box, view);
    }

    /** A cell for each bay. */
    drawCells(context, box, view) {
      drawEmptyCells(context, box, this.bays, view);
      const { bay } = view.moment.variant.tracks;
      for (const drone of this.drones) drawInCell(context, box, bay[view.moment.stretch[drone]], drone, view);
    }

    /** Bays in use as a bar, where there are too many for cells. */
    drawBar(context, box, queue, view) {
      const width = box.width - 2 * PADDING;
      const y = box.y + TITLE + 4;
      const capacity = Math.max(1, queue.capacity ?? this.bays);
      context.fillStyle = view.colours.faint;
      context.fillRect(box.x + PADDING, y, width, 8);
      context.fillStyle = view.colours.states[CHARGING];
      context.fillRect(box.x + PADDING, y, width * Math.min(1, queue.served / capacity), 8);
    }
  }

  /** The drones that ever stand at a pad, in the order of their indices. */
  function dronesThatPark({ tracks, droneIndices }, pad) {
    const found = [];
    for (const drone of droneIndices) {
      for (let stretch = tracks.offsets[drone]; stretch < tracks.offsets[drone + 1]; stretch++) {
        if (tracks.pad[stretch] === pad) {
          found.push(drone);
          break;
        }
      }
    }
    return found;
  }

  /** Columns of a block of so many cells: twice as wide as high, about. */
  function columnsFor(count) {
    return Math.max(3, Math.min(count, Math.ceil(Math.sqrt(2.5 * count))));
  }

  /** Size of a card with so many cells, not narrower than its title needs. */
  function cellsSize(count, least = 96) {
    const columns = columnsFor(count);
    const rows = Math.max(1, Math.ceil(count / columns));
    return { width: Math.max(least, columns * CELL + 2 * PADDING), height: TITLE + PADDING + rows * CELL };
  }

  /** The middle of a cell. */
  function cellCentre(box, slot, count) {
    const columns = columnsFor(count);
    return {
      x: box.x + PADDING + (slot % columns) * CELL + CELL / 2,
      y: box.y + TITLE + 2 + Math.floor(slot / columns) * CELL + CELL / 2,
    };
  }

  /** A dot in each cell, which a drone covers. */
  function drawEmptyCells(context, box, count, view) {
    box.cells = count;
    context.fillStyle = view.colours.faint;
    for (let slot = 0; slot < count; slot++) {
      const { x, y } = cellCentre(box, slot, count);
      context.fillRect(x - 1.5, y - 1.5, 3, 3);
    }
  }

  /** A drone in its cell, with its ring of charge. */
  function drawInCell(context, box, slot, drone, view) {
    const { x, y } = cellCentre(box, slot, box.cells);
    const { moment, colours } = view;
    context.fillStyle = colours.card;
    context.fillRect(x - 2, y - 2, 4, 4);
    drawDrone(context, moment.state[drone], x, y, colours, 0, 0.68);
    drawCharge(context, moment.charge[drone], x, y, colours, 8);
    view.place(drone, x, y, true);
  }

  /** The paper of a card. */
  function drawCard(context, box, view) {
    context.fillStyle = view.colours.card;
    context.strokeStyle = view.colours.line;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, 4);
    context.fill();
    context.stroke();
  }

  /** Sign and name of a place, and a text at the end of the line. */
  function drawTitle(context, box, view, yard, right) {
    const { colours } = view;
    const y = box.y + TITLE / 2 + 2;
    context.textBaseline = "middle";
    context.textAlign = "right";
    context.font = `11px ${colours.font}`;
    context.fillStyle = colours.muted;
    if (right) context.fillText(right, box.x + box.width - PADDING, y);
    const taken = (right ? context.measureText(right).width + 8 : 0) + 14;
    Playback.drawPlaceSign(context, yard.kind, box.x + PADDING + 5, y - 0.5, colours, 0.62);
    context.textAlign = "left";
    context.font = `600 11px ${colours.font}`;
    context.fillStyle = colours.ink;
    context.fillText(fitText(context, yard.name, box.width - 2 * PADDING - taken), box.x + PADDING + 14, y);
  }

  /** Served of capacity, and how many wait. */
  function queueText({ served, capacity, waiting }) {
    const used = capacity === null ? String(served) : `${served}/${capacity}`;
    return waiting > 0 ? `${used} + ${waiting}` : used;
  }

  /** A word, how many are served, a dot for each of up to ten that wait, and their number. */
  function drawQueueRow(context, box, y, word, queue, view, isDroneQueue) {
    const { colours } = view;
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.font = `11px ${colours.font}`;
    context.fillStyle = colours.muted;
    context.fillText(fitText(context, word, 74), box.x + PADDING, y);
    if (!isDroneQueue) drawServed(context, box.x + 114, y, queue, colours);
    drawWaiting(context, box, y, queue.waiting, view);
  }

  /** How many are served, of how many at most. */
  function drawServed(context, right, y, queue, colours) {
    context.textAlign = "right";
    context.fillStyle = colours.muted;
    context.fillText(queue.capacity === null ? `${queue.served}` : `${queue.served}/${queue.capacity}`, right + 2, y);
  }

  /** How many wait, as dots up to ten and as a number. */
  function drawWaiting(context, box, y, waiting, view) {
    const { colours } = view;
    context.fillStyle = waiting > 0 ? colours.ink : colours.muted;
    context.textAlign = "right";
    context.font = `${waiting > 0 ? "600 " : ""}11px ${colours.font}`;
    context.fillText(String(waiting), box.x + box.width - PADDING, y);
    context.fillStyle = colours.queue;
    const left = box.x + 124;
    for (let dot = 0; dot < Math.min(waiting, 10); dot++) context.fillRect(left + dot * 4, y - 3, 3, 6);
  }

  /** The number of drones of each state that there is, as symbols with numbers. */
  function drawBadges(context, box, counts, view) {
    const { colours } = view;
    const shown = STATES.map((_, state) => state).filter((state) => counts[state] > 0);
    const width = (box.width - 2 * PADDING) / 3;
    context.font = `11px ${colours.font}`;
    context.textBaseline = "middle";
    if (shown.length === 0) drawNone(context, box, colours);
    shown.forEach((state, index) => {
      const x = box.x + PADDING + 6 + index * width;
      const y = box.y + TITLE + 2 + ROW / 2;
      drawDrone(context, state, x, y, colours, 0, 0.7);
      context.textAlign = "left";
      context.fillStyle = colours.ink;
      context.fillText(String(counts[state]), x + 10, y);
    });
  }

  /** The numbers of the two states with most drones at the end of the line; returns the width that they take. */
  function drawBadgesAtEnd(context, box, counts, view) {
    const { colours } = view;
    const states = STATES.map((_, state) => state).filter((state) => counts[state] > 0);
    const shown = states.sort((a, b) => counts[b] - counts[a]).slice(0, 2).sort((a, b) => a - b);
    const y = box.y + box.height / 2;
    context.font = `11px ${colours.font}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    shown.forEach((state, index) => {
      const x = box.x + box.width - (shown.length - index) * BADGE;
      drawDrone(context, state, x + 4, y, colours, 0, 0.6);
      context.fillStyle = colours.ink;
      context.fillText(String(counts[state]), x + 11, y);
    });
    return shown.length * BADGE;
  }

  /** Says that nobody stands here. */
  function drawNone(context, box, colours) {
    context.textAlign = "left";
    context.fillStyle = colours.muted;
    context.fillText("–", box.x + PADDING + 3, box.y + TITLE + 2 + ROW / 2);
  }

  /** The yards of all places of the park. */
  function makeYards(park, variant) {
    return {
      warehouses: park.warehouses.map((place, index) => new WarehouseYard(place, index, variant)),
      pads: park.pads.map((place, index) => new PadYard(place, index, variant)),
      stations: park.stations.map((place, index) => new StationYard(place, index, variant)),
    };
  }

  Object.assign(Playback, { makeYards });
})(Playback);
