"""The five steps of the line with their day, and what is next (ux 7.9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from keukentafel.components.care import Processtap
from modules.dossier.models import Termijn
from modules.dossier.processtappen import op_dag
from modules.dossier.rules.normen import norm_op
from modules.wmo.models import Zaak
from modules.wmo.rules.verloop import Fase, Stand

_VOLGORDE = (Fase.MELDING, Fase.ONDERZOEK, Fase.VERSLAG, Fase.AANVRAAG, Fase.BESLUIT)


@dataclass(frozen=True, slots=True)
class Volgende:
    """The verb of the next step, where it is done, and why now."""

    tekst: str
    url: str
    uitleg: str


def lijn_van(zaak: Zaak, stand: Stand, termijnen: Sequence[Termijn], vandaag: date) -> list[Processtap]:
    """Return the steps with what was done and until when, in their lawful order."""
    loopt = {termijn.sleutel: termijn for termijn in termijnen if termijn.status != "vervallen"}
    regel = norm_op("wmo_beschikking", vandaag).regel
    delen: tuple[tuple[str, date | None, str, str, str], ...] = (
        ("Melding", stand.bevestigd_op, "wmo_bevestiging", "bevestigd op", "bevestig uiterlijk"),
        ("Onderzoek", stand.verslag_op, "wmo_onderzoek", "klaar op", "uiterlijk"),
        ("Verslag", stand.retour_op, "", "terug op", "naar de inwoner"),
        ("Aanvraag", stand.aanvraag_op, "", "gedaan op", "als de inwoner dat wil"),
        ("Besluit", stand.besloten_op, "wmo_beschikking", "genomen op", f"{regel[:1].lower()}{regel[1:]}"),
    )
    return [
        _stap(naam, plek, stand.fase, op, loopt.get(sleutel), vandaag, klaar, anders)
        for plek, (naam, op, sleutel, klaar, anders) in enumerate(delen)
    ]


def _stap(
    naam: str,
    plek: int,
    nu: Fase,
    op: date | None,
    termijn: Termijn | None,
    vandaag: date,
    klaar: str,
    anders: str,
) -> Processtap:
    if op is not None:
        return Processtap(naam, "klaar", f"{klaar} {op_dag(op, vandaag)}")
    if nu is Fase.INGETROKKEN:
        return Processtap(naam, "vervallen", "ingetrokken")
    if nu in _VOLGORDE and plek < _VOLGORDE.index(nu):
        return Processtap(naam, "klaar", "overgeslagen" if plek in (1, 2) else "")
    stand = "nu" if nu in _VOLGORDE and plek == _VOLGORDE.index(nu) else "straks"
    if termijn is not None and termijn.gehaald_op is None:
        voor = anders if anders.endswith("uiterlijk") else "uiterlijk"
        tekst = f"{voor} {op_dag(termijn.einde, vandaag)}"
        return Processtap(naam, stand, tekst, uiterlijk=termijn.einde)  # type: ignore[arg-type]
    return Processtap(naam, stand, "" if anders.endswith("uiterlijk") else anders)  # type: ignore[arg-type]


def volgende_stap(zaak: Zaak, stand: Stand, vandaag: date) -> Volgende | None:
    """Return what to do next; nothing when the line ended."""

    def naar(route: str) -> str:
        return reverse(f"wmo:{route}", args=[zaak.melding_id])

    if (
        zaak.melding.is_spoed
        and stand.tijdelijk_op is None
        and stand.fase not in (Fase.BESLOTEN, Fase.INGETROKKEN)
    ):
        return Volgende(
            "Regel tijdelijke hulp", naar("tijdelijke_hulp"), "Spoed: dat gaat voor het onderzoek."
        )
    match stand.fase:
        case Fase.MELDING:
            return Volgende("Bevestig de melding", naar("bevestiging"), "De inwoner krijgt een brief.")
        case Fase.ONDERZOEK if stand.ontbreekt:
            letter = stand.ontbreekt[0]
            uitleg = f"Nog {len(stand.ontbreekt)} van de 7 onderdelen zijn leeg."
            return Volgende(
                "Ga verder met het onderzoek",
                reverse("wmo:onderdeel", args=[zaak.melding_id, letter]),
                uitleg,
            )
        case Fase.ONDERZOEK:
            return Volgende("Verstuur het verslag", naar("verslag"), "Alle 7 onderdelen zijn ingevuld.")
        case Fase.VERSLAG:
            return Volgende(
                "Leg vast dat het verslag terug is", naar("verslag"), "Het verslag ligt bij de inwoner."
            )
        case Fase.AANVRAAG:
            return Volgende("Leg de aanvraag vast", naar("aanvraag"), "Als de inwoner wil aanvragen.")
        case Fase.BESLUIT:
            return Volgende("Bereid het besluit voor", naar("besluit"), "De 2 weken lopen.")
        case _:
            return None
