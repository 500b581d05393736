// Build what a browser needs from the npm packages and our own sources.
// Run from anywhere, after `npm ci --ignore-scripts`: node platform/keukentafel/assets/build.mjs
import { build } from "esbuild";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const bron = dirname(fileURLToPath(import.meta.url));
const wortel = join(bron, "..", "..", "..");
const klaar = join(bron, "..", "static", "keukentafel");
const doel = `${klaar}-nieuw-${process.pid}`; // takes the place of the old one when it is whole
const pad = (naam) => createRequire(import.meta.url).resolve(`@tabler/icons/outline/${naam}.svg`);

// The weight of a first page: everything but the font for rare letters and the other colour scheme.
const GRENS = 250_000;

async function bundle() {
  await build({
    entryPoints: {
      keukentafel: join(bron, "css", "keukentafel.css"),
      donker: join(bron, "css", "tokens-donker.css"),
      app: join(bron, "js", "app.js"),
    },
    outdir: doel,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome112", "firefox117", "safari16.5"],
    loader: { ".woff2": "file" },
    assetNames: "[name]",
    legalComments: "none",
    logLevel: "warning",
  });
}

function binnenkant(svg) {
  return svg.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none"[^>]*\/>/g, "").replace(/\s*\n\s*/g, "").trim();
}

async function sprite() {
  const namen = (await readFile(join(bron, "icons", "icons.txt"), "utf8")).split("\n").filter(Boolean);
  const iconen = await Promise.all(namen.map(async (naam) => {
    const svg = await readFile(pad(naam), "utf8");
    return `<symbol id="i-${naam}" viewBox="0 0 24 24">${binnenkant(svg)}</symbol>`;
  }));
  const bestanden = (await readdir(join(bron, "logos"))).filter((naam) => naam.endsWith(".svg")).sort();
  const logos = await Promise.all(bestanden.map(async (bestand) => {
    const svg = await readFile(join(bron, "logos", bestand), "utf8");
    return `<symbol id="logo-${bestand.replace(".svg", "")}" viewBox="0 0 36 36">${binnenkant(svg)}</symbol>`;
  }));
  const inhoud = `<svg xmlns="http://www.w3.org/2000/svg">${iconen.join("")}${logos.join("")}</svg>\n`;
  await writeFile(join(doel, "sprite.svg"), inhoud);
}

// What we pass on carries its licences with it (EUPL, MIT, OFL, 0BSD).
async function licenties() {
  const { packages } = JSON.parse(await readFile(join(wortel, "package-lock.json"), "utf8"));
  const namen = Object.entries(packages).filter(([pad, info]) => pad && !info.dev).map(([pad]) => pad).sort();
  const delen = await Promise.all(namen.map(async (pad) => {
    const map = join(wortel, pad);
    const bestand = (await readdir(map)).find((naam) => /^licen[cs]e/i.test(naam));
    const tekst = bestand ? await readFile(join(map, bestand), "utf8") : "";
    return { kop: `${pad.replace("node_modules/", "")} ${packages[pad].version} (${packages[pad].license})`, tekst: tekst.trim() };
  }));
  const perTekst = groepeer(delen);
  const inhoud = [...perTekst].map(([tekst, groep]) => `${groep.map((deel) => deel.kop).join("\n")}\n\n${tekst}`);
  await writeFile(join(doel, "licenties.txt"), `${inhoud.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
}

function groepeer(delen) {
  const groepen = new Map();
  delen.forEach((deel) => groepen.set(deel.tekst, [...(groepen.get(deel.tekst) ?? []), deel]));
  return groepen;
}

async function favicon() {
  const svg = await readFile(join(bron, "logos", "keukentafel.svg"), "utf8");
  await writeFile(join(doel, "favicon.svg"), svg);
}

async function weeg() {
  let totaal = 0;
  for (const naam of (await readdir(doel)).sort()) {
    const inhoud = await readFile(join(doel, naam));
    const gewicht = naam.endsWith(".woff2") ? inhoud.length : gzipSync(inhoud, { level: 9 }).length;
    const telt = !naam.includes("latin-ext") && !["donker.css", "licenties.txt"].includes(naam);
    if (telt) totaal += gewicht;
    console.log(`${String(gewicht).padStart(8)}  ${naam}${telt ? "" : "  (alleen als het nodig is)"}`);
  }
  console.log(`${String(totaal).padStart(8)}  samen, ingepakt; de grens is ${GRENS}`);
  if (totaal > GRENS) throw new Error("De pagina is te zwaar.");
}

await mkdir(doel, { recursive: true });
await bundle();
await sprite();
await favicon();
await licenties();
await weeg();
await rm(klaar, { recursive: true, force: true });
await rename(doel, klaar);
