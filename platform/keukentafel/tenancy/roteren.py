"""Change the keys of a gemeente while everybody works on (`keukentafel sleutels-roteren`).

A new version is first made known, then written with, and only thrown in front of the old one when
every process has read it. What is encrypted says itself with which version, so a rotation that was
killed goes on where it was: whatever does not begin with the newest version is still to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.models import GemeenteModel
from keukentafel.tenancy.scope import huidige_gemeente
from keukentafel.tenancy.sleutelbos import GeenSleutel, Sleutelbos
from keukentafel.tenancy.sleutels import kop, schrijfversie, verander_bos
from keukentafel.tenancy.velden import BlindeIndexField, VersleuteldJsonField, VersleuteldTekstField

BESTANDEN = "bestand"
"""The purpose of the keys that files are encrypted with."""

Meld = Callable[[str, int], None]


@dataclass(frozen=True)
class Kolommen:
    """The encrypted columns of one model, and the fingerprints beside them."""

    model: type[models.Model]
    teksten: tuple[VersleuteldTekstField | VersleuteldJsonField, ...]
    indexen: tuple[BlindeIndexField, ...]

    @property
    def naam(self) -> str:
        """Return the name of the table."""
        return self.model._meta.db_table  # noqa: SLF001 -- public in Django

    @property
    def doelen(self) -> frozenset[str]:
        """Return the purposes of the keys in use here."""
        return frozenset(v.doel for v in self.teksten) | {f"index.{v.doel}" for v in self.indexen}


def versleutelde_kolommen() -> list[Kolommen]:
    """Return where in a gemeente encrypted text stands, read from the models themselves."""
    gevonden = []
    for model in apps.get_models():
        meta = model._meta  # noqa: SLF001 -- public in Django
        if not issubclass(model, GemeenteModel) or meta.proxy or not meta.managed:
            continue
        velden = meta.concrete_fields
        teksten = tuple(
            veld for veld in velden if isinstance(veld, (VersleuteldTekstField, VersleuteldJsonField))
        )
        indexen = tuple(veld for veld in velden if isinstance(veld, BlindeIndexField))
        if teksten:
            gevonden.append(Kolommen(model, teksten, indexen))
    return sorted(gevonden, key=lambda kolommen: kolommen.naam)


def doelen(*, gegevens: bool, bestanden: bool) -> frozenset[str]:
    """Return the purposes whose keys get a new version."""
    van_tekst = {doel for kolommen in versleutelde_kolommen() for doel in kolommen.doelen}
    return frozenset(van_tekst if gegevens else ()) | frozenset({BESTANDEN} if bestanden else ())


def vervang_kek() -> None:
    """Give the gemeente a new KEK: one row changes, no data."""
    verander_bos(huidige_gemeente().id, lambda bos: bos.met_nieuwe_kek())


def sluit_opnieuw() -> None:
    """Close the ring with the root key of this moment."""
    verander_bos(huidige_gemeente().id, lambda bos: None)


def kondig_aan(welke: Iterable[str], *, nu: int) -> int:
    """Make a new version of each key known; it writes nothing yet. What was begun before goes on.

    Returns since when, in seconds, the newest of them is known.
    """

    def verandering(bos: Sleutelbos) -> Sleutelbos | None:
        nieuw = bos
        for doel in sorted(welke):
            if not bos.stand(doel).is_bezig:
                nieuw = nieuw.met_nieuwe_versie(doel, sinds=nu)
        return nieuw if nieuw is not bos else None

    bos = verander_bos(huidige_gemeente().id, verandering)
    return max((bos.stand(doel).sinds for doel in welke), default=nu)


def ga_over(welke: Iterable[str]) -> None:
    """Write with the newest version from now on."""

    def verandering(bos: Sleutelbos) -> Sleutelbos | None:
        nieuw = bos
        for doel in sorted(welke):
            if nieuw.stand(doel).huidig != nieuw.stand(doel).nieuwste:
                nieuw = nieuw.met_nieuwste_als_huidig(doel)
        return nieuw if nieuw is not bos else None

    verander_bos(huidige_gemeente().id, verandering)


def gooi_oude_weg(welke: Iterable[str]) -> None:
    """Throw the versions away that nothing is encrypted with any more."""

    def verandering(bos: Sleutelbos) -> Sleutelbos | None:
        nieuw = bos
        for doel in sorted(welke):
            if nieuw.stand(doel).oudste != nieuw.stand(doel).huidig:
                nieuw = nieuw.zonder_oude_versies(doel)
        return nieuw if nieuw is not bos else None

    verander_bos(huidige_gemeente().id, verandering)


def nog_te_doen(kolommen: Kolommen) -> models.QuerySet[Any]:
    """Return the rows of which a text is not of the version that writes now."""
    vraag = cast(Any, kolommen.model).objects.order_by("pk")
    oud = Q(pk__in=[])
    for veld in kolommen.teksten:
        hoort = veld.begin_van(kop(schrijfversie(veld.doel)))
        vraag = vraag.alias(**{f"kop_{veld.name}": veld.begin_in_sql()})
        oud |= Q(**{f"{veld.name}__isnull": False}) & ~Q(**{f"kop_{veld.name}": hoort})
    return cast("models.QuerySet[Any]", vraag.filter(oud))


def hersleutel(kolommen: Kolommen, *, per_keer: int, meld: Meld) -> list[UUID]:
    """Encrypt the texts of one table with the newest version, `per_keer` rows in a transaction.

    Returns the rows of which a text does not open. Rows that somebody holds are waited for, never skipped.
    """
    onleesbaar: list[UUID] = []
    laatste: UUID | None = None
    while True:
        with transaction.atomic():
            vraag = nog_te_doen(kolommen).exclude(pk__in=onleesbaar)
            verder = vraag if laatste is None else vraag.filter(pk__gt=laatste)
            rijen = list(verder.select_for_update()[:per_keer])
            for rij in rijen:
                try:
                    _schrijf(kolommen, rij)
                except GeenSleutel:
                    onleesbaar.append(rij.pk)
        if rijen:
            laatste = rijen[-1].pk
            meld(kolommen.naam, len(rijen))
        elif laatste is None:
            return onleesbaar
        else:
            laatste = None  # once more from the start: somebody may have written with the keys of before


def _schrijf(kolommen: Kolommen, rij: Any) -> None:
    nieuw: dict[str, Any] = {
        veld.name: veld.gesloten(rij, getattr(rij, veld.name)) for veld in kolommen.teksten
    }
    if not zaaifouten.staat_aan("roteren_vergeet_index"):
        nieuw |= {veld.name: veld.van(getattr(rij, veld.bron)) for veld in kolommen.indexen}
    type(rij).objects.filter(pk=rij.pk).update(**nieuw)


def controleer(kolommen: Kolommen, *, per_keer: int) -> tuple[int, list[UUID]]:
    """Open every text of a table once more, and put a fingerprint right that lags behind.

    Returns how many rows were opened, and which did not open. A process that read the ring between a
    fingerprint and its text may have written the one of before.
    """
    vraag = cast(Any, kolommen.model).objects.order_by("pk")
    geopend, onleesbaar, laatste = 0, [], None
    while True:
        with transaction.atomic():
            deel = vraag if laatste is None else vraag.filter(pk__gt=laatste)
            rijen = list(deel.select_for_update()[:per_keer])
            for rij in rijen:
                try:
                    if not _klopt(kolommen, rij):
                        _schrijf(kolommen, rij)
                    geopend += 1
                except GeenSleutel:
                    onleesbaar.append(rij.pk)
        if not rijen:
            return geopend, onleesbaar
        laatste = rijen[-1].pk


def _klopt(kolommen: Kolommen, rij: Any) -> bool:
    """Open every text of a row; tell whether the fingerprints beside them are those of now.

    :raises GeenSleutel: a text does not open.
    """
    for veld in kolommen.teksten:
        getattr(rij, veld.name)
    paren = [(veld.van(getattr(rij, veld.bron)), getattr(rij, veld.name)) for veld in kolommen.indexen]
    return zaaifouten.staat_aan("roteren_vergeet_index") or all(
        hoort == (None if staat is None else bytes(staat)) for hoort, staat in paren
    )
