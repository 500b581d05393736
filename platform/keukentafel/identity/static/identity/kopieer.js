// Copy or print what is shown once: a link, a key, the codes on paper. Works beside app.js, on bare pages too.
document.addEventListener("click", async (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const knop = event.target.closest("[data-kopieer]");
  if (!knop) return;
  const bron = document.getElementById(knop.dataset.kopieer);
  const tekst = bron.value ?? bron.innerText;
  const live = document.getElementById("live");
  try {
    await navigator.clipboard.writeText(tekst.trim());
    live.textContent = "Gekopieerd";
    knop.querySelector(".nl-button__label").textContent = "Gekopieerd";
  } catch {
    // no right to the clipboard: select it, so that Ctrl+C is enough
    if (bron.select) bron.select();
    else window.getSelection().selectAllChildren(bron);
    live.textContent = "Geselecteerd. Kopieer met Ctrl en C.";
  }
});
