((Playback) => {
  "use strict";

  const CLICK_PX = 5;
  const SCROLL_PAUSE_MS = 350;
  let lastPageScroll = -Infinity;

  /** Lets an element that spans the run seek by click and drag. */
  function seekByPointer(app, target) {
    const seek = (event) => {
      const box = target.getBoundingClientRect();
      app.clock.seek(((event.clientX - box.left) / box.width) * app.model.end);
    };
    target.addEventListener("pointerdown", (event) => {
      target.setPointerCapture(event.pointerId);
      seek(event);
    });
    target.addEventListener("pointermove", (event) => {
      if (target.hasPointerCapture(event.pointerId)) seek(event);
    });
  }

  /** Drag, pinch, wheel, hover and click on a map. */
  class MapPointer {
    /** @param {object} app the player @param {object} pane a map */
    constructor(app, pane) {
      Object.assign(this, { app, pane });
      this.pointers = new Map();
      this.moved = 0;
      const { canvas } = pane;
      canvas.addEventListener("pointerdown", (event) => this.down(event));
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerup", (event) => this.up(event));
      canvas.addEventListener("pointercancel", (event) => this.forget(event));
      canvas.addEventListener("pointerleave", () => this.hover(null));
      canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    }

    /** A finger or button goes down. */
    down(event) {
      this.pane.canvas.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.position(event));
      if (this.pointers.size === 1) this.moved = 0;
    }

    /** A pointer moves: it hovers, or drags if it is down. */
    move(event) {
      const before = this.pointers.get(event.pointerId);
      const after = this.position(event);
      if (!before) {
        this.hover(this.pane.find(after.x, after.y));
        return;
      }
      this.moved += Math.hypot(after.x - before.x, after.y - before.y);
      if (this.moved > CLICK_PX) this.drag(event.pointerId, before, after);
      this.pointers.set(event.pointerId, after);
    }

    /** Moves the map with the pointer; with two, by the mean of both. */
    drag(id, before, after) {
      const { app } = this;
      app.isDragging = true;
      app.cameraFollows = false;
      const share = 1 / this.pointers.size;
      app.camera.pan((after.x - before.x) * share, (after.y - before.y) * share);
      const other = [...this.pointers].find(([otherId]) => otherId !== id)?.[1];
      if (other) this.pinch(other, before, after);
      app.invalidate();
    }

    /** Magnifies as two fingers part. */
    pinch(other, before, after) {
      const distance = (point) => Math.max(10, Math.hypot(point.x - other.x, point.y - other.y));
      this.app.camera.zoom(distance(after) / distance(before), (other.x + after.x) / 2, (other.y + after.y) / 2);
    }

    /** Ends a drag, or follows what was clicked. */
    up(event) {
      const isClick = this.pointers.size === 1 && this.moved <= CLICK_PX;
      this.forget(event);
      if (!isClick) return;
      const { x, y } = this.position(event);
      const found = this.pane.find(x, y);
      if (found) this.app.follow(found.kind, found.index, this.pane.variantIndex);
    }

    /** A pointer is gone. */
    forget(event) {
      this.pointers.delete(event.pointerId);
      if (this.pointers.size > 0 || !this.app.isDragging) return;
      this.app.isDragging = false;
      this.app.invalidate();
    }

    /** Notes what lies under the pointer. */
    hover(found) {
      const { pane } = this;
      if (pane.hovered?.kind === found?.kind && pane.hovered?.index === found?.index) return;
      pane.hovered = found;
      pane.canvas.style.cursor = found ? "pointer" : "";
      this.app.invalidate();
    }

    /** Zooms, but does not stop a page that is being scrolled when the map comes under the pointer. */
    wheel(event) {
      if (performance.now() - lastPageScroll < SCROLL_PAUSE_MS && !event.ctrlKey) return;
      event.preventDefault();
      const lines = event.deltaMode === 1 ? 16 : 1;
      const { x, y } = this.position(event);
      this.app.camera.zoom(Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 400)), x, y);
      this.app.invalidate();
    }

    /** Where in the map an event is, px. */
    position(event) {
      const box = this.pane.canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    }
  }

  const WITH_FOCUS = "a, button, input, select, textarea, label, summary, [tabindex='0']";

  /**
   * Keeps the focus in the player: a click beside what takes it itself gives it to the root, and so does a click on
   * what is then no longer there, as a button that closes its panel. Otherwise the keys would be dead after it.
   */
  function keepFocus(root) {
    const take = () => root.focus({ preventScroll: true });
    root.tabIndex = -1;
    root.addEventListener("pointerdown", (event) => {
      if (event.target.closest(WITH_FOCUS) === null) take();
    });
    root.addEventListener("click", () => {
      const { activeElement } = document;
      const isLost = activeElement === null || activeElement === document.body;
      if (isLost || (root.contains(activeElement) && activeElement.getClientRects().length === 0)) take();
    });
  }

  /** The keys of the player, wherever in its section the focus is or nowhere, except where keys have another meaning. */
  function listenToKeys(app, root) {
    const actions = {
      " ": () => app.toggle(),
      ArrowLeft: () => app.step(-1),
      ArrowRight: () => app.step(1),
      "+": () => app.clock.changeSpeed(1),
      "=": () => app.clock.changeSpeed(1),
      "-": () => app.clock.changeSpeed(-1),
      f: () => app.toggleCamera(),
      F: () => app.toggleCamera(),
      0: () => app.fit(),
    };
    const listen = (event) => {
      const action = actions[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey || hasOwnKeys(event.target, event.key)) return;
      event.preventDefault();
      action();
    };
    root.addEventListener("keydown", listen);
    // Where nothing has the focus the keys are the player's while it is what somebody looks at.
    document.addEventListener("keydown", (event) => {
      if (event.target === document.body && isInView(root)) listen(event);
    });
  }

  /** Whether an element takes at least half of the window's height. */
  function isInView(element) {
    const box = element.getBoundingClientRect();
    return Math.min(box.bottom, innerHeight) - Math.max(box.top, 0) >= innerHeight / 2;
  }

  /** Whether a key already means something where the focus is. */
  function hasOwnKeys(target, key) {
    if (target.matches("select, input:not([type=range], [type=checkbox])")) return true;
    return key === " " && target.matches("button, a, summary, input[type=checkbox]");
  }

  document.addEventListener("scroll", () => {
    lastPageScroll = performance.now();
  }, { passive: true, capture: true });

  Object.assign(Playback, { seekByPointer, MapPointer, keepFocus, listenToKeys });
})(Playback);
