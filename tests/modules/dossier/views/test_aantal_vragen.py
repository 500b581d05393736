"""No page of the dossier asks more of the database because there is more to show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Gezagsrelatie, Netwerklid, Vertegenwoordiger
from tests.factories.dossier import (
    eerste_team,
    maak_afspraak,
    maak_betrokkene,
    maak_casus,
    maak_huishouden,
    maak_inwoner,
    maak_melding,
    maak_plan,
    maak_termijn,
)
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak, vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def bij_een_en_meer(klant, adres, maak_meer):
    """Return how many queries a page takes with one of everything, and with four more."""
    klant.get(adres)  # what is read once per process
    bij_een = vragen(klant, adres)
    for nummer in range(4):
        maak_meer(nummer)
    return bij_een, vragen(klant, adres)


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, status="ondersteuning")


def test_a_search_that_forgives_a_slip(klant, zaak):
    aantallen = bij_een_en_meer(
        klant, "/huishoudens?q=kuper", lambda nummer: maak_casus(maak_huishouden("Kuiper"))
    )

    assert aantallen == (15, 15)


def test_the_search_field_of_the_top_bar(klant, zaak):
    aantallen = bij_een_en_meer(
        klant, "/zoeken?q=kuper", lambda nummer: maak_casus(maak_huishouden("Kuiper"))
    )

    assert aantallen == (14, 14)


def test_the_week(klant, zaak):
    maak_afspraak(zaak.medewerker, zaak.huishouden, begin=timezone.now())

    aantallen = bij_een_en_meer(
        klant, "/agenda", lambda nummer: maak_afspraak(zaak.medewerker, maak_huishouden(f"Meer {nummer}"))
    )

    assert aantallen == (8, 8)


def test_one_melding(klant, zaak):
    melding = maak_melding(zaak.casus)

    def meer(nummer):
        maak_termijn(zaak.casus, melding=melding)
        maak_melding(zaak.casus)

    assert bij_een_en_meer(klant, f"/meldingen/{melding.pk}", meer) == (12, 12)


def test_one_person(klant, zaak):
    def meer(nummer):
        Vertegenwoordiger.objects.create(inwoner=zaak.inwoner, naam=f"Mentor {nummer}", soort="mentor")
        kind = maak_inwoner(f"Kind {nummer}")
        Gezagsrelatie.objects.create(kind=kind, houder=zaak.inwoner, soort="ouder_met_gezag")

    meer(9)
    adres = f"/huishoudens/{zaak.huishouden.pk}/personen/{zaak.inwoner.pk}"

    assert bij_een_en_meer(klant, adres, meer) == (12, 12)


def test_the_network(klant, zaak):
    def meer(nummer):
        Netwerklid.objects.create(huishouden=zaak.huishouden, naam=f"Buur {nummer}")

    meer(9)

    assert bij_een_en_meer(klant, f"/huishoudens/{zaak.huishouden.pk}/netwerk", meer) == (11, 11)


def test_who_works_along(klant, zaak):
    def meer(nummer):
        maak_betrokkene(zaak.huishouden, gebruiker=maak_gebruiker(met_code_app=False))

    meer(9)

    assert bij_een_en_meer(klant, f"/huishoudens/{zaak.huishouden.pk}/wie-werkt-mee", meer) == (13, 13)


def test_who_looked(klant, zaak):
    def meer(nummer):
        audit.record_inzage(
            target=zaak.huishouden, by=maak_gebruiker(met_code_app=False), doel=Doel.HULP, at=timezone.now()
        )

    meer(9)

    assert bij_een_en_meer(klant, f"/huishoudens/{zaak.huishouden.pk}/wie-keek-mee", meer) == (13, 13)


def test_the_print_of_a_plan(klant, zaak):
    plan = maak_plan(zaak.casus)

    def meer(nummer):
        plan.doelen.create(titel=f"Ik ga weer naar buiten ({nummer}).", volgorde=nummer + 2)

    assert bij_een_en_meer(klant, f"/huishoudens/{zaak.huishouden.pk}/plan/afdruk", meer) == (17, 17)


def test_dividing_the_work(klant):
    leider = maak_gebruiker(rollen=(Rol.TEAMLEIDER,), met_code_app=False)
    maak_teamlid(leider, eerste_team())
    log_in(klant, leider)

    def meer(nummer):
        maak_teamlid(maak_gebruiker(met_code_app=False), eerste_team())
        maak_termijn(
            maak_casus(maak_huishouden(f"Meer {nummer}"), begonnen_op=localdate() - timedelta(days=3))
        )

    meer(9)

    assert bij_een_en_meer(klant, "/verdelen", meer) == (13, 13)
