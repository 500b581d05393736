"""The logboek. `record` for a change, `record_inzage` for a look, `record_lijst` for a page of names.

No line, no data: what cannot be written raises `LogboekWeigert`, and the page becomes a 503.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from keukentafel.audit.doelen import Doel
from keukentafel.audit.fouten import LogboekWeigert
from keukentafel.audit.herkomst import (
    Herkomst,
    geweigerd,
    herkomst_van_verzoek,
    huidige_herkomst,
    noteer_weigering,
)
from keukentafel.audit.meekijken import wie_kijkt_er
from keukentafel.audit.plek import Plek
from keukentafel.audit.soorten import valt_op
from keukentafel.tenancy.inkijk import buiten_het_glas

__all__ = [
    "Doel",
    "Herkomst",
    "LogboekWeigert",
    "geweigerd",
    "herkomst_van_verzoek",
    "record",
    "record_elk",
    "record_inzage",
    "record_lijst",
    "registreer_luisteraar",
]

BRON = "keukentafel"
_SOORTEN = {"wijzigen": "U", "maken": "C", "lezen": "R", "verwijderen": "D", "uitvoeren": "E"}
_NIEMAND = Plek()
Luisteraar = Callable[[str, Any, "UUID | None", Any, datetime], None]
Rondeluisteraar = Callable[[str, Sequence[Any], Any, datetime], None]
_luisteraars: list[Luisteraar] = []
_rondeluisteraars: list[Rondeluisteraar] = []


def registreer_luisteraar(luisteraar: Luisteraar, *, ronde: Rondeluisteraar | None = None) -> None:
    """Hear of every change that was written, in its own transaction.

    `luisteraar(gebeurtenis, target, huishouden_id, by, at)`; what it raises undoes the change. `ronde` hears
    of many changes that were made as one (`record_elk`), with all their targets at once. An app above does
    so in `ready()`: whoever makes the change does not know who hears of it.
    """
    _luisteraars.append(luisteraar)
    if ronde is not None:
        _rondeluisteraars.append(ronde)


def _vertel(gebeurtenis: str, target: Any, huishouden_id: UUID | None, by: Any, at: datetime) -> None:
    for luisteraar in _luisteraars:
        luisteraar(gebeurtenis, target, huishouden_id, by, at)


def record(
    gebeurtenis: str,
    *,
    target: Any = None,
    by: Any = None,
    at: datetime,
    soort: str = "U",
    resultaat: str = "gelukt",
    doel: str = "",
    huishouden_id: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    grond: str = "",
    protocolversie: int | None = None,
    toestemming_id: UUID | None = None,
    is_nood: bool = False,
    categorie: str | Iterable[str] = "",
    reden: str = "",
    niveau: str = "",
    getoond: Iterable[UUID] | None = None,
    namens: Any = None,
) -> None:
    """Write one line in the transaction of the change itself.

    `gebeurtenis` is `module.noun.verb` in Dutch (`dossier.melding.geregistreerd`); the first letter
    of `soort` is the NEN 7513 action code (C, R, U, D, E). `huishouden_id` is taken from `target`
    when that knows one. `categorie` is one letter or more of the informatieprotocol, `grond` the law
    or consent in words, `reden` what the person gave as reason, `namens` who answers for it when
    somebody else pressed the button, `getoond` the households whose names stood on the page.

    :raises LogboekWeigert: it could not be written. Without the line there is no change and no content.
    """
    from keukentafel.audit.models import Logboekregel  # models are not loaded when apps import this

    by, namens = wie_kijkt_er(by, namens)
    herkomst, plek = huidige_herkomst(), getattr(by, "plek", _NIEMAND)
    if huishouden_id is None and target is not None:
        is_huishouden = type(target).__name__ == "Huishouden"
        huishouden_id = target.pk if is_huishouden else getattr(target, "huishouden_id", None)
    regel = Logboekregel(
        tijdstip=at,
        gebeurtenis=gebeurtenis,
        soort=_SOORTEN.get(soort, soort[:1].upper()),
        resultaat=resultaat,
        niveau=niveau or _niveau(gebeurtenis, resultaat, is_nood),
        gebruiker_id=getattr(by, "pk", None),
        gebruiker_naam=getattr(by, "naam", "") or "",
        rollen=",".join(sorted(getattr(by, "rollen", ()) or ())),
        team_id=plek.team_id,
        team_naam=plek.team_naam,
        organisatie=plek.organisatie,
        verantwoordelijke_id=getattr(namens or by, "pk", None),
        verantwoordelijke_naam=getattr(namens or by, "naam", "") or "",
        inlogwijze=getattr(by, "inlogwijze", ""),
        systeem=herkomst.systeem,
        werkplek=herkomst.werkplek,
        bron=BRON,
        verzoek_id=herkomst.verzoek_id,
        object_soort=type(target).__name__ if target is not None else "",
        object_id=getattr(target, "pk", None),
        huishouden_id=huishouden_id,
        categorie=categorie if isinstance(categorie, str) else ",".join(sorted(categorie)),
        getoond=None if getoond is None else sorted(set(getoond)),
        detail=dict(detail or {}),
        doel=str(doel),
        reden=reden[:500],
        grond=grond[:300],
        protocolversie=protocolversie,
        toestemming_id=toestemming_id,
        is_nood=is_nood,
    )
    try:
        with buiten_het_glas():
            regel.save(force_insert=True)
    except DatabaseError as fout:
        raise LogboekWeigert("De regel in het logboek kon niet worden geschreven.") from fout
    if resultaat == "geweigerd":
        noteer_weigering()
    elif regel.soort != "R":
        _vertel(gebeurtenis, target, huishouden_id, by, at)


def record_elk(
    gebeurtenis: str,
    *,
    rijen: Iterable[tuple[Any, Mapping[str, Any]]],
    by: Any,
    at: datetime,
    soort: str = "U",
    doel: str = "",
    reden: str = "",
) -> None:
    """Write one line for each of many rows at once: (target, detail). One query, whatever the number.

    :raises LogboekWeigert: they could not be written. Without the lines there is no change.
    """
    from keukentafel.audit.models import Logboekregel

    by, _namens = wie_kijkt_er(by, None)
    herkomst, plek = huidige_herkomst(), getattr(by, "plek", _NIEMAND)
    rollen = ",".join(sorted(getattr(by, "rollen", ()) or ()))
    rijen = list(rijen)
    regels = [
        Logboekregel(
            tijdstip=at,
            gebeurtenis=gebeurtenis,
            soort=_SOORTEN.get(soort, soort[:1].upper()),
            resultaat="gelukt",
            niveau=_niveau(gebeurtenis, "gelukt", is_nood=False),
            gebruiker_id=getattr(by, "pk", None),
            gebruiker_naam=getattr(by, "naam", "") or "",
            rollen=rollen,
            team_id=plek.team_id,
            team_naam=plek.team_naam,
            organisatie=plek.organisatie,
            verantwoordelijke_id=getattr(by, "pk", None),
            verantwoordelijke_naam=getattr(by, "naam", "") or "",
            inlogwijze=getattr(by, "inlogwijze", ""),
            systeem=herkomst.systeem,
            werkplek=herkomst.werkplek,
            bron=BRON,
            verzoek_id=herkomst.verzoek_id,
            object_soort=type(target).__name__,
            object_id=target.pk,
            huishouden_id=target.huishouden_id,
            detail=dict(detail),
            doel=str(doel),
            reden=reden[:500],
        )
        for target, detail in rijen
    ]
    try:
        with buiten_het_glas():
            Logboekregel.objects.bulk_create(regels)
    except DatabaseError as fout:
        raise LogboekWeigert("De regels in het logboek konden niet worden geschreven.") from fout
    if soort != "lezen":
        for ronde in _rondeluisteraars:
            ronde(gebeurtenis, [target for target, _ in rijen], by, at)


def record_inzage(
    *,
    target: Any,
    by: Any,
    doel: Doel | str,
    at: datetime | None = None,
    gebeurtenis: str = "",
    detail: Mapping[str, Any] | None = None,
    **velden: Any,
) -> None:
    """Write that somebody looked at `target`, and why. Committed before the page leaves.

    `velden` are the optional ones of `record`: grond, protocolversie, toestemming_id, is_nood,
    categorie, reden, niveau, namens.
    """
    record(
        gebeurtenis or f"{type(target)._meta.label_lower}.bekeken",  # noqa: SLF001 -- Django's own way
        target=target,
        by=by,
        at=at or timezone.now(),
        soort="R",
        doel=str(doel),
        detail=detail,
        **velden,
    )


def record_lijst(
    gebeurtenis: str,
    *,
    by: Any,
    doel: Doel | str,
    huishoudens: Iterable[UUID],
    at: datetime | None = None,
    detail: Mapping[str, Any] | None = None,
    **velden: Any,
) -> None:
    """Write one line for a page with names: which households it showed. Nothing shown, nothing written."""
    getoond = {huishouden for huishouden in huishoudens if huishouden is not None}
    if getoond:
        record(
            gebeurtenis, by=by, at=at or timezone.now(), soort="R", doel=str(doel),
            getoond=getoond, detail=detail, **velden,
        )  # fmt: skip


def _niveau(gebeurtenis: str, resultaat: str, is_nood: bool) -> str:
    if is_nood:
        return "alarm"
    return "let_op" if resultaat != "gelukt" or valt_op(gebeurtenis) else "info"
