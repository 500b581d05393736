"""An objection: taking it in, hearing, more time, the decision by somebody else, and making it known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.besluiten.access import (
    behandelt_bezwaar,
    beschikking_for,
    bezwaar_for,
    eis_behandelt_bezwaar,
    mag_schrijven,
)
from modules.dossier.besluiten.actions import bezwaar as actions
from modules.dossier.besluiten.actions.weigeringen import NietJouwBezwaar
from modules.dossier.besluiten.forms.bezwaar import (
    AanWieForm,
    BeslisForm,
    BezwaarForm,
    DagForm,
    HoorzittingForm,
    HorenForm,
    UitstelForm,
)
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.klok import termijn_van
from modules.dossier.besluiten.models import Beschikking, Bezwaar
from modules.dossier.besluiten.queries.bevoegd import kandidaten, oordeel_over_bezwaar
from modules.dossier.besluiten.queries.lijsten import titel_van
from modules.dossier.besluiten.queries.mensen import mensen_hier
from modules.dossier.besluiten.rechtsbrieven import (
    HOORZITTING,
    bezwaarbrieven,
    make_bezwaarbrief,
    wie_bezwaar,
)
from modules.dossier.besluiten.rules.bezwaar import indienen_uiterlijk, wie_niet_op_bezwaar
from modules.dossier.besluiten.woorden import BezwaarStand
from modules.dossier.brieven.adressanten import zoals_te_zien
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.versie import versie_van


@require_http_methods(["GET", "POST"])
def bezwaar_nieuw(request: GemeenteRequest, beschikking_id: UUID) -> HttpResponse:
    """Record an objection to a decision."""
    rij = beschikking_for(request.user, beschikking_id)
    form = BezwaarForm(
        request.POST if request.method == "POST" else None,
        mensen=mensen_hier(rij.casus.team_id, localdate(), niet=rij.beslist_door_id),
        initial={
            "indiener": rij.inwoner.naam,
            "ontvangen_op": localdate(),
            "met_commissie": request.instellingen.section(BesluitInstellingen).met_commissie,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            nieuw = actions.receive_bezwaar(
                beschikking=rij, **form.cleaned_data, by=request.user, at=now(), id=eenmalig(request)
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, nieuw)
    context = {
        **kader(request, rij.huishouden, actief="besluiten"), "besluit": rij, "titel": titel_van(rij), "form": form,
        "uiterlijk": indienen_uiterlijk(rij.bekend_op) if rij.bekend_op else None,
    }  # fmt: skip
    return toon(request, "besluiten/bezwaar_nieuw.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def bezwaar(request: GemeenteRequest, bezwaar_id: UUID) -> HttpResponse:
    """Show an objection with its terms, and take its next step."""
    rij = bezwaar_for(request.user, bezwaar_id)
    if request.method == "POST":
        doe = _DOEN.get(request.POST.get("doe", ""))
        return doe(request, rij) if doe else _pagina(request, rij)
    return _pagina(request, rij)


def _pagina(request: GemeenteRequest, rij: Bezwaar, *, fout: bool = False, **meer: Any) -> HttpResponse:
    besluit: Beschikking = rij.beschikking
    eigen = wie_niet_op_bezwaar(beslist_door=besluit.beslist_door_id or "", by=request.user.pk)
    oordeel = oordeel_over_bezwaar(rij, request.user, localdate())
    niet = besluit.beslist_door if besluit.beslist_door_id else request.user
    kan = kandidaten(oordeel, besluit, niet=niet, dag=localdate()) if eigen or not oordeel.mag else []
    open_ = rij.stand in (BezwaarStand.ONTVANGEN, BezwaarStand.GEHOORD)
    wie = zoals_te_zien(rij.huishouden, wie_bezwaar(rij, localdate()))
    context = {
        **kader(request, rij.huishouden, actief="besluiten"),
        "bezwaar": rij,
        "besluit": besluit,
        "titel": titel_van(besluit),
        "termijn": termijn_van(rij.pk, actions.SLEUTELS),
        "is_te_laat": rij.ontvangen_op > rij.indienen_uiterlijk,
        "is_open": open_,
        "mag_behandelen": behandelt_bezwaar(request.user, rij),
        "mag_beslissen": open_ and not eigen and oordeel.mag,
        "eigen": eigen,
        "oordeel": oordeel,
        "kandidaten": kan,
        "horen_form": meer.get("horen_form") or HorenForm(),
        "uitstel_form": meer.get("uitstel_form") or UitstelForm(),
        "beslis_form": meer.get("beslis_form") or BeslisForm(),
        "bekend_form": meer.get("bekend_form") or DagForm(prefix="bekend", initial={"op": localdate()}),
        "intrek_form": meer.get("intrek_form") or DagForm(prefix="intrek", initial={"op": localdate()}),
        "brieven": bezwaarbrieven(rij),
        "mag_brief": mag_schrijven(rij.huishouden),
        "aan_form": meer.get("aan_form") or AanWieForm(keuzes=wie),
        "hoorzitting_form": meer.get("hoorzitting_form") or _hoorzitting(rij, wie),
        "fout_form": next(iter(meer.values()), None),
    }
    return toon(request, "besluiten/bezwaar.html", context, fout=fout)


def _hoorzitting(rij: Bezwaar, wie: Any, data: Any = None) -> HoorzittingForm:
    met_wie = "de bezwaarcommissie" if rij.met_commissie else "een medewerker die het besluit niet nam"
    return HoorzittingForm(data, keuzes=wie, prefix="hoorzitting", initial={"met_wie": met_wie})


def _brief(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    """Make a letter of this objection and go on to it."""
    wie, soort = zoals_te_zien(rij.huishouden, wie_bezwaar(rij, localdate())), request.POST.get("soort", "")
    naam = "hoorzitting_form" if soort == HOORZITTING else "aan_form"
    form = (
        _hoorzitting(rij, wie, request.POST) if soort == HOORZITTING else AanWieForm(request.POST, keuzes=wie)
    )
    if form.is_valid():
        try:
            if not mag_schrijven(rij.huishouden):
                raise NietJouwBezwaar
            return see_other(
                request,
                make_bezwaarbrief(
                    bezwaar=rij, soort=soort, aan=form.cleaned_data.get("aan", ""),
                    gegevens=getattr(form, "gegevens", {}), by=request.user, at=now(),
                ),
            )  # fmt: skip
        except Refusal as refusal:
            weiger(form, refusal)
    huishouden = rij.huishouden
    rij.refresh_from_db()
    rij.huishouden = huishouden
    return _pagina(request, rij, fout=True, **{naam: form})


def _doe(
    request: GemeenteRequest, rij: Bezwaar, naam: str, form: forms.Form, doe: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    if form.is_valid():
        try:
            doe(form.cleaned_data)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    huishouden = rij.huishouden
    rij.refresh_from_db()
    rij.huishouden = huishouden
    return _pagina(request, rij, fout=True, **{naam: form})


def _horen(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        eis_behandelt_bezwaar(request.user, rij)
        if keuze["gehoord_op"]:
            actions.hear_bezwaar(
                bezwaar=rij, gehoord_op=keuze["gehoord_op"], wie=keuze["wie"], verslag=keuze["verslag"],
                by=request.user, at=now(),
            )  # fmt: skip
        else:
            actions.skip_hearing(bezwaar=rij, omdat=keuze["omdat"], by=request.user, at=now())

    return _doe(request, rij, "horen_form", HorenForm(request.POST), doe)


def _uitstel(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        eis_behandelt_bezwaar(request.user, rij)
        actions.adjourn_bezwaar(bezwaar=rij, omdat=keuze["omdat"], by=request.user, at=now())

    return _doe(request, rij, "uitstel_form", UitstelForm(request.POST), doe)


def _beslis(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        actions.decide_bezwaar(
            bezwaar=rij, **keuze, gezien_versie=versie_van(request, rij), by=request.user, at=now()
        )

    return _doe(request, rij, "beslis_form", BeslisForm(request.POST), doe)


def _bekend(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        if rij.beslist_door_id != request.user.pk:
            eis_behandelt_bezwaar(request.user, rij)
        actions.announce_bezwaar(bezwaar=rij, bekend_op=keuze["op"], by=request.user, at=now())

    return _doe(request, rij, "bekend_form", DagForm(request.POST, prefix="bekend"), doe)


def _intrekken(request: GemeenteRequest, rij: Bezwaar) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        eis_behandelt_bezwaar(request.user, rij)
        actions.withdraw_bezwaar(bezwaar=rij, op=keuze["op"], by=request.user, at=now())

    return _doe(request, rij, "intrek_form", DagForm(request.POST, prefix="intrek"), doe)


_DOEN: dict[str, Callable[[GemeenteRequest, Bezwaar], HttpResponse]] = {
    "horen": _horen,
    "uitstel": _uitstel,
    "beslis": _beslis,
    "bekend": _bekend,
    "intrekken": _intrekken,
    "brief": _brief,
}
