"""What a person does on our screens, step by step, in words that a journey reads aloud."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils import timezone

from tests.factories.identity import code_nu

WACHTWOORD = "paarse fiets in de gracht"


def knop(page: Any, naam: str) -> None:
    """Press a button by its name."""
    page.get_by_role("button", name=naam, exact=True).click()


def neem_account_in_gebruik(page: Any, link: str) -> tuple[str, list[str]]:
    """Follow an invitation: a password, a code app, ten recovery codes. Returns the name and the codes."""
    page.goto(link)
    gebruikersnaam = page.get_by_text("Je gebruikersnaam is").locator("strong").inner_text()
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    knop(page, "Naar stap 2")
    geheim = page.locator("#app-sleutel").inner_text().replace(" ", "")
    page.get_by_label("Code uit je app").fill(code_nu(timezone.now(), geheim=geheim))
    knop(page, "Account in gebruik nemen")
    page.get_by_role("heading", name="Bewaar je herstelcodes").wait_for()
    codes = page.locator("#herstelcodes code").all_inner_texts()
    page.get_by_role("link", name="Ik heb ze bewaard, ga verder").click()
    page.locator("summary.kt-user").wait_for()
    return gebruikersnaam, codes


def log_uit(page: Any) -> None:
    """Sign out through the menu."""
    page.locator("summary.kt-user").click()
    knop(page, "Uitloggen")
    page.get_by_text("Je bent uitgelogd.").wait_for()


def log_in(page: Any, adres: str, gebruikersnaam: str, wachtwoord: str, code: str) -> None:
    """Sign in with a name, a password and a code of the app or from paper."""
    page.goto(f"{adres}/inloggen")
    vul_inlog_in(page, gebruikersnaam, wachtwoord, code)
    page.locator("summary.kt-user").wait_for()


def vul_inlog_in(page: Any, gebruikersnaam: str, wachtwoord: str, code: str) -> None:
    """Fill the two pages of signing in."""
    page.get_by_label("Gebruikersnaam").fill(gebruikersnaam)
    page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    knop(page, "Inloggen")
    page.get_by_label("Code", exact=False).first.fill(code)
    knop(page, "Verder")


def beantwoord_keuzehulp(page: Any, antwoorden: tuple[str, ...]) -> None:
    """Answer the eight questions, one a page, and come to the advice."""
    page.get_by_role("link", name=re.compile("Help mij kiezen")).click()
    page.get_by_role("link", name="Begin met vraag 1").click()
    for nummer, antwoord in enumerate(antwoorden, start=1):
        page.get_by_text(f"Vraag {nummer} van {len(antwoorden)}", exact=True).wait_for()
        page.get_by_label(antwoord, exact=False).first.check()
        knop(page, "Volgende vraag")
    page.get_by_role("heading", name="Uitkomst van de keuzehulp", level=1).wait_for()


def nodig_uit(page: Any, naam: str, email: str, rollen: dict[str, str]) -> str:
    """Invite somebody with roles, each for a team or for the whole gemeente. Returns the link."""
    page.get_by_role("link", name="Mensen en rollen").first.click()
    page.get_by_role("link", name="Iemand uitnodigen").click()
    page.get_by_label("Voor- en achternaam").fill(naam)
    page.get_by_label("E-mailadres").fill(email)
    for rol, plek in rollen.items():
        page.get_by_role("group", name=rol, exact=True).get_by_label(plek, exact=True).check()
    knop(page, "Controleer de uitnodiging")
    page.get_by_role("heading", name="Controleer en verstuur").wait_for()
    knop(page, "Verstuur uitnodiging")
    page.get_by_text("De uitnodiging is klaar").wait_for()
    return str(page.locator("#eenmalige-link").input_value())


def lees_caseload_in(page: Any, bestand: Any, team: str) -> None:
    """Bring a file in: columns, check, who is double, unknown teams, reading, until the page tells what came of it."""
    page.get_by_role("link", name="Inlezen", exact=True).click()
    page.get_by_role("link", name="Bestand kiezen").first.click()
    page.locator("input[type=file]").set_input_files(bestand)
    knop(page, "Bestand controleren")
    page.get_by_role("heading", name="Wat staat er in elke kolom?").wait_for()
    knop(page, "Bestand controleren")
    page.get_by_role("button", name="Bestand inlezen").wait_for(timeout=300_000)
    if page.get_by_role("link", name="Kies wie dubbel is").is_visible():
        _zeg_wie_dubbel_is(page)
    for keuze in page.get_by_label("in het bestand is").all():
        keuze.select_option(label=team)
    knop(page, "Teams bewaren")
    knop(page, "Bestand inlezen")
    page.get_by_role("heading", name="Wat er van het bestand kwam").wait_for(timeout=180_000)


def _zeg_wie_dubbel_is(page: Any) -> None:
    """Call everybody somebody else, page by page, and go back to the file."""
    page.get_by_role("link", name="Kies wie dubbel is").click()
    page.get_by_role("heading", name="Wie is dubbel?", level=1).wait_for()
    while page.get_by_role("button", name="Keuzes bewaren").is_visible():
        for keuze in page.get_by_label("Twee verschillende personen").all():
            keuze.check()
        with page.expect_navigation():
            knop(page, "Keuzes bewaren")
    klaar = page.get_by_role("button", name="Bestand inlezen")
    terug = page.get_by_role("link", name="Terug naar het bestand")
    klaar.or_(terug).first.wait_for()
    if terug.is_visible():
        terug.click()


# -- at the household -----------------------------------------------------------------------------


def zoek(page: Any, tekst: str) -> None:
    """Search from any page, with the keyboard alone, once the page listens to it."""
    page.wait_for_load_state("load")
    page.keyboard.press("Control+k")
    page.locator("input[name=q]:focus").wait_for()
    page.keyboard.type(tekst)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Zoeken", level=1).wait_for()


def naar_onderdeel(page: Any, naam: str) -> None:
    """Open a part of the household by its tab."""
    page.get_by_role("navigation", name="Onderdelen van dit huishouden").get_by_role(
        "link", name=naam
    ).click()


def menu(page: Any) -> list[str]:
    """Return what the side menu offers, in its order."""
    namen = page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link").all_inner_texts()
    return [naam.strip().split("\n")[0] for naam in namen]


def fasen(page: Any) -> list[str]:
    """Return the steps in the line of the household, in their order."""
    return [naam.strip() for naam in page.locator(".kt-phase__name strong").all_inner_texts()]


def start_gesprek(page: Any) -> None:
    """Begin a talk from the household, with one press."""
    page.get_by_role("button", name="Start gesprek").click()
    page.locator("#f-gesprek").wait_for()


def voeg_behoefte_toe(page: Any, tekst: str, leefgebied: str) -> Any:
    """Write down what is needed. Returns the part of the page with its four frames."""
    page.get_by_role("textbox", name="Wat is er nodig?").fill(tekst)
    page.locator("#f-behoefte").get_by_label("Leefgebied").select_option(label=leefgebied)
    knop(page, "Behoefte toevoegen")
    return page.get_by_role("region", name=tekst)


def vul_kaders(behoefte: Any, **kaders: str) -> None:
    """Fill frames by their label (`_` for a space) and keep them."""
    for label, tekst in kaders.items():
        behoefte.get_by_role("textbox", name=label.replace("_", " "), exact=True).fill(tekst)
    behoefte.get_by_role("button", name="Kaders bewaren").click()


def scoor_zrm(page: Any, scores: dict[str, int], op: date | None = None) -> None:
    """Make a measurement of the first person: one press per leefgebied."""
    naar_onderdeel(page, "Zelfredzaamheid")
    page.get_by_role("link", name=re.compile("Nieuwe meting")).first.click()
    if op is not None:
        page.get_by_label("Datum", exact=True).fill(f"{op:%d-%m-%Y}")
    for leefgebied, niveau in scores.items():
        page.get_by_role("group", name=leefgebied, exact=True).locator(f"input[value='{niveau}']").check()
    knop(page, "Bewaar meting")
    page.get_by_role("table").first.wait_for()


def voeg_doel_toe(page: Any, titel: str, behoefte: str, resultaat: str) -> Any:
    """Add a goal to the concept, for a need out of the talk. Returns its panel."""
    formulier = page.locator("#f-doel")
    formulier.get_by_label("Doel", exact=True).fill(titel)
    formulier.get_by_label("Dit gaat over").select_option(label=behoefte)
    formulier.get_by_label("Waaraan merkt u dat het gelukt is?").fill(resultaat)
    formulier.get_by_role("button", name="Doel toevoegen").click()
    doel = page.get_by_role("region", name=titel)
    doel.wait_for()
    return doel


def voeg_actie_toe(doel: Any, wat: str, soort: str, wie: str) -> None:
    """Add an action to a goal: what, and who of the three kinds does it."""
    doel.locator("summary", has_text="Actie toevoegen").click()
    doel.get_by_label("Wat", exact=True).fill(wat)
    doel.get_by_role("group", name="Wie", exact=True).get_by_label(soort, exact=True).check(force=True)
    doel.get_by_label("Wie precies").select_option(label=wie)
    doel.get_by_role("button", name="Actie toevoegen").click()
    doel.locator(".kt-action", has_text=wat).wait_for()


def spreek_plan_af(page: Any, evaluatie_op: date) -> None:
    """Check the concept together, say what everybody thinks of it, and agree."""
    page.locator("#f-plan").get_by_role("button", name="Controleer en spreek af").click()
    page.get_by_role("heading", name="Controleer en spreek af").wait_for()
    for wie in page.get_by_role("group", name=re.compile("^Wat vindt")).all():
        wie.get_by_label("Eens met het plan", exact=True).check()
    page.get_by_label("Wanneer kijken we samen terug?").fill(f"{evaluatie_op:%d-%m-%Y}")
    knop(page, "Spreek plan af")
    page.get_by_text(re.compile(r"Versie \d+ · afgesproken op")).wait_for()


def evalueer(page: Any, antwoorden: dict[str, str], hoe_ging_het: str, vervolg: str) -> None:
    """Look back on the plan together, and say how it goes on."""
    naar_onderdeel(page, "Evaluaties")
    page.get_by_role("link", name="Evalueer het plan").click()
    for vraag, antwoord in antwoorden.items():
        groep = page.get_by_role("group", name=vraag)
        groep.get_by_label(antwoord, exact=True).check(force=True)
    page.get_by_label("Hoe ging het samen?").fill(hoe_ging_het)
    page.get_by_role("radio", name=vervolg).check(force=True)
    knop(page, "Leg evaluatie vast")
    page.get_by_role("heading", name="Evaluaties", exact=True).wait_for()
