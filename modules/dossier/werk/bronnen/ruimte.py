"""Deviations from a rule: to back, and to look back on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.models import Termijn
from modules.dossier.ruimte.access import afwijkingen_voor
from modules.dossier.ruimte.rules.afwijking import STEUN
from modules.dossier.werk.bronnen.plan import HOOGSTENS, VOORUIT
from modules.dossier.werkbronnen import Soort, Vervolg, Werkbron, Werkregel, Werkvraag


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Lead the term for backing to the deviation; no query."""
    return {
        termijn.pk: Vervolg("Geef je steun of niet", reverse("ruimte:afwijking", args=[termijn.bron_id]))
        for termijn in termijnen
        if termijn.sleutel == STEUN and termijn.bron_id is not None
    }


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield the deviations whose day to look back is near or passed; one query."""
    rijen = afwijkingen_voor(vraag.gebruiker).filter(
        vraag.van("besloten_door_id", "casus__behandelaar_id", team="casus__team_id"),
        teruggekeken_op=None,
        terugkijken_op__lte=vraag.vandaag + timedelta(days=VOORUIT),
    )
    for rij in rijen.select_related("huishouden", "regel").order_by("terugkijken_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.TERUGKIJKEN, rij.huishouden_id, rij.casus_id, rij.huishouden.naam,
            f"Afwijking van {rij.regel.titel}", "Kijk terug", rij.get_absolute_url(), waarom="afgesproken dag",
            begin=localdate(rij.gemaakt_op), uiterlijk=rij.terugkijken_op, van=rij.besloten_door_id,
        )  # fmt: skip


RUIMTE = Werkbron("ruimte", vervolg=_vervolg, regels=_regels)
