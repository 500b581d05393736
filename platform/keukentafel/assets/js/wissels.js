// Around an htmx swap: say that it is busy, and put the focus where ux.md §4 wants it. Never on body.
import { geenStoring, storing } from "./aankondiging.js";
import { verlopen } from "./sessie.js";

const KORT = 400;
const LANG = 10_000;
const wachtend = new WeakMap();
let waarWeWaren = null;

function doelVan(ctx) {
  return ctx.target instanceof Element ? ctx.target : document.querySelector(ctx.target) ?? ctx.sourceElement;
}

function toon(doel, tekst) {
  let melding = doel.querySelector(":scope > .kt-bezig");
  if (!melding) {
    melding = document.createElement("p");
    melding.className = "kt-bezig";
    doel.append(melding);
  }
  melding.textContent = tekst;
}

function beginWachten(ctx) {
  const doel = doelVan(ctx);
  if (!doel || doel.matches("tr, tbody, ul, ol")) return;
  doel.setAttribute("aria-busy", "true");
  wachtend.set(ctx, [
    doel,
    window.setTimeout(() => toon(doel, "Bezig met laden…"), KORT),
    window.setTimeout(() => toon(doel, "Dit duurt langer dan normaal. Je kunt verder werken."), LANG),
  ]);
}

function eindWachten(ctx) {
  const [doel, ...klokken] = wachtend.get(ctx) ?? [];
  klokken.forEach((klok) => window.clearTimeout(klok));
  doel?.removeAttribute("aria-busy");
  doel?.querySelector(":scope > .kt-bezig")?.remove();
}

function onthoud(ctx) {
  const actief = document.activeElement;
  const rij = actief?.closest("li[id], tr[id], fieldset[id]");
  const volgende = rij?.nextElementSibling ?? rij?.previousElementSibling;
  waarWeWaren = {
    actief,
    id: actief?.id,
    rij: rij?.id,
    volgende: volgende?.id,
    paneel: actief?.closest("section[id], [data-paneel]")?.id ?? doelVan(ctx)?.id,
  };
}

const VATBAAR = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary";

function eersteIn(id) {
  return id ? document.getElementById(id)?.querySelector(VATBAAR) : null;
}

function kopVan(id) {
  const paneel = id && document.getElementById(id);
  const kop = paneel?.querySelector("h1, h2, h3");
  if (kop && !kop.hasAttribute("tabindex")) kop.setAttribute("tabindex", "-1");
  return kop;
}

function zetFocus(ctx) {
  const nieuw = [...document.querySelectorAll("[data-focus]")].find((deel) => !("gezien" in deel.dataset));
  if (nieuw) {
    nieuw.dataset.gezien = "";
    nieuw.focus();
    return;
  }
  if (!waarWeWaren || (document.activeElement && document.activeElement !== document.body)) return;
  const { actief, id, rij, volgende, paneel } = waarWeWaren;
  const doel = (actief?.isConnected && actief !== document.body && actief)
    || (id && document.getElementById(id))
    || eersteIn(rij) || eersteIn(volgende) || kopVan(paneel) || kopVan(doelVan(ctx)?.id)
    || document.getElementById("inhoud");
  doel?.focus();
}

// A form that did its work shows what the server has now. The swap is a morph, which keeps what somebody
// typed: right in every other form on the page, but in this one the text has been placed. A form that asks
// for a preview while somebody types has placed nothing, and keeps every letter; so does a search.
function leegNaPlaatsen(ctx) {
  if (ctx.sourceEvent?.type !== "submit") return;
  const formulier = ctx.sourceElement?.closest?.("form[id]");
  const geplaatst = formulier?.method === "post" && ctx.response?.status >= 200 && ctx.response.status < 300;
  if (!geplaatst || formulier.dataset.concept || "filter" in formulier.dataset) return;
  document.getElementById(formulier.id)?.reset?.();
}

const FOUTEN = {
  403: "De pagina stond te lang open. Laad de pagina opnieuw en probeer het nog een keer.",
  404: "Dit is er niet meer, of je mag het niet zien.",
};

function antwoord(event) {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (status === 401 || (ctx.response.raw.redirected && ctx.response.raw.url.includes("/inloggen"))) {
    event.preventDefault();
    verlopen();
    return;
  }
  // What asks by itself stops when it is refused: every refusal is a line in the logboek.
  if (FOUTEN[status] && ctx.sourceElement?.matches?.("[data-zichtbaar]")) ctx.sourceElement.dataset.gestopt = "";
  if (status >= 500) storing("Dit lukt nu niet door een fout bij ons. Wat je typte staat nog op dit scherm.");
  else if (FOUTEN[status]) storing(FOUTEN[status]);
  else geenStoring();
}

export function begin() {
  document.querySelectorAll("[data-focus]").forEach((deel) => { deel.dataset.gezien = ""; deel.focus(); });
  document.addEventListener("htmx:before:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.sourceElement?.matches?.("[data-zichtbaar]")) {
      if (document.visibilityState !== "visible" || "gestopt" in ctx.sourceElement.dataset) event.preventDefault();
      return;
    }
    onthoud(ctx);
    beginWachten(ctx);
  });
  document.addEventListener("htmx:before:response", antwoord);
  document.addEventListener("htmx:before:swap", (event) => eindWachten(event.detail.ctx));
  document.addEventListener("htmx:after:swap", (event) => {
    leegNaPlaatsen(event.detail.ctx);
    zetFocus(event.detail.ctx);
  });
  document.addEventListener("htmx:finally:request", (event) => eindWachten(event.detail.ctx));
  document.addEventListener("htmx:error", (event) => {
    if (event.detail.ctx?.status?.startsWith("error") && !event.detail.ctx.response) {
      storing("Geen verbinding. Wat je typt blijft op dit scherm staan.");
    }
  });
}
