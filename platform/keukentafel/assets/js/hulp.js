// Ask for help from the page itself. The screen goes along as a drawing: where something stands, never what
// it says. No text, picture or field is read; only places, sizes and colours are.
import { open } from "./dialogen.js";

const BREEDTE = 960;

const zichtbaar = (stijl) => stijl.visibility === "visible" && stijl.display !== "none" && stijl.opacity !== "0";
const inBeeld = (vak) => vak.width > 1 && vak.height > 1 && vak.bottom > 0 && vak.top < innerHeight && vak.right > 0 && vak.left < innerWidth;

export function teken(doek) {
  const schaal = Math.min(1, BREEDTE / innerWidth);
  doek.width = Math.round(innerWidth * schaal);
  doek.height = Math.round(innerHeight * schaal);
  const pen = doek.getContext("2d");
  pen.scale(schaal, schaal);
  pen.fillStyle = getComputedStyle(document.body).backgroundColor;
  pen.fillRect(0, 0, innerWidth, innerHeight);
  for (const deel of document.body.querySelectorAll("*")) {
    const vak = deel.getBoundingClientRect();
    if (!inBeeld(vak) || deel.closest("dialog, .kt-vh, svg *")) continue;
    const stijl = getComputedStyle(deel);
    if (zichtbaar(stijl)) tekenDeel(pen, deel, vak, stijl);
  }
}

function tekenDeel(pen, deel, vak, stijl) {
  pen.fillStyle = stijl.backgroundColor;
  pen.fillRect(vak.left, vak.top, vak.width, vak.height);
  if (parseFloat(stijl.borderTopWidth) > 0 || deel.matches("img, svg, canvas, input, select, textarea")) {
    pen.strokeStyle = stijl.borderTopColor;
    pen.strokeRect(vak.left + 0.5, vak.top + 0.5, vak.width - 1, vak.height - 1);
  }
  pen.fillStyle = stijl.color;
  for (const knoop of deel.childNodes) {
    if (knoop.nodeType !== Node.TEXT_NODE) continue;
    const bereik = document.createRange();
    bereik.selectNode(knoop);
    for (const regel of bereik.getClientRects()) {
      if (inBeeld(regel)) pen.fillRect(regel.left, regel.top + regel.height * 0.25, regel.width, regel.height * 0.5);
    }
  }
}

async function vraag(link) {
  const dialoog = document.getElementById("hulp");
  const plek = dialoog.querySelector("[data-hulp-vraag]");
  const tekening = dialoog.querySelector("[data-hulp-tekening]");
  const doek = tekening.querySelector("canvas");
  teken(doek);
  const antwoord = await fetch(link.href, { headers: { "X-Requested-With": "fetch" } });
  const formulier = new DOMParser().parseFromString(await antwoord.text(), "text/html").getElementById("f-vraag");
  if (!antwoord.ok || !formulier) return location.assign(link.href);
  plek.replaceChildren(document.adoptNode(formulier));
  // what goes along is looked at before it is sent: above the button, for eyes and for the tab key
  formulier.querySelector(".kt-form__acts").before(tekening);
  formulier.action = new URL(link.href).pathname;
  formulier.addEventListener("submit", () => {
    const mee = tekening.querySelector("[data-hulp-mee]").checked;
    formulier.elements.schermfoto.value = mee ? doek.toDataURL("image/png").split(",")[1] : "";
  });
  open(dialoog, link);
  return undefined;
}

export function begin() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-hulp]");
    if (!link || event.ctrlKey || event.metaKey || !document.getElementById("hulp")) return;
    event.preventDefault();
    vraag(link).catch(() => location.assign(link.href));
  });
}
