// Small help at fields: fill in a day, show a password, the size of a file. Our own checks speak, not the browser's.

const MB = 1024 * 1024;

function vul(knop) {
  const veld = document.getElementById(knop.dataset.vul);
  veld.value = knop.dataset.waarde;
  veld.dispatchEvent(new Event("input", { bubbles: true }));
  veld.dispatchEvent(new Event("change", { bubbles: true }));
  veld.focus();
}

function toonWachtwoord(knop) {
  const veld = document.getElementById(knop.dataset.toonWachtwoord);
  const zichtbaar = veld.type === "password";
  veld.type = zichtbaar ? "text" : "password";
  knop.setAttribute("aria-pressed", String(zichtbaar));
}

function controleerBestand(veld) {
  const grens = Number(veld.dataset.maxMb);
  const teGroot = [...veld.files].find((bestand) => grens && bestand.size > grens * MB);
  const tekst = teGroot
    ? `Dit bestand is ${Math.ceil(teGroot.size / MB)} MB. Het mag ${grens} MB zijn. Maak het kleiner of deel het in tweeën.`
    : "";
  let melding = veld.parentElement.querySelector("[data-bestandfout]");
  if (!melding && tekst) {
    melding = document.createElement("p");
    melding.className = "kt-field__fout";
    melding.dataset.bestandfout = "";
    melding.setAttribute("role", "alert");
    veld.before(melding);
  }
  if (melding) melding.textContent = tekst;
  if (tekst) veld.value = "";
}

function zonderEigenControle(deel) {
  deel.querySelectorAll?.("form").forEach((form) => { form.noValidate = true; });
}

export function begin() {
  document.addEventListener("click", (event) => {
    const vuller = event.target.closest("[data-vul]");
    if (vuller) vul(vuller);
    const toner = event.target.closest("[data-toon-wachtwoord]");
    if (toner) toonWachtwoord(toner);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches('input[type="file"]')) controleerBestand(event.target);
  });
  zonderEigenControle(document);
  document.addEventListener("htmx:after:swap", () => zonderEigenControle(document));
}
