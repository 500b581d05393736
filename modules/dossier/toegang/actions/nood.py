"""Break the glass, stop, and review what somebody else did (hazards §2.5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Huishouden, Toegangsgrond
from modules.dossier.toegang.attenderen import attendeer, is_afgehandeld
from modules.dossier.toegang.codelijsten import NoodReden, Oordeel
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.mensen import (
    heeft_functie,
    is_teamleider_van,
    met_rol,
    regisseur_van,
    teamleiders_van,
)
from modules.dossier.toegang.models import Noodtoegang
from modules.dossier.toegang.rules.termijn import beoordelen_voor, einde_van_nood

TOELICHTING_MINSTENS = 20
A_TOT_K = list("ABCDEFGHIJK")


class ToelichtingTeKort(Refusal):
    text = f"Schrijf wat er speelt, in minstens {TOELICHTING_MINSTENS} tekens."


class GeenFunctie(Refusal):
    text = (
        "Noodtoegang is er alleen voor wie een plek in een team heeft. Bel de teamleider of de crisisdienst."
    )


class NietJouwOordeel(Refusal):
    text = "Je beoordeelt je eigen noodtoegang niet. Een ander doet dat."


class NietJouwTeam(Refusal):
    text = "De privacyfunctionaris of de teamleider van dit team beoordeelt dit."


class AlBeoordeeld(Refusal):
    text = "Een collega heeft dit net beoordeeld."


class OordeelNodig(Refusal):
    text = "Schrijf in een zin hoe je tot dit oordeel komt."


@transaction.atomic
def open_noodtoegang(
    *,
    huishouden: Huishouden,
    reden: str,
    toelichting: str,
    instellingen: ToegangInstellingen,
    by: Any,
    at: datetime,
) -> Noodtoegang:
    """Open one household for some hours: A to K, to read only. The password was asked before this.

    Everybody who should know, knows at once: regisseur, teamleider and privacy officer. Pressed twice
    it is one emergency.

    :raises ToelichtingTeKort: fewer than 20 characters.
    :raises GeenFunctie: no place in any team today.
    """
    if len(toelichting.strip()) < TOELICHTING_MINSTENS:
        raise ToelichtingTeKort
    if not heeft_functie(by):
        raise GeenFunctie
    loopt = Noodtoegang.objects.lopend(at).filter(huishouden=huishouden, gebruiker_id=by.pk).first()
    if loopt is not None:
        return loopt
    tot = einde_van_nood(at, instellingen.nood_duurt)
    if zaaifouten.staat_aan("noodtoegang_zonder_einde"):
        tot = at + timedelta(days=36500)
    dag = localdate(at)
    nood = Noodtoegang(
        huishouden=huishouden,
        gebruiker=by,
        reden=NoodReden(reden),
        toelichting=toelichting.strip(),
        van=at,
        tot=tot,
        beoordelen_voor=beoordelen_voor(
            dag, werkdagen=instellingen.beoordelen_werkdagen, kalender=kalender_op(dag)
        ),
    )
    grond = Toegangsgrond.objects.create(
        huishouden=huishouden,
        gebruiker=by,
        soort="nood",
        categorieen=A_TOT_K,
        schrijft=False,
        tekst="Noodtoegang",
        bron_id=nood.pk,
        van=at,
        tot=tot,
        gegeven_door=None,
    )
    nood.grond_id = grond.pk
    nood.save(force_insert=True)
    _waarschuw(nood, at)
    audit.record(
        "toegang.nood.geopend",
        target=nood,
        by=by,
        at=at,
        soort="E",
        is_nood=True,
        reden=f"{nood.get_reden_display()}: {nood.toelichting}",
        detail=_detail(nood),
    )
    return nood


def _waarschuw(nood: Noodtoegang, at: datetime) -> None:
    """Tell the regisseur, the teamleider and the FG; not the one who did it."""
    regisseur = regisseur_van(nood.huishouden_id)
    leiders = teamleiders_van(nood.huishouden.team_id)
    wie = {pk for pk in (regisseur, *leiders) if pk is not None} - {nood.gebruiker_id}
    fgs = set(met_rol(Rol.FG)) - {nood.gebruiker_id}
    beoordelaars = fgs | (set(leiders) & wie)
    tekst = f"{nood.gebruiker.naam} gebruikt noodtoegang tot een huishouden."
    beoordeel = reverse("toegang:nood_beoordelen", args=[nood.pk])
    attendeer(voor=sorted(beoordelaars), soort="nood", tekst=tekst, url=beoordeel, at=at, mail=True)
    hier = reverse("toegang:rechten", args=[nood.huishouden_id])
    attendeer(voor=sorted(wie - beoordelaars), soort="nood", tekst=tekst, url=hier, at=at, mail=True)


@transaction.atomic
def stop_noodtoegang(*, nood: Noodtoegang, by: Any, at: datetime) -> Noodtoegang:
    """End it now, before its hours are over: the next request finds the door shut. Twice is once."""
    nood = Noodtoegang.objects.select_for_update(of=("self",)).get(pk=nood.pk)
    if nood.gestopt_op is None and at < nood.tot:
        nood.gestopt_op = at
        nood.save(update_fields=["gestopt_op"])
        Toegangsgrond.objects.filter(bron_id=nood.pk, soort="nood", ingetrokken_op=None).update(
            ingetrokken_op=at
        )
        audit.record("toegang.nood.gestopt", target=nood, by=by, at=at, soort="E", detail=_detail(nood))
    return nood


@transaction.atomic
def review_noodtoegang(
    *, nood: Noodtoegang, oordeel: str, toelichting: str, by: Any, at: datetime
) -> Noodtoegang:
    """Say whether it was right, with a sentence. Never by the one who did it.

    :raises NietJouwOordeel, NietJouwTeam, AlBeoordeeld, OordeelNodig: see their texts.
    """
    rijen = Noodtoegang.objects.select_for_update(of=("self",)).select_related("huishouden")
    nood = rijen.get(pk=nood.pk)
    if nood.gebruiker_id == by.pk and not zaaifouten.staat_aan("eigen_nood_beoordelen"):
        raise NietJouwOordeel
    if not mag_beoordelen(by, nood):
        raise NietJouwTeam
    if nood.oordeel:
        raise AlBeoordeeld
    if len(toelichting.strip()) < 10:
        raise OordeelNodig
    nood.oordeel, nood.oordeel_toelichting = Oordeel(oordeel), toelichting.strip()
    nood.beoordeeld_door, nood.beoordeeld_op = by, at
    nood.save()
    is_afgehandeld(reverse("toegang:nood_beoordelen", args=[nood.pk]), at=at)
    attendeer(
        voor=[nood.gebruiker_id],
        soort="nood",
        tekst=f"Je noodtoegang is beoordeeld: {nood.get_oordeel_display().lower()}.",
        url=reverse("toegang:mijn_verzoeken"),
        at=at,
    )
    audit.record("toegang.nood.beoordeeld", target=nood, by=by, at=at, soort="U", detail=_detail(nood))
    return nood


def mag_beoordelen(gebruiker: Any, nood: Noodtoegang) -> bool:
    """Tell whether this person reviews it: the privacy officer, or who leads the team of the household."""
    if nood.gebruiker_id == gebruiker.pk and not zaaifouten.staat_aan("eigen_nood_beoordelen"):
        return False
    return bool(gebruiker.has_rol(Rol.FG)) or is_teamleider_van(gebruiker, nood.huishouden.team_id)


def _detail(nood: Noodtoegang) -> dict[str, Any]:
    uur = (nood.tot - nood.van) // timedelta(hours=1)
    gegevens: dict[str, Any] = {"nood_id": str(nood.pk), "reden": str(nood.reden), "uren": uur}
    return gegevens | ({"oordeel": str(nood.oordeel)} if nood.oordeel else {})


def lopende_van(gebruiker_id: UUID, huishouden_id: UUID, at: datetime) -> Noodtoegang | None:
    """Return the emergency of this person on this household that runs now."""
    rijen = Noodtoegang.objects.lopend(at).filter(gebruiker_id=gebruiker_id, huishouden_id=huishouden_id)
    nood: Noodtoegang | None = rijen.first()
    return nood
