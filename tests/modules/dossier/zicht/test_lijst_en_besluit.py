"""A list shows exactly the households on which the decision says yes: one set of rules, two ways to ask."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from random import Random
from typing import Any

import pytest
from django.utils import timezone

from keukentafel.errors import NietVanJou
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import genoeg, huishouden_for, zichtbaar
from modules.dossier.models import Huishouden, Toegangsgrond
from modules.dossier.zicht import annoteer, zicht_van
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Informatieprotocol, Registratie
from modules.inrichting.rules.protocol import (
    ALLE_MOMENTEN,
    Categorie,
    Cel,
    Functie,
    Mate,
    Matrix,
    Moment,
    Voorwaarde,
)
from tests.factories.dossier import maak_betrokkene, maak_casus, maak_huishouden, maak_regisseur
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid, maak_teammodel

pytestmark = pytest.mark.usefixtures("in_lindewaard")

STANDEN = ("nieuw", "analyse", "plan", "ondersteuning", "monitoring", "afgesloten")
VAN_EEN_LID = ("hulpverlener", "jeugdprofessional", "wmo_consulent", "klantmanager_wi")


def willekeurige_matrix(kies: Random) -> Matrix:
    """Fill the matrix by chance, with cells of every kind and moments of every kind."""
    cellen: dict[tuple[Functie, Categorie], tuple[Cel, ...]] = {}
    for functie in Functie:
        for categorie in Categorie:
            if kies.random() < 0.7:
                momenten = ALLE_MOMENTEN if kies.random() < 0.5 else frozenset(kies.sample(list(Moment), 3))
                cellen[functie, categorie] = (
                    Cel(
                        kies.choice([Mate.BESTAAT, Mate.SAMENVATTING, Mate.ALLES]),
                        kies.choice(list(Voorwaarde)),
                        momenten=momenten,
                        vraagt_geheimhouding=kies.random() < 0.2,
                        registratie=kies.choice(["", "", "SKJ"]),
                    ),
                )
    return Matrix(1, cellen)


def stel_in(matrix: Matrix) -> None:
    nu = timezone.now()
    Informatieprotocol.objects.all().delete()
    Informatieprotocol.objects.create(
        nummer=1, status="geldig", inhoud=matrix.naar_json(), gemaakt_op=nu, gewijzigd_op=nu, geldig_van=nu
    )
    renew_stand(at=nu)


def gronden_bij(kies: Random, huishouden: Huishouden, wie: Gebruiker) -> None:
    nu = timezone.now()
    soort = kies.choice(["toestemming", "gevaar", "verzoek", "nood"])
    persoonlijk = soort in ("verzoek", "nood") or kies.random() < 0.5
    Toegangsgrond.objects.create(
        huishouden=huishouden,
        gebruiker=wie if persoonlijk else None,
        functie="" if persoonlijk else kies.choice(VAN_EEN_LID),
        soort=soort,
        categorieen=kies.sample([c.value for c in Categorie], 4),
        mate=kies.choice([1, 2, 3]),
        tekst="Grond",
        van=nu - timedelta(days=2),
        tot=nu + timedelta(days=kies.choice([-1, 3])),
        ingetrokken_op=nu if kies.random() < 0.2 else None,
    )


def wereld(kies: Random) -> Gebruiker:
    """Make somebody with places in two of three teams, and households of every kind around him."""
    teams = [maak_team() for _ in range(3)]
    maak_teammodel("team", teams={str(teams[1].pk): {"variant": "netwerk"}})
    wie = maak_gebruiker(met_code_app=False)
    ander = maak_gebruiker(met_code_app=False)
    for team in teams[:2]:
        lid = maak_teamlid(
            wie, team, protocolfunctie=kies.choice(VAN_EEN_LID), geheimhouding=kies.random() < 0.5
        )
        if kies.random() < 0.5:
            Registratie.objects.create(
                teamlid=lid, register="SKJ", nummer="1", geldig_tot=timezone.localdate() + timedelta(days=9)
            )
    for team, stand in zip(cycle(teams), STANDEN * 5, strict=False):
        huishouden = maak_huishouden(team=team)
        maak_casus(huishouden, status=stand, behandelaar=kies.choice([wie, ander, None]))
        if kies.random() < 0.3:
            maak_betrokkene(huishouden, gebruiker=wie)
        if kies.random() < 0.4:
            maak_regisseur(huishouden, kies.choice([wie, ander]))
        if kies.random() < 0.5:
            gronden_bij(kies, huishouden, wie)
    return wie


def volgens_besluit(wie: Any, categorie: Categorie, minstens: Mate) -> set[Any]:
    rijen = annoteer(Huishouden.objects.all(), wie, timezone.now())
    return {rij.pk for rij in rijen if genoeg(zicht_van(rij, wie), categorie, minstens)}


def volgens_lijst(wie: Any, categorie: Categorie, minstens: Mate) -> set[Any]:
    filter_ = zichtbaar(wie, categorie=categorie, minstens=minstens)
    return set(Huishouden.objects.filter(filter_).values_list("pk", flat=True))


@pytest.mark.parametrize("zaad", range(8))
def test_the_list_is_what_the_decision_says(zaad):
    kies = Random(zaad)
    wie = wereld(kies)
    stel_in(willekeurige_matrix(kies))
    wie = Gebruiker.objects.get(pk=wie.pk)

    verschil = {
        (categorie.value, minstens.value): volgens_lijst(wie, categorie, minstens)
        ^ volgens_besluit(wie, categorie, minstens)
        for categorie in Categorie
        for minstens in (Mate.BESTAAT, Mate.SAMENVATTING, Mate.ALLES)
    }

    assert {plek: ids for plek, ids in verschil.items() if ids} == {}


def test_the_list_turns_red_when_the_filter_is_forgotten():
    wie = Gebruiker.objects.get(pk=wereld(Random(1)).pk)
    with zaaifouten.zaai("deur_open"):
        gezien = volgens_lijst(wie, Categorie.IDENTITEIT, Mate.BESTAAT)

    assert gezien - volgens_besluit(wie, Categorie.IDENTITEIT, Mate.BESTAAT)


@pytest.mark.parametrize(
    ("standen", "moment"),
    [
        ((), "intake"),
        (("nieuw",), "intake"),
        (("in_contact",), "intake"),
        (("plan",), "plan"),
        (("ondersteuning",), "hulp"),
        (("evaluatie",), "hulp"),
        (("monitoring",), "regie"),
        (("afgesloten",), "gesloten"),
        (("overgedragen",), "gesloten"),
        (("afgesloten", "analyse"), "intake"),
        (("monitoring", "plan"), "plan"),
        (("nieuw", "ondersteuning"), "hulp"),
    ],
)
def test_the_moment_of_a_household_follows_its_casussen(standen, moment):
    huishouden = maak_huishouden()
    for stand in standen:
        maak_casus(huishouden, status=stand, team=maak_team())
    huishouden.refresh_from_db()

    assert huishouden.moment == moment


def test_closing_moves_the_moment_and_takes_the_team_its_view():
    wie = maak_gebruiker(met_code_app=False)
    huishouden = maak_huishouden()
    maak_teamlid(wie, huishouden.team)
    casus = maak_casus(huishouden, status="ondersteuning")
    vooraf = huishouden_for(wie, huishouden.pk, doel="hulp").moment
    casus.status = "afgesloten"
    casus.save(update_fields=["status"])

    assert vooraf == "hulp"
    with pytest.raises(NietVanJou):
        huishouden_for(wie, huishouden.pk, doel="hulp")


def test_withdrawn_consent_closes_at_the_next_request():
    wie = maak_gebruiker(met_code_app=False)
    huishouden = maak_huishouden()
    maak_casus(huishouden, status="ondersteuning")
    maak_teamlid(wie, huishouden.team, protocolfunctie="wmo_consulent")
    grond = Toegangsgrond.objects.create(
        huishouden=huishouden, functie="wmo_consulent", soort="toestemming", categorieen=["G"], tekst="Ja",
        van=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    met = huishouden_for(wie, huishouden.pk, doel="hulp").zicht.mate("G")
    grond.ingetrokken_op = timezone.now()
    grond.save(update_fields=["ingetrokken_op"])

    assert (met, huishouden_for(wie, huishouden.pk, doel="hulp").zicht.mate("G")) == (Mate.ALLES, Mate.NIETS)
