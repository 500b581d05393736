"""The decision: function AND secrecy AND involved, from the matrix of the domain (5.3)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.inrichting.rules.protocol import (
    Categorie,
    Cel,
    Functie,
    Grond,
    Grondsoort,
    Lezer,
    Mate,
    Matrix,
    Moment,
    OngeldigProtocol,
    Voorwaarde,
    beslis,
    standaardmatrix,
)

TEAM = standaardmatrix("team", versie=1)
TOESTEMMING = Grond("toestemming", frozenset({Categorie.GELD}), tekst="Toestemming van Marieke")


def lezer(functie: Functie, *, betrokken: bool = True, geheim: bool = True, skj: bool = True) -> Lezer:
    registers = frozenset({"SKJ"}) if skj else frozenset()
    return Lezer(frozenset({functie}), geheim, registers, betrokken)


def teken(functie: Functie, categorie: Categorie) -> str:
    """Return the sign of the domain's table, told by the decision alone."""
    met = beslis(TEAM, lezer=lezer(functie), categorie=categorie, moment=Moment.HULP)
    zonder = beslis(TEAM, lezer=lezer(functie, betrokken=False), categorie=categorie, moment=Moment.HULP)
    grond = Grond("toestemming", frozenset({categorie}))
    mits = beslis(TEAM, lezer=lezer(functie), categorie=categorie, moment=Moment.HULP, gronden=[grond])
    if not met.iets:
        return "c" if mits.iets else "-"
    letter = {Mate.BESTAAT: "b", Mate.SAMENVATTING: "s"}.get(met.mate, "W" if met.schrijft else "R")
    return (
        letter
        + ("p" if met.wet else "")
        + ("e" if met.alleen_eigen else "*" if zonder.iets and not zonder.alleen_eigen else "")
    )


@pytest.mark.parametrize(
    ("functie", "verwacht"),
    [
        ("hulpverlener", "R W W W W c R c W W R We"),
        ("jeugdprofessional", "R W W W W c c W W W W We"),
        ("wmo_consulent", "W W W W W - c c c W W We"),
        ("klantmanager_wi", "R W c c - - W - - c Rp We"),
        ("regisseur", "R W W R c c c c R W R We"),
        ("teamleider", "R* R R R - - - - R R R -"),
        ("inlooppunt", "W* W b - - - - - - - b -"),
        ("backoffice", "W R - - - - c - - R W -"),
        ("aanbieder", "R R - c c - - c c Re Re We"),
        ("partner", "- be - - - - - - - - - -"),
        ("inwoner", "R R Re R R R R R s R R -"),
        ("beheerder", "- - - - - - - - - - - -"),
        ("fg", "- - - - - - - - - - - -"),
        ("support", "- - - - - - - - - - - -"),
    ],
)
def test_the_standard_matrix_is_that_of_the_domain(functie, verwacht):
    assert " ".join(teken(Functie(functie), categorie) for categorie in Categorie) == verwacht


def test_who_is_not_involved_hears_so():
    oordeel = beslis(
        TEAM,
        lezer=lezer(Functie.HULPVERLENER, betrokken=False),
        categorie=Categorie.PLAN,
        moment=Moment.HULP,
    )

    assert (oordeel.mate, oordeel.reden) == (
        Mate.NIETS,
        "Je ziet dit niet: je bent niet betrokken bij dit gezin.",
    )


@pytest.mark.parametrize(
    ("wie", "categorie", "reden"),
    [
        (
            lezer(Functie.HULPVERLENER, geheim=False),
            Categorie.GEZONDHEID,
            "Je ziet dit niet: je beroepsgeheim is niet vastgelegd. Vraag je beheerder om dat bij je functie te doen.",
        ),
        (
            Lezer(
                frozenset({Functie.JEUGDPROFESSIONAL}),
                heeft_geheimhouding=True,
                is_betrokken=True,
                verlopen={"SKJ": date(2026, 9, 30)},
            ),
            Categorie.JEUGD,
            "Je ziet dit niet: je registratie bij SKJ is verlopen op 30 september 2026.",
        ),
        (
            lezer(Functie.KLANTMANAGER_WI),
            Categorie.GEZONDHEID,
            "Je ziet dit niet: “Gezondheid” hoort niet bij de taak van een klantmanager Werk en Inkomen.",
        ),
        (
            lezer(Functie.WMO_CONSULENT),
            Categorie.GELD,
            "Je ziet dit niet: voor “Inkomen en schulden” is toestemming of een andere vastgelegde grond nodig.",
        ),
        (
            Lezer(frozenset()),
            Categorie.PLAN,
            "Je ziet dit niet: je hebt geen functie in het informatieprotocol.",
        ),
    ],
    ids=["geheim", "register", "functie", "grond", "niemand"],
)
def test_every_no_says_why(wie, categorie, reden):
    oordeel = beslis(TEAM, lezer=wie, categorie=categorie, moment=Moment.HULP)

    assert (oordeel.mate, oordeel.reden) == (Mate.NIETS, reden)


