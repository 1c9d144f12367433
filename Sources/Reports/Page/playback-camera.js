((Playback) => {
  "use strict";
  const { clamp } = Playback;

  /** Room at the edges for the names of zones, the buttons, the scale and the legend, px. */
  const MARGIN = { left: 30, right: 52, top: 34, bottom: 48 };

  /** Which part of the park is seen. Panes side by side share it, so that they show the same part. North is up. */
  class Camera {
    /** @param {{left: number, right: number, bottom: number, top: number}} extent what "fit" shows, m */
    constructor(extent) {
      this.extent = extent;
      this.x = 0;
      this.y = 0;
      this.scale = 1;
      this.isFitted = true;
      this.width = 1;
      this.height = 1;
    }

    /** Pixels for a metre at which all of the park is seen. */
    get fittedScale() {
      const { left, right, bottom, top } = this.extent;
      const across = (this.width - MARGIN.left - MARGIN.right) / Math.max(right - left, 20);
      const down = (this.height - MARGIN.top - MARGIN.bottom) / Math.max(top - bottom, 20);
      return Math.max(1e-6, Math.min(across, down));
    }

    /** Tells the size of a pane in pixels. */
    resize(width, height) {
      if (this.width === width && this.height === height) return;
      this.width = width;
      this.height = height;
      if (this.isFitted) this.fit();
    }

    /** Shows all of the park. */
    fit() {
      const { left, right, bottom, top } = this.extent;
      this.scale = this.fittedScale;
      this.x = (left + right) / 2 + (MARGIN.right - MARGIN.left) / 2 / this.scale;
      this.y = (bottom + top) / 2 - (MARGIN.bottom - MARGIN.top) / 2 / this.scale;
      this.isFitted = true;
    }

    /** Screen position of a point of the park. */
    toScreenX(x) {
      return this.width / 2 + (x - this.x) * this.scale;
    }

    /** See `toScreenX`; up in the park is up on the screen. */
    toScreenY(y) {
      return this.height / 2 - (y - this.y) * this.scale;
    }

    /** Moves the map by pixels. */
    pan(dx, dy) {
      this.x -= dx / this.scale;
      this.y += dy / this.scale;
      this.keepInSight();
      this.isFitted = false;
    }

    /** Magnifies by a factor so that the point under the pixel stays there. */
    zoom(factor, pixelX = this.width / 2, pixelY = this.height / 2) {
      const scale = clamp(this.scale * factor, this.fittedScale / 4, Math.max(20, this.fittedScale));
      const dx = pixelX - this.width / 2;
      const dy = pixelY - this.height / 2;
      this.x += dx / this.scale - dx / scale;
      this.y -= dy / this.scale - dy / scale;
      this.scale = scale;
      this.keepInSight();
      this.isFitted = false;
    }

    /** Magnifies so that a point of the park stays where it is seen; as it grows, it comes half way to the middle. */
    zoomTowards(factor, { x, y }) {
      this.zoom(factor, this.toScreenX(x), this.toScreenY(y));
      if (factor <= 1) return;
      this.x += (x - this.x) / 2;
      this.y += (y - this.y) / 2;
    }

    /** Whether a point of the park is seen. */
    shows({ x, y }) {
      const [pixelX, pixelY] = [this.toScreenX(x), this.toScreenY(y)];
      return pixelX >= 0 && pixelY >= 0 && pixelX <= this.width && pixelY <= this.height;
    }

    /** Puts a point of the park into the middle. */
    centre(x, y) {
      this.x = x;
      this.y = y;
      this.isFitted = false;
    }

    /** The middle of the view never leaves the park. */
    keepInSight() {
      const { left, right, bottom, top } = this.extent;
      this.x = clamp(this.x, left, right);
      this.y = clamp(this.y, bottom, top);
    }
  }

  /** The largest of 1, 2, 5 times a power of ten that is not above x. */
  function roundLength(x) {
    const power = 10 ** Math.floor(Math.log10(x));
    return [5, 2, 1].find((digit) => digit * power <= x * 1.0000001) * power;
  }

  Object.assign(Playback, { Camera, roundLength });
})(Playback);
