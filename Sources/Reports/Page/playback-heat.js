((Playback) => {
  "use strict";

  /** Orders created so far, counted in square cells of the map. */
  class Heat {
    /**
     * @param {object} orders table
     * @param {object} extent of the map
     * @param {number} across cells along the longer side
     */
    constructor(orders, extent, across) {
      this.extent = extent;
      this.size = Math.max(extent.right - extent.left, extent.top - extent.bottom, 1) / across;
      this.columns = Math.max(1, Math.ceil((extent.right - extent.left) / this.size));
      const rows = Math.max(1, Math.ceil((extent.top - extent.bottom) / this.size));
      this.counts = new Int32Array(this.columns * rows);
      this.byTime = orders.created.map((_, index) => index).sort((a, b) => orders.created[a] - orders.created[b]);
      this.created = Float64Array.from(this.byTime, (order) => orders.created[order]);
      this.cells = Int32Array.from(this.byTime, (order) => this.cellOf(orders.x[order], orders.y[order]));
      this.counted = 0;
      this.most = this.countAll();
    }

    /** The cell in which a point lies. */
    cellOf(x, y) {
      const column = Math.min(this.columns - 1, Math.floor((x - this.extent.left) / this.size));
      const row = Math.floor((this.extent.top - y) / this.size);
      return Playback.clamp(row * this.columns + column, 0, this.counts.length - 1);
    }

    /** The most orders of a cell at the end of the run: the darkest colour, at all times. */
    countAll() {
      this.count(this.cells.length);
      const most = this.counts.reduce((a, b) => Math.max(a, b), 0);
      this.count(0);
      return most;
    }

    /** Counts the orders created until an instant. */
    moveTo(t) {
      this.count(Playback.lastNotAbove(this.created, t) + 1);
    }

    /** Counts forward or back until so many orders are counted. */
    count(goal) {
      while (this.counted < goal) this.counts[this.cells[this.counted++]] += 1;
      while (this.counted > goal) this.counts[this.cells[--this.counted]] -= 1;
    }

    /** From 0 to 1, as the square root, so that cells with few orders are seen. */
    share(cell) {
      return Math.sqrt(this.counts[cell] / Math.max(1, this.most));
    }

    /** How strongly a share is painted. */
    static opacity(share) {
      return 0.08 + 0.72 * share;
    }

    /** Left edge of a cell, m. */
    left(cell) {
      return this.extent.left + (cell % this.columns) * this.size;
    }

    /** Upper edge of a cell, m. */
    top(cell) {
      return this.extent.top - Math.floor(cell / this.columns) * this.size;
    }
  }

  Object.assign(Playback, { Heat });
})(Playback);
