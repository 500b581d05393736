// Everything a page does beyond links and forms. Without this file every page still works.
import "htmx.org";
import "./zonder-eval.js";
import { begin as menus } from "./menus.js";
import { begin as dialogen } from "./dialogen.js";
import { begin as velden } from "./velden.js";
import { begin as toetsen } from "./toetsen.js";
import { begin as versturen } from "./versturen.js";
import { begin as wissels } from "./wissels.js";
import { begin as concepten } from "./concepten.js";
import { begin as sessie } from "./sessie.js";
import { begin as hulp } from "./hulp.js";

document.documentElement.dataset.js = "";
[menus, dialogen, velden, toetsen, versturen, wissels, concepten, sessie, hulp].forEach((begin) => begin());
