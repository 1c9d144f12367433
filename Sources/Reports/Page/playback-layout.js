((Playback) => {
  "use strict";

  const GAP = 6;
  const DIRECTIONS = 24;
  const DISTANCES = [18, 30, 46, 66, 90, 120, 156, 198, 246, 300, 360, 430];
  const ANCHOR = 9;

  /** What it costs to place a card badly, in pixels of distance from its anchor. */
  const COST = { outside: 14, disc: 140, discDepth: 1.5, crossing: 110, label: 200, corridor: 80 };

  /** With more cards than this, lines may cross: looking at all pairs would hold up zooming. */
  const MANY = 24;

  /**
   * Finds for each card a place beside its anchor: free of other cards and of anchors, inside the pane, outside the
   * discs and corridors, its line to the anchor not crossing what is placed, and near. One after the other, so that
   * the same map always gives the same picture.
   * @param {{anchorX: number, anchorY: number, width: number, height: number}[]} cards
   * @param {{discs: {x: number, y: number, radius: number}[], labels: object[], corridors: object[]}} free what is
   *   better not covered: zones, boxes of their names, lines along which drones fly; px
   * @param {{width: number, height: number}} pane
   * @returns {({x: number, y: number, width: number, height: number}|null)[]} relative to the anchors; null: no room
   */
  function placeCards(cards, free, pane) {
    const placed = [];
    return cards.map((card) => {
      const best = bestBox(card, cards, placed, free, pane);
      if (best === null) return null;
      placed.push({ box: best, line: lineTo(best, card) });
      return { x: best.x - card.anchorX, y: best.y - card.anchorY, width: card.width, height: card.height };
    });
  }

  function bestBox(card, cards, placed, free, pane) {
    let best = null;
    let least = Infinity;
    for (const distance of DISTANCES) {
      if (distance > least) break;
      for (let turn = 0; turn < DIRECTIONS; turn++) {
        const box = boxAt(card, distance, (turn * 2 * Math.PI) / DIRECTIONS);
        if (isTaken(box, cards, placed)) continue;
        const cost = distance + costOf(box, card, placed, free, pane);
        if (cost < least) [least, best] = [cost, box];
      }
    }
    return best;
  }

  /** The box beside the anchor in a direction, its edge at about the distance. */
  function boxAt(card, distance, angle) {
    const centreX = card.anchorX + Math.cos(angle) * (distance + card.width / 2);
    const centreY = card.anchorY + Math.sin(angle) * (distance + card.height / 2);
    return { x: centreX - card.width / 2, y: centreY - card.height / 2, width: card.width, height: card.height };
  }

  /** The line from an anchor to the nearest point of its box, a little inside. */
  function lineTo(box, { anchorX, anchorY }) {
    return {
      x0: anchorX, y0: anchorY,
      x1: Playback.clamp(anchorX, box.x + 6, box.x + box.width - 6),
      y1: Playback.clamp(anchorY, box.y + 6, box.y + box.height - 6),
    };
  }

  function meets(a, b, gap) {
    return a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;
  }

  function isTaken(box, cards, placed) {
    if (placed.some((other) => meets(box, other.box, GAP))) return true;
    return cards.some(({ anchorX, anchorY }) =>
      meets(box, { x: anchorX - ANCHOR, y: anchorY - ANCHOR, width: 2 * ANCHOR, height: 2 * ANCHOR }, GAP));
  }

  function costOf(box, card, placed, free, pane) {
    const line = lineTo(box, card);
    const isCrossed = (other) => runsThrough(line, other.box) || runsThrough(other.line, box);
    const crossings = placed.length > MANY ? 0 : placed.filter(isCrossed).length;
    const labels = free.labels.filter((label) => meets(box, label, 0)).length;
    const corridors = placed.length > MANY ? 0 : free.corridors.filter((corridor) => runsThrough(corridor, box)).length;
    const covered = free.discs.reduce((sum, disc) => sum + coverCost(box, disc), 0);
    return COST.outside * outside(box, pane) + COST.crossing * crossings + COST.label * labels +
      COST.corridor * corridors + covered;
  }

  /** How far the box reaches beyond what can be seen well: the buttons and the scale stand at the edges. */
  function outside(box, pane) {
    return Math.max(0, 6 - box.x) + Math.max(0, 6 - box.y) +
      Math.max(0, box.x + box.width + 46 - pane.width) + Math.max(0, box.y + box.height + 32 - pane.height);
  }

  function coverCost(box, disc) {
    const nearestX = Playback.clamp(disc.x, box.x, box.x + box.width);
    const nearestY = Playback.clamp(disc.y, box.y, box.y + box.height);
    const depth = disc.radius - Math.hypot(nearestX - disc.x, nearestY - disc.y);
    return depth > 0 ? COST.disc + COST.discDepth * depth : 0;
  }

  /** Whether a line passes through a box; looked at in steps, which is exact enough for lines of some hundred pixels. */
  function runsThrough({ x0, y0, x1, y1 }, box) {
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 6) + 1;
    for (let i = 0; i <= steps; i++) {
      const x = x0 + ((x1 - x0) * i) / steps;
      const y = y0 + ((y1 - y0) * i) / steps;
      if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) return true;
    }
    return false;
  }

  Object.assign(Playback, { placeCards });
})(Playback);
