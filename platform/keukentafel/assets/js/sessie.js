// The end of a session: a warning before it, and afterwards a way in beside the page, so no typed text is lost.
// Another tab may have kept the session alive: before saying anything the server is asked how long it lasts.
import { open } from "./dialogen.js";

let klokken = [];
let duur = 0;

function waarschuwing() {
  return document.getElementById("sessie-waarschuwing");
}

function plan(seconden = duur) {
  klokken.forEach((klok) => window.clearTimeout(klok));
  if (!seconden) return;
  const vooraf = Number(document.body.dataset.sessieWaarschuw ?? 5) * 60;
  klokken = [
    window.setTimeout(() => vraag(waarschuw), Math.max(seconden - vooraf, 1) * 1000),
    window.setTimeout(() => vraag(verlopen), seconden * 1000),
  ];
}

function waarschuw() {
  open(waarschuwing());
}

// The seconds left, by the clock of the server; undefined when it could not be asked.
async function rest(antwoord) {
  const { ingelogd, einde, csrf } = await antwoord.json();
  if (!ingelogd) return 0;
  vervangGeheim(csrf);
  const nu = Date.parse(antwoord.headers.get("Date") ?? "") || Date.now();
  return Math.max((Date.parse(einde) - nu) / 1000, 0);
}

async function hoeLangNog() {
  try {
    const antwoord = await fetch(document.body.dataset.sessieStand, {
      credentials: "same-origin",
      headers: { "X-KT-Achtergrond": "1" },
    });
    return antwoord.ok ? await rest(antwoord) : 0;
  } catch {
    return undefined;
  }
}

async function vraag(anders) {
  const over = await hoeLangNog();
  const vooraf = Number(document.body.dataset.sessieWaarschuw ?? 5) * 60;
  if (over === undefined) return;
  if (over === 0) verlopen();
  else if (over > vooraf + 5) plan(over);
  else if (anders === waarschuw) anders();
  else plan(over);
}

// After signing in again every form and request of this page needs the new secret.
function vervangGeheim(csrf) {
  if (!csrf) return;
  document.querySelectorAll('input[name="csrfmiddlewaretoken"]').forEach((veld) => { veld.value = csrf; });
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": csrf }));
}

export function verlopen() {
  waarschuwing()?.close();
  const dialoog = document.getElementById("sessie-einde");
  const link = dialoog?.querySelector("[data-sessie-link]");
  if (link && document.body.dataset.sessieInloggen) link.href = document.body.dataset.sessieInloggen;
  open(dialoog);
}

async function terug() {
  const dialoog = document.getElementById("sessie-einde");
  if (!dialoog?.open || document.visibilityState !== "visible") return;
  const over = await hoeLangNog();
  if (!over) return;
  dialoog.close();
  plan(over);
  document.dispatchEvent(new CustomEvent("kt:weer-ingelogd"));
}

async function verder() {
  const kop = document.body.getAttribute("hx-headers:inherited");
  try {
    const antwoord = await fetch(document.body.dataset.sessieVerleng, {
      method: "POST",
      credentials: "same-origin",
      headers: kop ? JSON.parse(kop) : {},
    });
    const over = antwoord.ok ? await rest(antwoord) : 0;
    if (!over) return verlopen();
    waarschuwing().close();
    return plan(over);
  } catch {
    return undefined; // no connection: the warning stays, so the person can try again
  }
}

export function begin() {
  duur = Number(document.body.dataset.sessieDuur ?? 0);
  if (!duur) return;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-sessie-verder]")) verder();
  });
  document.addEventListener("htmx:after:request", (event) => {
    if (!event.detail.ctx.sourceElement?.matches?.("[data-zichtbaar]")) plan();
  });
  document.addEventListener("kt:bezig", () => plan());
  window.addEventListener("focus", terug);
  document.addEventListener("visibilitychange", terug);
  plan();
}
