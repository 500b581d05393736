"""Work of decisions, objections and complaints: to make, to judge, to send, to handle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.access import besluiten_zichtbaar
from modules.dossier.besluiten.models import Beschikking, Bezwaar
from modules.dossier.besluiten.queries.lijsten import titel_van
from modules.dossier.besluiten.woorden import Stand
from modules.dossier.models import Termijn
from modules.dossier.werk.bronnen.plan import HOOGSTENS
from modules.dossier.werkbronnen import Soort, Vervolg, Werkbron, Werkregel, Werkvraag

_DOE: Final = {
    Stand.CONCEPT: "Maak het besluit af",
    Stand.TER_BEOORDELING: "Beoordeel het besluit",
    Stand.GENOMEN: "Verstuur het besluit",
}


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Lead the term of a decision, an objection or a complaint to its own page; no query."""
    gevonden: dict[UUID, Vervolg] = {}
    for termijn in termijnen:
        if termijn.beschikking_id is not None:
            hier = reverse("besluiten:besluit", args=[termijn.beschikking_id])
            gevonden[termijn.pk] = Vervolg("Ga naar het besluit", hier)
        elif termijn.bron_id is not None and termijn.sleutel.startswith("bezwaar_beslissen"):
            hier = reverse("besluiten:bezwaar", args=[termijn.bron_id])
            gevonden[termijn.pk] = Vervolg("Behandel het bezwaar", hier)
        elif termijn.bron_id is not None and termijn.sleutel in ("klacht", "klacht_adviseur"):
            hier = reverse("besluiten:klacht", args=[termijn.bron_id])
            gevonden[termijn.pk] = Vervolg("Behandel de klacht", hier)
    return gevonden


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield the decisions that wait for these people, and the objections they handle; two queries."""
    yield from _besluiten(vraag)
    yield from _bezwaren(vraag)


def _besluiten(vraag: Werkvraag) -> Iterator[Werkregel]:
    voorgelegd = Q(stand=Stand.TER_BEOORDELING) & vraag.van("voorgelegd_aan_id", team="casus__team_id")
    maken = Q(stand=Stand.CONCEPT) & vraag.van("behandelaar_id", team="casus__team_id")
    sturen = Q(stand=Stand.GENOMEN) & vraag.van("behandelaar_id", "beslist_door_id", team="casus__team_id")
    termijn = Termijn.objects.filter(beschikking_id=OuterRef("pk"), status="loopt").order_by("einde", "id")
    rijen = (
        Beschikking.objects.filter(besluiten_zichtbaar(vraag.gebruiker), voorgelegd | maken | sturen)
        .filter(Q(wet__in=[*vraag.modules, ""]))
        .annotate(
            werk_begin=Subquery(termijn.values("begin")[:1]), werk_einde=Subquery(termijn.values("einde")[:1])
        )
        .select_related("huishouden")
        .order_by("werk_einde", "gewijzigd_op", "id")
    )
    for rij in rijen[:HOOGSTENS]:
        yield Werkregel(
            Soort.BESLUIT, rij.huishouden_id, rij.casus_id, rij.huishouden.naam, titel_van(rij),
            _DOE[Stand(rij.stand)], rij.get_absolute_url(), waarom=str(Stand(rij.stand).label).lower(),
            wet=rij.wet, begin=rij.werk_begin or localdate(rij.gemaakt_op), uiterlijk=rij.werk_einde,
            van=_van(rij),
        )  # fmt: skip


def _van(rij: Any) -> UUID | None:
    wie: UUID | None = rij.voorgelegd_aan_id if rij.stand == Stand.TER_BEOORDELING else rij.behandelaar_id
    return wie


def _bezwaren(vraag: Werkvraag) -> Iterator[Werkregel]:
    rijen = Bezwaar.objects.filter(
        besluiten_zichtbaar(vraag.gebruiker, "beschikking__wet"),
        vraag.van("behandelaar_id", team="beschikking__casus__team_id"),
        stand__in=("ontvangen", "gehoord", "beslist"),
        beschikking__wet__in=[*vraag.modules, ""],
    )
    rijen = rijen.select_related("beschikking", "huishouden").order_by("beslissen_uiterlijk", "id")
    for rij in rijen[:HOOGSTENS]:
        yield Werkregel(
            Soort.BESLUIT, rij.huishouden_id, rij.beschikking.casus_id, rij.huishouden.naam,
            f"Bezwaar tegen {titel_van(rij.beschikking).lower()}", "Behandel het bezwaar",
            rij.get_absolute_url(), waarom=str(rij.get_stand_display()).lower(), wet=rij.beschikking.wet,
            begin=rij.ontvangen_op, uiterlijk=rij.beslissen_uiterlijk, van=rij.behandelaar_id,
        )  # fmt: skip


BESLUITEN = Werkbron("besluiten", vervolg=_vervolg, regels=_regels)
