((Playback) => {
  "use strict";

  const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 86_400];
  const WHOLE_RUN_S = 75;
  const LONGEST_STEP_MS = 250;
  const FRAMES_KEPT = 600;

  /** The instant that is shown, and whether and how fast it moves. */
  class Clock {
    /** @param {number} end of the run, s @param {function(): void} onChange is called when anything changes */
    constructor(end, onChange) {
      this.end = end;
      this.onChange = onChange;
      this.now = 0;
      this.isPlaying = false;
      this.speeds = SPEEDS;
      this.speed = nearestSpeed(end / WHOLE_RUN_S);
      this.frameTimes = [];
      this.lastFrame = null;
    }

    /** Goes to an instant, or to the nearest end of the run. */
    seek(t) {
      if (!Number.isFinite(t)) return;
      this.now = Playback.clamp(t, 0, this.end);
      this.onChange();
    }

    /** Plays; from the beginning if the run is at its end. */
    play() {
      if (this.now >= this.end) this.now = 0;
      this.isPlaying = true;
      this.lastFrame = null;
      this.frameTimes = [];
      this.onChange();
    }

    /** Stands still. */
    pause() {
      this.isPlaying = false;
      this.onChange();
    }

    /** Seconds of the run for a second of the reader. */
    setSpeed(speed) {
      if (!(speed > 0)) return;
      this.speed = speed;
      this.onChange();
    }

    /** The next higher (+1) or lower (-1) of the speeds. */
    changeSpeed(direction) {
      const faster = SPEEDS.find((speed) => speed > this.speed);
      const slower = SPEEDS.findLast((speed) => speed < this.speed);
      this.setSpeed((direction > 0 ? faster : slower) ?? this.speed);
    }

    /**
     * Moves on by what has passed since the last frame. After a long pause, as of a hidden page, it does not jump.
     */
    tick(timestamp) {
      if (!this.isPlaying) return;
      if (this.lastFrame !== null) {
        const passed = timestamp - this.lastFrame;
        this.noteFrame(passed);
        this.now = Math.min(this.end, this.now + (Math.min(passed, LONGEST_STEP_MS) / 1000) * this.speed);
        if (this.now >= this.end) this.isPlaying = false;
      }
      this.lastFrame = timestamp;
    }

    /** Keeps the last times between frames, for tests. */
    noteFrame(milliseconds) {
      this.frameTimes.push(milliseconds);
      if (this.frameTimes.length > FRAMES_KEPT) this.frameTimes.shift();
    }
  }

  /** The speed of the list that is nearest by ratio. */
  function nearestSpeed(wanted) {
    const distance = (speed) => Math.abs(Math.log(speed / wanted));
    return SPEEDS.reduce((best, speed) => (distance(speed) < distance(best) ? speed : best));
  }

  Object.assign(Playback, { Clock });
})(Playback);
