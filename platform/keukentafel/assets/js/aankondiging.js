// Words for people who do not see the screen change, and a bar for everybody when something is down.

export function zeg(tekst, { fout = false } = {}) {
  const plek = document.getElementById(fout ? "live-fout" : "live");
  if (!plek) return;
  plek.textContent = "";
  window.setTimeout(() => { plek.textContent = tekst; }, 50);
}

export function storing(tekst) {
  const balk = document.getElementById("storing");
  if (!balk) return;
  balk.querySelector("[data-tekst]").textContent = tekst;
  balk.hidden = false;
  zeg(tekst, { fout: true });
}

export function geenStoring() {
  const balk = document.getElementById("storing");
  if (balk) balk.hidden = true;
}
