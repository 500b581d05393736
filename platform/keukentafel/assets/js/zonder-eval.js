// htmx can run code from attributes (hx-on, js:, trigger filters). Our pages have none, and the CSP
// forbids it; this makes sure nothing even tries, except the one filter that polling needs.
const ZICHTBAAR = "document.visibilityState === 'visible'";

function Vervanger(...delen) {
  const code = String(delen.at(-1) ?? "");
  if (code.includes(ZICHTBAAR)) return () => document.visibilityState === "visible";
  throw new Error("Code in een attribuut is hier niet toegestaan.");
}

window.htmx.registerExtension("kt-zonder-eval", {
  init: (intern) => intern.initSecurity(null, Vervanger, Vervanger),
});
