"""The page Versies: what stands on it, what it sets going, and what it costs."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import set_urlconf
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.timezone import localdate

import keukentafel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, versie
from keukentafel.tenancy.models import nieuwe_id
from tenants.console.schil import LetOp
from tenants.golven import delen
from tenants.golven.actions import planning
from tenants.golven.actions import ronde as rondes
from tenants.golven.actions.ronde import Keuze, begin_ronde
from tenants.golven.models import (
    Bijwerkregel,
    Bijwerkronde,
    Golf,
    Ring,
    Ringdatum,
    Ringplaats,
    Uitgave,
)
from tenants.golven.taken import tik
from tenants.golven.uitgaven import deze_uitgave, notities
from tenants.models import Gemeente, Platformregel, Stand
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.django_db


def tekst_van(antwoord: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode())))


@contextmanager
def op_de_host(urlconf: str) -> Iterator[None]:
    """Let addresses be those of a host, as in a request to it."""
    set_urlconf(urlconf)
    yield
    set_urlconf(None)


@pytest.fixture(autouse=True)
def zonder_broker(django_capture_on_commit_callbacks: Any) -> Iterator[list[str]]:
    """Keep what would be put in the queue; there is no worker here to do it."""
    ingezet: list[str] = []
    with patch("tenants.golven.taken.werk") as taak:
        taak.delay.side_effect = ingezet.append
        yield ingezet


def achterloper(gemeente: GemeenteRef) -> None:
    """Say of a gemeente that it misses the newest migration of outbox."""
    with in_platform():
        rij = Gemeente.objects.get(pk=gemeente.id)
        rij.schema_versie = {app: wat for app, wat in rij.schema_versie.items() if app != "outbox"}
        rij.save(update_fields=["schema_versie"])


def regels(aantal: int = 2) -> tuple[Bijwerkronde, list[Bijwerkregel]]:
    """A run that ended, with one failure."""
    with in_platform():
        ronde = begin_ronde(keuze=Keuze(), at=timezone.now())
        golf = Golf.objects.create(ronde=ronde, nummer=1, ring=Ring.GEWOON, stand="klaar")
        gemeenten = list(Gemeente.objects.defer("sleutel").order_by("naam")[:aantal])
        rijen = [
            Bijwerkregel.objects.create(
                ronde=ronde, golf=golf, gemeente=gemeente, schema=gemeente.schema_name, label=gemeente.naam,
                stand="mislukt" if not nummer else "bijgewerkt", fout="" if nummer else "DuplicateColumn: bestaat al",
            )
            for nummer, gemeente in enumerate(gemeenten)
        ]  # fmt: skip
        Bijwerkronde.objects.filter(pk=ronde.pk).update(stand="klaar", klaar_op=timezone.now())
        ronde.refresh_from_db()
    return ronde, rijen


def test_the_page_says_which_gemeenten_need_something(klant: Client, lindewaard: GemeenteRef) -> None:
    assert "Elke gemeente is bij." in tekst_van(klant.get("/versies"))
    achterloper(lindewaard)

    pagina = tekst_van(klant.get("/versies"))

    assert f"Hier draait versie {keukentafel.__version__} . 1 van 2 gemeenten heeft nog iets nodig." in pagina
    assert "Gewone ring 2 1 geen dag" in pagina
    lijst = tekst_van(klant.get("/versies/gemeenten?toon=achter"))
    assert "Lindewaard voor 0.1.0" in lijst
    assert "Hoogmeren" not in lijst


def test_a_run_begins_on_the_page_and_is_stopped_there(
    klant: Client, lindewaard: GemeenteRef, zonder_broker: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    keuze = {
        "kanarie": str(lindewaard.id),
        "parallel": "2",
        "seconden": "2,5",
        "stop_bij": "3",
        "op_datum": "on",
    }
    begin = klant.get("/versies/bijwerken")
    assert "Begin de ronde" in tekst_van(begin)
    assert 'value="1,5"' in begin.content.decode()  # a comma, as on every other page
    assert klant.post("/versies/bijwerken/beginnen", {**keuze, "parallel": "0"}).status_code == 422

    with django_capture_on_commit_callbacks(execute=True):
        antwoord = klant.post("/versies/bijwerken/beginnen", keuze)

    with in_platform():
        ronde = Bijwerkronde.objects.get()
    assert antwoord["Location"] == f"/versies/rondes/{ronde.pk}"
    assert (ronde.kanarie_id, ronde.duur_ms, ronde.stop_bij, ronde.op_datum, ronde.door) == (
        lindewaard.id, 2500, 3, True, "Ilse Koster",
    )  # fmt: skip
    assert zonder_broker == [str(ronde.pk)] * 2
    verslag = tekst_van(klant.get(antwoord["Location"]))
    assert "Het plan wordt gemaakt." in verslag
    assert "Er loopt al een bijwerkronde" in tekst_van(klant.post("/versies/bijwerken/beginnen", keuze))

    klant.post(f"{antwoord['Location']}/pauzeren")
    assert "Door een mens stilgezet." in tekst_van(klant.get("/versies"))
    with in_platform(), op_de_host("keukentafel.operator_urls"):
        deel = delen.zin()
    assert deel is not None
    assert f"{deel.aantal}{deel.vervolg}" == "Versie 0.1.0: de bijwerkronde staat stil"
    klant.post(f"{antwoord['Location']}/hervatten")
    klant.post(f"{antwoord['Location']}/stoppen")
    nog_eens = klant.post(f"{antwoord['Location']}/stoppen")
    assert (nog_eens.status_code, "Deze ronde is al voorbij." in tekst_van(nog_eens)) == (422, True)
    with in_platform():
        gedaan = list(
            Platformregel.objects.filter(gebeurtenis__startswith="versies.")
            .order_by("tijdstip")
            .values_list("gebeurtenis", flat=True)
        )
    assert gedaan == ["versies.begonnen", "versies.gepauzeerd", "versies.hervat", "versies.gestopt"]


def test_the_tick_sets_an_open_run_going_again(klant: Client, zonder_broker: list[str]) -> None:
    with in_platform():
        ronde = begin_ronde(keuze=Keuze(parallel=1), at=timezone.now())
        tik()
        rondes.pauzeer(ronde_id=ronde.pk, at=timezone.now())
        tik()

    assert zonder_broker == [str(ronde.pk)]


def test_the_report_shows_who_failed_and_gives_another_turn(
    klant: Client, zonder_broker: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    ronde, (mislukt, _) = regels()

    verslag = tekst_van(klant.get(f"/versies/rondes/{ronde.pk}?toon=mislukt"))
    assert "Hoogmeren Gewone ring 0 Mislukt DuplicateColumn: bestaat al Probeer opnieuw" in verslag
    assert "Lindewaard Gewone ring" not in verslag
    with in_platform():
        assert delen.wie_mislukte() == {mislukt.gemeente_id: LetOp("gevaar", "Bijwerken mislukt")}

    with django_capture_on_commit_callbacks(execute=True):
        klant.post(f"/versies/regels/{mislukt.pk}/opnieuw")

    with in_platform():
        mislukt.refresh_from_db()
    assert (mislukt.stand, zonder_broker) == ("wacht", [str(ronde.pk)] * 2)
    weer = klant.post(f"/versies/regels/{mislukt.pk}/opnieuw")
    assert (weer.status_code, "niet mislukt" in tekst_van(weer)) == (422, True)


def test_gemeenten_are_put_in_a_ring(klant: Client, lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    leeg = klant.post("/versies/gemeenten/verdelen", {"ring": "1"})
    assert (leeg.status_code, "Vink eerst een gemeente aan." in tekst_van(leeg)) == (422, True)

    for _ in range(2):
        klant.post("/versies/gemeenten/verdelen", {"ring": "1", "gemeente": [str(lindewaard.id)]})

    with in_platform():
        assert list(Ringplaats.objects.values_list("gemeente_id", "ring")) == [(lindewaard.id, Ring.KANARIE)]
        assert Platformregel.objects.filter(gebeurtenis="versies.ring").count() == 1
    assert "Kanarie 1 0" in tekst_van(klant.get("/versies"))


def test_a_release_is_announced_planned_and_taken_back(klant: Client, lindewaard: GemeenteRef) -> None:
    nieuw = {
        "nummer": "0.2.0",
        "titel": "Sneller zoeken",
        "nieuws": "Zoeken gaat sneller.\n\nJe vindt ook straten.",
    }
    assert klant.post("/versies/uitgaven/aankondigen", {**nieuw, "nummer": "twee"}).status_code == 422
    adres = klant.post("/versies/uitgaven/aankondigen", nieuw)["Location"]
    assert "Er is al een versie met dit nummer." in tekst_van(
        klant.post("/versies/uitgaven/aankondigen", nieuw)
    )
    morgen = localdate() + timedelta(days=1)
    dagen = {
        "versie": "1",
        "ring_1": f"{morgen:%d-%m-%Y}",
        "ring_3": f"{morgen + timedelta(days=7):%d-%m-%Y}",
    }

    assert klant.post(f"{adres}/plannen", dagen)["Location"] == adres

    with in_platform():
        uitgave = Uitgave.objects.get(nummer="0.2.0")
        assert uitgave.nieuws == ["Zoeken gaat sneller.", "Je vindt ook straten."]
        assert dict(uitgave.ringdata.values_list("ring", "gepland_op")) == {
            1: morgen,
            3: morgen + timedelta(days=7),
        }
    te_vroeg = {"versie": "2", "ring_1": dagen["ring_3"], "ring_3": dagen["ring_1"]}
    assert klant.post(f"{adres}/plannen", te_vroeg).status_code == 422
    verouderd = klant.post(f"{adres}/plannen", {"versie": "1", "ring_1": dagen["ring_3"]})
    assert (verouderd.status_code, "Iemand anders plande dit net ook" in tekst_van(verouderd)) == (409, True)
    with in_platform(), op_de_host("keukentafel.operator_urls"):
        gemeente = Gemeente.objects.get(pk=lindewaard.id)
        deel = render_to_string("golven/_gemeente.html", delen.van_gemeente(HttpRequest(), gemeente))
    assert "Komt0.2.0," in " ".join(strip_tags(deel).split())
    klant.post(f"{adres}/intrekken")
    with in_platform():
        assert (Uitgave.objects.filter(nummer="0.2.0").exists(), Ringdatum.objects.count()) == (False, 0)
        hier = deze_uitgave()
    weigert = klant.post(f"/versies/uitgaven/{hier.pk}/intrekken")
    assert (weigert.status_code, "Deze versie draait al." in tekst_van(weigert)) == (422, True)


def test_the_release_that_runs_has_notes_in_plain_words() -> None:
    assert next(iter(notities())) == keukentafel.__version__

    assert deze_uitgave().nieuws == list(notities()[keukentafel.__version__].nieuws)
    assert deze_uitgave().schema_versie == versie.nieuwste()


def nog_een(nummer: int) -> None:
    """A gemeente in the list; its schema is never asked."""
    with in_platform():
        Gemeente.objects.create(
            id=nieuwe_id(), schema_name=f"t_{nummer:012d}", naam=f"Nagemaakt {nummer:02d}", cbs_code=f"GM8{nummer:03d}",
            slug=f"nagemaakt-{nummer}", sleutel=b"", aangemaakt_op=timezone.now(), stand=Stand.ACTIEF,
            schema_versie=versie.nieuwste(),
        )  # fmt: skip


KAAL = "/versies/uitgaven/aankondigen"
"""A page that asks nothing itself: what it costs is the frame, with the counters of the menu."""
EIGEN = {"/versies": 6, "/versies/gemeenten": 2, "/versies/bijwerken": 2, "ronde": 5, "uitgave": 2}


def aantal(klant: Client, pad: str) -> int:
    with CaptureQueriesContext(connection) as vragen:
        assert klant.get(pad).status_code == 200
    return len(vragen)


@pytest.mark.parametrize("meer", [0, 60])
def test_every_page_costs_the_same_with_many_gemeenten(klant: Client, meer: int) -> None:
    for nummer in range(meer):
        nog_een(nummer)
    ronde, _ = regels(2 + meer)
    anders = {"ronde": f"/versies/rondes/{ronde.pk}", "uitgave": f"/versies/uitgaven/{ronde.uitgave_id}"}
    kaal = aantal(klant, KAAL)

    geteld = {naam: aantal(klant, anders.get(naam, naam)) - kaal for naam in EIGEN}

    assert geteld == EIGEN


def test_a_gemeente_reads_what_is_new_and_what_comes(
    klant_van: Callable[..., Client], lindewaard: GemeenteRef
) -> None:
    deze_uitgave()
    with in_platform():
        uitgave = planning.kondig_aan(
            nummer="0.2.0", titel="Sneller", nieuws=["Zoeken gaat sneller."], at=timezone.now()
        )
        dag = date(2027, 2, 3)
        planning.plan(uitgave_id=uitgave.pk, dagen={Ring.GEWOON: dag}, wijziging=1, at=timezone.now())
    with in_gemeente(lindewaard):
        mens = maak_gebruiker(rollen=[Rol.TEAMLID])
    klant = klant_van(lindewaard)
    assert klant.get("/versie").status_code == 302
    log_in(klant, mens, gemeente=lindewaard)

    pagina = tekst_van(klant.get("/versie"))

    assert "Jullie werken met versie 0.1.0" in pagina
    assert "Jullie krijgen deze versie op 3 februari 2027." in pagina.replace("\xa0", " ")
    assert notities()["0.1.0"].nieuws[0] in pagina
    assert 'href="/versie"' in klant.get("/mijn-dag").content.decode()
