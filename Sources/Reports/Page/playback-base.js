/** The animated map. The files of this folder add to it, read in the alphabetical order of their names. */
const Playback = {};

((Playback) => {
  "use strict";

  /** What a drone does, in the order of their numbers. */
  const STATES = ["idle", "loading", "out", "handing", "back", "holding", "waiting", "charging"];
  const [IDLE, LOADING, OUT, HANDING, BACK, HOLDING, WAITING, CHARGING] = STATES.keys();

  /** How an order stands at an instant. */
  const [NOT_OPEN, OPEN, ON_THE_WAY] = [0, 1, 2];

  /** Whether a drone in the state is in the air. */
  const isFlying = (state) => state >= OUT && state <= HOLDING;

  /**
   * Index of the last of the sorted values that is not above x, or -1.
   * @param {ArrayLike<number>} sorted
   * @param {number} x
   * @param {number} [from] first index looked at
   * @param {number} [to] index behind the last one looked at
   * @returns {number} an index of `sorted`, or `from` - 1
   */
  function lastNotAbove(sorted, x, from = 0, to = sorted.length) {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] <= x) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** @returns {number} x, or the nearer end of the range that it lies outside of */
  function clamp(x, low, high) {
    return Math.min(Math.max(x, low), high);
  }

  /**
   * Numbers of a JSON column; null becomes NaN, with which every comparison is false.
   * @param {(number|null)[]|undefined} list
   * @param {number} count of rows, should the column be missing
   * @returns {Float64Array}
   */
  function column(list, count) {
    const values = new Float64Array(count).fill(NaN);
    for (let i = 0; list && i < count; i++) if (list[i] !== null) values[i] = list[i];
    return values;
  }

  /** @returns {number} the first argument that is not NaN */
  function firstKnown(...values) {
    for (const value of values) if (!Number.isNaN(value)) return value;
    return NaN;
  }

  /**
   * An element with attributes, properties ("onclick", "textContent", ...) and children.
   * @param {string} tag
   * @param {Object<string, *>} [settings] names that begin with "on" and "textContent" are properties
   * @param {...(Node|string)} children
   * @returns {HTMLElement}
   */
  function element(tag, settings = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(settings)) {
      if (name.startsWith("on") || name === "textContent") made[name] = value;
      else if (value !== false && value !== null) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  }

  /** Writes a text only if it is another one: unchanged text costs no layout. */
  function setText(node, text) {
    if (node.shownText === text) return;
    node.shownText = text;
    node.textContent = text;
  }

  /** A name of a scenario on one line: control characters, also those that turn the direction, become spaces. */
  function oneLine(name) {
    return String(name).replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, " ");
  }

  /** A name cut to so many characters, never inside a surrogate pair. */
  function shortened(name, count) {
    const characters = Array.from(oneLine(name).slice(0, 2 * count + 2));
    return characters.length > count ? characters.slice(0, count - 1).join("") + "…" : characters.join("");
  }

  /** A name inside a sentence that is plain text: its direction does not reach beyond it. */
  function isolated(name) {
    return "\u2068" + oneLine(name) + "\u2069";
  }

  /** A name as an element: its direction is its own, all of it stands in the tooltip. */
  function nameElement(name) {
    return element("bdi", { class: "pb-name", title: shortened(name, 300), textContent: shortened(name, 48) });
  }

  /** @returns {string} the name with letters, digits, "-" and "_" only, fit for a file on any system */
  function safeFileName(...parts) {
    const safe = parts.map((part) => String(part).replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, ""));
    return safe.filter((part) => part !== "").map((part) => part.slice(0, 40)).join("_") || "parksim";
  }

  /** Offers bytes as a file to keep. */
  function download(blob, name) {
    const link = element("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /**
   * Makes a canvas as sharp as the screen.
   * @returns {boolean} whether its size has changed, which also has cleared it
   */
  function sizeCanvas(canvas, width, height, ratio = window.devicePixelRatio || 1) {
    const w = Math.max(1, Math.round(width * ratio));
    const h = Math.max(1, Math.round(height * ratio));
    if (canvas.width === w && canvas.height === h) return false;
    canvas.width = w;
    canvas.height = h;
    return true;
  }

  const fitted = new Map();

  /**
   * The text, or as much of its beginning as the width holds, with an ellipsis; isolated from its surroundings.
   * @param {CanvasRenderingContext2D} context with its font set
   */
  function fitText(context, text, width) {
    const key = `${context.font}|${Math.round(width)}|${text}`;
    const known = fitted.get(key);
    if (known !== undefined) return known;
    if (fitted.size > 4000) fitted.clear();
    const result = isolated(cutToWidth(context, shortened(text, 200), width));
    fitted.set(key, result);
    return result;
  }

  /** The longest beginning of a text that, with an ellipsis, is not wider than the width; found by halving. */
  function cutToWidth(context, text, width) {
    if (context.measureText(text).width <= width) return text;
    const characters = Array.from(text);
    let low = 0;
    let high = characters.length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (context.measureText(characters.slice(0, middle).join("") + "…").width <= width) low = middle;
      else high = middle - 1;
    }
    return characters.slice(0, low).join("") + "…";
  }

  Object.assign(Playback, {
    lastNotAbove, clamp, column, firstKnown, element, setText, oneLine, shortened, isolated, nameElement,
    safeFileName, download, sizeCanvas, fitText, STATES, isFlying,
    IDLE, LOADING, OUT, HANDING, BACK, HOLDING, WAITING, CHARGING, NOT_OPEN, OPEN, ON_THE_WAY,
  });
})(Playback);
