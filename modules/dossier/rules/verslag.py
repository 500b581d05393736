"""The proposal for a report: what was said, in the u-form, ready to be edited (ux 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from keukentafel.values.datum_tekst import datum_voluit

_KADER_ZIN = {
    "Eigen kracht": "Dit doet u zelf",
    "Netwerk": "Hier helpen mensen om u heen bij",
    "Hulp die er al is": "Deze hulp is er al",
    "Maatwerk": "Dit is nog extra nodig",
}


def stel_verslag_op(
    *,
    dag: date,
    wie: Sequence[str],
    medewerker: str,
    verhaal: str,
    gevraagd: str,
    sterk: str,
    toekomst: str,
    behoeften: Sequence[tuple[str, Sequence[tuple[str, str]]]],
) -> str:
    """Return the text of a report made of the parts of a talk; empty parts are left out."""
    namen = " en ".join(naam for naam in (", ".join(wie[:-1]), *wie[-1:]) if naam) or "u"
    delen = [f"Op {datum_voluit(dag)} spraken {namen} en {medewerker} met elkaar."]
    delen += _deel("Uw verhaal", verhaal)
    delen += _deel("U vroeg", gevraagd)
    delen += _deel("Dit gaat goed", sterk)
    delen += _deel("Zo ziet u de toekomst", toekomst)
    for nummer, (tekst, kaders) in enumerate(behoeften, start=1):
        delen.append(f"Wat u nodig heeft ({nummer})\n{tekst.strip()}")
        delen += [f"{_KADER_ZIN.get(kader, kader)}: {antwoord.strip()}" for kader, antwoord in kaders]
    delen.append(
        "Klopt iets niet, of ziet u het anders? Laat het weten. Uw reactie komt bij dit verslag te staan."
    )
    return "\n\n".join(delen)


def _deel(kop: str, tekst: str) -> list[str]:
    return [f"{kop}\n{tekst.strip()}"] if tekst.strip() else []
