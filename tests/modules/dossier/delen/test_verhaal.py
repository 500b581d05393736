"""The story in short: told once, agreed by the resident, and it travels along (F084)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.errors import Verouderd
from keukentafel.tenancy import GemeenteRef
from modules.dossier.delen.actions.overdracht import agree_overdracht, write_overdracht
from modules.dossier.delen.deelbeeld import Keuze, beeld_van
from modules.dossier.delen.models import Overdrachtstekst
from modules.dossier.delen.queries import verhaal_om_mee_te_geven
from modules.inrichting.models import Organisatie
from tests.modules.dossier.delen.toneel import Deeltoneel, deel, gegeven, maak_deeltoneel

pytestmark = pytest.mark.django_db
NU = timezone.now
TEKST = "Na de scheiding ging het mis met de post. De rest doe ik zelf."


def schrijf(toneel: Deeltoneel, tekst: str = TEKST, versie: int = 0) -> Overdrachtstekst:
    return write_overdracht(
        huishouden=toneel.huishouden, inwoner=toneel.ouder, tekst=tekst, versie=versie,
        by=toneel.zaak.medewerker, at=NU(),
    )  # fmt: skip


def akkoord(toneel: Deeltoneel, rij: Overdrachtstekst) -> Overdrachtstekst:
    return agree_overdracht(
        tekst=rij, wie="Marieke", hoe="gesprek", op=localdate(), by=toneel.zaak.medewerker, at=NU()
    )


def test_only_words_that_were_agreed_travel_along(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = schrijf(toneel)
    assert verhaal_om_mee_te_geven(toneel.huishouden) == ""

    akkoord(toneel, rij)

    assert verhaal_om_mee_te_geven(toneel.huishouden) == TEKST


def test_other_words_ask_agreement_again_and_the_old_ones_stay_in_the_file(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_deeltoneel()
    akkoord(toneel, schrijf(toneel))

    schrijf(toneel, "Ik wil weer werken.", versie=1)

    assert verhaal_om_mee_te_geven(toneel.huishouden) == ""
    assert sorted(Overdrachtstekst.objects.values_list("tekst", flat=True)) == ["Ik wil weer werken.", TEKST]
    with pytest.raises(Verouderd):
        schrijf(toneel, "Van een collega", versie=1)


def test_a_story_goes_to_a_doctor_when_it_is_agreed_and_never_to_a_school(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    akkoord(toneel, schrijf(toneel))
    huisarts = Organisatie.objects.create(naam="Praktijk Centrum", soort="huisarts")
    keuze = Keuze(doelen=(toneel.doel(2).pk, toneel.doel(0).pk), met_overdracht=True, met_afspraken=True)
    velden = {
        "leefgebieden": ("geestelijke_gezondheid", "dagbesteding"),
        "categorieen": ("J",),
        "kaderwet": "wmo",
    }

    arts = deel(toneel, gegeven(toneel, toneel.ouder, aan_organisatie=huisarts, **velden), keuze=keuze).deling
    school = deel(
        toneel, gegeven(toneel, toneel.ouder, aan_organisatie=toneel.school, **velden), keuze=keuze
    ).deling

    assert (beeld_van(arts).overdracht, beeld_van(school).overdracht) == (TEKST, "")
    assert [doel.titel for doel in beeld_van(arts).doelen] == ["Marieke slaapt weer"]
    assert (beeld_van(arts).afspraken, beeld_van(school).afspraken) == ("Bel na zes uur.", "")


def test_who_takes_over_finds_the_story_where_the_household_is_handed_over(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    adres = f"/huishoudens/{toneel.huishouden.pk}"
    client.post(f"{adres}/delen/verhaal/{toneel.ouder.pk}", {"tekst": TEKST, "versie": "0"})
    client.post(
        f"{adres}/delen/verhaal/{toneel.ouder.pk}",
        {"akkoord": "1", "wie": "Marieke", "hoe": "gesprek", "op": localdate().strftime("%d-%m-%Y")},
    )

    assert TEKST in client.get(f"{adres}/overdragen").content.decode()
    assert TEKST in client.get(f"{adres}/delen").content.decode()
