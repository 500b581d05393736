"""Take the pictures of this folder from a running demo, wide and narrow.

    .venv/bin/python docs/schermen/maak.py http://localhost:8000 var/demo/accounts.json

Best on a fresh demo (`make demo-reset`): it begins a gesprek, a concept of a plan and an import, and
adds one gemeente. Name screens to take only those: `… accounts.json huishouden-hoogmeren plan`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pyotp
from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

MAP = Path(__file__).parent
MATEN = {1440: 1900, 390: 2200}
"""Width of the window → the most a picture may show of a long page."""
CHROMIUM = ("/usr/bin/chromium", "--no-sandbox --disable-gpu --no-first-run --disable-background-networking")
NIEUWE_GEMEENTEN = ("Zwijndrecht", "Hattem", "Bunnik", "Zundert", "Texel")
LEVERANCIER = "leverancier"


@dataclass(frozen=True)
class Scherm:
    """One picture: where (`slug`), as whom (a role, a name, or nobody), and how to get there."""

    naam: str
    slug: str
    wie: str
    ga: Callable[[Page], None]


def pad(adres: str) -> Callable[[Page], None]:
    """Go straight to an address."""
    return lambda pagina: open_(pagina, adres)


def van_huishouden(naam: str, deel: str = "") -> Callable[[Page], None]:
    """Go to a part of the household with this name."""

    def ga(pagina: Page) -> None:
        open_(pagina, f"{adres_van(pagina, naam)}{deel}")

    return ga


def adres_van(pagina: Page, naam: str) -> str:
    """Return the address of the first household that is found by this name."""
    open_(pagina, f"/huishoudens?q={naam}")
    return str(pagina.locator("main table tbody a").first.get_attribute("href"))


def open_(pagina: Page, adres: str) -> None:
    """Open an address and say which one when it is not there."""
    antwoord = pagina.goto(adres)
    if antwoord is None or not antwoord.ok:
        raise Error(f"{adres} gaf {antwoord.status if antwoord else 'geen antwoord'}")


def protocolcel(pagina: Page) -> None:
    """Open one cell of the informatieprotocol in the drawer, or on a telephone as a page of its own."""
    if (pagina.viewport_size or {"width": 390})["width"] < 861:
        open_(pagina, "/inrichting/informatieprotocol/cel/wmo_consulent/I")
        return
    open_(pagina, "/inrichting/informatieprotocol")
    pagina.locator("#k-wmo_consulent-I").click()
    pagina.locator("#cel-form").wait_for()


def wat_ziet(pagina: Page) -> None:
    """Ask what an official sees of an example household."""
    open_(
        pagina, "/inrichting/informatieprotocol/wat-ziet?wie=functie:wmo_consulent&moment=hulp&betrokken=on"
    )


def gesprek(pagina: Page) -> None:
    """Begin a talk and write down what a household tells."""
    open_(pagina, adres_van(pagina, "Kuiper"))
    pagina.get_by_role("button", name="Start gesprek").click()
    pagina.locator("[name=verhaal]").fill(
        "De huur loopt achter en ik doe de post niet meer open. Ik slaap slecht. "
        "Mijn zus komt op zondag, dan gaat het even beter."
    )
    formulier = pagina.locator("#f-behoefte")
    if pagina.locator("[id^=behoefte-]").count() == 0:
        formulier.locator("[name$=tekst]").fill("Weten wat er elke week te besteden is")
        formulier.locator("select").select_option(label="Financiën")
        formulier.get_by_role("button", name="Behoefte toevoegen").click()
        pagina.locator("[id^=behoefte-]").first.wait_for()
    pagina.locator("[data-concept-stand]").first.wait_for()
    pagina.wait_for_timeout(2500)


def plan_maken(pagina: Page) -> None:
    """Open a concept: a new version of the plan there is."""
    open_(pagina, f"{adres_van(pagina, 'Gerritsen')}/plan")
    knop = pagina.get_by_role("button", name=re.compile("Plan bijstellen|Plan maken"))
    verder = pagina.get_by_role("link", name="Verder met het concept")
    (verder if verder.count() else knop).first.click()


def nieuwe_meting(pagina: Page) -> None:
    """Open the form of a measurement and answer the first question."""
    open_(pagina, f"{adres_van(pagina, 'Gerritsen')}/zelfredzaamheid")
    pagina.get_by_role("link", name=re.compile("Nieuwe meting")).first.click()
    pagina.locator("main input[type=radio][value='3']").first.check(force=True)


def donker(pagina: Page) -> None:
    """Switch to dark, and go to a household."""
    _weergave(pagina, "Donker")
    van_huishouden("Gerritsen")(pagina)


def _weergave(pagina: Page, keuze: str) -> None:
    open_(pagina, "/mijn-instellingen")
    pagina.get_by_label(keuze, exact=True).check(force=True)
    pagina.get_by_role("button", name="Weergave bewaren").click()
    pagina.wait_for_load_state("networkidle")


def teammodel(pagina: Page) -> None:
    """Try another model, so that the preview has something to tell."""
    open_(pagina, "/inrichting/teammodel")
    pagina.locator("input[value=regie]").first.check(force=True)
    pagina.wait_for_timeout(1500)


def inlezen_controle(pagina: Page) -> None:
    """Bring an invented export as far as the check."""
    with TemporaryDirectory() as tijdelijk:
        bestand = Path(tijdelijk) / "export-vorig-systeem.csv"
        opdracht = [sys.executable, "-m", "keukentafel", "voorbeeld-caseload", "--huishoudens", "150"]
        subprocess.run([*opdracht, "--plaats", "Hoogmeren", str(bestand)], check=True, capture_output=True)  # noqa: S603
        open_(pagina, "/inlezen/nieuw")
        pagina.locator("input[type=file]").set_input_files(bestand)
        pagina.get_by_role("button", name="Bestand controleren").click()
        pagina.wait_for_url("**/kolommen")
    pagina.locator("[name=bron]").fill("vorig systeem")
    pagina.locator("[name=team]").select_option(index=1)
    pagina.locator("main form button.nl-button--primary").click()
    pagina.get_by_role("button", name="Bestand inlezen").wait_for(timeout=60_000)


def klaarzetten(pagina: Page) -> None:
    """Make the first gemeente of the list that is not there yet, and look halfway."""
    for naam in NIEUWE_GEMEENTEN:
        open_(pagina, "/gemeenten/toevoegen")
        keuze = pagina.locator(f"#gemeenten option[value^='{naam} (']")
        if not keuze.count():
            continue
        pagina.locator("[name=gemeente]").fill(str(keuze.first.get_attribute("value")))
        pagina.locator("input[type=radio][value=team], option[value=team]").first.check(force=True)
        pagina.locator("[name=beheerder_naam]").fill("Nienke Bos")
        pagina.locator("[name=beheerder_email]").fill("nienke.bos@voorbeeld.invalid")
        pagina.get_by_role("button", name="Ga naar de controle").click()
        knop = pagina.get_by_role("button", name="Maak de gemeente")
        if not knop.count():
            continue  # it is there already, and the page says so
        knop.click()
        pagina.wait_for_load_state()
        if "/klaarzetten/" in pagina.url:
            pagina.locator("#voortgang .is-done").first.wait_for()
            return
    raise Error("Elke gemeente uit het lijstje is er al; begin met een verse demo.")


def eerste(lijst: str, begin: str, deel: str = "") -> Callable[[Page], None]:
    """Open the first thing of a list whose address begins so, or a part of it."""

    def ga(pagina: Page) -> None:
        open_(pagina, lijst)
        links = pagina.locator(f"main tbody a[href^='{begin}'], main .kt-terms a[href^='{begin}']")
        open_(pagina, f"{links.first.get_attribute('href')}{deel}")

    return ga


SCHERMEN = (
    Scherm("inloggen", "hoogmeren", "", pad("/inloggen")),
    Scherm("mijn-dag", "hoogmeren", "aylin.demir", pad("/mijn-dag")),
    Scherm("signalen", "hoogmeren", "aylin.demir", pad("/signalen")),
    Scherm("meldingen", "lindewaard", "regisseur", pad("/meldingen")),
    Scherm("nieuwe-melding", "lindewaard", "regisseur", pad("/meldingen/nieuw")),
    Scherm("huishoudens", "hoogmeren", "aylin.demir", pad("/huishoudens")),
    Scherm("huishouden-lindewaard", "lindewaard", "regisseur", van_huishouden("Haddad")),
    Scherm("huishouden-hoogmeren", "hoogmeren", "aylin.demir", van_huishouden("Gerritsen")),
    Scherm("huishouden-rietdam", "rietdam", "regisseur", van_huishouden("Gerritsen")),
    Scherm("gesprek", "hoogmeren", "aylin.demir", gesprek),
    Scherm("zelfredzaamheid", "hoogmeren", "aylin.demir", van_huishouden("Prins", "/zelfredzaamheid")),
    Scherm("nieuwe-meting", "hoogmeren", "aylin.demir", nieuwe_meting),
    Scherm("plan", "hoogmeren", "aylin.demir", van_huishouden("De Boer", "/plan")),
    Scherm("plan-maken", "hoogmeren", "aylin.demir", plan_maken),
    Scherm("evaluatie", "hoogmeren", "aylin.demir", van_huishouden("De Boer", "/evaluaties/nieuw")),
    Scherm("regie", "hoogmeren", "aylin.demir", van_huishouden("Gerritsen", "/regie")),
    Scherm("teamoverzicht", "hoogmeren", "teamleider", pad("/teamoverzicht")),
    Scherm("inrichting", "hoogmeren", "beheerder", pad("/inrichting")),
    Scherm("teammodel", "hoogmeren", "beheerder", teammodel),
    Scherm("teams", "hoogmeren", "beheerder", pad("/inrichting/teams")),
    Scherm("mensen", "hoogmeren", "beheerder", pad("/inrichting/mensen")),
    Scherm("huisstijl", "hoogmeren", "beheerder", pad("/inrichting/huisstijl")),
    Scherm("protocol", "lindewaard", "beheerder", pad("/inrichting/informatieprotocol")),
    Scherm("protocol-cel", "hoogmeren", "beheerder", protocolcel),
    Scherm("protocol-beoordelen", "lindewaard", "fg", pad("/inrichting/informatieprotocol/beoordelen")),
    Scherm("wat-ziet", "lindewaard", "beheerder", wat_ziet),
    Scherm("protocol-openbaar", "lindewaard", "", pad("/informatieprotocol")),
    Scherm("inlezen-controle", "hoogmeren", "beheerder", inlezen_controle),
    Scherm("leverancier", LEVERANCIER, LEVERANCIER, pad("/")),
    Scherm("klaarzetten", LEVERANCIER, LEVERANCIER, klaarzetten),
    Scherm("gemeente", LEVERANCIER, LEVERANCIER, eerste("/gemeenten", "/gemeenten/")),
    Scherm("gemeente-einde", LEVERANCIER, LEVERANCIER, eerste("/gemeenten", "/gemeenten/", "/einde")),
    Scherm("ticket", LEVERANCIER, LEVERANCIER, eerste("/tickets", "/tickets/")),
    Scherm("versies", LEVERANCIER, LEVERANCIER, pad("/versies")),
    Scherm("facturatie", LEVERANCIER, LEVERANCIER, pad("/facturatie")),
    Scherm("factuur", LEVERANCIER, LEVERANCIER, eerste("/facturatie/facturen", "/facturatie/facturen/")),
    Scherm("meekijken", "lindewaard", "beheerder", pad("/ondersteuning/meekijken")),
    Scherm("facturen", "rietdam", "beheerder", pad("/facturen")),
    Scherm("huishouden-donker", "hoogmeren", "aylin.demir", donker),
)


class Demo:
    """The running demo: where it is, who may enter, and who already did."""

    def __init__(self, basis: str, accounts: Path, browser: Browser) -> None:
        self.delen = urlsplit(basis)
        self.accounts: dict[str, Any] = json.loads(accounts.read_text())
        self.browser = browser
        self.binnen: dict[tuple[str, str], Any] = {}

    def adres(self, slug: str) -> str:
        """Return the address of a gemeente, or of the leverancier."""
        return f"{self.delen.scheme}://{slug}.{self.delen.netloc}"

    def account(self, slug: str, wie: str) -> dict[str, Any]:
        """Return the account there with this name, or the first one with this role."""
        if slug == LEVERANCIER:
            gevonden = self.accounts[LEVERANCIER]["gebruikers"]
        else:
            gemeente = next(een for een in self.accounts["gemeenten"] if een["slug"] == slug)
            mensen = gemeente["gebruikers"]
            gevonden = [een for een in mensen if wie in (een["gebruikersnaam"], *een["rollen"])]
        return dict(gevonden[0])

    @contextmanager
    def venster(self, slug: str, wie: str, breed: int) -> Iterator[Page]:
        """Open a window of this width, signed in when somebody is asked for."""
        staat = self._log_in(slug, wie) if wie else None
        context = self._context(slug, breed, staat)
        try:
            yield context.new_page()
        finally:
            context.close()

    def _context(self, slug: str, breed: int, staat: Any) -> BrowserContext:
        venster = {"width": breed, "height": 900}
        return self.browser.new_context(
            viewport=venster,  # type: ignore[arg-type]
            locale="nl-NL",
            base_url=self.adres(slug),
            storage_state=staat,
        )

    def _log_in(self, slug: str, wie: str) -> Any:
        """Sign in once per person: a code counts one time."""
        if (slug, wie) in self.binnen:
            return self.binnen[slug, wie]
        account = self.account(slug, wie)
        context = self._context(slug, 1440, None)
        pagina = context.new_page()
        for _poging in range(3):
            open_(pagina, "/inloggen")
            pagina.locator("[name=gebruikersnaam]").fill(account["gebruikersnaam"])
            pagina.locator("[name=wachtwoord]").fill(account["wachtwoord"])
            pagina.get_by_role("button", name="Inloggen").click()
            pagina.locator("[name=code]").fill(pyotp.TOTP(account["totp"]).now())
            pagina.get_by_role("button", name="Verder").click()
            pagina.wait_for_load_state()
            if "/inloggen" not in pagina.url:
                break
            time.sleep(30)
        self.binnen[slug, wie] = context.storage_state()
        context.close()
        return self.binnen[slug, wie]


def fotografeer(pagina: Page, breed: int, bestand: Path) -> None:
    """Make the window as high as the page, so that what sticks stays at its edge, and take it."""
    with suppress(Error):
        pagina.wait_for_load_state("networkidle", timeout=5_000)
    hoog = int(pagina.evaluate("document.documentElement.scrollHeight"))
    pagina.set_viewport_size({"width": breed, "height": max(700, min(hoog, MATEN[breed]))})
    pagina.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    pagina.wait_for_timeout(300)
    bestand.write_bytes(kleiner(pagina.screenshot(type="png", animations="disabled", caret="hide")))


def kleiner(png: bytes) -> bytes:
    """Return the picture in its own 256 commonest colours, a third of its size; as it is without Pillow."""
    try:
        from PIL import Image
    except ImportError:
        return png
    beeld = Image.open(BytesIO(png)).convert("RGB")
    kleuren = sorted(beeld.getcolors(beeld.width * beeld.height), reverse=True)[:256]
    palet = Image.new("P", (1, 1))
    palet.putpalette([deel for _aantal, kleur in kleuren for deel in kleur])
    uit = BytesIO()
    beeld.quantize(palette=palet, dither=Image.Dither.NONE).save(uit, "PNG", optimize=True)
    return min(uit.getvalue(), png, key=len)


def main(basis: str, accounts: str, *alleen: str) -> int:
    """Take the pictures; return how many could not be taken."""
    mislukt = 0
    with sync_playwright() as spel:
        browser = spel.chromium.launch(executable_path=CHROMIUM[0], args=CHROMIUM[1].split())
        demo = Demo(basis, Path(accounts), browser)
        for scherm in SCHERMEN:
            if alleen and scherm.naam not in alleen:
                continue
            for breed in MATEN:
                try:
                    with demo.venster(scherm.slug, scherm.wie, breed) as pagina:
                        scherm.ga(pagina)
                        fotografeer(pagina, breed, MAP / f"{scherm.naam}-{breed}.png")
                except (Error, LookupError, StopIteration) as fout:
                    mislukt += 1
                    sys.stderr.write(f"{scherm.naam} op {breed}: {str(fout).splitlines()[0]}\n")
            sys.stdout.write(f"{scherm.naam}\n")
        with suppress(Error, LookupError), demo.venster("hoogmeren", "aylin.demir", 1440) as pagina:
            _weergave(pagina, "Licht")
        browser.close()
    return mislukt


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(1 if main(*sys.argv[1:]) else 0)
