((Playback) => {
  "use strict";
  const { element, setText, say } = Playback;

  /** Which variants are shown. */
  class VariantChooser {
    /** @param {object} app the player */
    constructor(app) {
      this.app = app;
      const numberOf = (select) => (select.value === "" ? null : Number(select.value));
      const choose = () => app.showVariants(numberOf(this.first), numberOf(this.second));
      this.first = element("select", { class: "pb-select", dir: "auto", onchange: choose });
      this.second = element("select", { class: "pb-select", dir: "auto", onchange: choose });
      this.firstName = element("span");
      this.secondName = element("span");
      this.root = element("div", { class: "pb-variants", hidden: app.model.variants.length < 2 },
        element("label", {}, this.firstName, this.first), element("label", {}, this.secondName, this.second));
    }

    /** Writes the words anew. */
    rename() {
      setText(this.firstName, say("variant"));
      setText(this.secondName, say("beside"));
      this.update();
    }

    /** Offers all variants; the ones shown are chosen. */
    update() {
      const [first, second] = this.app.panes;
      const options = () => this.app.model.variants.map((variant, value) =>
        element("option", { value, textContent: Playback.isolated(Playback.shortened(variant.name, 40)) }));
      this.first.replaceChildren(...options());
      this.second.replaceChildren(element("option", { value: "", textContent: say("alone") }), ...options());
      this.first.value = String(first?.variantIndex ?? 0);
      this.second.value = second ? String(second.variantIndex) : "";
    }
  }

  Object.assign(Playback, { VariantChooser });
})(Playback);
