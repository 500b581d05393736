// Drafts of [data-concept] forms: 1.5 seconds after typing, and on leaving a field. Kept at the server only.
import { zeg } from "./aankondiging.js";
import { verlopen } from "./sessie.js";

const NA_TYPEN = 1500;
const OPNIEUW = 10_000;
const concepten = new WeakMap();

function teken(naam) {
  return document.querySelector(`#teken-${naam}`)?.content.cloneNode(true) ?? document.createDocumentFragment();
}

class Concept {
  constructor(form) {
    this.form = form;
    this.vuil = false;
    this.bezig = false;
    this.klok = 0;
    this.gezegd = new Set();
    this.laatste = "";
  }

  stand(tekst, soort = "") {
    this.form.querySelectorAll("[data-concept-stand]").forEach((plek) => {
      plek.className = `kt-saved${soort ? ` kt-saved--${soort}` : ""}`;
      plek.replaceChildren(teken(soort === "fout" ? "fout" : "goed"), tekst);
    });
  }

  gewijzigd(naam) {
    this.vuil = true;
    this.laatste = naam;
    this.straks(NA_TYPEN);
  }

  straks(wacht) {
    window.clearTimeout(this.klok);
    this.klok = window.setTimeout(() => this.bewaar(), wacht);
  }

  gegevens() {
    const gegevens = new FormData(this.form);
    [...gegevens].forEach(([naam, waarde]) => { if (waarde instanceof File) gegevens.delete(naam); });
    gegevens.set("versie", this.form.dataset.versie ?? "0");
    return gegevens;
  }

  // As long as two texts stand side by side nothing is sent: it would undo the other's without asking.
  wachtOpKeuze() {
    return this.form.querySelector("[data-conflict-van]") !== null;
  }

  async bewaar({ bijWeggaan = false } = {}) {
    if (!this.vuil || this.wachtOpKeuze() || (this.bezig && !bijWeggaan)) return;
    this.vuil = false;
    this.bezig = true;
    this.stand("Bewaren…", "bezig");
    try {
      const antwoord = await fetch(this.form.dataset.conceptUrl, {
        method: "POST",
        body: this.gegevens(),
        credentials: "same-origin",
        keepalive: bijWeggaan,
        headers: { Accept: "application/json", "X-KT-Concept": "1" },
      });
      await this.verwerk(antwoord);
    } catch {
      this.mislukt("Geen verbinding. Wat je typt blijft op dit scherm staan.");
    } finally {
      this.bezig = false;
      if (this.vuil && !this.wachtOpKeuze()) this.straks(NA_TYPEN);
    }
  }

  async verwerk(antwoord) {
    if (antwoord.status === 401 || (antwoord.redirected && antwoord.url.includes("/inloggen"))) {
      this.vuil = true;
      this.stand("Niet bewaard: je bent uitgelogd.", "fout");
      verlopen();
      return;
    }
    if (antwoord.status === 409) {
      this.botst(await antwoord.json());
      return;
    }
    if (!antwoord.ok) {
      this.mislukt("Bewaren lukt nu niet. Wat je typt blijft op dit scherm staan.");
      return;
    }
    const { versie, om } = await antwoord.json();
    this.form.dataset.versie = String(versie);
    this.stand(`Concept bewaard om ${om} uur`);
    if (!this.gezegd.has(this.laatste)) zeg("Concept bewaard");
    this.gezegd.add(this.laatste);
    document.dispatchEvent(new CustomEvent("kt:bezig"));
  }

  mislukt(tekst) {
    this.vuil = true;
    this.stand(tekst, "fout");
    this.straks(OPNIEUW);
  }

  // Somebody else saved first: per field both texts, and the person chooses. Nothing is lost.
  botst({ versie, door, om, velden }) {
    this.form.dataset.versie = String(versie);
    this.vuil = true;
    Object.entries(velden).forEach(([naam, andere]) => {
      const veld = this.form.elements.namedItem(naam);
      if (!veld || !("value" in veld) || veld.value === andere) return;
      this.vergelijk(veld, andere, door, om);
    });
    if (this.wachtOpKeuze()) this.stand(`${door} heeft dit om ${om} uur gewijzigd. Kies welke tekst blijft.`, "fout");
  }

  vergelijk(veld, andere, door, om) {
    const sjabloon = document.getElementById("sjabloon-conflict");
    if (!sjabloon) return;
    this.form.querySelector(`[data-conflict-van="${CSS.escape(veld.name)}"]`)?.remove();
    const deel = sjabloon.content.firstElementChild.cloneNode(true);
    deel.dataset.conflictVan = veld.name;
    deel.querySelectorAll("[data-door]").forEach((plek) => { plek.textContent = door; });
    deel.querySelectorAll("[data-om]").forEach((plek) => { plek.textContent = om; });
    deel.querySelector("[data-mijn]").textContent = veld.value;
    deel.querySelector("[data-andere]").textContent = andere;
    const mijn = veld.value;
    const teksten = { mijn, andere, samen: `${andere}\n\n${mijn}` };
    deel.addEventListener("click", (event) => {
      const keuze = event.target.closest("[data-keuze]")?.dataset.keuze;
      if (!keuze) return;
      veld.value = teksten[keuze];
      deel.remove();
      veld.focus();
      this.gewijzigd(veld.name);
      this.bewaar();
    });
    (veld.closest(".kt-field") ?? veld).before(deel);
    deel.querySelector("h3").focus();
  }
}

function conceptVan(element) {
  const form = element.closest?.("form[data-concept-url]");
  if (!form) return null;
  if (!concepten.has(form)) concepten.set(form, new Concept(form));
  return concepten.get(form);
}

export function begin() {
  document.addEventListener("input", (event) => conceptVan(event.target)?.gewijzigd(event.target.name));
  document.addEventListener("change", (event) => conceptVan(event.target)?.gewijzigd(event.target.name));
  document.addEventListener("focusout", (event) => conceptVan(event.target)?.bewaar());
  document.addEventListener("submit", (event) => {
    const concept = conceptVan(event.target);
    if (!concept) return;
    window.clearTimeout(concept.klok);
    concept.vuil = false;
  });
  document.addEventListener("kt:weer-ingelogd", () => {
    document.querySelectorAll("form[data-concept-url]").forEach((form) => conceptVan(form)?.bewaar());
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    document.querySelectorAll("form[data-concept-url]").forEach((form) => conceptVan(form)?.bewaar({ bijWeggaan: true }));
  });
}
