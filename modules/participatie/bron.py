"""Find what a decision is about: the aanvraag, the step towards work or the measure it belongs to."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from modules.dossier.besluiten.models import Beschikking
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak
from modules.participatie.woorden import Besluit, Regeling, Stand, Werksoort

SOORT_VAN_REGELING: Final = {
    Regeling.BIJZONDER: "pw_bijzonder",
    Regeling.TOESLAG: "pw_toeslag",
    Regeling.MINIMA: "pw_minima",
}
SOORT_VAN_WERK: Final = {
    Werksoort.LOONKOSTEN: "pw_loonkosten",
    Werksoort.BESCHUT: "pw_beschut",
    Werksoort.ONTHEFFING: "pw_ontheffing",
}
MAATREGEL: Final = "pw_maatregel"
_REGELING: Final = {soort: regeling for regeling, soort in SOORT_VAN_REGELING.items()}
_WERK: Final = {soort: werk for werk, soort in SOORT_VAN_WERK.items()}

Bron = Inkomensaanvraag | Werkafspraak | Maatregel


def soort_van(bron: Bron) -> str:
    """Return the kind of decision that goes with this; empty when the gemeente decides nothing about it here."""
    if isinstance(bron, Inkomensaanvraag):
        return SOORT_VAN_REGELING.get(Regeling(bron.regeling), "")
    if isinstance(bron, Werkafspraak):
        return SOORT_VAN_WERK.get(Werksoort(bron.soort), "")
    return MAATREGEL if bron.besluit != Besluit.GEEN else ""


def _open(soort: str, inwoner_id: UUID) -> Any:
    """Return the rows of this person that may wait for such a decision, the newest first."""
    if soort in _REGELING:
        return Inkomensaanvraag.objects.filter(
            inwoner_id=inwoner_id, regeling=_REGELING[soort], stand=Stand.AANVRAAG, beschikking=None
        )
    if soort in _WERK:
        return Werkafspraak.objects.filter(
            inwoner_id=inwoner_id, soort=_WERK[soort], klaar_op=None, beschikking=None
        )
    return Maatregel.objects.filter(
        inwoner_id=inwoner_id, heroverwegen_op=None, heroverwogen_op=None, beschikking=None
    ).exclude(besluit=Besluit.GEEN)


def bron_van(beschikking: Beschikking) -> Bron | None:
    """Return what this decision is about: the row it was made for, else the newest one that waits for it."""
    soort = beschikking.soort
    model: Any = Inkomensaanvraag if soort in _REGELING else Werkafspraak if soort in _WERK else Maatregel
    eigen: Bron | None = model.objects.filter(beschikking_id=beschikking.pk).first()
    if eigen is not None or beschikking.relatie:
        return eigen  # what follows on an earlier decision has no aanvraag of its own
    gevonden: Bron | None = _open(soort, beschikking.inwoner_id).first()
    return gevonden
