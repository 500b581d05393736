// Menus are details elements. The script adds what a details lacks: Escape, a click elsewhere, one at a time.

const OPEN = "details[data-menu][open]";

function sluit(menu, metFocus) {
  menu.open = false;
  if (metFocus) menu.querySelector("summary").focus();
}

// A row of tabs that is wider than the screen begins at the tab of this page.
function toonTabblad() {
  document.querySelectorAll(".kt-subnav [aria-current]").forEach((tab) => {
    const rij = tab.parentElement;
    rij.scrollLeft = tab.offsetLeft - rij.offsetLeft - (rij.clientWidth - tab.offsetWidth) / 2;
  });
}

export function begin() {
  toonTabblad();
  document.addEventListener("click", (event) => {
    document.querySelectorAll(OPEN).forEach((menu) => {
      if (!menu.contains(event.target)) sluit(menu, false);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.activeElement?.closest(OPEN) ?? document.querySelector(OPEN);
    if (menu) sluit(menu, true);
    else if (location.hash === "#hoofdmenu" || location.hash === "#nieuw") location.hash = "inhoud";
  });
  document.addEventListener("focusout", (event) => {
    const menu = event.target.closest?.(OPEN);
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) sluit(menu, false);
  });
}
