((Playback) => {
  "use strict";
  const { element, setText, say, nameElement } = Playback;

  const MOST_LINES = 300;
  const MOST_OFFERED = 40;

  /** The field in which one chooses a drone or order. */
  class FollowField {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.list = element("datalist", { id: "pb-follow-list" });
      this.input = element("input", {
        type: "text", class: "pb-input", list: "pb-follow-list", autocomplete: "off", spellcheck: "false",
        dir: "auto",
        oninput: () => this.type(), onchange: () => this.choose(),
      });
      this.label = element("span");
      this.message = element("span", { class: "pb-message", role: "status", "aria-live": "polite" });
      this.root = element("div", { class: "pb-follow" }, element("label", {}, this.label, this.input), this.list,
        this.message);
      this.input.addEventListener("keydown", (event) => event.key === "Enter" && this.choose());
      this.offer();
    }

    /** Writes the words anew. */
    rename() {
      this.answer("");
      setText(this.label, say("follow"));
      this.input.placeholder = say("followPlaceholder");
      this.input.title = say("followHint");
    }

    /** Answers what is being typed: the last answer is about something else. */
    type() {
      this.answer("");
      this.offer();
    }

    /** Says that there is no such thing, or nothing. */
    answer(text) {
      setText(this.message, text);
      this.input.setAttribute("aria-invalid", String(text !== ""));
    }

    /** Offers names that contain what has been typed. */
    offer() {
      const typed = this.input.value.trim().toLowerCase();
      const found = [];
      const offerIf = (name) => {
        if (found.length < MOST_OFFERED && name.toLowerCase().includes(typed)) found.push(name);
      };
      if (!typed.startsWith("#")) for (const drone of this.app.model.park.drones) offerIf(drone.id);
      for (const number of this.app.panes[0]?.variant.orders.number ?? []) {
        if (found.length >= MOST_OFFERED) break;
        offerIf(`#${number}`);
      }
      this.list.replaceChildren(...found.map((name) => element("option", { value: name })));
    }

    /** Follows what has been typed, or says that there is no such thing and follows nothing any more. */
    choose() {
      const typed = this.input.value.trim();
      if (typed === "") return;
      const found = this.app.findByName(typed);
      this.answer(found ? "" : say("notFound", { name: Playback.isolated(Playback.shortened(typed, 30)) }));
      if (!found) {
        this.app.unfollow();
        return;
      }
      this.input.value = "";
      this.app.follow(found.kind, found.index, found.variant);
    }
  }

  /** What happened to the followed drone or order, line by line; the line of the moment is marked. */
  class StoryPanel {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      this.title = element("h3");
      this.close = element("button", { type: "button", class: "pb-button", onclick: () => app.unfollow() }, "×");
      this.camera = element("button",
        { type: "button", class: "pb-button", "aria-pressed": "false", onclick: () => app.toggleCamera() });
      this.state = element("p", { class: "pb-muted" });
      this.list = element("ol", { class: "pb-story-list", tabindex: "0" });
      const head = element("div", { class: "pb-story-head" }, this.title, this.close);
      this.root = element("div", { class: "pb-story", hidden: true }, head,
        element("div", { class: "pb-story-sub" }, this.state, this.camera), this.list);
      this.lines = [];
      this.first = 0;
      this.items = [];
    }

    /** Tells the story of what is followed now. */
    rebuild() {
      const { followed } = this.app;
      this.root.hidden = !followed;
      this.lines = [];
      this.items = [];
      this.currentItem = null;
      this.close.setAttribute("aria-label", say("stopFollowing"));
      this.close.title = say("stopFollowing");
      setText(this.camera, say("camera"));
      this.camera.title = say("cameraTip");
      if (!followed) return;
      const variant = this.app.model.variants[followed.variant];
      const teller = new Playback.Storyteller(this.app.model, variant, (kind, index) => this.link(kind, index));
      this.lines = followed.kind === "order" ? teller.ofOrder(followed.index) : teller.ofDrone(followed.index);
      this.times = this.lines.map((line) => line.t);
      this.showTitle(followed, variant);
      this.showFrom(0);
    }

    /** Says who is followed, and in which variant where there are two. */
    showTitle(followed, variant) {
      const name = followed.kind === "order" ? `#${variant.orders.number[followed.index]}`
        : this.app.model.park.drones[followed.index].id;
      const key = followed.kind === "order" ? "followedOrder" : "followedDrone";
      this.title.replaceChildren(Playback.sayNodes(key, { name: nameElement(name) }));
      if (this.app.panes.length > 1) {
        this.title.append(" ", Playback.sayNodes("inVariant", { name: nameElement(variant.name) }));
      }
      delete this.title.shownText;
    }

    /** A button that leads to another drone or order of the same variant. */
    link(kind, index) {
      const { followed, model } = this.app;
      const variant = model.variants[followed.variant];
      const name = kind === "drone" ? model.park.drones[index].id : `#${variant.orders.number[index]}`;
      return element("button", {
        type: "button", class: "pb-link",
        onclick: (event) => {
          event.stopPropagation();
          this.app.follow(kind, index, followed.variant);
        },
      }, nameElement(name));
    }

    /** Puts a part of the lines into the page: a drone's week can have thousands. */
    showFrom(first) {
      this.first = Math.max(0, Math.min(first, this.lines.length - MOST_LINES));
      const part = this.lines.slice(this.first, this.first + MOST_LINES);
      this.items = part.map((line) => this.item(line));
      this.list.replaceChildren(...this.items);
      this.currentItem = null;
    }

    /** One line: its time, which is a button for the keyboard, its text and its note. */
    item(line) {
      const seek = () => this.app.seekTo(line.t);
      const time = element("button", { type: "button", class: "pb-time", textContent: this.clock(line.t) });
      const text = element("div", { class: line.isBad && !line.note ? "pb-bad" : null }, Playback.lineNodes(line));
      const noteClass = line.isBad ? "pb-bad" : line.isWait ? "pb-wait" : "pb-took";
      if (line.note) text.append(element("span", { class: noteClass, textContent: line.note }));
      return element("li", { class: "pb-line", onclick: seek }, time, text);
    }

    /** Time of day, with the day where the run has several. */
    clock(t) {
      const { model } = this.app;
      const seconds = model.clockStart + t;
      const time = Playback.timeOfDay(seconds);
      const day = Playback.dayOf(seconds);
      return model.clockStart + model.end > 86_400 ? `${say("dayShort", { day })} ${time}` : time;
    }

    /** Marks the last line that has happened. */
    update() {
      if (this.root.hidden) return;
      this.camera.setAttribute("aria-pressed", String(this.app.cameraFollows));
      setText(this.state, this.app.followedText());
      let current = Playback.lastNotAbove(this.times, this.app.clock.now);
      if (current < this.first || current >= this.first + this.items.length) {
        if (this.lines.length > MOST_LINES) this.showFrom(current - MOST_LINES / 2);
      }
      const item = this.items[current - this.first] ?? null;
      if (item === this.currentItem) return;
      this.currentItem?.classList.remove("pb-current");
      this.currentItem?.removeAttribute("aria-current");
      this.currentItem = item;
      if (!item) return;
      item.classList.add("pb-current");
      item.setAttribute("aria-current", "step");
      // The list is positioned, so that its lines count from its own top.
      const { clientHeight } = this.list;
      this.list.scrollTop = item.offsetTop - Math.max(0, Math.min(clientHeight / 3, clientHeight - item.offsetHeight));
    }
  }

  Object.assign(Playback, { FollowField, StoryPanel });
})(Playback);
