"""Two people decide, and two send, at the same moment on two connections: one does it, one hears why not."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connections
from django.utils.timezone import localdate, now

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Refusal
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import decide_bezwaar, receive_bezwaar, skip_hearing
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Toewijzing
from modules.dossier.models import Termijn
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel, mandaat, volledig

pytestmark = pytest.mark.django_db(transaction=True)


def tegelijk(gemeente: GemeenteRef, *doen: Callable[[], Any]) -> list[str]:
    """Do these at once, each on a connection of its own; return `gelukt` or the refusal of each."""
    poort, uitkomst = Barrier(len(doen)), []

    def loop(doe: Callable[[], Any]) -> None:
        try:
            with in_gemeente(gemeente):
                poort.wait(timeout=60)
                doe()
            uitkomst.append("gelukt")
        except Refusal as nee:
            uitkomst.append(str(nee))
        finally:
            connections.close_all()

    draden = [Thread(target=loop, args=(doe,)) for doe in doen]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    return sorted(uitkomst)


def test_two_people_decide_at_once_and_one_decision_is_taken(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        toneel = maak_besluittoneel()
        mandaat()
        rij = volledig(toneel)

    uitkomst = tegelijk(
        lindewaard,
        *(
            lambda wie=wie: decide_beschikking(beschikking=rij, gezien_versie=None, by=wie, at=now())
            for wie in (toneel.maker, toneel.collega)
        ),
    )

    assert uitkomst == [
        "Dit besluit is al genomen. Wil je iets anders, maak dan een nieuw besluit.",
        "gelukt",
    ]
    with in_gemeente(lindewaard):
        rij.refresh_from_db()
        assert (rij.stand, rij.versie) == ("genomen", 3)
        assert Logboekregel.objects.filter(gebeurtenis="besluiten.beschikking.genomen").count() == 1


def test_sent_twice_at_once_it_starts_one_term_and_gives_each_provision_one_number(
    lindewaard: GemeenteRef,
) -> None:
    with in_gemeente(lindewaard):
        toneel = maak_besluittoneel()
        mandaat()
        een, twee = volledig(toneel), volledig(toneel)
        for rij in (een, twee):
            decide_beschikking(beschikking=rij, gezien_versie=None, by=toneel.maker, at=now())

    uitkomst = tegelijk(
        lindewaard,
        *(
            lambda rij=rij: announce_beschikking(
                beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now()
            )
            for rij in (een, een, twee)
        ),
    )

    assert uitkomst[1:] == ["gelukt", "gelukt"]
    assert uitkomst[0].startswith("Dit besluit is al bekendgemaakt.")
    with in_gemeente(lindewaard):
        assert Termijn.objects.filter(sleutel="bezwaar_indienen").count() == 2
        assert sorted(Toewijzing.objects.values_list("nummer", flat=True)) == [100_001, 100_002]


def test_two_decisions_at_once_do_not_pass_the_amount_together(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        toneel = maak_besluittoneel()
        mandaat(bedrag_tot=500_000)
        een, twee = volledig(toneel), volledig(toneel)

    def neem_en_verstuur(rij: Beschikking) -> None:
        decide_beschikking(beschikking=rij, gezien_versie=None, by=toneel.maker, at=now())

    uitkomst = tegelijk(lindewaard, lambda: neem_en_verstuur(een), lambda: neem_en_verstuur(twee))

    assert uitkomst[1] == "gelukt"
    assert (
        uitkomst[0].replace("\xa0", " ").startswith("Dit huishouden kost met dit besluit € 8.000 per jaar.")
    )


def test_one_objection_runs_at_a_time(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        toneel = maak_besluittoneel()
        mandaat()
        rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
        rij = announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())

    def maak_bezwaar() -> Bezwaar:
        return receive_bezwaar(
            beschikking=rij, indiener="M. Kuiper", ontvangen_op=localdate(), gronden="Te weinig uren",
            met_commissie=False, by=toneel.collega, at=now(),
        )  # fmt: skip

    uitkomst = tegelijk(lindewaard, maak_bezwaar, maak_bezwaar)

    assert uitkomst == ["Tegen dit besluit loopt al een bezwaar. Voeg wat nieuw is daarbij.", "gelukt"]
    with in_gemeente(lindewaard):
        assert Bezwaar.objects.count() == 1


def test_two_people_decide_on_an_objection_at_once_and_one_decision_is_taken(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        toneel = maak_besluittoneel()
        mandaat()
        mandaat(betreft="bezwaar", artikel="Awb, artikel 10:3")
        mandaat(betreft="bezwaar", gebruiker=toneel.leider, artikel="Awb, artikel 10:3")
        rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
        rij = announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())
        bezwaar = receive_bezwaar(
            beschikking=rij, indiener="M. Kuiper", ontvangen_op=localdate(), gronden="Te weinig uren",
            met_commissie=False, by=toneel.maker, at=now(),
        )  # fmt: skip
        skip_hearing(bezwaar=bezwaar, omdat="Zij wil niet.", by=toneel.maker, at=now())

    uitkomst = tegelijk(
        lindewaard,
        *(
            lambda wie=wie, wat=wat: decide_bezwaar(
                bezwaar=bezwaar, uitkomst=wat, motivering="Zo is het.", gezien_versie=None, by=wie, at=now()
            )
            for wie, wat in ((toneel.collega, "gegrond"), (toneel.leider, "ongegrond"))
        ),
    )

    assert uitkomst[1:] == ["gelukt"]
    assert uitkomst[0].startswith("Op dit bezwaar is al beslist.")
    with in_gemeente(lindewaard):
        bezwaar.refresh_from_db()
        wie = {"gegrond": toneel.collega, "ongegrond": toneel.leider}[bezwaar.uitkomst]
        assert (bezwaar.stand, bezwaar.beslist_door) == ("beslist", wie)
        assert Logboekregel.objects.filter(gebeurtenis="besluiten.bezwaar.beslist").count() == 1
