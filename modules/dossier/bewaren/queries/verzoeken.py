"""The list of requests: late ones on top, by kind, mine or all; and those of one household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, Count, Q, QuerySet, Value, When

from modules.dossier.bewaren.access import verzoeken_voor, ziet_wie, zonder_wie
from modules.dossier.bewaren.models import Verzoek, VerzoekSoort
from modules.dossier.bewaren.models.verzoek import KLAAR
from modules.dossier.models import Huishouden
from modules.dossier.queries.bladwijzer import lees_id

PER_PAGINA = 25
STANDEN = (("open", "Loopt"), ("te_laat", "Te laat"), ("klaar", "Klaar"))
SOORTEN = (("", "Alles"), *VerzoekSoort.choices)


@dataclass(frozen=True, slots=True)
class Verzoekvraag:
    """What the list must show; every field is part of the address."""

    stand: str = "open"
    soort: str = ""
    van: str = ""
    na: str = ""

    @classmethod
    def uit(cls, get: Any) -> Verzoekvraag:
        """Read the address; what it does not know it leaves out."""
        return cls(
            stand=get.get("stand") if get.get("stand") in dict(STANDEN) else "open",
            soort=get.get("soort") if get.get("soort") in VerzoekSoort.values else "",
            van="mij" if get.get("van") == "mij" else "",
            na=get.get("na", ""),
        )

    def adres(self, basis: str, **anders: Any) -> str:
        """Return the address of this list with some things changed; the bookmark goes unless given."""
        nieuw, gewoon = replace(self, **{"na": "", **anders}), Verzoekvraag()
        delen = {
            naam: waarde
            for naam in self.__dataclass_fields__
            if (waarde := getattr(nieuw, naam)) and waarde != getattr(gewoon, naam)
        }
        return f"{basis}?{urlencode(delen)}" if delen else basis


@dataclass(frozen=True, slots=True)
class Verzoekenlijst:
    """One page. `volgende` is empty at the end."""

    rijen: Sequence[Any]
    volgende: str


def verzoekenlijst(gebruiker: Any, vraag: Verzoekvraag, *, vandaag: date, basis: str) -> Verzoekenlijst:
    """Return one page, the first to end first (what is done: newest first); one query."""
    af = vraag.stand == "klaar"
    rijen = _gefilterd(gebruiker, vraag, vandaag)
    grens = lees_id(vraag.na) if vraag.na else None
    if grens is not None:
        rijen = _na(rijen, grens, af=af)
    volgorde = ("-ontvangen_op", "-id") if af else ("uiterlijk", "id")
    vol = rijen.select_related("huishouden", "inwoner", "behandelaar", "team").order_by(*volgorde)
    gelezen = list(_met_zicht(vol, gebruiker)[: PER_PAGINA + 1])
    getoond = [rij if rij.kt_ziet else zonder_wie(rij) for rij in gelezen[:PER_PAGINA]]
    meer = len(gelezen) > PER_PAGINA
    return Verzoekenlijst(getoond, vraag.adres(basis, na=str(getoond[-1].pk)) if meer else "")


def _met_zicht(rijen: QuerySet[Any], gebruiker: Any) -> QuerySet[Any]:
    wel = When(ziet_wie(gebruiker), then=Value(True))
    return rijen.annotate(kt_ziet=Case(wel, default=Value(False), output_field=BooleanField()))


def _gefilterd(gebruiker: Any, vraag: Verzoekvraag, vandaag: date) -> QuerySet[Any]:
    rijen = verzoeken_voor(gebruiker)
    rijen = rijen.filter(stand__in=KLAAR) if vraag.stand == "klaar" else rijen.exclude(stand__in=KLAAR)
    if vraag.stand == "te_laat":
        rijen = rijen.filter(uiterlijk__lt=vandaag)
    if vraag.soort:
        rijen = rijen.filter(soort=vraag.soort)
    return rijen.filter(behandelaar_id=gebruiker.pk) if vraag.van == "mij" else rijen


def _na(rijen: QuerySet[Any], grens: Any, *, af: bool) -> QuerySet[Any]:
    veld, kant = ("ontvangen_op", "lt") if af else ("uiterlijk", "gt")
    hier = Verzoek.objects.filter(pk=grens).values(veld)[:1]
    return rijen.filter(Q(**{f"{veld}__{kant}": hier}) | Q(**{veld: hier, f"pk__{kant}": grens}))


def tel_open(gebruiker: Any, vandaag: date) -> dict[str, int]:
    """Count what runs and what is late; one query."""
    open_ = verzoeken_voor(gebruiker).exclude(stand__in=KLAAR)
    return open_.aggregate(alles=Count("pk"), te_laat=Count("pk", filter=Q(uiterlijk__lt=vandaag)))


def verzoeken_van(huishouden: Huishouden) -> list[Verzoek]:
    """Return the requests of one household, newest first; one query."""
    return list(
        Verzoek.objects.filter(huishouden=huishouden)
        .select_related("inwoner", "behandelaar")
        .order_by("-ontvangen_op", "-id")
    )
