// Dialogs and drawers: opened by data-opent, closed by data-sluit or a press beside them.

const terug = new WeakMap();

export function open(dialoog, van = document.activeElement) {
  if (!dialoog || dialoog.open) return;
  terug.set(dialoog, van);
  dialoog.showModal();
  (dialoog.querySelector("[autofocus]") ?? dialoog.querySelector("h2"))?.focus();
}

export function begin() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opent]");
    if (opener) open(document.getElementById(opener.dataset.opent), opener);
    if (event.target.closest("[data-sluit]")) event.target.closest("dialog")?.close();
    const verberg = event.target.closest("[data-verberg]");
    if (verberg) document.getElementById(verberg.dataset.verberg).hidden = true;
  });
  document.addEventListener("mousedown", (event) => {
    if (event.target.matches?.("dialog.kt-drawer")) event.target.close();
  });
  document.addEventListener("close", (event) => {
    const van = terug.get(event.target);
    if (van?.isConnected) van.focus();
  }, true);
  // What htmx put in a drawer opens it; an answer that did the work closes it.
  document.addEventListener("htmx:after:swap", () => {
    document.querySelectorAll("[data-toon-lade]").forEach((deel) => {
      open(document.getElementById(deel.dataset.toonLade));
      delete deel.dataset.toonLade;
    });
    document.querySelectorAll("[data-sluit-lade]").forEach((deel) => {
      document.getElementById(deel.dataset.sluitLade)?.close();
      deel.remove();
    });
  });
}
