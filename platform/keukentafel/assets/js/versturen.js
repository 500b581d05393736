// Sending a form: once. The button keeps its words and shows that it works; long waiting is said.
import { zeg } from "./aankondiging.js";

const LANG = "Dit duurt langer dan normaal. Je kunt verder werken.";
const bezig = new WeakSet();

function knopVan(form, event) {
  return event.submitter ?? form.querySelector('button[type="submit"]');
}

export function klaar(form) {
  bezig.delete(form);
  form.querySelectorAll(".nl-button--busy").forEach((knop) => {
    knop.classList.remove("nl-button--busy");
    knop.removeAttribute("aria-disabled");
  });
}

function verstuur(event) {
  const form = event.target;
  if (form.method === "get") return;
  if (bezig.has(form)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  bezig.add(form);
  const knop = knopVan(form, event);
  if (knop?.classList.contains("nl-button")) knop.classList.add("nl-button--busy");
  knop?.setAttribute("aria-disabled", "true");
  window.setTimeout(() => { if (bezig.has(form)) zeg(LANG); }, 10_000);
}

function voortgang(form) {
  const balk = form.querySelector("progress.kt-upload");
  const veld = form.querySelector('input[type="file"]');
  if (!balk || !veld?.files.length) return;
  balk.hidden = false;
  balk.removeAttribute("value");
  zeg("Bestand wordt verstuurd.");
}

export function begin() {
  document.addEventListener("submit", verstuur, true);
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) voortgang(event.target);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const form = event.target.closest?.("form");
    if (form) klaar(form);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach(klaar);
  });
}
