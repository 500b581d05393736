"""The facts the rules of the Jeugdwet ask for, read from the dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from modules.dossier.delen.rules.wie_geeft import WieGeeft
from modules.dossier.delen.wie import wie_geeft_voor
from modules.dossier.delen.woorden import Kaderwet
from modules.dossier.models import Huishoudlid, Inwoner
from modules.inrichting.models import Registratie
from modules.jeugd.models import Hulpvraag, Woonplaatsoordeel
from modules.jeugd.rules import werktoedeling
from modules.jeugd.rules.gezinsplan import Besluitfeiten
from modules.jeugd.rules.woonplaats import moet_opnieuw
from modules.jeugd.woorden import Stand


@dataclass(frozen=True, slots=True)
class _Jeugdhulp:
    """What the rule of who decides asks of a consent, for youth help."""

    kaderwet: str = Kaderwet.JEUGD
    uitzondering: str = ""
    kan_zelf: bool = True
    categorieen: tuple[str, ...] = field(default=("H",))


JEUGDHULP = _Jeugdhulp()


def wie_beslist(inwoner: Inwoner, dag: date) -> WieGeeft:
    """Return who decides about youth help for this child on `dag`, with the reason (Jeugdwet 7.3.4); 2 queries."""
    return wie_geeft_voor(inwoner, dag, JEUGDHULP)


def registraties_van(gebruiker_ids: Iterable[UUID]) -> dict[UUID, dict[str, date]]:
    """Return per person the registers and until when they stand in them; one query."""
    gevonden: dict[UUID, dict[str, date]] = {}
    rijen = Registratie.objects.filter(teamlid__gebruiker_id__in=list(gebruiker_ids)).order_by()
    for wie, register, tot in rijen.values_list("teamlid__gebruiker_id", "register", "geldig_tot"):
        per = gevonden.setdefault(wie, {})
        per[register] = max(tot, per.get(register, tot))
    return gevonden


def werktoedeling_van(hulpvraag: Hulpvraag, dag: date) -> werktoedeling.Werktoedeling:
    """Return whether the professional of a hulpvraag may do the work (Besluit Jeugdwet 5.1.1); one query."""
    wie, onder = hulpvraag.professional, hulpvraag.verantwoordelijke
    if wie is None:
        return werktoedeling.Werktoedeling(
            False,
            "Er is nog niemand gekozen die de vraag behandelt.",
            "Kies een geregistreerde professional.",
        )
    alle = registraties_van([mens.pk for mens in (wie, onder) if mens is not None])
    return werktoedeling.beoordeel(
        naam=wie.naam,
        registraties=alle.get(wie.pk, MappingProxyType({})),
        dag=dag,
        onder_naam=onder.naam if onder else "",
        onder_registraties=alle.get(onder.pk, {}) if onder else None,
        zonder_omdat=hulpvraag.zonder_registratie_omdat,
    )


def laatste_woonplaats(hulpvraag: Hulpvraag) -> Woonplaatsoordeel | None:
    """Return what was found the last time."""
    return hulpvraag.woonplaatsen.order_by("-per", "-op", "-id").first()


def woonplaats_opnieuw(hulpvraag: Hulpvraag, laatste: Woonplaatsoordeel | None) -> str:
    """Return why the woonplaats has to be looked at (again); one query for the last move."""
    if hulpvraag.is_klaar:
        return ""
    verhuisd = (
        Huishoudlid.objects.filter(inwoner_id=hulpvraag.inwoner_id, tot=None)
        .order_by("-van")
        .values_list("van", flat=True)
        .first()
    )
    anders = laatste is not None and laatste.heeft_verblijf != hulpvraag.heeft_verblijf
    return moet_opnieuw(
        laatste=laatste.per if laatste else None,
        verhuisd_op=verhuisd,
        verblijf_op=date.max if anders else None,
    )


def besluitfeiten(hulpvraag: Hulpvraag, dag: date) -> Besluitfeiten:
    """Return what the rules want to know before a decision."""
    woonplaats = laatste_woonplaats(hulpvraag)
    oordeel = werktoedeling_van(hulpvraag, dag)
    return Besluitfeiten(
        gezinsplan=hulpvraag.gezinsplan,
        heeft_woonplaats=woonplaats is not None and not woonplaats_opnieuw(hulpvraag, woonplaats),
        is_onze_gemeente=woonplaats is not None and woonplaats.is_onze,
        weet_wie_beslist=wie_beslist(hulpvraag.inwoner, dag).fout,
        stem_kind=bool(hulpvraag.stem_kind or hulpvraag.stem_niet_omdat),
        werktoedeling="" if oordeel.mag else f"{oordeel.reden} {oordeel.wat_te_doen}".strip(),
        is_aangevraagd=hulpvraag.aanvraag_op is not None,
    )


def open_hulpvraag(casus_id: UUID, inwoner_id: UUID) -> Hulpvraag | None:
    """Return the hulpvraag of a child that is not finished."""
    klaar = (Stand.AFGEROND, Stand.INGETROKKEN)
    rijen: Any = Hulpvraag.objects.filter(casus_id=casus_id, inwoner_id=inwoner_id).exclude(stand__in=klaar)
    rij: Hulpvraag | None = rijen.select_related("inwoner", "professional", "verantwoordelijke").first()
    return rij
