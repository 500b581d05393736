"""Weigh sharing without consent; the colleague confirms; the FG sees the list (F077)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.delen.access import weging_for
from modules.dossier.delen.actions.weging import (
    WegingNietRond,
    begin_weging,
    end_weging,
    judge_weging,
    tell_inwoner,
)
from modules.dossier.delen.forms.weging import OordeelForm, VerteldForm, WegingForm
from modules.dossier.delen.models import Weging
from modules.dossier.delen.queries import aan_wie, letters_in_woorden, wegingen_voor_toezicht
from modules.dossier.delen.rules.afwegen import PUNTEN
from modules.dossier.delen.woorden import WegingStand
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader


@require_http_methods(["GET", "POST"])
def weging_nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Write the weighing down. It opens nothing until a colleague confirmed it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    form = WegingForm(
        request.POST if request.method == "POST" else None, huishouden=huishouden, door=request.user
    )
    if form.is_bound and form.is_valid():
        try:
            rij = begin_weging(
                huishouden=huishouden,
                gegevens=form.gegevens(),
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except WegingNietRond as niet:
            for bevinding in niet.bevindingen:
                form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
        else:
            _vraag_collega(rij)
            return see_other(request, rij)
    context = {**kader(request, huishouden, actief="delen"), "form": form}
    return toon(request, "delen/weging_nieuw.html", context, fout=bool(form.errors))


def _vraag_collega(rij: Weging) -> None:
    attendeer(
        voor=[rij.collega_id],
        soort="weging",
        tekst=f"{rij.door.naam} vraagt je mee te kijken bij een afweging: delen zonder toestemming.",
        url=reverse("delen:weging", args=[rij.pk]),
        at=now(),
        mail=True,
    )


@require_GET
def weging(request: GemeenteRequest, weging_id: UUID) -> HttpResponse:
    """Show one weighing to who wrote it, to the colleague, and to who may see safety of this household."""
    return _pagina(request, weging_for(request.user, weging_id, at=now()))


def _pagina(request: GemeenteRequest, rij: Weging, *, fout: bool = False, **meer: Any) -> HttpResponse:
    is_collega = rij.collega_id == request.user.pk
    context = {
        "weging": rij,
        "aan": aan_wie(rij),
        "gegevens": letters_in_woorden(rij.categorieen),
        "punten": [(vraag, getattr(rij, sleutel)) for sleutel, (vraag, _) in PUNTEN.items()],
        "moet_oordelen": is_collega and rij.stand == WegingStand.WACHT,
        "is_van_mij": rij.door_id == request.user.pk,
        "geldt": rij.geldt_op(localdate()),
        "oordeel_form": OordeelForm(),
        "verteld_form": VerteldForm(),
        **meer,
    }
    context["form"] = meer.get("oordeel_form") or meer.get("verteld_form")
    return toon(request, "delen/weging.html", context, fout=fout)


@require_POST
def weging_oordeel(request: GemeenteRequest, weging_id: UUID) -> HttpResponse:
    """Confirm, or say no: only the colleague that was asked, with an own sign-in."""
    rij = weging_for(request.user, weging_id, at=now())
    form = OordeelForm(request.POST)
    if form.is_valid():
        try:
            judge_weging(
                weging=rij,
                is_eens=form.cleaned_data["is_eens"] == "ja",
                reactie=form.cleaned_data["reactie"],
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            _meld_oordeel(rij)
            return see_other(request, rij)
    return _pagina(request, rij, oordeel_form=form, fout=True)


def _meld_oordeel(rij: Weging) -> None:
    attendeer(
        voor=[rij.door_id],
        soort="weging",
        tekst=f"{rij.collega.naam} keek mee bij je afweging.",
        url=reverse("delen:weging", args=[rij.pk]),
        at=now(),
    )


def _om_te_wijzigen(request: GemeenteRequest, weging_id: UUID) -> Weging:
    """Open a weighing to somebody who may change the plan of its household as well."""
    rij = weging_for(request.user, weging_id, at=now())
    huishouden_for(request.user, rij.huishouden_id, doel=Doel.HULP, categorie="J", schrijven=True)
    return rij


@require_POST
def weging_verteld(request: GemeenteRequest, weging_id: UUID) -> HttpResponse:
    """Write down when the resident heard of it."""
    rij = _om_te_wijzigen(request, weging_id)
    form = VerteldForm(request.POST)
    if form.is_valid():
        tell_inwoner(weging=rij, op=form.cleaned_data["verteld_op"], by=request.user, at=now())
        return see_other(request, rij)
    return _pagina(request, rij, verteld_form=form, fout=True)


@require_POST
def weging_stop(request: GemeenteRequest, weging_id: UUID) -> HttpResponse:
    """Stop sharing on this weighing: closes at the next request."""
    rij = _om_te_wijzigen(request, weging_id)
    end_weging(weging=rij, by=request.user, at=now())
    return see_other(request, rij)


@require_GET
def afwegingen(request: GemeenteRequest) -> HttpResponse:
    """Show the FG every weighing: that all points were gone through, by whom, and whether the resident knows."""
    audit.record("delen.afwegingen.bekeken", by=request.user, at=now(), soort="R", doel=Doel.BEHEER)
    rijen = [
        {"rij": rij, "aan": aan_wie(rij), "gegevens": letters_in_woorden(rij.categorieen)}
        for rij in wegingen_voor_toezicht()
    ]
    return toon(request, "delen/afwegingen.html", {"rijen": rijen})