def test_consent_opens_exactly_what_was_consented():
    wie = lezer(Functie.WMO_CONSULENT)
    open_, dicht = (
        beslis(TEAM, lezer=wie, categorie=categorie, moment=Moment.HULP, gronden=[TOESTEMMING])
        for categorie in (Categorie.GELD, Categorie.JEUGD)
    )

    assert (open_.mate, open_.schrijft, open_.grond, dicht.mate) == (
        Mate.ALLES,
        False,
        "Toestemming van Marieke",
        Mate.NIETS,
    )


def test_consent_cannot_give_what_the_function_never_sees():
    grond = Grond("toestemming", frozenset(Categorie), is_persoonlijk=True)
    oordeel = beslis(
        TEAM,
        lezer=lezer(Functie.KLANTMANAGER_WI),
        categorie=Categorie.GEZONDHEID,
        moment=Moment.HULP,
        gronden=[grond],
    )

    assert oordeel.mate is Mate.NIETS


def test_an_emergency_opens_everything_for_reading_but_the_notes_of_a_helper():
    nood = [Grond("nood", frozenset(Categorie), is_persoonlijk=True, tekst="Noodtoegang: acuut gevaar")]
    wie = lezer(Functie.KLANTMANAGER_WI, betrokken=False)
    gezien = {
        categorie.value: beslis(TEAM, lezer=wie, categorie=categorie, moment=Moment.HULP, gronden=nood)
        for categorie in Categorie
    }

    assert (
        "".join(letter for letter, o in gezien.items() if o.is_nood and o.mag and not o.schrijft)
        == "ABCDEFGHIJK"
    )
    assert gezien["L"].alleen_eigen


def test_a_cell_holds_only_at_its_moments():
    cel = Cel(Mate.ALLES, momenten=frozenset({Moment.HULP}), grond="Jeugdwet, artikel 7.4.1")
    matrix = Matrix(3, {}).met_cellen(Functie.REGISSEUR, Categorie.JEUGD, [cel])
    in_hulp, gesloten = (
        beslis(matrix, lezer=lezer(Functie.REGISSEUR), categorie=Categorie.JEUGD, moment=moment)
        for moment in (Moment.HULP, Moment.GESLOTEN)
    )

    assert (in_hulp.mate, in_hulp.versie, gesloten.reden) == (
        Mate.ALLES,
        3,
        "Je ziet dit niet: als regisseur zie je “Jeugd en opvoeden” niet in de fase Afgesloten.",
    )


def cellen() -> st.SearchStrategy[Cel]:
    return st.builds(
        Cel,
        mate=st.sampled_from([Mate.BESTAAT, Mate.SAMENVATTING, Mate.ALLES]),
        voorwaarde=st.sampled_from(Voorwaarde),
        schrijft=st.booleans(),
        grondsoort=st.sampled_from(Grondsoort),
        grond=st.text(max_size=5),
        momenten=st.frozensets(st.sampled_from(Moment), min_size=1),
        vraagt_geheimhouding=st.booleans(),
        registratie=st.sampled_from(["", "SKJ", "BIG"]),
        wet=st.sampled_from(["", "wmo"]),
    )


def matrices() -> st.SearchStrategy[Matrix]:
    plekken = st.tuples(st.sampled_from(Functie), st.sampled_from(Categorie))
    return st.builds(
        Matrix, st.integers(0, 9), st.dictionaries(plekken, cellen().map(lambda cel: (cel,)), max_size=30)
    )


@given(matrices())
def test_a_protocol_is_read_back_as_it_was_written(matrix):
    assert Matrix.uit_json(matrix.naar_json(), versie=matrix.versie) == matrix


@given(
    matrices(), st.sampled_from(Functie), st.sampled_from(Categorie), st.sampled_from(Moment), st.booleans()
)
def test_being_involved_and_having_a_ground_never_show_less(matrix, functie, categorie, moment, geheim):
    def mate(*, betrokken: bool, gronden: list[Grond]) -> Mate:
        wie = lezer(functie, betrokken=betrokken, geheim=geheim)
        return beslis(matrix, lezer=wie, categorie=categorie, moment=moment, gronden=gronden).mate

    grond = [Grond("toestemming", frozenset({categorie}), is_persoonlijk=True)]

    assert mate(betrokken=False, gronden=[]) <= mate(betrokken=True, gronden=[])
    assert mate(betrokken=True, gronden=[]) <= mate(betrokken=True, gronden=grond)


@given(matrices(), st.sampled_from(Categorie), st.sampled_from(Moment))
def test_no_function_sees_nothing(matrix, categorie, moment):
    assert not beslis(
        matrix, lezer=Lezer(frozenset(), True, frozenset(), True), categorie=categorie, moment=moment
    ).iets


@pytest.mark.parametrize(
    "ruw",
    [
        {"tovenaar": {"A": []}},
        {"fg": {"Z": []}},
        {"fg": {"A": [{"mate": 9}]}},
        {"fg": {"A": [Cel(Mate.ALLES).naar_json(), Cel(Mate.BESTAAT).naar_json()]}},
    ],
    ids=["functie", "categorie", "mate", "twee regels voor een moment"],
)
def test_content_that_is_no_protocol_is_refused(ruw):
    with pytest.raises(OngeldigProtocol):
        Matrix.uit_json(ruw)
