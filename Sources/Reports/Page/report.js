/* Language and theme of the page. Both are kept in the address, so that a link opens what was seen. */
(() => {
  "use strict";
  const root = document.documentElement;

  /** Shows the page in a language: "en" or "zh-Hans". */
  const speak = (language) => {
    root.lang = language;
    for (const part of document.querySelectorAll(".spoken[lang]")) {
      part.hidden = part.lang !== language;
      if (!part.hidden) document.title = part.dataset.title;
    }
    document.dispatchEvent(new Event("languagechange-parksim"));
  };

  /** Light where it was dark, and the other way round. */
  const turnTheme = () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const now = root.dataset.theme || system;
    root.dataset.theme = now === "dark" ? "light" : "dark";
    document.dispatchEvent(new Event("themechange-parksim"));
  };

  document.getElementById("language").addEventListener("click", () => {
    const next = root.lang === "en" ? "zh-Hans" : "en";
    speak(next);
    try { history.replaceState(null, "", "#lang=" + next); } catch { /* a page in a sandbox keeps its address */ }
  });
  document.getElementById("theme").addEventListener("click", turnTheme);

  /* Buttons with an instant bring the map to it. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-seek]");
    if (!button || !window.parksimPlayback) return;
    window.parksimPlayback.pause();
    window.parksimPlayback.seek(Number(button.dataset.seek));
    const player = document.getElementById("playback");
    player.scrollIntoView({ behavior: "smooth" });
    player.querySelector("[tabindex='0']")?.focus({ preventScroll: true });
  });

  const asked = /(?:^#|&)lang=(en|zh-Hans)\b/.exec(location.hash);
  if (asked && asked[1] !== root.lang) speak(asked[1]);
})();
