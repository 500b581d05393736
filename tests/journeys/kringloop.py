"""What the people of the supplier and of a gemeente do in one contract, from the first day to the certificate."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pyotp
from celery import Task
from django.db import connections
from django.db.models import F
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy import in_platform
from tenants.models import Contracteinde
from tests.factories.identity import code_nu
from tests.journeys.stappen import knop

BREDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Wachtrij:
    """What was put in the queue, in that order; `doe()` is the workers."""

    rij: list[tuple[Task, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    gedaan: list[str] = field(default_factory=list)

    def doe(self) -> None:
        """Do all that waits, and what that puts in the queue again. A press may take a moment to get here."""
        einde = time.monotonic() + 15
        while not self.rij and time.monotonic() < einde:
            time.sleep(0.05)
        while self.rij:
            taak, args, kwargs = self.rij.pop(0)
            connections.close_all()  # a worker is a process of its own: nothing of ours may be in its way
            taak(*args, **kwargs)
            self.gedaan.append(taak.name)


@contextmanager
def de_wachtrij() -> Iterator[Wachtrij]:
    """Keep what goes to the broker; nothing is done before `doe()`."""
    app.loader.import_default_modules()
    wachtrij = Wachtrij()

    def erin(taak: Task, args: Any = None, kwargs: Any = None, **_: Any) -> None:
        wachtrij.rij.append((app.tasks[taak.name], tuple(args or ()), dict(kwargs or {})))

    with patch.object(Task, "apply_async", erin):
        yield wachtrij


@dataclass
class Scherm:
    """One person at a browser, and what every page of the way is held against."""

    page: Any
    adres: Callable[..., str]
    slug: str
    let_op: Callable[[Any], None]

    def open(self, pad: str) -> Any:
        """Go to a page of this host."""
        self.page.goto(self.adres(self.slug, pad))
        return self.page

    def kop(self, naam: str | re.Pattern[str]) -> None:
        """Wait for the page with this heading, and look whether everybody can use it."""
        self.page.get_by_role("heading", name=naam).first.wait_for()
        self.let_op(self.page)
        assert self.page.evaluate(BREDER) is False, self.page.url

    def druk(self, naam: str) -> None:
        """Press a button; where a fresh second factor is asked for, show it."""
        knop(self.page, naam)

    def zie(self, tekst: str | re.Pattern[str]) -> None:
        """Wait until this can be read."""
        self.page.get_by_text(tekst).first.wait_for()


def meld_aan_bij_leverancier(scherm: Scherm, account: Any) -> Scherm:
    """Sign in at the console with both factors."""
    page = scherm.open("/inloggen")
    page.fill("[name=gebruikersnaam]", account.account.gebruikersnaam)
    page.fill("[name=wachtwoord]", account.wachtwoord)
    knop(page, "Inloggen")
    page.fill("[name=code]", pyotp.TOTP(account.totp).now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overzicht", level=1).wait_for()
    return scherm


def voeg_gemeente_toe(ilse: Scherm, wachtrij: Wachtrij, naam: str, cluster: str) -> str:
    """Fill the form, see the steps come by, and take the link for the first beheerder."""
    page = ilse.open("/gemeenten/toevoegen")
    page.fill("[name=gemeente]", naam)
    page.get_by_text("Teamvariant").click()
    if cluster:
        page.locator(f"[name=cluster][value={cluster}]").check()
    page.fill("[name=beheerder_naam]", "Petra Hoekstra")
    page.fill("[name=beheerder_email]", "p.hoekstra@voorbeeld.invalid")
    ilse.druk("Ga naar de controle")
    ilse.kop("Klopt dit?")
    ilse.druk("Maak de gemeente")
    ilse.kop("Stappen")
    ilse.zie("0 van 7 klaar")
    wachtrij.doe()
    ilse.zie("7 van 7 klaar")  # the page follows it by itself
    ilse.druk("Toon de uitnodiging")
    return str(page.locator("#uitnodiging").inner_text())


def sta_meekijken_toe(ria: Scherm, onderwerp: str) -> None:
    """Say yes, with the second factor once more."""
    page = ria.open("/ondersteuning/meekijken")
    page.get_by_role("link", name=onderwerp).click()
    ria.kop("Sta het toe")
    knop(page, "Sta meekijken toe")
    page.get_by_label("Code uit je app").fill(code_nu())
    knop(page, "Bevestig")
    ria.zie("De leverancier mag nu meekijken")


def sluit_contract(ilse: Scherm, gemeente: str, inwoners: int) -> None:
    """Write down the contract: basis and Wmo from the first of January, Jeugd from the first of July."""
    jaar = timezone.localdate().year
    page = ilse.open("/facturatie/contracten/nieuw")
    page.select_option("[name=gemeente]", label=gemeente)
    page.get_by_label("Wmo").check()
    page.locator("[name=tarief]").select_option(index=1)
    vul(page, begin=f"1-1-{jaar}", inkoopnummer=f"PO-{jaar}-117", afnemer_straat="Raadhuisplein 3")
    vul(page, afnemer_naam=f"Gemeente {gemeente}", afnemer_postcode="3331 BT", afnemer_plaats=gemeente)
    vul(page, afnemer_kvk="90000042", factuur_email="crediteuren@voorbeeld.invalid")
    page.select_option("[name=factuurperiode]", "jaar")
    ilse.druk("Voeg het contract toe")
    ilse.kop(gemeente)
    page.get_by_text("Leg een aantal vast").click()
    vul(page, jaar=str(jaar), aantal=str(inwoners), bron="CBS, 1 januari")
    ilse.druk("Leg het aantal vast")
    page.get_by_text("Voeg een module toe").click()
    page.select_option("[name=module]", "jeugd")
    vul(page, van=f"1-7-{jaar}")
    ilse.druk("Voeg de module toe")
    ilse.zie(f"Jeugd, vanaf 1 juli {jaar}")


def vul(page: Any, **velden: str) -> None:
    """Type in fields by their name."""
    for naam, waarde in velden.items():
        page.fill(f"[name={naam}]", waarde)


def verstuur_factuur(fatima: Scherm, gemeente: str) -> str:
    """Look at the preview, say that it is right, and send it. Returns the address of the invoice."""
    page = fatima.open("/facturatie/contracten")
    page.get_by_role("link", name=gemeente).first.click()
    page.get_by_role("link", name="Bekijk de volgende factuur").click()
    fatima.kop("Voorbeeld van de factuur")
    if page.get_by_role("button", name="Leg vast dat dit klopt").count():
        fatima.druk("Leg vast dat dit klopt")
    fatima.druk("Verstuur de factuur")
    fatima.kop(re.compile("^Factuur 20"))
    return str(page.url)


def betaal_met_ideal(petra: Scherm) -> None:
    """From the own page to the page of Stripe, and back."""
    page = petra.open("/facturen")
    page.locator("#p-facturen tbody a").first.click()
    petra.kop(re.compile("^Factuur 20"))
    petra.druk("Betaal nu")
    petra.kop("Naar Stripe")
    page.get_by_role("link", name="Ga naar de pagina van Stripe").click()
    page.get_by_label("iDEAL").check()
    knop(page, "Ga akkoord en betaal")
    petra.kop(re.compile("^Betaling van factuur"))


def kopie_ernaast(ilse: Scherm, wachtrij: Wachtrij, gemeente_pad: str) -> None:
    """Export, put beside, compare, and throw away."""
    page = ilse.open(f"{gemeente_pad}/kopieen")
    ilse.druk("Maak een kopie")
    wachtrij.doe()
    ilse.kop("Zet deze kopie ernaast")
    vul(page, reden="Proef voor de verhuizing")
    ilse.druk("Zet de kopie ernaast")
    wachtrij.doe()
    ilse.kop("Is de kopie gelijk aan de uitvoer?")
    ilse.zie("Geen verschil")
    ilse.druk("Vergelijk opnieuw")
    wachtrij.doe()
    ilse.kop("Verschil met de gemeente van nu")
    ilse.druk("Gooi weg")
    wachtrij.doe()


def verhuis(ilse: Scherm, wachtrij: Wachtrij, gemeente_pad: str, naar: str) -> None:
    """Move to the other cluster, and read how long people waited."""
    page = ilse.open(f"{gemeente_pad}/verhuizen")
    page.locator(f"[name=naar][value={naar}]").check()
    ilse.druk("Begin met verhuizen")
    ilse.kop(f"Naar cluster {naar}")
    wachtrij.doe()
    ilse.zie("nagekeken en gelijk")  # the page follows it by itself
    ilse.open(f"{gemeente_pad}/verhuizen")
    ilse.kop("Eerdere verhuizingen")


def zeg_op_tot_levering(ilse: Scherm, wachtrij: Wachtrij, gemeente_pad: str) -> None:
    """Note the end, close, and hand over what anybody can read."""
    vandaag = timezone.localdate()
    page = ilse.open(f"{gemeente_pad}/einde")
    vul(page, kenmerk="2026-117", einddatum=f"{vandaag:%d-%m-%Y}")
    ilse.druk("Noteer de opzegging")
    ilse.kop("De gemeente sluiten")
    wachtrij.doe()
    ilse.druk("Sluit de gemeente")
    ilse.kop("Alle gegevens leveren")


def rond_levering_af(ilse: Scherm, gemeente_pad: str) -> None:
    """Note that it was handed over, that it came, and that the gemeente signed for destruction."""
    vandaag = f"{timezone.localdate():%d-%m-%Y}"
    page = ilse.open(f"{gemeente_pad}/einde")
    assert page.locator("[name=sha256]").input_value() != ""
    vul(page, hoe="op een schijf, afgegeven aan de balie")
    ilse.druk("Noteer de levering")
    ilse.kop("De gemeente bevestigt de ontvangst")
    vul(page, door="T. de Wit", op=vandaag)
    ilse.druk("Noteer de bevestiging")
    ilse.kop("De gemeente tekent voor vernietigen")
    vul(page, naam="A. Burgemeester", functie="burgemeester", datum=vandaag)
    brief = {"name": "brief.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 getekend"}
    page.set_input_files("[name=brief]", brief)
    ilse.druk("Bewaar de toestemming")
    ilse.kop("Wachten")


def dertig_dagen_later(gemeente_id: Any) -> None:
    """Let all of this have happened a month ago: the clock of a machine is not ours to move."""
    maand = timedelta(days=31)
    with in_platform():
        rij = Contracteinde.objects.get(gemeente=gemeente_id)
        momenten = {
            veld.name: F(veld.name) - maand
            for veld in Contracteinde._meta.concrete_fields
            if veld.get_internal_type() in ("DateField", "DateTimeField") and getattr(rij, veld.name)
        }
        Contracteinde.objects.filter(pk=rij.pk).update(**momenten)


def vernietig(ilse: Scherm, joost: Scherm, wachtrij: Wachtrij, gemeente_pad: str, naam: str) -> None:
    """One asks, another agrees; then there is a certificate."""
    ilse.open(f"{gemeente_pad}/einde")
    ilse.druk("Vraag om te vernietigen")
    ilse.zie("Een andere beheerder moet akkoord geven")
    page = joost.open(f"{gemeente_pad}/einde")
    joost.kop("Akkoord van een tweede collega")
    vul(page, naam=naam)
    joost.druk("Vernietig alles van deze gemeente")
    joost.kop("Vernietigen")  # who watches the steps sees the certificate come by itself
    wachtrij.doe()
    joost.zie("De gegevens zijn vernietigd")
