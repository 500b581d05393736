// Ask the browser for a passkey and send its answer with the form around the button.
// <button data-passkey='{"publicKey":…,"vraag":…}' data-passkey-soort="maak|gebruik" data-passkey-veld="naam">
const kan = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
for (const knop of document.querySelectorAll("[data-passkey]")) knop.hidden = !kan;
for (const tekst of document.querySelectorAll("[data-passkey-kan-niet]")) tekst.hidden = Boolean(kan);

document.addEventListener("click", async (event) => {
  const knop = event.target.closest("[data-passkey]");
  if (!knop) return;
  event.preventDefault();
  const vorm = knop.form;
  const fout = vorm.querySelector("[data-passkey-fout]");
  const { publicKey, vraag } = JSON.parse(knop.dataset.passkey);
  fout.textContent = "";
  knop.disabled = true;
  try {
    const sleutel =
      knop.dataset.passkeySoort === "maak"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
    const antwoord = document.createElement("input");
    Object.assign(antwoord, { type: "hidden", name: knop.dataset.passkeyVeld });
    antwoord.value = JSON.stringify({ vraag, antwoord: sleutel.toJSON() });
    vorm.append(antwoord);
    vorm.noValidate = true;
    HTMLFormElement.prototype.submit.call(vorm);
  } catch {
    fout.textContent = "Dat lukte niet of is afgebroken. Probeer het opnieuw.";
    knop.disabled = false;
  }
});
