"""Destroy one whole: its rows, what points to it, its drafts, its mail, its files. Safe to run again.

Everything hangs on ids. Rows go by the foreign keys the tables have, so a new table goes along by
itself; what keeps an id without a foreign key is found by the name of its column.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps
from django.db import models, router
from django.db.models.deletion import Collector

from keukentafel import opslag
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.sleutels import opslag_map
from modules.dossier.bewaren.kaart import KAART
from modules.dossier.bewaren.models import Afschrift, Deelsoort, Stukbesluit, Verzoek
from modules.dossier.inlezen.models import Dubbelpaar, IngelezenHuishouden, InleesProbleem
from modules.dossier.models import Concept, Huishouden, Huishoudlid, Inwoner, Inwonertekst, Signaal
from modules.dossier.zoektekst import werk_zoektekst_bij

_UUID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
BLIJFT = frozenset({"audit", "bewaren", "identity", "inrichting"})
"""Apps whose rows keep ids on purpose: the logboek and the book of destruction."""
_LEEG = {
    "aanvrager_naam": "", "machtiging": "", "inhoud": "", "motivering": "", "wat_gedaan": "", "verlengd_omdat": "",
    "antwoord_hoe": "", "waarom": "",
}  # fmt: skip


@dataclass
class Geheel:
    """What goes as one: the ids of its people, of its rows per table, and its files."""

    soort: str
    object_id: UUID
    personen: list[UUID] = field(default_factory=list)
    rijen: dict[str, set[UUID]] = field(default_factory=dict)
    bestanden: list[tuple[str, str]] = field(default_factory=list)

    def voeg_toe(self, model: str, ids: Iterable[UUID]) -> None:
        """Count these rows in."""
        self.rijen.setdefault(model, set()).update(ids)

    @property
    def ids(self) -> set[UUID]:
        """Return the id of everything that goes."""
        return set().union(*self.rijen.values()) if self.rijen else set()

    @property
    def aantallen(self) -> dict[str, int]:
        """Return how many rows of each table go, and how many files."""
        tel = Counter({model: len(ids) for model, ids in self.rijen.items() if ids})
        if self.bestanden:
            tel["bestanden"] = len(self.bestanden)
        return dict(sorted(tel.items()))

    @property
    def afdruk(self) -> str:
        """Return the fingerprint over every id that goes: proof of what went, without saying what it said."""
        lijst = {model: sorted(str(id_) for id_ in ids) for model, ids in sorted(self.rijen.items())}
        tekst = json.dumps(
            [self.soort, str(self.object_id), lijst, sorted(self.bestanden)], separators=(",", ":")
        )
        return hashlib.sha256(tekst.encode()).hexdigest()


class Getuigenis(Protocol):
    """What somebody who saw a whole go has to say afterwards."""

    def __call__(self, by: Any, at: datetime, /) -> None:
        """Say it, in the transaction that destroyed the whole."""


_getuigen: list[Callable[[Geheel], Getuigenis]] = []


def registreer_getuige(getuige: Callable[[Geheel], Getuigenis]) -> None:
    """See every whole just before it goes; a floor above does so in `ready()`, to tell others that it went."""
    _getuigen.append(getuige)


def hoor_getuigen(geheel: Geheel) -> list[Getuigenis]:
    """Let everybody look who must know what goes."""
    return [getuige(geheel) for getuige in _getuigen]


def bepaal(soort: str, object_id: UUID) -> Geheel:
    """Return what hangs on one whole as it is now. What is not there any more gives an empty one."""
    geheel = Geheel(soort, object_id)
    for rij in _wortels(geheel):
        _verzamel(geheel, rij)
    _zonder_verwijzing(geheel)
    geheel.bestanden = sorted(_bestanden(geheel))
    return geheel


def _wortels(geheel: Geheel) -> Iterator[Any]:
    """Yield the rows that everything else hangs on."""
    if geheel.soort == Deelsoort.SIGNAAL:
        yield from Signaal.objects.filter(pk=geheel.object_id, huishouden=None)
        return
    if geheel.soort == Deelsoort.PERSOON:
        geheel.personen = [geheel.object_id]
        yield from Inwoner.objects.filter(pk=geheel.object_id)
        yield from _eigen_rijen(geheel.object_id)
        return
    yield from Huishouden.objects.filter(pk=geheel.object_id)
    yield from Signaal.objects.filter(huishouden_id=geheel.object_id)
    mensen = list(_alleen_hier(geheel.object_id))
    geheel.personen = sorted(persoon.pk for persoon in mensen)
    yield from mensen


def _alleen_hier(huishouden_id: UUID) -> Iterator[Inwoner]:
    """Yield the people of a household that belong, or belonged, to no other."""
    leden = Huishoudlid.objects.filter(huishouden_id=huishouden_id).values_list("inwoner_id", flat=True)
    ids = set(leden)
    elders = Huishoudlid.objects.filter(inwoner_id__in=ids).exclude(huishouden_id=huishouden_id)
    yield from Inwoner.objects.filter(pk__in=ids - set(elders.values_list("inwoner_id", flat=True)))


def _eigen_rijen(inwoner_id: UUID) -> Iterator[Any]:
    """Yield the rows that are of one person alone, by the map; shared rows of the household stay."""
    for regel in KAART.values():
        if regel.persoon == "inwoner" and regel.model not in ("bewaren.verzoek",):
            yield from apps.get_model(regel.model).objects.filter(inwoner_id=inwoner_id)


def _verzamel(geheel: Geheel, rij: Any) -> None:
    verzamelaar = Collector(using=router.db_for_write(type(rij)), origin=rij)
    verzamelaar.collect([rij])
    for model, rijen in verzamelaar.data.items():
        geheel.voeg_toe(model._meta.label_lower, [r.pk for r in rijen])  # noqa: SLF001 -- public in Django
    for vraag in verzamelaar.fast_deletes:
        geheel.voeg_toe(vraag.model._meta.label_lower, vraag.values_list("pk", flat=True))  # noqa: SLF001


def _zonder_verwijzing(geheel: Geheel) -> None:
    """Add rows that only keep an id: of the household, of a person, of a row that goes."""
    for model, veld in _id_kolommen():
        ids = [geheel.object_id] if veld == "huishouden_id" else geheel.personen
        rijen = model.objects.filter(**{f"{veld}__in": ids}).values_list("pk", flat=True)
        geheel.voeg_toe(model._meta.label_lower, rijen)  # noqa: SLF001 -- public in Django
    ingelezen = IngelezenHuishouden.objects.filter(huishouden_id=geheel.object_id)
    for inlezing_id, nummers in ingelezen.values_list("inlezing_id", "rijen"):
        fout = InleesProbleem.objects.filter(inlezing_id=inlezing_id, rij__in=nummers)
        geheel.voeg_toe("inlezen.inleesprobleem", fout.values_list("pk", flat=True))
    paren = Dubbelpaar.objects.filter(inwoner_id__in=geheel.personen)
    geheel.voeg_toe("inlezen.dubbelpaar", paren.values_list("pk", flat=True))
    if not zaaifouten.staat_aan("vernietigd_blijft_in_concept"):
        geheel.voeg_toe("dossier.concept", _concepten(geheel.ids))
    geheel.voeg_toe("outbox.uitgaand", _post(geheel))
    for model in _met_adres():
        waar = models.Q()
        for id_ in [geheel.object_id, *geheel.personen]:
            waar |= models.Q(url__contains=str(id_))
        geheel.voeg_toe(model._meta.label_lower, model.objects.filter(waar).values_list("pk", flat=True))  # noqa: SLF001
    verzoeken = Verzoek.objects.filter(_van_geheel(geheel)).values("pk")
    geheel.voeg_toe(
        "bewaren.afschrift", Afschrift.objects.filter(verzoek__in=verzoeken).values_list("pk", flat=True)
    )
    geheel.voeg_toe(
        "bewaren.stukbesluit", Stukbesluit.objects.filter(verzoek__in=verzoeken).values_list("pk", flat=True)
    )


def _van_geheel(geheel: Geheel) -> models.Q:
    if geheel.soort == Deelsoort.HUISHOUDEN:
        return models.Q(huishouden_id=geheel.object_id) | models.Q(inwoner_id__in=geheel.personen)
    return models.Q(inwoner_id__in=geheel.personen)


def _id_kolommen() -> Iterator[tuple[Any, str]]:
    """Yield every column that keeps the id of a household or a person without a foreign key."""
    for model in apps.get_models():
        if not issubclass(model, GemeenteModel) or model._meta.app_label in BLIJFT:  # noqa: SLF001 -- public in Django
            continue
        for veld in model._meta.concrete_fields:  # noqa: SLF001 -- public in Django
            if isinstance(veld, models.UUIDField) and veld.name in ("huishouden_id", "inwoner_id"):
                yield model, veld.name


def _met_adres() -> Iterator[Any]:
    """Yield every table with addresses of pages: a notice may lead to the page of a household."""
    for model in apps.get_models():
        if not issubclass(model, GemeenteModel) or model._meta.app_label in BLIJFT:  # noqa: SLF001 -- public in Django
            continue
        if any(veld.name == "url" for veld in model._meta.concrete_fields):  # noqa: SLF001
            yield model


def _concepten(ids: set[UUID]) -> list[UUID]:
    """Return the drafts whose place names something that goes."""
    tekens = {id_.hex for id_ in ids}
    return [
        pk
        for pk, sleutel in Concept.objects.values_list("pk", "sleutel")
        if tekens & {gevonden.replace("-", "") for gevonden in _UUID.findall(sleutel)}
    ]


def _post(geheel: Geheel) -> list[UUID]:
    """Return the mail whose key names the household or one of its people."""
    gevonden: list[UUID] = []
    for id_ in [geheel.object_id, *geheel.personen]:
        for vorm in (str(id_), id_.hex):
            gevonden += Uitgaand.objects.filter(sleutel__contains=vorm).values_list("pk", flat=True)
    return gevonden


def _bestanden(geheel: Geheel) -> Iterator[tuple[str, str]]:
    """Yield the files in the store that carry the id of a row that goes."""
    ids, map_ = geheel.ids, opslag_map()
    if zaaifouten.staat_aan("vernietigd_blijft_als_bestand") or not map_.is_dir():
        return
    for soort in sorted(deel.name for deel in map_.iterdir() if deel.is_dir()):
        for id_ in ids:
            if (map_ / soort / f"{id_.hex}.bin").exists():
                yield soort, str(id_)


def verwijder_rijen(geheel: Geheel) -> None:
    """Delete the rows of a whole, inside the transaction that wrote the book.

    What other rows say about it is emptied: a request keeps what was asked and decided, and no name.
    """
    Verzoek.objects.filter(_van_geheel(geheel)).update(**_LEEG)
    for model in ("bewaren.afschrift", "bewaren.stukbesluit", "inlezen.inleesprobleem", "inlezen.dubbelpaar",
                  "dossier.concept", "outbox.uitgaand"):  # fmt: skip
        apps.get_model(model).objects.filter(pk__in=geheel.rijen.get(model, ())).delete()
    for model_ in _met_adres():
        model_.objects.filter(pk__in=geheel.rijen.get(model_._meta.label_lower, ())).delete()  # noqa: SLF001
    for model_, veld in _id_kolommen():
        ids = [geheel.object_id] if veld == "huishouden_id" else geheel.personen
        model_.objects.filter(**{f"{veld}__in": ids}).delete()
    if geheel.soort == Deelsoort.SIGNAAL:
        Signaal.objects.filter(pk=geheel.object_id, huishouden=None).delete()
    elif geheel.soort == Deelsoort.HUISHOUDEN:
        _verwijder_huishouden(geheel)
    else:
        _verwijder_persoon(geheel)


def _verwijder_huishouden(geheel: Geheel) -> None:
    Signaal.objects.filter(huishouden_id=geheel.object_id).delete()
    Inwonertekst.objects.filter(huishouden_id=geheel.object_id).delete()
    Huishouden.objects.filter(pk=geheel.object_id).delete()
    Inwoner.objects.filter(pk__in=geheel.personen).delete()


def _verwijder_persoon(geheel: Geheel) -> None:
    huishoudens = list(Huishouden.objects.filter(leden__inwoner_id=geheel.object_id).distinct())
    for rij in _eigen_rijen(geheel.object_id):
        type(rij).objects.filter(pk=rij.pk).delete()
    Inwoner.objects.filter(pk=geheel.object_id).delete()
    if not zaaifouten.staat_aan("vernietigd_blijft_vindbaar"):
        for huishouden in huishoudens:
            werk_zoektekst_bij(huishouden)


def verwijder_bestanden(bestanden: Iterable[Any]) -> None:
    """Remove files at once; that they are gone already is fine."""
    for soort, id_ in bestanden:
        opslag.verwijder(soort, UUID(str(id_)), meteen=True)
