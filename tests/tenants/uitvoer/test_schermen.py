"""The pages about copies: at the supplier, where nobody reads anything, and in the gemeente itself."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.identity.sessies import SessionStore
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from tenants.models import Gemeente, Platformregel, Stand
from tenants.uitvoer import queries, taken
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm
from tests.factories.identity import log_in, maak_gebruiker
from tests.tenants.uitvoer.conftest import KANARIE, opnieuw

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

Werk = Callable[[], None]


@pytest.fixture
def doe_het_werk() -> Iterator[Werk]:
    """Keep what goes to the queue `klaarzetten`; calling it does the work, as its worker would."""
    from keukentafel.celery import app

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of Celery, about how somebody names a queue
        app.finalize()
    rij: list[Callable[[], None]] = []

    class Later:
        def __init__(self, taak: Any) -> None:
            self.taak = taak

        def delay(self, *args: str) -> None:
            rij.append(lambda: self.taak(*args))

    def doe() -> None:
        while rij:
            rij.pop(0)()

    with patch("time.sleep"), pytest.MonkeyPatch.context() as aanpassing:
        for naam, sleutel in TAKEN.items():
            aanpassing.setattr(taken, naam, Later(app.tasks[f"uitvoer.{sleutel}"]))
        yield doe


TAKEN = {
    "maak_uitvoer": "maak", "zet_naast": "zet_naast", "vergelijk": "vergelijk", "gooi_weg": "weg", "proef": "proef",
    "wissel": "wissel",
}  # fmt: skip


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def laatste() -> Terugzetting:
    with in_platform():
        return Terugzetting.objects.filter(is_proef=False).first()


@pytest.mark.usefixtures("brief")
def test_a_copy_goes_the_whole_way_over_the_pages(
    klant: Client, lindewaard: GemeenteRef, doe_het_werk: Werk
) -> None:
    een = f"/gemeenten/{lindewaard.id}/kopieen"
    assert "Nog geen kopieën" in tekst(klant.get(een))

    gevraagd = klant.post(f"{een}/maken")
    assert gevraagd.status_code == 303
    assert "Wacht tot er een plek vrij is" in tekst(klant.get(gevraagd["Location"]))
    assert klant.post(f"{een}/maken").status_code == 422  # one at a time
    doe_het_werk()
    kopie = gevraagd["Location"]
    assert "Zet deze kopie ernaast" in tekst(klant.get(kopie))

    zonder_reden = klant.post(f"{kopie}/ernaast", {"reden": " "})
    assert zonder_reden.status_code == 422
    terug = klant.post(f"{kopie}/ernaast", {"reden": "Ticket 12"})["Location"]
    doe_het_werk()
    ernaast = tekst(klant.get(terug))
    assert "Versleutelde teksten" in ernaast
    assert "Neem de kopie in gebruik" in ernaast
    assert "Geen verschil" in ernaast
    assert KANARIE not in ernaast

    klant.post(f"{terug}/wisselen")
    assert "De gemeente is even dicht" in tekst(klant.get(terug))
    assert klant.post(f"{terug}/wisselen").status_code == 422
    doe_het_werk()
    assert "Wissel terug" in tekst(klant.get(terug))
    klant.post(f"{terug}/vergelijken")
    doe_het_werk()
    assert "audit_logboekregel" in tekst(klant.get(terug))
    klant.post(f"{terug}/terugwisselen")
    doe_het_werk()
    assert laatste().stand == Terugzetstand.TERUG
    klant.post(f"{terug}/weggooien")
    doe_het_werk()
    assert opnieuw(laatste()).weggegooid_op is not None
    with in_platform():
        assert Gemeente.objects.get(pk=lindewaard.id).stand == Stand.ACTIEF
        door = set(
            Platformregel.objects.filter(gebeurtenis__startswith="uitvoer.").values_list("door", flat=True)
        )
    assert door == {"Ilse Koster"}


@pytest.mark.usefixtures("brief")
def test_a_drill_shows_at_the_supplier_and_in_the_gemeente(
    klant: Client, lindewaard: GemeenteRef, doe_het_werk: Werk, klant_van: Callable[..., Client]
) -> None:
    klant.post(f"/gemeenten/{lindewaard.id}/kopieen/proberen")
    doe_het_werk()

    zin = "Een kopie is ernaast gezet en is rij voor rij en bestand voor bestand gelijk."
    assert zin in tekst(klant.get(f"/gemeenten/{lindewaard.id}/kopieen"))
    assert zin in tekst(klant.get(f"/gemeenten/{lindewaard.id}"))
    with in_gemeente(lindewaard):
        beheerder = maak_gebruiker(rollen=[Rol.BEHEERDER])
    browser = klant_van(lindewaard)
    log_in(browser, beheerder, gemeente=lindewaard)
    assert zin in tekst(browser.get("/koppelingen/gegevens"))


@pytest.mark.usefixtures("brief")
def test_a_gemeente_takes_its_own_data_along(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, klant_van: Callable[..., Client], doe_het_werk: Werk
) -> None:
    beheerder = _browser(lindewaard, klant_van, Rol.BEHEERDER)
    assert beheerder.post("/koppelingen/gegevens/maken").status_code == 303
    assert "De uitvoer wordt gemaakt" in tekst(beheerder.get("/koppelingen/gegevens"))
    doe_het_werk()
    with in_platform():
        rij = Uitvoer.objects.get(vorm=Vorm.LEESBAAR)
    haal = f"/koppelingen/gegevens/{rij.pk}/ophalen"

    antwoord = beheerder.post(haal)

    inhoud = b"".join(antwoord.streaming_content)  # type: ignore[attr-defined]
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        assert zip_.testzip() is None
        assert KANARIE in zip_.read("modellen/outbox.Uitgaand.jsonl").decode()
        assert "Keukentafel" in zip_.read("LEESMIJ.txt").decode()
    assert antwoord["Cache-Control"] == "no-store"
    with in_gemeente(lindewaard):
        assert Logboekregel.objects.filter(gebeurtenis="uitvoer.gegevens.geexporteerd").count() == 1
    with in_platform():
        assert Uitvoer.objects.get(pk=rij.pk).opgehaald_op is not None
        gevonden = queries.nieuwste_leesbare(lindewaard.id)
    assert gevonden is not None
    assert gevonden.id == rij.pk

    assert _browser(lindewaard, klant_van, Rol.TEAMLEIDER).post(haal).status_code == 404
    assert _browser(hoogmeren, klant_van, Rol.BEHEERDER).post(haal).status_code == 404
    zonder_factor = _browser(lindewaard, klant_van, Rol.BEHEERDER, vers=False).post(haal)
    assert "kt_bevestigcode" in tekst(zonder_factor)


def _browser(ref: GemeenteRef, klant_van: Callable[..., Client], rol: Rol, *, vers: bool = True) -> Client:
    with in_gemeente(ref):
        gebruiker = maak_gebruiker(rollen=[rol])
    browser = klant_van(ref)
    log_in(browser, gebruiker, gemeente=ref)
    with in_gemeente(ref):
        sessie = SessionStore(browser.cookies["kt_sessie"].value)
        sessie["tweede_factor_op"] = timezone.now().isoformat() if vers else ""
        sessie.save()
    return browser


def test_the_pages_ask_the_same_whatever_the_number_of_copies(
    klant: Client, lindewaard: GemeenteRef, nu: datetime, django_assert_num_queries: Any
) -> None:
    pad = f"/gemeenten/{lindewaard.id}/kopieen"

    def erbij(aantal: int) -> None:
        with in_platform():
            for _ in range(aantal):
                uitvoer = Uitvoer.objects.create(
                    gemeente_id=lindewaard.id, vorm=Vorm.BUNDEL, stand=Uitvoerstand.KLAAR, gevraagd_op=nu
                )
                Terugzetting.objects.create(
                    gemeente_id=lindewaard.id, uitvoer=uitvoer, stand=Terugzetstand.KLAAR, gevraagd_op=nu
                )

    erbij(1)
    klant.get(pad)
    with django_assert_num_queries(VRAGEN):
        klant.get(pad)
    erbij(15)
    with django_assert_num_queries(VRAGEN):
        klant.get(pad)


VRAGEN = 11
