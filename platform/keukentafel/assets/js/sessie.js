// The end of a session: a warning 5 minutes before, and afterwards a way in that leads back here.
import { open } from "./dialogen.js";

const WAARSCHUW = 5 * 60 * 1000;
let klokken = [];

function plan() {
  klokken.forEach((klok) => window.clearTimeout(klok));
  const duur = Number(document.body.dataset.sessieDuur) * 1000;
  if (!duur) return;
  klokken = [
    window.setTimeout(() => open(document.getElementById("sessie-waarschuwing")), Math.max(duur - WAARSCHUW, 1000)),
    window.setTimeout(verlopen, duur),
  ];
}

export function verlopen() {
  document.getElementById("sessie-waarschuwing")?.close();
  const dialoog = document.getElementById("sessie-einde");
  const link = dialoog?.querySelector("[data-sessie-link]");
  if (link) {
    const volgende = encodeURIComponent(location.pathname + location.search);
    link.href = `${document.body.dataset.sessieInloggen ?? "/inloggen"}?volgende=${volgende}`;
  }
  open(dialoog);
}

async function verder() {
  const kop = document.body.getAttribute("hx-headers:inherited");
  try {
    const antwoord = await fetch(document.body.dataset.sessieVerleng, {
      method: "POST",
      credentials: "same-origin",
      headers: kop ? JSON.parse(kop) : {},
    });
    if (!antwoord.ok || antwoord.redirected) return verlopen();
  } catch {
    return undefined; // no connection: the warning stays, so the person can try again
  }
  document.getElementById("sessie-waarschuwing").close();
  plan();
  return undefined;
}

export function begin() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-sessie-verder]")) verder();
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (!event.detail.ctx.sourceElement?.matches?.("[data-zichtbaar]")) plan();
  });
  document.addEventListener("kt:bezig", plan);
  plan();
}
