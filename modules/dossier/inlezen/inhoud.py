"""From a kept file and its chosen columns back to checked households."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from modules.dossier.inlezen import opslag
from modules.dossier.inlezen.bouwen import huishoud_index
from modules.dossier.inlezen.controle import Uitkomst, controleer
from modules.dossier.inlezen.invoer import HuishoudInvoer
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.lezen import open_bestand
from modules.dossier.inlezen.models import IngelezenHuishouden, Inlezing
from modules.dossier.inlezen.models import Uitkomst as Wat
from modules.dossier.inlezen.tabel import Tabel, open_tabel
from modules.dossier.models import Huishouden


def tabel_van(inlezing: Inlezing) -> Tabel:
    """Open the kept file at its chosen sheet.

    :raises Refusal: the file is no longer kept.
    """
    return open_tabel(open_bestand(opslag.haal(inlezing.pk)), inlezing.blad)


def lees_opnieuw(inlezing: Inlezing, *, vandaag: date) -> tuple[Tabel, Uitkomst]:
    """Return what the kept file says with the columns chosen."""
    tabel = tabel_van(inlezing)
    indeling = Indeling.uit_koppen(tabel.koppen, inlezing.kolommen)
    return tabel, controleer(tabel.rijen(), tabel.koppen, indeling, vandaag=vandaag)


@dataclass(frozen=True, slots=True)
class Eerder:
    """What a household became when an earlier file named it."""

    huishouden_id: UUID
    inhoud_index: bytes


def eerder_ingelezen(bron: str, huishoudens: list[HuishoudInvoer]) -> dict[str, Eerder]:
    """Return per key of the file the household that came of it before and still exists. Two queries."""
    per_index = {huishoud_index(bron, invoer): invoer.sleutel for invoer in huishoudens}
    rijen = IngelezenHuishouden.objects.filter(
        sleutel_index__in=list(per_index),
        huishouden_id__isnull=False,
        uitkomst__in=[Wat.GEMAAKT, Wat.AANGEVULD, Wat.ONGEWIJZIGD, Wat.BLEEF],
    ).order_by("id")
    gevonden = {
        per_index[bytes(index)]: Eerder(huishouden_id, bytes(inhoud))
        for index, huishouden_id, inhoud in rijen.values_list(
            "sleutel_index", "huishouden_id", "inhoud_index"
        )
        if huishouden_id
    }
    ids = {eerder.huishouden_id for eerder in gevonden.values()}
    bestaat = set(Huishouden.objects.filter(pk__in=ids).order_by().values_list("pk", flat=True))
    return {sleutel: eerder for sleutel, eerder in gevonden.items() if eerder.huishouden_id in bestaat}
