((Playback) => {
  "use strict";

  const GAP = 6;
  const DIRECTIONS = 24;
  const DISTANCES = [18, 30, 46, 66, 90, 120, 156, 198, 246, 300, 360, 430];
  const ANCHOR = 9;

  /** Anchors nearer to each other than this, in pixels, are one site, whose cards form one block. */
  const SITE = 44;
  const SEAM = 3;

  /** What it costs to place a block badly, in pixels of distance from its anchor. */
  const COST = { outside: 14, disc: 140, discDepth: 1.5, crossing: 110, label: 200, corridor: 80, lineOverLabel: 60 };

  /** With more blocks than this, lines may cross: looking at all pairs would hold up zooming. */
  const MANY = 24;

  /**
   * Finds places for cards beside their anchors. Cards of one site form a block; a block is free of other blocks and
   * of anchors, inside the pane, outside the discs and corridors, its line to the anchor not crossing what is placed,
   * and near. One after the other, so that the same map always gives the same picture.
   * @param {{anchorX: number, anchorY: number, width: number, height: number}[]} cards
   * @param {{anchors: object[], discs: object[], labels: object[], corridors: object[]}} free what must not be
   *   covered, the places, and what better is not: zones, boxes of their names, lines along which drones fly; px
   * @param {{width: number, height: number}|null} pane null while the map moves under it
   * @returns {{boxes: (object|null)[], leaders: object[], badness: number}} of each card its box, relative to its
   *   anchor, null where there is no room; of each block the line to its site, relative to the anchor of the card
   *   with the index `card`; how bad the worst place is
   */
  function placeCards(cards, free, pane) {
    const placed = [];
    const boxes = cards.map(() => null);
    const leaders = [];
    let badness = 0;
    for (const site of sitesOf(cards)) {
      const best = bestBlock(site, cards, placed, free, pane && isInside(site, pane) ? pane : null);
      if (best === null) continue;
      placed.push(best);
      badness = Math.max(badness, best.badness);
      for (const { index, box } of best.cards) {
        boxes[index] = relativeTo(cards[index], { ...box, x: best.box.x + box.x, y: best.box.y + box.y });
      }
      leaders.push({ card: site.members[0], ...relativeLine(cards[site.members[0]], best.line) });
    }
    return { boxes, leaders, badness };
  }

  /** Whether a site is seen. */
  function isInside({ anchorX, anchorY }, pane) {
    return anchorX >= 0 && anchorY >= 0 && anchorX <= pane.width && anchorY <= pane.height;
  }

  /** A box as seen from an anchor. */
  function relativeTo({ anchorX, anchorY }, box) {
    return { ...box, x: box.x - anchorX, y: box.y - anchorY };
  }

  /** A line as seen from an anchor. */
  function relativeLine({ anchorX, anchorY }, { x0, y0, x1, y1 }) {
    return { x0: x0 - anchorX, y0: y0 - anchorY, x1: x1 - anchorX, y1: y1 - anchorY };
  }

  /** Groups of cards with near anchors, each around the anchor of its first. */
  function sitesOf(cards) {
    const sites = [];
    cards.forEach((card, index) => {
      const isNear = ({ anchorX, anchorY }) => Math.hypot(anchorX - card.anchorX, anchorY - card.anchorY) < SITE;
      const near = sites.find(isNear);
      if (near && near.members.length < 8) near.members.push(index);
      else sites.push({ anchorX: card.anchorX, anchorY: card.anchorY, members: [index] });
    });
    return sites;
  }

  /** The best place of the cards of a site, of all shapes, distances and directions; null if all are taken. */
  function bestBlock(site, cards, placed, free, pane) {
    const shapes = (site.members.length > 2 ? [1, 2] : [1]).map((columns) => shapeBlock(site, cards, columns));
    let best = null;
    let least = Infinity;
    for (const distance of DISTANCES) {
      if (distance > least) break;
      for (const shape of shapes) {
        for (let turn = 0; turn < DIRECTIONS; turn++) {
          const box = boxAt(site, shape, distance, (turn * 2 * Math.PI) / DIRECTIONS);
          if (isTaken(box, free.anchors, placed)) continue;
          const line = lineTo(box, site);
          const badness = costOf(box, line, placed, free, pane);
          if (distance + badness < least) {
            least = distance + badness;
            best = { box, line, cards: shape.cards, badness };
          }
        }
      }
    }
    return best;
  }

  /** The cards of a site in rows of one or two, those of a column equally wide, those of a row equally high. */
  function shapeBlock({ members }, cards, columns) {
    const widths = Array.from({ length: columns }, (_, column) =>
      Math.max(...members.filter((_, place) => place % columns === column).map((index) => cards[index].width)));
    const shaped = [];
    let y = 0;
    for (let first = 0; first < members.length; first += columns) {
      const row = members.slice(first, first + columns);
      const height = Math.max(...row.map((index) => cards[index].height));
      row.forEach((index, column) => {
        const isAlone = row.length < columns;
        const width = isAlone ? widths.reduce((sum, one) => sum + one, SEAM * (columns - 1)) : widths[column];
        shaped.push({ index, box: { x: column === 0 ? 0 : widths[0] + SEAM, y, width, height } });
      });
      y += height + SEAM;
    }
    const width = widths.reduce((sum, one) => sum + one, SEAM * (columns - 1));
    return { cards: shaped, width, height: y - SEAM };
  }

  /** The box beside the anchor in a direction, its edge at about the distance. */
  function boxAt({ anchorX, anchorY }, { width, height }, distance, angle) {
    const centreX = anchorX + Math.cos(angle) * (distance + width / 2);
    const centreY = anchorY + Math.sin(angle) * (distance + height / 2);
    return { x: centreX - width / 2, y: centreY - height / 2, width, height };
  }

  /** The line from an anchor to the nearest point of its box, a little inside. */
  function lineTo(box, { anchorX, anchorY }) {
    return {
      x0: anchorX, y0: anchorY,
      x1: Playback.clamp(anchorX, box.x + 6, box.x + box.width - 6),
      y1: Playback.clamp(anchorY, box.y + 6, box.y + box.height - 6),
    };
  }

  /** Whether two boxes overlap or come nearer than the gap. */
  function meets(a, b, gap) {
    const isBeside = a.x >= b.x + b.width + gap || b.x >= a.x + a.width + gap;
    const isAbove = a.y >= b.y + b.height + gap || b.y >= a.y + a.height + gap;
    return !isBeside && !isAbove;
  }

  /** Whether a box would cover a placed one or a place of the park. */
  function isTaken(box, anchors, placed) {
    if (placed.some((other) => meets(box, other.box, GAP))) return true;
    const around = ({ x, y }) => ({ x: x - ANCHOR, y: y - ANCHOR, width: 2 * ANCHOR, height: 2 * ANCHOR });
    return anchors.some((anchor) => meets(box, around(anchor), GAP));
  }

  /** What a box costs beyond its distance. */
  function costOf(box, line, placed, free, pane) {
    const isFew = placed.length <= MANY;
    const count = (list, condition) => (isFew ? list.filter(condition).length : 0);
    const covered = free.discs.reduce((sum, disc) => sum + coverCost(box, disc), 0);
    return COST.outside * outside(box, pane) + covered +
      COST.label * free.labels.filter((label) => meets(box, label, 0)).length +
      COST.crossing * count(placed, (other) => runsThrough(line, other.box) || runsThrough(other.line, box)) +
      COST.corridor * count(free.corridors, (corridor) => runsThrough(corridor, box)) +
      COST.lineOverLabel * count(free.labels, (label) => runsThrough(line, label));
  }

  /** How far the box reaches beyond what can be seen well: the buttons and the scale stand at the edges. */
  function outside(box, pane) {
    if (pane === null) return 0;
    return Math.max(0, 6 - box.x) + Math.max(0, 6 - box.y) +
      Math.max(0, box.x + box.width + 46 - pane.width) + Math.max(0, box.y + box.height + 32 - pane.height);
  }

  /** What it costs to cover a disc: something for the touch, more for the depth. */
  function coverCost(box, disc) {
    const nearestX = Playback.clamp(disc.x, box.x, box.x + box.width);
    const nearestY = Playback.clamp(disc.y, box.y, box.y + box.height);
    const depth = disc.radius - Math.hypot(nearestX - disc.x, nearestY - disc.y);
    return depth > 0 ? COST.disc + COST.discDepth * depth : 0;
  }

  /**
   * Whether a line passes through a box; looked at in steps, which is exact enough for lines of some hundred pixels.
   */
  function runsThrough({ x0, y0, x1, y1 }, box) {
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 6) + 1;
    for (let i = 0; i <= steps; i++) {
      const x = x0 + ((x1 - x0) * i) / steps;
      const y = y0 + ((y1 - y0) * i) / steps;
      if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) return true;
    }
    return false;
  }

  /** Where a label may lie as seen from its point, and what it costs to move it away or over names. */
  const SIDES = [[0, -1], [1, 0], [-1, 0], [0, 1], [0.8, -0.8], [-0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]];
  const STEP_AWAY = 22;
  const MOST_STEPS = 6;

  /**
   * The nearest place of a label beside a point at which it covers no box; if there is none, where it covers least.
   * @param {{x: number, y: number, gap: number}} point and how far from it the label begins
   * @param {{width: number, height: number}} size of the label
   * @param {object[]} boxes not to be covered @param {{width: number, height: number}} pane
   * @returns {{x: number, y: number, isFar: boolean}} upper left corner
   */
  function placeLabel(point, { width, height }, boxes, pane) {
    let best = null;
    for (let step = 0; step <= MOST_STEPS; step++) {
      const gap = point.gap + step * STEP_AWAY;
      for (const [sideX, sideY] of SIDES) {
        const x = point.x + sideX * (gap + width / 2) - width / 2;
        const y = point.y + sideY * (gap + height / 2) - height / 2;
        const box = {
          x: Playback.clamp(x, 4, Math.max(4, pane.width - width - 4)),
          y: Playback.clamp(y, 4, Math.max(4, pane.height - height - 4)),
          width, height,
        };
        const covered = boxes.reduce((sum, other) => sum + overlap(box, other), 0);
        const isFar = step > 0;
        if (covered === 0) return { x: box.x, y: box.y, isFar };
        if (best === null || covered < best.covered) best = { x: box.x, y: box.y, isFar, covered };
      }
    }
    return best;
  }

  /** The area that two boxes share. */
  function overlap(a, b) {
    const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
    const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
    return across > 0 && down > 0 ? across * down : 0;
  }

  /** Places nearer than this to a larger one are small signs around it, px. */
  const BLOB = 20;
  const AROUND = 16;
  const TURNS = [0, 1, -1, 2, -2, 3, -3, 4];
  const MARKS = 6;

  /**
   * The signs of places: of those that are nearly at one point, the first stands there and the others around it, each
   * on its own side if that is free. The last one stands for all for which there is no room.
   * @param {{x: number, y: number}[]} anchors px, of the most important place first
   * @returns {{main: number, members: number[], dx: number, dy: number, isSmall: boolean}[]} indices of the anchors,
   *   and where the sign lies as seen from `main`
   */
  function placeSigns(anchors) {
    const signs = [];
    const clusters = [];
    anchors.forEach((anchor, index) => {
      const near = clusters.find(({ x, y }) => Math.hypot(x - anchor.x, y - anchor.y) < BLOB);
      if (near) near.others.push(index);
      else clusters.push({ ...anchor, main: index, others: [] });
    });
    for (const { main, others, x, y } of clusters) {
      signs.push({ main, members: [main], dx: 0, dy: 0, isSmall: false });
      const own = [];
      const small = { main, isSmall: true };
      others.forEach((index, place) => {
        if (place >= MARKS) own[MARKS - 1].members.push(index);
        else own.push(markAt(anchors[index].x - x, anchors[index].y - y, own, { ...small, members: [index] }));
      });
      signs.push(...own);
    }
    return signs;
  }

  /** A small sign on its side of the large one, or on the next side that is free. */
  function markAt(x, y, taken, sign) {
    const angle = Math.hypot(x, y) < 2 ? Math.PI / 2 : Math.atan2(y, x);
    const places = TURNS.map((turn) => {
      const turned = angle + (turn * Math.PI) / 4;
      return { dx: AROUND * Math.cos(turned), dy: AROUND * Math.sin(turned) };
    });
    const isFree = ({ dx, dy }) => taken.every((other) => Math.hypot(other.dx - dx, other.dy - dy) > 11);
    return { ...sign, ...(places.find(isFree) ?? places[0]) };
  }

  Object.assign(Playback, { placeCards, placeLabel, placeSigns });
})(Playback);
