"""Random protocols and random readers, for the properties of the informatieprotocol."""

from __future__ import annotations

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
    Voorwaarde,
)

GRONDEN = (
    "Wmo 2015, artikel 5.1.1",
    "Jeugdwet, artikel 7.4.1",
    "Toestemming van de inwoner",
    "Gevaar voor een kind",
)


@st.composite
def cellen(draw: st.DrawFn) -> tuple[Cel, ...]:
    """One to three cells that share no moment."""
    verdeling = draw(st.lists(st.integers(0, 3), min_size=len(Moment), max_size=len(Moment)))
    delen = []
    for deel in range(1, 4):
        momenten = frozenset(moment for moment, plek in zip(Moment, verdeling, strict=True) if plek == deel)
        if momenten:
            delen.append(
                Cel(
                    mate=draw(st.sampled_from([m for m in Mate if m])),
                    voorwaarde=draw(st.sampled_from(Voorwaarde)),
                    schrijft=draw(st.booleans()),
                    grondsoort=draw(st.sampled_from(Grondsoort)),
                    grond=draw(st.sampled_from(GRONDEN)),
                    momenten=momenten,
                    vraagt_geheimhouding=draw(st.booleans()),
                    registratie=draw(st.sampled_from(["", "SKJ", "BIG"])),
                    wet=draw(st.sampled_from(["", "participatie", "jeugd"])),
                )
            )
    return tuple(delen)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """A protocol with some forty filled places."""
    plekken = st.tuples(st.sampled_from(Functie), st.sampled_from(Categorie))
    gekozen = draw(st.lists(plekken, min_size=5, max_size=40, unique=True))
    gevuld = {plek: draw(cellen()) for plek in gekozen}
    return Matrix(draw(st.integers(1, 99)), {plek: deel for plek, deel in gevuld.items() if deel})


@st.composite
def gronden(draw: st.DrawFn) -> tuple[Grond, ...]:
    """What may be recorded on one household."""
    return tuple(
        Grond(
            soort=draw(st.sampled_from(["toestemming", "gevaar", "verzoek", "nood"])),
            categorieen=frozenset(draw(st.sets(st.sampled_from(Categorie), min_size=1, max_size=4))),
            mate=draw(st.sampled_from([m for m in Mate if m])),
            schrijft=draw(st.booleans()),
            is_persoonlijk=draw(st.booleans()),
        )
        for _ in range(draw(st.integers(0, 2)))
    )


@st.composite
def lezers(draw: st.DrawFn, functie: Functie) -> Lezer:
    """Somebody with one function, and with or without all that can be asked."""
    return Lezer(
        frozenset({functie}),
        heeft_geheimhouding=draw(st.booleans()),
        registraties=frozenset(draw(st.sets(st.sampled_from(["SKJ", "BIG"])))),
        is_betrokken=draw(st.booleans()),
    )
