"""What the Jeugd line asks next, for the lists of work: hulpvragen, a running meldcode, and turning eighteen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.access import zichtbaar
from modules.dossier.models import Termijn
from modules.dossier.werkbronnen import Soort, Vervolg, Werkbron, Werkregel, Werkvraag, werkbronnen
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.jeugd.models import Hulpvraag, Meldcode
from modules.jeugd.models.hulpvraag import OPEN
from modules.jeugd.woorden import Stand

HOOGSTENS: Final = 1000
_DOE: Final = {
    Stand.BINNEN: "Leg het eerste gesprek vast",
    Stand.GESPREK: "Ga verder met de hulpvraag",
    Stand.AANVRAAG: "Ga verder met het besluit",
    Stand.BESLOTEN: "Laat de hulp beginnen",
}


def _mag(vraag: Werkvraag, letter: Categorie) -> Q:
    return zichtbaar(vraag.gebruiker, "huishouden", categorie=letter, minstens=Mate.ALLES)


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Lead the terms of a hulpvraag to its page, for who may read it; one query."""
    van_ons = [rij for rij in termijnen if rij.wet == "jeugd" or rij.sleutel.startswith("jeugd_")]
    meldingen = [rij.melding_id for rij in van_ons if rij.melding_id]
    vragen = list(
        Hulpvraag.objects.filter(_mag(vraag, Categorie.JEUGD), OPEN)
        .filter(Q(pk__in=[rij.bron_id for rij in van_ons if rij.bron_id]) | Q(melding_id__in=meldingen))
        .only("pk", "melding_id", "stand")
        .order_by()
    )
    per_id: dict[UUID | None, Hulpvraag] = {rij.pk: rij for rij in vragen}
    per_melding: dict[UUID | None, Hulpvraag] = {rij.melding_id: rij for rij in vragen if rij.melding_id}
    gevonden = {}
    for termijn in van_ons:
        hulpvraag = per_id.get(termijn.bron_id) or per_melding.get(termijn.melding_id)
        if hulpvraag is not None and termijn.beschikking_id is None:
            gevonden[termijn.pk] = _naar(hulpvraag)
    return gevonden


def _naar(hulpvraag: Hulpvraag) -> Vervolg:
    doe = _DOE.get(Stand(hulpvraag.stand), "Bekijk de hulpvraag")
    return Vervolg(doe, hulpvraag.get_absolute_url())


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield the hulpvragen that wait for a next step, and the meldcodes that run; two queries."""
    hulpvragen = Hulpvraag.objects.filter(
        _mag(vraag, Categorie.JEUGD),
        vraag.van("professional_id", "casus__behandelaar_id", team="casus__team_id"),
        stand__in=list(_DOE),
    )
    for rij in hulpvragen.select_related("huishouden", "casus").order_by("ontvangen_op", "id")[:HOOGSTENS]:
        stap = _naar(rij)
        yield Werkregel(
            Soort.STAP, rij.huishouden_id, rij.casus_id, rij.huishouden.naam, "Hulpvraag voor een kind",
            stap.doe, stap.url, waarom=str(rij.get_stand_display()).lower(), wet="jeugd",
            begin=rij.ontvangen_op, van=rij.professional_id or rij.casus.behandelaar_id,
        )  # fmt: skip
    codes = Meldcode.objects.filter(
        _mag(vraag, Categorie.VEILIGHEID),
        vraag.van("begonnen_door_id", team="huishouden__team_id"),
        gesloten_op=None,
    )
    for code in codes.select_related("huishouden").order_by("begonnen_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.STAP, code.huishouden_id, None, code.huishouden.naam, "Meldcode", "Ga verder met de meldcode",
            reverse("jeugd:meldcode", args=[code.pk]), waarom="de vijf stappen", wet="jeugd",
            begin=localdate(code.begonnen_op), is_crisis=code.is_onveilig, van=code.begonnen_door_id,
        )  # fmt: skip


werkbronnen.registreer(Werkbron("jeugd", wet="jeugd", vervolg=_vervolg, regels=_regels))
