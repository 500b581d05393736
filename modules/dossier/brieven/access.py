"""The doors to letters: through their household, by the category of each, in SQL."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import NietVanJou
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import eis, huishouden_for, zichtbaar
from modules.dossier.brieven.models import Brief, Postbundel, Verzendronde
from modules.dossier.brieven.soorten import Briefsoort, soorten
from modules.dossier.models import Huishouden
from modules.inrichting.rules.protocol import Categorie, Mate


def leesbaar_in(huishouden: Huishouden) -> QuerySet[Brief]:
    """Return the letters of an opened household that this reader may read."""
    alle = Brief.objects.filter(huishouden=huishouden)
    if zaaifouten.staat_aan("brieven_zonder_categorie"):
        return alle
    return alle.filter(categorie__in=huishouden.zicht.leesbaar())


def leesbaar(gebruiker: Any) -> Q:
    """Return the filter for lists over households: letters whose category this person reads there."""
    letters = {soort.categorie for soort in soorten.alle()} | {Categorie.CONTACT.value}
    mag = Q(pk__in=[])
    for letter in sorted(letters):
        mag |= Q(categorie=letter) & zichtbaar(
            gebruiker, "huishouden", categorie=Categorie(letter), minstens=Mate.ALLES
        )
    return mag


def te_maken(huishouden: Huishouden, modules: frozenset[str]) -> list[Briefsoort]:
    """Return the kinds of letters that this person may begin here by hand."""
    return [
        soort
        for soort in soorten.alle(modules)
        if soort.zelf_te_maken and huishouden.zicht.mag(Categorie(soort.categorie), schrijven=True)
    ]


def brief_for(gebruiker: Any, brief_id: UUID, *, schrijven: bool = False, doel: Doel = Doel.HULP) -> Brief:
    """Open one letter through its household, by its own category.

    :raises NietVanJou: it is not there, or its household is not yours.
    :raises GeenZicht: not this kind of data, or not changing it.
    """
    brief: Brief | None = (
        Brief.objects.select_related("inwoner", "gemaakt_door", "verzonden_door", "vervangt")
        .filter(pk=brief_id)
        .first()
    )
    if brief is None:
        raise NietVanJou(partial(_geweigerd, gebruiker))
    brief.huishouden = huishouden_for(gebruiker, brief.huishouden_id, doel=doel)
    categorie = Categorie(brief.categorie)
    if not brief.huishouden.zicht.oordeel(categorie).iets:
        raise NietVanJou(partial(_geweigerd, gebruiker, brief.huishouden_id))
    eis(gebruiker, brief.huishouden, categorie, schrijven=schrijven, doel=doel)
    return brief


def mag_wijzigen(brief: Brief) -> bool:
    """Whether whoever opened this letter may change what is in its category."""
    return bool(brief.huishouden.zicht.mag(Categorie(brief.categorie), schrijven=True))


def bundel_for(gebruiker: Any, bundel_id: UUID) -> Postbundel:
    """Open a bundle of the post: only for who may read every letter in it.

    :raises NietVanJou: it is not there, or holds a letter that is not for this person.
    """
    bundel: Postbundel | None = (
        Postbundel.objects.select_related("gemaakt_door", "gepost_door").filter(pk=bundel_id).first()
    )
    if bundel is None:
        raise NietVanJou(partial(_geweigerd, gebruiker))
    erin = Brief.objects.filter(bundel=bundel)
    van_mij = bundel.gemaakt_door_id == gebruiker.pk
    if erin.exclude(pk__in=erin.filter(leesbaar(gebruiker)).values("pk")).exists() or not (
        van_mij or erin.exists()
    ):
        raise NietVanJou(partial(_geweigerd, gebruiker))
    return bundel


def ronde_for(gebruiker: Any, ronde_id: UUID) -> Verzendronde:
    """Open a round of letters: only for who sent it.

    :raises NietVanJou: it is not there, or of somebody else.
    """
    ronde: Verzendronde | None = (
        Verzendronde.objects.filter(pk=ronde_id, gemaakt_door=gebruiker)
        .select_related("gemaakt_door")
        .first()
    )
    if ronde is None:
        raise NietVanJou(partial(_geweigerd, gebruiker))
    return ronde


def _geweigerd(gebruiker: Any, huishouden_id: UUID | None = None) -> None:
    audit.record(
        "brieven.brief.geweigerd", by=gebruiker, at=timezone.now(), soort="R", resultaat="geweigerd",
        huishouden_id=huishouden_id,
    )  # fmt: skip
