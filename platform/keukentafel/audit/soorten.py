"""The kinds of lines people look for, and which events ask for attention by themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regelsoort:
    """One choice of the filter. `sql` uses an index: a kind that is rare is one of those that stand out."""

    code: str
    label: str
    sql: str


SOORTEN: tuple[Regelsoort, ...] = (
    Regelsoort("bekeken", "Bekeken", "soort = 'R' AND resultaat = 'gelukt'"),
    Regelsoort("gemaakt", "Gemaakt", "soort = 'C'"),
    Regelsoort("gewijzigd", "Gewijzigd", "soort = 'U'"),
    Regelsoort("verwijderd", "Verwijderd", "soort = 'D'"),
    Regelsoort("gezocht", "Gezocht", "gebeurtenis LIKE '%%.gezocht'"),
    Regelsoort("inloggen", "Inloggen", "gebeurtenis LIKE 'identity.%%' AND soort = 'E'"),
    Regelsoort("opvallend", "Alles wat opvalt", "niveau <> 'info'"),
    Regelsoort("geweigerd", "Geweigerd", "niveau <> 'info' AND resultaat = 'geweigerd'"),
    Regelsoort("nood", "Noodtoegang", "niveau <> 'info' AND (is_nood OR gebeurtenis LIKE 'toegang.nood.%%')"),
    Regelsoort(
        "afdruk",
        "Afgedrukt of meegenomen",
        "niveau <> 'info' AND (gebeurtenis LIKE '%%.afgedrukt' OR gebeurtenis LIKE '%%.geexporteerd'"
        " OR gebeurtenis LIKE '%%.gedownload')",
    ),
    Regelsoort(
        "rechten",
        "Rechten en protocol",
        "niveau <> 'info' AND (gebeurtenis LIKE 'identity.rollen.%%' OR gebeurtenis LIKE 'identity.gebruiker.%%'"
        " OR gebeurtenis LIKE 'inrichting.%%')",
    ),
    Regelsoort("logboek", "Kijken in het logboek", "gebeurtenis LIKE 'audit.%%'"),
)
PER_CODE = {soort.code: soort for soort in SOORTEN}

_VALT_OP = (
    "identity.rollen.",
    "identity.gebruiker.",
    "toegangsleutels.programma.",
    "toegangsleutels.geheim.",
    "toegangsleutels.token.gemaakt",
    "identity.wachtwoord.hersteld",
    "identity.code_app.",
    "inrichting.protocol.",
    "inrichting.teamlid.",
    "inrichting.convenant.",
    "audit.logboek.geexporteerd",
    "toegang.nood.",
    "toegang.alarm.",
    "toegang.afscherming.",
)
_VALT_OP_AAN_HET_EIND = (".afgedrukt", ".geexporteerd", ".gedownload", ".bsn_getoond")


def valt_op(gebeurtenis: str) -> bool:
    """Tell whether this event asks for attention whatever came of it: rights, prints, exports, emergencies."""
    return gebeurtenis.startswith(_VALT_OP) or gebeurtenis.endswith(_VALT_OP_AAN_HET_EIND)
