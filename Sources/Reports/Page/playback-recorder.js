((Playback) => {
  "use strict";
  const { element, setText, say, fitText, STATES, safeFileName, timeOfDay } = Playback;

  const HEAD = 40;
  const FOOT = 30;
  const FRAMES_PER_SECOND = 30;

  /**
   * Draws a picture that explains itself: the maps with title, clock, figures and legend.
   * @param {HTMLCanvasElement} canvas
   * @param {number} ratio pixels of the picture for a pixel of the page
   */
  function drawPicture(app, canvas, ratio) {
    const width = app.panes.reduce((sum, pane) => sum + pane.width, 0) + 8 * (app.panes.length - 1);
    const height = HEAD + FOOT * app.panes.length + app.panes[0].height;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      Playback.sizeCanvas(canvas, width, height, ratio);
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = app.palette.paper;
    context.fillRect(0, 0, width, height);
    drawHead(context, app, width);
    let left = 0;
    app.panes.forEach((pane, index) => {
      context.drawImage(pane.canvas, left, HEAD, pane.width, pane.height);
      if (app.panes.length > 1) drawVariantName(context, app, pane, left);
      drawFoot(context, app, pane, height - FOOT * (app.panes.length - index), width);
      left += pane.width + 8;
    });
  }

  /** Title and clock. */
  function drawHead(context, app, width) {
    const { palette: colours } = app;
    const clock = Playback.sayClock(app.model.clockStart + app.clock.now);
    context.textBaseline = "middle";
    context.font = `600 15px ${colours.font}`;
    context.fillStyle = colours.ink;
    context.textAlign = "right";
    context.fillText(clock, width - 12, HEAD / 2);
    const taken = context.measureText(clock).width + 36;
    context.textAlign = "left";
    context.fillText(fitText(context, app.model.scenario, width - taken), 12, HEAD / 2);
  }

  /** The name of a variant on its map. */
  function drawVariantName(context, app, pane, left) {
    context.font = `600 13px ${app.palette.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillStyle = app.palette.ink;
    context.fillText(fitText(context, pane.variant.name, pane.width - 70), left + 12, HEAD + 16);
  }

  /** Figures and legend of a variant in a line. */
  function drawFoot(context, app, pane, top, width) {
    const { palette: colours } = app;
    const { figures, byState } = pane.moment;
    context.font = `12px ${colours.font}`;
    context.textBaseline = "middle";
    context.textAlign = "left";
    const y = top + FOOT / 2;
    let x = 12;
    const write = (text) => {
      context.fillStyle = colours.ink;
      context.fillText(text, x, y);
      x += context.measureText(text).width + 14;
    };
    if (app.panes.length > 1) write(fitText(context, pane.variant.name, 120));
    for (const name of ["created", "delivered", "open", "late"]) write(`${say(name)} ${figures[name]}`);
    STATES.forEach((name, state) => {
      if (x > width - 90 || byState[state] === 0) return;
      Playback.drawDrone(context, state, x + 6, y, colours, -Math.PI / 4);
      x += 17;
      write(`${say(name)} ${byState[state]}`);
    });
  }

  /** The kind of film that the browser can make, or null. */
  function filmType() {
    if (typeof MediaRecorder === "undefined" || !HTMLCanvasElement.prototype.captureStream) return null;
    const types = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
    return types.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
  }

  /** Buttons that keep what is seen: one picture, or a stretch as a film. */
  class Recorder {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.type = filmType();
      this.picture = element("button", { type: "button", class: "pb-button", onclick: () => this.savePicture() });
      this.button = element("button",
        { type: "button", class: "pb-button", onclick: () => this.toggle(), disabled: !this.type });
      this.seconds = element("input",
        { type: "number", class: "pb-input pb-seconds", min: "1", max: "120", value: "10", disabled: !this.type });
      this.unit = element("span");
      const film = element("span", { class: "pb-film" }, this.button, element("label", {}, this.seconds, this.unit));
      this.root = element("div", { class: "pb-keep" }, this.picture, film);
      this.recording = null;
    }

    /** Writes the words anew. */
    rename() {
      setText(this.picture, say("savePicture"));
      setText(this.unit, say("seconds"));
      this.seconds.setAttribute("aria-label", say("recordSeconds"));
      this.button.title = this.type ? "" : say("cannotRecord");
      this.update();
    }

    /** A name that says scenario and instant, of safe characters. */
    fileName(ending) {
      const { model, clock } = this.app;
      const seconds = model.clockStart + clock.now;
      const instant = `day-${Playback.dayOf(seconds)}-${timeOfDay(seconds).replaceAll(":", "")}`;
      return `${safeFileName("parksim", model.scenario, instant)}.${ending}`;
    }

    /** Keeps the moment as a picture, at least twice as fine as the page so that it can be printed. */
    savePicture() {
      const canvas = document.createElement("canvas");
      const ratio = Math.max(2, window.devicePixelRatio || 1);
      for (const pane of this.app.panes) pane.measure(ratio);
      this.app.render();
      drawPicture(this.app, canvas, ratio);
      this.app.resize();
      canvas.toBlob((blob) => blob && Playback.download(blob, this.fileName("png")), "image/png");
    }

    /** Begins to record, or ends it early. */
    toggle() {
      if (this.recording) this.recording.recorder.stop();
      else this.start();
    }

    /** Plays and records for the chosen number of seconds. */
    start() {
      const canvas = document.createElement("canvas");
      const name = this.fileName("webm");
      drawPicture(this.app, canvas, 1);
      const recorder = new MediaRecorder(canvas.captureStream(FRAMES_PER_SECOND),
        { mimeType: this.type, videoBitsPerSecond: 6e6 });
      const chunks = [];
      recorder.ondataavailable = (event) => chunks.push(event.data);
      recorder.onstop = () => this.finish(chunks, name);
      const seconds = Playback.clamp(Number(this.seconds.value) || 10, 1, 120);
      this.recording = { recorder, canvas, until: performance.now() + 1000 * seconds };
      recorder.start(500);
      this.app.clock.play();
    }

    /** Offers the film. */
    finish(chunks, name) {
      this.recording = null;
      this.app.clock.pause();
      Playback.download(new Blob(chunks, { type: "video/webm" }), name);
    }

    /** Gives the film its next picture; ends it in time, or with the run. */
    update() {
      if (!this.recording) {
        setText(this.button, say("record"));
        return;
      }
      const left = (this.recording.until - performance.now()) / 1000;
      setText(this.button, say("stopRecording", { seconds: Math.max(0, Math.ceil(left)) }));
      drawPicture(this.app, this.recording.canvas, 1);
      const isOver = left <= 0 || !this.app.clock.isPlaying;
      if (isOver && this.recording.recorder.state === "recording") this.recording.recorder.stop();
    }
  }

  Object.assign(Playback, { Recorder, drawPicture });
})(Playback);
