((Playback) => {
  "use strict";
  const { STATES, IDLE, LOADING, OUT, HANDING, BACK, HOLDING, WAITING, CHARGING } = Playback;

  const COLOURS = [
    "paper", "ink", "muted", "line", "faint", "zone", "card", "order", "late", "heat", "accent", "served", "queue",
    ...STATES.map((state) => `state-${state}`),
  ];

  /**
   * The colours of the style sheet, so that canvas and page never differ.
   * @param {Element} root the element that holds the custom properties
   */
  function readPalette(root) {
    const style = getComputedStyle(root);
    const palette = Object.fromEntries(COLOURS.map((name) => [name, style.getPropertyValue(`--pb-${name}`).trim()]));
    palette.states = STATES.map((state) => palette[`state-${state}`]);
    palette.font = style.fontFamily;
    return palette;
  }

  /** Adds a polygon of points [x, y, x, y, ...] around the origin. */
  function polygon(context, points) {
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
    context.closePath();
  }

  const ARROW = [9.5, 0, -6, 6.5, -6, -6.5];
  const DIAMOND = [8, 0, 0, 8, -8, 0, 0, -8];
  const HOURGLASS = [-5.5, -6, 5.5, -6, -5.5, 6, 5.5, 6];
  const HEXAGON = [8, 0, 4, 7, -4, 7, -8, 0, -4, -7, 4, -7];
  const BOLT = [1.2, -5.6, -3.4, 0.9, -0.4, 0.9, -1.2, 5.6, 3.4, -0.9, 0.4, -0.9];

  /** How each state is drawn around the origin; flying ones look along the x axis. Colour is set before. */
  const DRAW = {
    [IDLE](context, colours) {
      context.beginPath();
      context.arc(0, 0, 4.4, 0, 2 * Math.PI);
      context.lineWidth = 1.8;
      context.strokeStyle = colours.states[IDLE];
      context.stroke();
    },
    [LOADING](context, colours) {
      context.beginPath();
      context.rect(-6, -6, 12, 12);
      context.fill();
      drawParcel(context, colours);
    },
    [OUT](context, colours) {
      polygon(context, ARROW);
      outlined(context, colours);
      drawParcel(context, colours, -1.6);
    },
    [HANDING](context, colours) {
      polygon(context, DIAMOND);
      outlined(context, colours);
      drawParcel(context, colours);
    },
    [BACK](context, colours) {
      polygon(context, ARROW);
      outlined(context, colours);
      context.lineWidth = 1;
      context.strokeStyle = colours.muted;
      context.stroke();
    },
    [HOLDING](context, colours) {
      polygon(context, HEXAGON);
      outlined(context, colours);
      context.fillStyle = colours.paper;
      context.fillRect(-3, -3.5, 2.1, 7);
      context.fillRect(0.9, -3.5, 2.1, 7);
    },
    [WAITING](context) {
      polygon(context, HOURGLASS);
      context.fill();
    },
    [CHARGING](context, colours) {
      context.beginPath();
      context.arc(0, 0, 7.5, 0, 2 * Math.PI);
      context.fill();
      polygon(context, BOLT);
      context.fillStyle = colours.paper;
      context.fill();
    },
  };

  /** Filled, with a light edge outside that sets it off from what lies below. */
  function outlined(context, colours) {
    const colour = context.fillStyle;
    context.lineWidth = 2.5;
    context.lineJoin = "round";
    context.strokeStyle = colours.paper;
    context.stroke();
    context.fillStyle = colour;
    context.fill();
  }

  /** The parcel that a drone carries: a light square in its symbol. */
  function drawParcel(context, colours, x = 0) {
    context.fillStyle = colours.paper;
    context.fillRect(x - 2.4, -2.4, 4.8, 4.8);
  }

  /**
   * A drone, 16 px across whatever the map's scale.
   * @param {number} [heading] angle on the screen, radians, of drones that fly
   */
  function drawDrone(context, state, x, y, colours, heading = 0, size = 1) {
    context.save();
    context.translate(x, y);
    if (size !== 1) context.scale(size, size);
    if (state === OUT || state === BACK) context.rotate(heading);
    context.fillStyle = colours.states[state];
    DRAW[state](context, colours);
    context.restore();
  }

  /** A ring around a drone that shows its charge clockwise from the top; nothing where it is unknown. */
  function drawCharge(context, charge, x, y, colours, radius = 9) {
    if (Number.isNaN(charge)) return;
    const top = -Math.PI / 2;
    context.lineWidth = 1.2;
    context.strokeStyle = charge < 0.3 ? colours.late : colours.muted;
    context.beginPath();
    context.arc(x, y, radius, top, top + 2 * Math.PI * Playback.clamp(charge, 0, 1));
    context.stroke();
  }

  /** An order at its delivery point: a ring, filled when a drone comes, a marked diamond when it is late. */
  function drawOrder(context, x, y, isComing, isLate, colours) {
    context.beginPath();
    if (isLate) {
      context.moveTo(x, y - 6);
      context.lineTo(x + 6, y);
      context.lineTo(x, y + 6);
      context.lineTo(x - 6, y);
      context.closePath();
      context.fillStyle = colours.late;
      context.fill();
      context.fillStyle = colours.paper;
      context.fillRect(x - 0.9, y - 3.4, 1.8, 4);
      context.fillRect(x - 0.9, y + 1.6, 1.8, 1.8);
      return;
    }
    context.arc(x, y, 3.2, 0, 2 * Math.PI);
    if (isComing) {
      context.fillStyle = colours.order;
      context.fill();
    } else {
      context.lineWidth = 1.5;
      context.strokeStyle = colours.order;
      context.fillStyle = colours.paper;
      context.fill();
      context.stroke();
    }
  }

  const PLACES = {
    warehouse: [-8, 7, -8, -2, 0, -8, 8, -2, 8, 7],
    station: [1.8, -9, -5.5, 1.5, -0.5, 1.5, -1.8, 9, 5.5, -1.5, 0.5, -1.5],
    pad: [-5, -2, -2, -5, 2, -5, 5, -2, 5, 2, 2, 5, -2, 5, -5, 2],
  };

  /** The sign of a kind of place: a house, a bolt, an octagon. */
  function drawPlaceSign(context, kind, x, y, colours, size = 1) {
    context.save();
    context.translate(x, y);
    context.scale(size, size);
    polygon(context, PLACES[kind]);
    context.fillStyle = colours.ink;
    outlined(context, colours);
    context.restore();
  }

  /** A small canvas with one symbol, for the legend. `paint` gets its context with the origin in the middle. */
  function symbolCanvas(paint) {
    const canvas = Playback.element("canvas", { class: "pb-symbol", "aria-hidden": "true" });
    canvas.repaint = (colours) => {
      const ratio = window.devicePixelRatio || 1;
      canvas.width = canvas.height = Math.round(18 * ratio);
      const context = canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, canvas.width / 2, canvas.height / 2);
      paint(context, colours);
    };
    return canvas;
  }

  Object.assign(Playback, { readPalette, drawDrone, drawCharge, drawOrder, drawPlaceSign, symbolCanvas });
})(Playback);
