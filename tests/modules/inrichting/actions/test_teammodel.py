"""Concept, check, date of effect, use, history: nothing changes silently."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente
from modules.inrichting import gevolgen
from modules.inrichting.actions import teammodel as actie
from modules.inrichting.lader import lees
from modules.inrichting.models import Inlooppunt, Teammodel, Wijkteam
from modules.inrichting.models.teammodel import TeammodelLigtVast
from modules.inrichting.rules.instellingsoort import Keuze, Variant
from tests.factories.inrichting import NU, maak_team, maak_teammodel

VANDAAG = date(2026, 11, 23)


class Bron:
    """Households as the dossier would tell them; keeps what it was asked to move."""

    def __init__(self, per_team: dict[UUID, int]) -> None:
        self.per_team = per_team
        self.omgezet: list[UUID] = []

    def lopend_per_team(self) -> Mapping[UUID, int]:
        return self.per_team

    def lopend_met_stap(self, stap: str, team_ids: Collection[UUID]) -> int:
        return 2

    def lopend_per_versie(self) -> Mapping[UUID, int]:
        return {}

    def adres(self, *, team_ids: Any = (), stap: str = "", teammodel: UUID | None = None) -> str:
        return "/huishoudens"

    def zet_om(self, *, teammodel: UUID, team_ids: Collection[UUID], by: Any, at: Any) -> int:
        self.omgezet.append(teammodel)
        return sum(self.per_team.values())


@pytest.fixture
def bron() -> Iterator[Bron]:
    vooraf = gevolgen.casussen()
    bron = Bron({})
    gevolgen.registreer_casussen(bron)
    yield bron
    gevolgen.registreer_casussen(vooraf)


@pytest.fixture
def model(in_lindewaard: Any) -> Teammodel:
    return maak_teammodel(Variant.TOEGANG)


def volgers() -> set[str]:
    return {str(pk) for pk in Wijkteam.objects.actief().values_list("pk", flat=True)}


def kies(beheerder: Gebruiker, variant: str, versie: int = 0, **waarden: Any) -> Teammodel:
    return actie.change_concept(
        versie=versie, variant=variant, waarden=waarden, doen_mee=volgers(), by=beheerder, at=NU
    )


def stel_vast(
    concept: Teammodel, beheerder: Gebruiker, dag: date = VANDAAG, lopende: str = "houden"
) -> Teammodel:
    return actie.plan_teammodel(versie=concept.versie, ingaat_op=dag, lopende=lopende, by=beheerder, at=NU)


def test_a_concept_changes_nothing_for_anybody(model: Teammodel, beheerder: Gebruiker) -> None:
    kies(beheerder, "team")

    assert lees(huidige_gemeente()).van_team(None).variant == Variant.TOEGANG


def test_a_model_of_today_holds_at_once_and_the_old_one_stays_readable(
    model: Teammodel, beheerder: Gebruiker
) -> None:
    nieuw = stel_vast(kies(beheerder, "team"), beheerder)

    inrichting = lees(huidige_gemeente())
    assert inrichting.van_team(None).variant == Variant.TEAM
    assert inrichting.van_casus(model.pk, None).variant == Variant.TOEGANG
    assert (inrichting.teammodel_id, nieuw.status) == (nieuw.pk, "actief")
    assert list(Teammodel.objects.vastgesteld().values_list("pk", flat=True)[:2]) == [nieuw.pk, model.pk]


def test_a_model_of_next_week_waits_for_its_day(model: Teammodel, beheerder: Gebruiker) -> None:
    stel_vast(kies(beheerder, "team"), beheerder, VANDAAG + timedelta(days=7))

    assert actie.activate_planned(at=NU + timedelta(days=6)) is None
    assert lees(huidige_gemeente()).van_team(None).variant == Variant.TOEGANG
    assert actie.activate_planned(at=NU + timedelta(days=7)) is not None
    assert lees(huidige_gemeente()).van_team(None).variant == Variant.TEAM
    assert actie.activate_planned(at=NU + timedelta(days=7)) is None


@pytest.mark.parametrize(("lopende", "gevraagd"), [("houden", 0), ("omzetten", 1)])
def test_running_households_move_only_when_the_beheerder_chose_so(
    model: Teammodel, beheerder: Gebruiker, bron: Bron, lopende: str, gevraagd: int
) -> None:
    stel_vast(kies(beheerder, "team"), beheerder, lopende=lopende)

    assert len(bron.omgezet) == gevraagd


def test_a_model_without_direct_entrance_is_refused_until_there_is_an_inlooppunt(
    model: Teammodel, beheerder: Gebruiker
) -> None:
    Inlooppunt.objects.all().delete()
    concept = kies(beheerder, "netwerk")

    with pytest.raises(actie.GeenIngang) as weigering:
        stel_vast(concept, beheerder)
    assert str(weigering.value) == (
        "Zo kan niemand zich zelf melden in deze gemeente. Laat mensen zich melden bij een team, "
        "of maak eerst een inlooppunt."
    )

    Inlooppunt.objects.create(naam="De Kom", adres="Plein 1", openingstijden="Elke ochtend")
    assert stel_vast(concept, beheerder).status == "actief"


def test_one_team_with_direct_entrance_is_enough(model: Teammodel, beheerder: Gebruiker) -> None:
    Inlooppunt.objects.all().delete()
    team = maak_team("Toegang")
    concept = kies(beheerder, "netwerk")
    concept = actie.change_team_in_concept(
        versie=concept.versie, team=team, variant="toegang", waarden={}, by=beheerder, at=NU
    )

    assert stel_vast(concept, beheerder).status == "actief"
    assert lees(huidige_gemeente()).van_team(team.pk).variant == Variant.TOEGANG


def test_choices_that_cannot_stand_together_are_refused_with_the_reason(
    model: Teammodel, beheerder: Gebruiker
) -> None:
    concept = kies(beheerder, "team")
    concept = kies(beheerder, "team", versie=concept.versie, stap_signaal=Keuze.N)

    with pytest.raises(actie.KeuzesBotsen) as weigering:
        stel_vast(concept, beheerder)

    assert str(weigering.value) == "Het rooster werkt met signalen. Zet Signaal aan."


def test_a_stale_save_is_refused_and_names_the_other(model: Teammodel, beheerder: Gebruiker) -> None:
    kies(beheerder, "team")

    with pytest.raises(Verouderd):
        kies(beheerder, "netwerk", versie=0)


def test_choosing_back_brings_the_earlier_choices_again(model: Teammodel, beheerder: Gebruiker) -> None:
    concept = kies(beheerder, "toegang", stap_waakvlam=Keuze.J)
    concept = kies(beheerder, "team", versie=concept.versie)
    assert concept.instellingen == {}

    concept = kies(beheerder, "toegang", versie=concept.versie)
    assert concept.instellingen == {"stap_waakvlam": "J"}


def test_back_to_an_old_version_is_a_new_concept(model: Teammodel, beheerder: Gebruiker) -> None:
    stel_vast(kies(beheerder, "team"), beheerder)
    concept = actie.return_to_version(versie=model, by=beheerder, at=NU)

    assert (concept.status, concept.inhoud, concept.nummer) == ("concept", model.inhoud, model.nummer + 2)


def test_two_versions_cannot_wait_at_the_same_time(model: Teammodel, beheerder: Gebruiker) -> None:
    stel_vast(kies(beheerder, "team"), beheerder, VANDAAG + timedelta(days=7))

    with pytest.raises(actie.AlGepland):
        stel_vast(kies(beheerder, "team"), beheerder, VANDAAG + timedelta(days=8))


def test_a_planned_version_can_be_taken_back(model: Teammodel, beheerder: Gebruiker) -> None:
    stel_vast(kies(beheerder, "team"), beheerder, VANDAAG + timedelta(days=7))

    assert actie.withdraw_planned(by=beheerder, at=NU).status == "concept"


def test_yesterday_is_refused(model: Teammodel, beheerder: Gebruiker) -> None:
    with pytest.raises(actie.DatumVoorbij):
        stel_vast(kies(beheerder, "team"), beheerder, VANDAAG - timedelta(days=1))


def test_a_version_in_use_lies_fixed(model: Teammodel) -> None:
    model.instellingen = {"stap_waakvlam": "J"}

    with pytest.raises(TeammodelLigtVast):
        model.save()
    with pytest.raises(TeammodelLigtVast):
        Teammodel.objects.filter(pk=model.pk).update(variant="regie")


@pytest.mark.parametrize("status", ["actief", "concept", "gepland"])
def test_the_database_holds_one_of_each(model: Teammodel, beheerder: Gebruiker, status: str) -> None:
    def maak() -> None:
        Teammodel.objects.create(
            nummer=uuid4().int % 30000 + 100,
            variant="team",
            status=status,
            gemaakt_op=NU,
            gewijzigd_op=NU,
            ingaat_op=VANDAAG,
            vastgesteld_op=NU,
            in_gebruik_op=NU,
        )

    if status != "actief":
        maak()
    with pytest.raises(IntegrityError), transaction.atomic():
        maak()


def test_every_act_leaves_its_line_in_the_logboek(model: Teammodel, beheerder: Gebruiker) -> None:
    stel_vast(kies(beheerder, "team"), beheerder)

    gevonden = Logboekregel.objects.filter(gebruiker_id=beheerder.pk).values_list("gebeurtenis", flat=True)
    assert sorted(gevonden) == [
        "inrichting.teammodel.begonnen",
        "inrichting.teammodel.bewaard",
        "inrichting.teammodel.ingegaan",
        "inrichting.teammodel.vastgesteld",
    ]
