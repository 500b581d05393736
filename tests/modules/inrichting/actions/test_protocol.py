"""Nothing decides about who sees what without the word of the privacyfunctionaris, except the first version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, zaaifouten
from modules.inrichting.actions import protocol as actie
from modules.inrichting.actions.begin import begin_protocol
from modules.inrichting.actions.teammodel import activate_planned, make_concept, plan_teammodel
from modules.inrichting.models import Informatieprotocol, Inlooppunt
from modules.inrichting.models.protocol import ProtocolLigtVast
from modules.inrichting.queries import protocol_nu
from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, Voorwaarde, standaardmatrix
from modules.inrichting.taken import neem_in_gebruik
from tests.factories.identity import WACHTWOORD, maak_gebruiker
from tests.factories.inrichting import NU, TOEN, maak_protocol, maak_teammodel
from tests.keukentafel.tenancy.zaaien import wordt_rood

GEVAAR = Cel(Mate.ALLES, Voorwaarde.GROND, grond="Wmo 2015, artikel 5.2.6")
PLEK = {"functie": Functie.WMO_CONSULENT, "categorie": Categorie.JUSTITIE}
ANTWOORD = {"meldplicht:wmo_consulent-F": "Alleen na overleg met de hulpverlener."}
MORGEN = timedelta(days=1)


@pytest.fixture
def petra(in_lindewaard: GemeenteRef) -> Gebruiker:
    """The administrator."""
    return maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra", met_code_app=False)


@pytest.fixture
def farida(in_lindewaard: GemeenteRef) -> Gebruiker:
    """The privacyfunctionaris."""
    return maak_gebruiker(rollen=[Rol.FG], naam="Farida Groen", met_code_app=False)


def leg_voor(door: Gebruiker, **velden: Any) -> Informatieprotocol:
    """Change a cell and hand the concept in."""
    concept = actie.change_cel(versie=0, **PLEK, cellen=[GEVAAR], by=door, at=NU)
    return actie.submit_protocol(
        **{
            "versie": concept.versie,
            "antwoorden": ANTWOORD,
            "toelichting": "Justitie bij gevaar.",
            "ingaat_op": localdate(NU),
            "gevallen_bekeken": True,
            **velden,
        },
        by=door,
        at=NU,
    )


def keur_goed(protocol: Informatieprotocol, door: Gebruiker, **velden: Any) -> Informatieprotocol:
    """Approve with the right password."""
    gegeven = {"versie": protocol.versie, "wachtwoord": WACHTWOORD, "toelichting": "", **velden}
    return actie.approve_protocol(**gegeven, by=door, at=NU)


def mate_nu() -> Mate:
    """How much a Wmo-consulent sees of justitie at most, by what requests decide with."""
    cellen = protocol_nu().cellen_van(Functie.WMO_CONSULENT, Categorie.JUSTITIE)
    return max((cel.mate for cel in cellen), default=Mate.NIETS)


def test_a_gemeente_begins_with_the_default_of_its_variant_in_force(
    in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    for gemeente, variant in ((in_lindewaard, "toegang"), (hoogmeren, "team")):
        with in_gemeente(gemeente):
            eerste = Informatieprotocol.objects.get()
            assert (eerste.nummer, eerste.status, eerste.variant) == (1, "geldig", variant)
            assert protocol_nu() == standaardmatrix(variant, versie=1)
            assert begin_protocol(variant="regie", by=None, at=NU) == eerste


def test_a_change_decides_nothing_until_the_privacyfunctionaris_agrees(
    petra: Gebruiker, farida: Gebruiker
) -> None:
    standen = [mate_nu()]
    protocol = leg_voor(petra)
    standen.append(mate_nu())
    keur_goed(protocol, farida)
    standen.append(mate_nu())

    assert standen == [Mate.NIETS, Mate.NIETS, Mate.ALLES]
    assert [(p.nummer, p.status) for p in Informatieprotocol.objects.all()] == [
        (2, "geldig"),
        (1, "vervallen"),
    ]
    assert protocol_nu().versie == 2


def test_whoever_hands_in_does_not_approve(petra: Gebruiker, in_lindewaard: GemeenteRef) -> None:
    beide = maak_gebruiker(rollen=[Rol.BEHEERDER, Rol.FG], met_code_app=False)
    protocol = leg_voor(beide)

    def eigen() -> None:
        with pytest.raises(actie.EigenVersie):
            keur_goed(protocol, beide)

    def zonder_fg() -> None:
        with pytest.raises(actie.NietDePrivacyfunctionaris), transaction.atomic():
            keur_goed(protocol, petra)
        assert mate_nu() is Mate.NIETS

    eigen()
    zonder_fg()
    wordt_rood("protocol_zonder_fg", zonder_fg)


@pytest.mark.parametrize("wachtwoord", ["", "iets anders"])
def test_an_open_screen_is_no_signature(petra: Gebruiker, farida: Gebruiker, wachtwoord: str) -> None:
    protocol = leg_voor(petra)

    with pytest.raises(Refusal):
        keur_goed(protocol, farida, wachtwoord=wachtwoord)
    assert mate_nu() is Mate.NIETS


def test_a_version_that_was_changed_after_the_page_is_not_approved(
    petra: Gebruiker, farida: Gebruiker
) -> None:
    protocol = leg_voor(petra)

    with pytest.raises(Verouderd):
        keur_goed(protocol, farida, versie=protocol.versie - 1)


def test_more_for_werk_en_inkomen_is_approved_in_words_or_not(petra: Gebruiker, farida: Gebruiker) -> None:
    concept = actie.change_cel(
        versie=0,
        functie=Functie.KLANTMANAGER_WI,
        categorie=Categorie.JEUGD,
        cellen=[Cel(Mate.BESTAAT, grond="Participatiewet, artikel 64")],
        by=petra,
        at=NU,
    )
    protocol = actie.submit_protocol(
        versie=concept.versie,
        antwoorden={"werk_en_inkomen:klantmanager_wi-H": "Voor de kinderopvang bij werk."},
        toelichting="Kinderopvang.",
        ingaat_op=localdate(NU),
        gevallen_bekeken=True,
        by=petra,
        at=NU,
    )

    with pytest.raises(actie.OordeelZonderWoorden):
        keur_goed(protocol, farida, toelichting="Goed.")
    keur_goed(protocol, farida, toelichting="Alleen of er kinderen zijn, voor de opvang.")

    assert Informatieprotocol.objects.geldig().get().nummer == 2


def test_the_privacyfunctionaris_gives_back_with_words_and_work_goes_on(
    petra: Gebruiker, farida: Gebruiker
) -> None:
    protocol = leg_voor(petra)
    velden = {"versie": protocol.versie, "wachtwoord": WACHTWOORD, "by": farida, "at": NU}

    with pytest.raises(actie.OordeelZonderWoorden):
        actie.return_protocol(**velden, toelichting="Nee.")
    terug = actie.return_protocol(**velden, toelichting="Noem het artikel over gevaar erbij.")

    assert (terug.status, terug.oordeel_toelichting) == ("concept", "Noem het artikel over gevaar erbij.")
    actie.change_cel(versie=terug.versie, **PLEK, cellen=[], by=petra, at=NU)


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"antwoorden": {}}, actie.NogVragen),
        ({"antwoorden": {"meldplicht:wmo_consulent-F": "Nodig."}}, actie.NogVragen),
        ({"gevallen_bekeken": False}, actie.GevallenNietBekeken),
        ({"ingaat_op": localdate(NU) - MORGEN}, actie.DatumVoorbij),
        ({"versie": 99}, Verouderd),
    ],
)
def test_what_is_not_finished_is_not_handed_in(
    petra: Gebruiker, velden: dict[str, Any], fout: type[Refusal]
) -> None:
    with pytest.raises(fout):
        leg_voor(petra, **velden)


def test_a_fault_or_no_change_at_all_is_not_handed_in(petra: Gebruiker) -> None:
    concept = actie.make_concept(by=petra, at=NU)
    velden = {"antwoorden": {}, "toelichting": "x", "ingaat_op": localdate(NU), "gevallen_bekeken": True}

    with pytest.raises(actie.NietsVeranderd):
        actie.submit_protocol(versie=concept.versie, **velden, by=petra, at=NU)
    zonder = Cel(Mate.ALLES, grond="")
    concept = actie.change_cel(versie=concept.versie, **PLEK, cellen=[zonder], by=petra, at=NU)
    with pytest.raises(actie.NogFouten):
        actie.submit_protocol(versie=concept.versie, **velden, by=petra, at=NU)


def test_an_approved_version_waits_for_its_day_and_can_be_taken_back(
    petra: Gebruiker, farida: Gebruiker, in_lindewaard: GemeenteRef
) -> None:
    protocol = keur_goed(leg_voor(petra, ingaat_op=localdate(NU) + MORGEN), farida)
    te_vroeg = actie.activate_protocol(at=NU)

    assert (protocol.status, te_vroeg, mate_nu()) == ("gepland", None, Mate.NIETS)
    with pytest.raises(actie.WachtOpOordeel):
        actie.make_concept(by=petra, at=NU)
    with pytest.raises(actie.GeenConcept):
        actie.withdraw_protocol(by=petra, at=NU)


@pytest.mark.parametrize("wie", ["petra", "farida"])
def test_an_approved_version_is_taken_back_before_its_day_with_a_reason(
    petra: Gebruiker, farida: Gebruiker, in_lindewaard: GemeenteRef, wie: str
) -> None:
    protocol = keur_goed(leg_voor(petra, ingaat_op=localdate(NU) + MORGEN), farida)
    by = {"petra": petra, "farida": farida}[wie]
    reden = "De ondernemingsraad wil eerst meelezen."

    with pytest.raises(actie.OordeelZonderWoorden):
        actie.recall_protocol(versie=protocol.versie, reden="nee", by=by, at=NU)
    with pytest.raises(Verouderd):
        actie.recall_protocol(versie=protocol.versie - 1, reden=reden, by=by, at=NU)
    terug = actie.recall_protocol(versie=protocol.versie, reden=reden, by=by, at=NU)

    assert (terug.status, terug.oordeel_toelichting, terug.beoordeeld_door) == ("concept", reden, by)
    regel = Logboekregel.objects.get(gebeurtenis="inrichting.protocol.teruggehaald")
    assert (regel.gebruiker_id, regel.reden, regel.niveau) == (by.pk, reden, "let_op")
    assert actie.activate_protocol(at=NU + MORGEN + MORGEN) is None


def test_the_hourly_task_lets_an_approved_version_begin(
    petra: Gebruiker, farida: Gebruiker, in_lindewaard: GemeenteRef
) -> None:
    keur_goed(leg_voor(petra, ingaat_op=localdate(NU) + MORGEN), farida)
    Informatieprotocol.objects.gepland().update(geldig_van=TOEN)  # its day has come

    neem_in_gebruik(gemeente_id=str(in_lindewaard.id))
    neem_in_gebruik(gemeente_id=str(in_lindewaard.id))

    assert (mate_nu(), Informatieprotocol.objects.geldig().get().nummer) == (Mate.ALLES, 2)


def test_two_administrators_do_not_overwrite_each_other(petra: Gebruiker) -> None:
    actie.change_cel(versie=0, **PLEK, cellen=[GEVAAR], by=petra, at=NU)

    with pytest.raises(Verouderd):
        actie.change_cel(versie=0, **PLEK, cellen=[], by=petra, at=NU)


def test_one_cell_is_undone_and_the_rest_stays(petra: Gebruiker) -> None:
    actie.change_cel(versie=0, **PLEK, cellen=[GEVAAR], by=petra, at=NU)
    ander = {"functie": Functie.TEAMLEIDER, "categorie": Categorie.GELD}
    concept = actie.change_cel(versie=2, **ander, cellen=[GEVAAR], by=petra, at=NU)

    concept = actie.restore_cel(versie=concept.versie, **PLEK, by=petra, at=NU)

    assert concept.matrix.cellen_van(*PLEK.values()) == ()
    assert concept.matrix.cellen_van(*ander.values()) == (GEVAAR,)


def test_an_old_version_comes_back_as_a_concept_only(petra: Gebruiker, farida: Gebruiker) -> None:
    keur_goed(leg_voor(petra), farida)
    eerste = Informatieprotocol.objects.get(nummer=1)

    concept = actie.return_to_version(oud=eerste, versie=0, by=petra, at=NU)

    assert (concept.nummer, concept.matrix.cellen, mate_nu()) == (3, eerste.matrix.cellen, Mate.ALLES)


def test_another_variant_of_the_team_model_proposes_and_changes_nobodys_rights(
    petra: Gebruiker, in_lindewaard: GemeenteRef
) -> None:
    maak_teammodel("toegang")
    was = protocol_nu()
    concept = make_concept(by=petra, at=NU)
    concept.variant = "netwerk"
    concept.save()
    Inlooppunt.objects.create(naam="Inlooppunt", adres="Kade 1", openingstijden="Elke ochtend")
    plan_teammodel(versie=concept.versie, ingaat_op=localdate(NU), lopende="houden", by=petra, at=NU)
    activate_planned(at=NU)

    voorstel = Informatieprotocol.objects.concept().get()
    assert protocol_nu() == was
    assert (voorstel.variant, voorstel.matrix.cellen) == ("netwerk", standaardmatrix("netwerk").cellen)


def test_a_proposal_never_takes_the_place_of_work_in_progress(petra: Gebruiker) -> None:
    mijn = actie.change_cel(versie=0, **PLEK, cellen=[GEVAAR], by=petra, at=NU)

    assert actie.propose_default(variant="netwerk", was="toegang", by=None, at=NU) is None
    mijn.refresh_from_db()
    assert mijn.variant == "toegang"


def test_what_was_handed_in_or_held_cannot_be_written_over(petra: Gebruiker, farida: Gebruiker) -> None:
    protocol = leg_voor(petra)

    for stand in ("ter_goedkeuring", "geldig"):
        rij = Informatieprotocol.objects.get(status=stand)
        rij.inhoud = {}
        with pytest.raises(ProtocolLigtVast):
            rij.save()
    with pytest.raises(ProtocolLigtVast):
        Informatieprotocol.objects.filter(pk=protocol.pk).update(inhoud={})


@pytest.mark.parametrize(
    "velden",
    [
        {"beoordeeld_door": None},
        {"beoordeeld_op": None},
        {"ingediend_door": None},
    ],
)
def test_the_database_itself_wants_an_approval(in_lindewaard: GemeenteRef, velden: dict[str, Any]) -> None:
    with (
        pytest.raises(IntegrityError, match="een_protocol_geldt_alleen_na_goedkeuring"),
        transaction.atomic(),
    ):
        maak_protocol(standaardmatrix("team"), **velden)


def test_the_database_refuses_what_the_action_would_let_through(in_lindewaard: GemeenteRef) -> None:
    beide = maak_gebruiker(rollen=[Rol.BEHEERDER, Rol.FG], met_code_app=False)
    protocol = leg_voor(beide)

    with (
        zaaifouten.zaai("eigen_protocol_goedkeuren"),
        pytest.raises(IntegrityError, match="wie_een_protocol_voorlegt_keurt_het_niet_goed"),
        transaction.atomic(),
    ):
        keur_goed(protocol, beide)


def test_the_database_itself_wants_two_people(petra: Gebruiker) -> None:
    with (
        pytest.raises(IntegrityError, match="wie_een_protocol_voorlegt_keurt_het_niet_goed"),
        transaction.atomic(),
    ):
        maak_protocol(standaardmatrix("team"), ingediend_door=petra, beoordeeld_door=petra)


def test_a_concept_that_is_thrown_away_changes_nothing(petra: Gebruiker) -> None:
    concept = actie.change_cel(versie=0, **PLEK, cellen=[GEVAAR], by=petra, at=NU)

    with pytest.raises(Verouderd):
        actie.discard_concept(versie=concept.versie - 1, by=petra, at=NU)
    actie.discard_concept(versie=concept.versie, by=petra, at=NU)

    assert Informatieprotocol.objects.get().nummer == 1
