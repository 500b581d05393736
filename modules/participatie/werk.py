"""What the Participatie line asks next, for the lists of work: aanvragen, measures, and days to look again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.access import zichtbaar
from modules.dossier.models import Termijn
from modules.dossier.werkbronnen import Soort, Vervolg, Werkbron, Werkregel, Werkvraag, werkbronnen
from modules.inrichting.rules.protocol import Categorie, Mate
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak

HOOGSTENS: Final = 1000
VOORUIT: Final = 14
_DOE: Final = {
    "eerste_contact": "Leg het eerste contact vast",
    "pw_zoektermijn": "Bekijk de zoektijd",
    "pw_voorschot": "Noteer het voorschot",
    "pw_taaltoets": "Regel de taaltoets",
    "pw_beslissing": "Leg het besluit vast",
}


def _mag(vraag: Werkvraag) -> Q:
    return zichtbaar(vraag.gebruiker, "huishouden", categorie=Categorie.GELD, minstens=Mate.ALLES)


def _vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Lead the terms of an aanvraag to its page, for who may read it; one query."""
    van_ons = [rij for rij in termijnen if rij.wet == "participatie" or rij.sleutel.startswith("pw_")]
    ids = [rij.bron_id for rij in van_ons if rij.bron_id]
    aanvragen = set(
        Inkomensaanvraag.objects.filter(_mag(vraag), pk__in=ids).order_by().values_list("pk", flat=True)
    )
    return {
        rij.pk: Vervolg(
            _DOE.get(rij.sleutel, "Ga naar de aanvraag"), reverse("participatie:aanvraag", args=[rij.bron_id])
        )
        for rij in van_ons
        if rij.bron_id in aanvragen and rij.beschikking_id is None
    }


def _regels(vraag: Werkvraag) -> Iterator[Werkregel]:
    """Yield measures and agreements to look at again; two queries."""
    tot = vraag.vandaag + timedelta(days=VOORUIT)
    maatregelen = Maatregel.objects.filter(
        _mag(vraag),
        vraag.van("besloten_door_id", team="huishouden__team_id"),
        heroverwegen_op__lte=tot,
        heroverwogen_op=None,
    )
    for rij in maatregelen.select_related("huishouden").order_by("heroverwegen_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.TERUGKIJKEN, rij.huishouden_id, None, rij.huishouden.naam, "Maatregel opnieuw bekijken",
            "Bekijk de maatregel opnieuw", reverse("participatie:heroverweging", args=[rij.pk]),
            waarom="Participatiewet artikel 18 lid 3", wet="participatie", begin=rij.besloten_op,
            uiterlijk=rij.heroverwegen_op, van=rij.besloten_door_id,
        )  # fmt: skip
    afspraken = Werkafspraak.objects.filter(
        _mag(vraag),
        Q(tot=None) | Q(tot__gte=vraag.vandaag),
        vraag.van("door_id", team="huishouden__team_id"),
        opnieuw_op__lte=tot,
    )
    for afspraak in afspraken.select_related("huishouden").order_by("opnieuw_op", "id")[:HOOGSTENS]:
        yield Werkregel(
            Soort.TERUGKIJKEN, afspraak.huishouden_id, None, afspraak.huishouden.naam, afspraak.wat, "Kijk opnieuw",
            reverse("participatie:huishouden", args=[afspraak.huishouden_id]), waarom="afspraak over werk",
            wet="participatie", begin=localdate(afspraak.gemaakt_op), uiterlijk=afspraak.opnieuw_op,
            van=afspraak.door_id,
        )  # fmt: skip


werkbronnen.registreer(Werkbron("participatie", wet="participatie", vervolg=_vervolg, regels=_regels))
