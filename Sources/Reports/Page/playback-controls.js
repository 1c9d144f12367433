((Playback) => {
  "use strict";
  const { element, setText, say, sayDuration } = Playback;

  const SVG = "http://www.w3.org/2000/svg";

  /** Outlines of the buttons' symbols in a square of 16. */
  const ICONS = {
    play: "M4 2.5v11l9-5.5z",
    pause: "M4 2.5h3v11H4zM9 2.5h3v11H9z",
    previous: "M3 2.5h2v11H3zM13 2.5v11L6 8z",
    next: "M11 2.5h2v11h-2zM3 2.5v11L10 8z",
    in: "M7 2.5h2V7h4.5v2H9v4.5H7V9H2.5V7H7z",
    out: "M2.5 7h11v2h-11z",
    fit: "M2 2h5v2H4v3H2zM9 2h5v5h-2V4H9zM2 9h2v3h3v2H2zM12 9h2v5H9v-2h3z",
    heat: "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM11 11h1v1h-1z",
  };

  /** A symbol as a picture that takes the colour of its text. */
  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name]);
    svg.append(path);
    return svg;
  }

  /**
   * A button with a symbol; its name in words is set by `label`.
   * @returns {HTMLButtonElement & {label: function(string): void, show: function(string): void}}
   */
  function iconButton(name, onclick, settings = {}) {
    const button = element("button", { type: "button", class: "pb-button pb-icon", onclick, ...settings },
      icon(name));
    button.label = (text) => {
      button.setAttribute("aria-label", text);
      button.title = text;
    };
    button.show = (other) => button.replaceChildren(icon(other));
    return button;
  }

  /** Play, step, scrub, speed and the clock. */
  class Controls {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      const { clock } = app;
      this.previous = iconButton("previous", () => app.step(-1));
      this.toggle = iconButton("play", () => app.toggle(), { class: "pb-button pb-icon pb-primary" });
      this.next = iconButton("next", () => app.step(1));
      this.clockText = element("output", { class: "pb-clock", "aria-live": "off" });
      this.scrub = element("input", {
        type: "range", class: "pb-scrub", min: "0", max: String(clock.end), step: "any",
        oninput: () => clock.seek(Number(this.scrub.value)),
      });
      this.speed = element("select",
        { class: "pb-select", onchange: () => clock.setSpeed(Number(this.speed.value)) });
      this.speedName = element("span", { class: "pb-hide-narrow" });
      const speedLabel = element("label", {}, this.speedName, this.speed);
      const buttons = element("div", { class: "pb-buttons" }, this.previous, this.toggle, this.next);
      this.root = element("div", { class: "pb-controls" }, buttons, this.clockText, this.scrub, speedLabel);
      this.wasPlaying = null;
    }

    /** Writes the words anew. */
    rename() {
      this.previous.label(`${say("previousEvent")} (←)`);
      this.next.label(`${say("nextEvent")} (→)`);
      this.scrub.setAttribute("aria-label", say("time"));
      setText(this.speedName, say("speed"));
      this.speed.setAttribute("aria-label", say("speed"));
      this.fillSpeeds();
      this.wasPlaying = null;
    }

    /** Offers the speeds, and the one that is set if it is none of them. */
    fillSpeeds() {
      const { speeds, speed } = this.app.clock;
      const all = speeds.includes(speed) ? speeds : [...speeds, speed].sort((a, b) => a - b);
      this.speed.replaceChildren(...all.map((value) => element("option", { value, textContent: speedText(value) })));
      this.speed.value = String(speed);
    }

    /** Shows the moment; only what has changed is written. */
    update() {
      const { clock, model } = this.app;
      const text = Playback.sayClock(model.clockStart + clock.now);
      setText(this.clockText, text);
      if (Number(this.scrub.value) !== clock.now) this.scrub.value = String(clock.now);
      this.scrub.style.setProperty("--pb-share", `${(100 * clock.now) / clock.end}%`);
      if (this.scrub.shownValue !== text) this.scrub.setAttribute("aria-valuetext", (this.scrub.shownValue = text));
      if (Number(this.speed.value) !== clock.speed) this.fillSpeeds();
      if (this.wasPlaying !== clock.isPlaying) this.showPlaying(clock.isPlaying);
    }

    /** Makes the first button one that plays or one that pauses. */
    showPlaying(isPlaying) {
      this.wasPlaying = isPlaying;
      this.toggle.show(isPlaying ? "pause" : "play");
      this.toggle.label(say(isPlaying ? "pause" : "play"));
    }
  }

  /** A speed and what it means. */
  function speedText(times) {
    if (times === 1) return say("realTime");
    return say("speedChoice", { times, duration: shortDuration(times) });
  }

  /** Speeds are whole numbers of hours, minutes or seconds. */
  function shortDuration(seconds) {
    if (seconds < 3600 || seconds % 3600 !== 0) return sayDuration(seconds);
    return say("hoursOnly", { h: seconds / 3600 });
  }

  /** Buttons on the map. */
  class MapTools {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.zoomIn = iconButton("in", () => app.zoom(1.5));
      this.zoomOut = iconButton("out", () => app.zoom(1 / 1.5));
      this.fit = iconButton("fit", () => app.fit());
      this.heat = iconButton("heat", () => app.setHeat(!app.showsHeat), { "aria-pressed": "false" });
      this.root = element("div", { class: "pb-map-tools" }, this.zoomIn, this.zoomOut, this.fit, this.heat);
    }

    /** Writes the words anew. */
    rename() {
      this.zoomIn.label(say("zoomIn"));
      this.zoomOut.label(say("zoomOut"));
      this.fit.label(`${say("fit")} (0)`);
      this.heat.label(`${say("heat")}: ${say("heatTip")}`);
    }

    /** Shows which switches are on. */
    update() {
      this.heat.setAttribute("aria-pressed", String(this.app.showsHeat));
    }
  }

  Object.assign(Playback, { Controls, MapTools });
})(Playback);
