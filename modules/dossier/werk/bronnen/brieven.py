"""Letters that were begun and not sent."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.brieven.access import leesbaar
from modules.dossier.brieven.models import Brief
from modules.dossier.brieven.soorten import soorten
from modules.dossier.werk.bronnen.plan import HOOGSTENS
from modules.dossier.werkbronnen import Soort, Werkbron, Werkregel, Werkvraag


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield the letters these people began; one query."""
    rijen = Brief.objects.filter(
        leesbaar(vraag.gebruiker),
        vraag.van("gemaakt_door_id", "casus__behandelaar_id", team="casus__team_id"),
        stand="concept",
        soort__in=[soort.code for soort in soorten.alle(vraag.modules)],
    )
    for rij in rijen.select_related("huishouden").order_by("gemaakt_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.BRIEF, rij.huishouden_id, rij.casus_id, rij.huishouden.naam, f"Brief: {soorten.titel(rij.soort)}",
            "Verstuur de brief", reverse("brieven:brief", args=[rij.pk]), waarom="nog niet verstuurd",
            begin=localdate(rij.gemaakt_op), van=rij.gemaakt_door_id,
        )  # fmt: skip


BRIEVEN = Werkbron("brieven", regels=_regels)
