// Keyboard: / and Ctrl+K search, ? shows the list. Single letters only for who switched them on.
import { open } from "./dialogen.js";

let eersteToets = "";

function inTekst(doel) {
  return doel.closest("input, textarea, select, [contenteditable]") !== null;
}

function zoek(event) {
  const veld = document.querySelector("[data-zoekveld]");
  const zichtbaar = veld?.offsetParent;
  const link = document.querySelector("[data-zoeklink]");
  if (!zichtbaar && !link) return;
  event.preventDefault();
  if (zichtbaar) veld.select();
  if (zichtbaar) veld.focus();
  else location.assign(link.href);
}

function ga(naam) {
  const link = document.querySelector(`[data-toets="${naam}"]`);
  if (link instanceof HTMLAnchorElement) location.assign(link.href);
  else link?.focus();
}

const GA = { d: "mijn_dag", h: "huishoudens", s: "signalen" };

function letter(event) {
  const toets = event.key.toLowerCase();
  if (eersteToets === "g" && GA[toets]) ga(GA[toets]);
  else if (toets === "n") ga("notitie");
  eersteToets = toets;
  window.setTimeout(() => { eersteToets = ""; }, 1500);
}

export function begin() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return zoek(event);
    if (event.ctrlKey || event.metaKey || event.altKey || inTekst(event.target)) return undefined;
    if (event.key === "/") return zoek(event);
    if (event.key === "?") return open(document.getElementById("sneltoetsen"));
    if ("sneltoetsen" in document.body.dataset) letter(event);
    return undefined;
  });
}
