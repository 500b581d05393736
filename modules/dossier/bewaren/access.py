"""The doors of bewaren: who may follow a request, and who may read what it is about.

The privacyfunctionaris follows every request and sees no household: kind, team, terms and decision.
Others see the requests of households they may open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import huishouden_for, zichtbaar
from modules.dossier.bewaren.models import Verzoek, VerzoekSoort
from modules.dossier.bewaren.verzamelen import huishoudens_van
from modules.dossier.models import Huishouden
from modules.dossier.rollen import SCHRIJFT
from modules.inrichting.rules.protocol import Mate

BEHANDELT = SCHRIJFT | {Rol.FG}


def verzoeken_voor(gebruiker: Any) -> QuerySet[Any]:
    """Return the requests this person may follow: those of own households; all of them for the FG."""
    if gebruiker.has_rol(Rol.FG) or zaaifouten.staat_aan("verzoeken_zonder_filter"):
        return Verzoek.objects.all()
    return Verzoek.objects.filter(zichtbaar(gebruiker, via="huishouden"), huishouden__isnull=False)


def ziet_wie(gebruiker: Any) -> Q:
    """Return the filter for requests of which this person may also see about whom they are."""
    return Q(huishouden__isnull=False) & zichtbaar(gebruiker, via="huishouden")


def verzoek_for(gebruiker: Any, verzoek_id: UUID, *, doel: Doel = Doel.INZAGE_INWONER) -> Verzoek:
    """Open a request through its household, and write the visit in the logboek.

    To the FG, who may not open households, it comes without: `huishouden` is None then.

    :raises Http404: it is not there, or its household is not for this person.
    """
    vraag = Verzoek.objects.select_related(
        "team", "behandelaar", "besloten_door", "identiteit_door", "inwoner"
    )
    verzoek = vraag.filter(pk=verzoek_id).first()
    if verzoek is None:
        raise Http404
    if gebruiker.has_rol(*SCHRIJFT) and verzoek.huishouden_id:
        try:
            verzoek.huishouden = huishouden_for(gebruiker, verzoek.huishouden_id, doel=doel)
        except Http404:
            if not gebruiker.has_rol(Rol.FG):
                raise
        else:
            return verzoek
    if not gebruiker.has_rol(Rol.FG):
        raise Http404
    audit.record_inzage(target=verzoek, by=gebruiker, doel=Doel.BEHEER, at=timezone.now())
    return zonder_wie(verzoek)


def zonder_wie(verzoek: Verzoek) -> Verzoek:
    """Return the request without whom it is about and without words: what the FG sees."""
    verzoek.huishouden = None
    verzoek.inwoner = None
    verzoek.aanvrager_naam = verzoek.inhoud = verzoek.machtiging = ""
    verzoek.motivering = verzoek.wat_gedaan = verzoek.verlengd_omdat = ""
    return verzoek


def inhoudelijk_for(gebruiker: Any, verzoek_id: UUID, *, doel: Doel = Doel.INZAGE_INWONER) -> Verzoek:
    """Open a request to work on what is in the file; not for the FG.

    :raises Http404: it is not there, its household is not for this person, or it was destroyed.
    """
    verzoek = verzoek_for(gebruiker, verzoek_id, doel=doel)
    if verzoek.huishouden is None or verzoek.inwoner is None:
        raise Http404
    return verzoek


@dataclass(frozen=True, slots=True)
class Nakijker:
    """Somebody who looks at what goes along in a copy: what this person reads, household by household."""

    verzoek: Verzoek
    letters: Mapping[UUID, frozenset[str]]

    @property
    def behandelt(self) -> bool:
        """Whether the request itself is open to this person, and not only another household of the resident."""
        return self.verzoek.huishouden_id in self.letters

    def leesbaar(self, huishouden_id: UUID | None) -> frozenset[str]:
        """Return the categories read in full in a household; with None those of the person alone."""
        hier = huishouden_id or self.verzoek.huishouden_id
        return self.letters.get(hier, frozenset()) if hier else frozenset()


def nakijken_for(gebruiker: Any, verzoek_id: UUID) -> Nakijker:
    """Open a request for a copy to look at what goes along, through each household this person may open.

    A colleague of another team comes in by another household of the same resident, and sees nothing of
    the household of the request. Every household that is opened gets its line in the logboek.

    :raises Http404: it is not there, it asks something else, or none of the households is for this person.
    """
    vraag = Verzoek.objects.select_related("team", "behandelaar", "inwoner")
    verzoek = vraag.filter(pk=verzoek_id, soort=VerzoekSoort.INZAGE).first()
    if verzoek is None or verzoek.inwoner is None or verzoek.huishouden_id is None:
        raise Http404
    alle = list(dict.fromkeys([verzoek.huishouden_id, *huishoudens_van(verzoek.inwoner)]))
    mag = Huishouden.objects.filter(zichtbaar(gebruiker, minstens=Mate.ALLES), pk__in=alle)
    open_ = set(mag.values_list("pk", flat=True)) if gebruiker.has_rol(*SCHRIJFT) else set()
    letters = {}
    for pk in alle:
        if pk in open_ or (
            pk == verzoek.huishouden_id and not open_
        ):  # refused by the door itself, and written down
            huishouden: Any = huishouden_for(gebruiker, pk, doel=Doel.INZAGE_INWONER)
            letters[pk] = frozenset(huishouden.zicht.leesbaar())
            if pk == verzoek.huishouden_id:
                verzoek.huishouden = huishouden
    if not verzoek.identiteit or not letters:
        raise Http404
    return Nakijker(verzoek, letters)
