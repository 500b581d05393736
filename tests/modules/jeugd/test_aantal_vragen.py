"""How many queries each page of Jeugd takes: the same for one row as for many, and the number itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from modules.dossier.models import Gezagsrelatie, Huishouden, Huishoudlid, Inwoner
from modules.jeugd.actions import veiligheid
from modules.jeugd.models import Hulpvraag, Meldcode, Verwijsmelding
from tests.factories.dossier import maak_casus, maak_huishouden, maak_inwoner
from tests.modules.dossier.verkeer import Zaak, vragen
from tests.modules.jeugd.toneel import (
    bekijk_woonplaats,
    jong,
    kind_van,
    maak_jeugdzaak,
    maak_klaar,
    maak_vraag,
    wie,
    zegt,
)

pytestmark = pytest.mark.django_db
VANDAAG = localdate()


@pytest.fixture
def zaak(klant: Any, in_lindewaard: Any) -> Zaak:
    zaak = maak_jeugdzaak(klant)
    maak_klaar(zaak, maak_vraag(zaak, verwijzer="huisarts"))
    begin_meldcode(zaak, kind_van(zaak))
    return zaak


def begin_meldcode(zaak: Zaak, kind: Inwoner) -> Meldcode:
    return veiligheid.begin_meldcode(
        huishouden=zaak.huishouden, inwoner=kind, signalen="Blauwe plekken.", gezien_op=VANDAAG, **wie(zaak)
    )


def nog_een_kind(zaak: Zaak, nummer: int) -> Inwoner:
    """Add a child with gezag, a hulpvraag, a meldcode and a note in the verwijsindex."""
    gegevens = {naam: waarde for naam, waarde in jong(8).items() if naam != "rol"}
    kind: Inwoner = maak_inwoner(**gegevens | {"voornamen": f"Kind {nummer}"})
    Huishoudlid.objects.create(huishouden=zaak.huishouden, inwoner=kind, rol="kind", van=VANDAAG)
    Gezagsrelatie.objects.create(kind=kind, houder=zaak.inwoner, soort="ouder")
    Hulpvraag.objects.create(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        inwoner=kind,
        ontvangen_op=VANDAAG,
        vraag="Slaapt slecht",
    )
    begin_meldcode(zaak, kind)
    Verwijsmelding.objects.create(
        huishouden=zaak.huishouden, inwoner=kind, risicos=["school"], gemeld_op=VANDAAG, weg_op=VANDAAG,
        weg_omdat="x", door=zaak.medewerker,
    )  # fmt: skip
    return kind


def tel(klant: Any, adres: str) -> int:
    klant.get(adres)
    return vragen(klant, adres)


@pytest.mark.parametrize(
    ("route", "aantal"),
    [("jeugd:huishouden", 17), ("jeugd:paneel", 13), ("jeugd:veiligheid", 18), ("jeugd:nieuw", 15)],
)
def test_a_page_of_a_household_asks_the_same_for_one_child_as_for_four(
    klant: Any, zaak: Zaak, route: str, aantal: int
) -> None:
    adres = reverse(route, args=[zaak.huishouden.pk])
    een = tel(klant, adres)
    for nummer in range(3):
        nog_een_kind(zaak, nummer)

    assert (een, tel(klant, adres)) == (aantal, aantal)


def test_a_hulpvraag_asks_the_same_with_one_judgement_and_parent_as_with_many(klant: Any, zaak: Zaak) -> None:
    vraag = Hulpvraag.objects.get()
    een = tel(klant, vraag.get_absolute_url())
    for nummer in range(3):
        bekijk_woonplaats(zaak, vraag)
        Gezagsrelatie.objects.create(kind=kind_van(zaak), houder_naam=f"Ouder {nummer}", soort="ouder")
        zegt(zaak, vraag, f"Ouder {nummer}")

    assert (een, tel(klant, vraag.get_absolute_url())) == (21, 21)


def test_a_meldcode_asks_the_same_beside_one_as_beside_four(klant: Any, zaak: Zaak) -> None:
    adres = Meldcode.objects.get().get_absolute_url()
    een = tel(klant, adres)
    for nummer in range(3):
        nog_een_kind(zaak, nummer)

    assert (een, tel(klant, adres)) == (13, 13)


def test_each_form_of_a_hulpvraag_and_a_meldcode_has_its_number(klant: Any, zaak: Zaak) -> None:
    vraag, code = Hulpvraag.objects.get(), Meldcode.objects.get()
    adressen = {
        "ouders": reverse("jeugd:onderdeel", args=[vraag.pk, "ouders"]),
        "woonplaats": reverse("jeugd:onderdeel", args=[vraag.pk, "woonplaats"]),
        "professional": reverse("jeugd:onderdeel", args=[vraag.pk, "professional"]),
        "overleg": reverse("jeugd:meldcode_stap", args=[code.pk, "overleg"]),
        "wegen": reverse("jeugd:meldcode_stap", args=[code.pk, "wegen"]),
        "toekomst": reverse("jeugd:toekomst", args=[zaak.huishouden.pk, kind_van(zaak).pk]),
        "verwijsindex": reverse("jeugd:verwijsindex", args=[zaak.huishouden.pk, kind_van(zaak).pk]),
    }

    geteld = {naam: tel(klant, adres) for naam, adres in adressen.items()}
    assert geteld == {
        "ouders": 13,
        "woonplaats": 12,
        "professional": 13,
        "overleg": 12,
        "wegen": 11,
        "toekomst": 13,
        "verwijsindex": 11,
    }, sorted(geteld.items())


def jongere_in(zaak: Zaak, nummer: int) -> Huishouden:
    """Make a household of the team with somebody of almost seventeen who gets help."""
    geboren = VANDAAG - timedelta(days=round(16.9 * 365.25))
    huishouden = maak_huishouden(
        f"Jansen {nummer}", personen=("Ria", {"voornamen": "Noor", "geboortedatum": geboren, "rol": "kind"}),
        team=zaak.huishouden.team,
    )  # fmt: skip
    casus = maak_casus(huishouden, behandelaar=zaak.medewerker)
    kind = huishouden.leden.get(rol="kind").inwoner
    Hulpvraag.objects.create(
        huishouden=huishouden, casus=casus, inwoner=kind, ontvangen_op=localdate(now()), vraag="Zelf wonen"
    )
    return huishouden


def test_the_list_of_youngsters_asks_the_same_for_one_as_for_four_f069(klant: Any, zaak: Zaak) -> None:
    adres = reverse("jeugd:jongeren")
    jongere_in(zaak, 0)
    een = tel(klant, adres)
    for nummer in range(1, 4):
        jongere_in(zaak, nummer)

    assert klant.get(adres).content.decode().count("Nog geen plan") == 4
    assert (een, tel(klant, adres)) == (8, 8)
