"""The key in a form makes one thing of two presses, and never leads to what somebody else made."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from modules.dossier.models import Contactnotitie, Huishouden, Signaal
from modules.dossier.views.antwoord import eenmalig
from tests.factories.dossier import maak_signaal
from tests.modules.dossier.verkeer import maak_zaak, vreemd_huishouden

SLEUTEL = "0193a5c0-1234-7abc-8def-000000000001"


def verzoek(sleutel: str = SLEUTEL, wie: str = "daan", pad: str = "/huishoudens/nieuw") -> SimpleNamespace:
    return SimpleNamespace(POST={"eenmalig": sleutel}, user=SimpleNamespace(pk=wie), path=pad)


def test_one_form_of_one_person_has_one_id_that_keeps_its_time() -> None:
    gemaakt = eenmalig(verzoek())

    assert gemaakt == eenmalig(verzoek())
    assert (gemaakt.version, gemaakt.variant) == (7, UUID(SLEUTEL).variant)
    assert gemaakt.int >> 80 == UUID(SLEUTEL).int >> 80


def test_another_person_page_or_key_has_another_id() -> None:
    anders = [verzoek(wie="noor"), verzoek(pad="/signalen/nieuw"), verzoek(sleutel=str(uuid4()))]

    assert len({eenmalig(v) for v in (verzoek(), *anders)}) == 4
    assert eenmalig(verzoek(sleutel="geen sleutel")) is None


@pytest.mark.usefixtures("in_lindewaard")
def test_the_id_of_a_foreign_household_as_key_leads_nowhere(klant) -> None:
    zaak = maak_zaak(klant)
    vreemd = vreemd_huishouden()
    signaal = maak_signaal(zaak.huishouden.team, opgepakt_door=zaak.medewerker, stand="opgepakt")
    gegevens = {
        "eenmalig": str(vreemd.pk),
        "naam": "Nieuw",
        "form-TOTAL_FORMS": "0",
        "form-INITIAL_FORMS": "0",
    }

    klant.post(f"/huishoudens/nieuw?signaal={signaal.pk}", gegevens)

    gekoppeld = Signaal.objects.get(pk=signaal.pk).huishouden
    assert gekoppeld == Huishouden.objects.get(naam="Nieuw")
    assert list(vreemd.casussen.values_list("team__naam", flat=True)) == ["Team Ver weg"]


@pytest.mark.usefixtures("in_lindewaard")
def test_the_same_key_at_two_households_makes_two_notes(klant) -> None:
    zaak = maak_zaak(klant)
    tweede = maak_zaak(klant)
    gegevens = {"tekst": "Gebeld.", "eenmalig": SLEUTEL}

    for huishouden in (zaak.huishouden, tweede.huishouden):
        klant.post(f"/huishoudens/{huishouden.pk}/notities", gegevens)

    assert Contactnotitie.objects.filter(tekst="Gebeld.").count() == 2
