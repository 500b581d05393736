"""The fields that say from when a zaak is kept (rules ztc-003 to ztc-008)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from modules.zgw.fouten import Veldfout

VELDEN: Final = ("procestermijn", "datumkenmerk", "einddatumBekend", "objecttype", "registratie")
_KAN_PROCESTERMIJN: Final[Mapping[str, frozenset[str]]] = {
    "nihil": frozenset({"afgehandeld"}),
    "bestaansduur_procesobject": frozenset(
        {"ander_datumkenmerk", "eigenschap", "gerelateerde_zaak", "hoofdzaak", "ingangsdatum_besluit",
         "vervaldatum_besluit", "zaakobject"}
    ),
    "ingeschatte_bestaansduur_procesobject": frozenset({"termijn"}),
    "vast_te_leggen_datum": frozenset({"ander_datumkenmerk", "eigenschap", "gerelateerde_zaak", "hoofdzaak",
                                       "ingangsdatum_besluit", "vervaldatum_besluit", "zaakobject"}),
}  # fmt: skip
"""Which way to derive the day fits the procestermijn of the Selectielijst (ztc-003)."""


@dataclass(frozen=True, slots=True)
class _Vorm:
    nodig: frozenset[str]
    mag: frozenset[str] = frozenset()


_VORMEN: Final[Mapping[str, _Vorm]] = {
    "afgehandeld": _Vorm(frozenset()),
    "ander_datumkenmerk": _Vorm(
        frozenset({"datumkenmerk", "registratie"}), frozenset({"einddatumBekend", "objecttype"})
    ),
    "eigenschap": _Vorm(frozenset({"datumkenmerk"}), frozenset({"einddatumBekend"})),
    "gerelateerde_zaak": _Vorm(frozenset(), frozenset({"einddatumBekend"})),
    "hoofdzaak": _Vorm(frozenset(), frozenset({"einddatumBekend"})),
    "ingangsdatum_besluit": _Vorm(frozenset(), frozenset({"einddatumBekend"})),
    "termijn": _Vorm(frozenset({"procestermijn"})),
    "vervaldatum_besluit": _Vorm(frozenset(), frozenset({"einddatumBekend"})),
    "zaakobject": _Vorm(frozenset({"datumkenmerk", "objecttype"}), frozenset({"einddatumBekend"})),
}
"""Which fields each way asks for, and which it allows besides (ztc-004 to ztc-008)."""


def controleer_brondatum(brondatum: Mapping[str, Any], procestermijn: str) -> list[Veldfout]:
    """Return what is wrong with brondatumArchiefprocedure, given the procestermijn of the Selectielijst."""
    wijze = str(brondatum.get("afleidingswijze") or "")
    if not wijze:
        return []
    fouten = []
    past = _KAN_PROCESTERMIJN.get(procestermijn)
    if past is not None and wijze not in past:
        reden = f"Deze afleidingswijze past niet bij de procestermijn {procestermijn} van de Selectielijst."
        fouten.append(
            Veldfout(
                "brondatumArchiefprocedure.afleidingswijze",
                "invalid-afleidingswijze-for-procestermijn",
                reden,
            )
        )
    vorm = _VORMEN[wijze]
    for veld in VELDEN:
        gevuld = bool(brondatum.get(veld))
        naam = f"brondatumArchiefprocedure.{veld}"
        if veld in vorm.nodig and not gevuld:
            fouten.append(Veldfout(naam, "required", f"Bij {wijze} is {veld} nodig."))
        elif gevuld and veld not in vorm.nodig | vorm.mag:
            fouten.append(Veldfout(naam, "must-be-empty", f"Bij {wijze} blijft {veld} leeg."))
    return fouten
