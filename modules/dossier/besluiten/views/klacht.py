"""A complaint: filed at the team or the gemeente, its route and its terms, and the answer (F072)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.besluiten.access import behandelt_klacht, klacht_for
from modules.dossier.besluiten.actions import klacht as actions
from modules.dossier.besluiten.actions.weigeringen import NietJouwKlacht
from modules.dossier.besluiten.forms.bezwaar import (
    AanWieForm,
    AntwoordForm,
    DagForm,
    KlachtForm,
    KlachtHorenForm,
    UitstelForm,
)
from modules.dossier.besluiten.klok import termijn_van
from modules.dossier.besluiten.models import Klacht
from modules.dossier.besluiten.queries.mensen import mensen_hier
from modules.dossier.besluiten.rechtsbrieven import klachtbrieven, make_klachtbrief, wie_klacht
from modules.dossier.brieven.adressanten import zoals_te_zien
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie


@require_http_methods(["GET", "POST"])
def klacht_nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Record a complaint at the team."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rond = kader(request, huishouden, actief="besluiten")
    form = KlachtForm(
        request.POST if request.method == "POST" else None,
        mensen=mensen_hier(huishouden.team_id, localdate()),
        initial={"ontvangen_op": localdate()},
    )
    if form.is_bound and form.is_valid():
        try:
            rij = actions.receive_klacht(
                huishouden=huishouden, casus=rond["lopende"], gegevens=form.cleaned_data, by=request.user, at=now(),
                id=eenmalig(request),
            )  # fmt: skip
        except Refusal as refusal:
            weiger(form, refusal, "behandelaar")
        else:
            return see_other(request, rij)
    return toon(request, "besluiten/klacht_nieuw.html", {**rond, "form": form}, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def klacht(request: GemeenteRequest, klacht_id: UUID) -> HttpResponse:
    """Show a complaint with its route, its terms and its answer, and take its next step."""
    rij = klacht_for(request.user, klacht_id)
    if request.method == "POST":
        doe = _DOEN.get(request.POST.get("doe", ""))
        return doe(request, rij) if doe else _pagina(request, rij)
    return _pagina(request, rij)


def _pagina(request: GemeenteRequest, rij: Klacht, *, fout: bool = False, **meer: Any) -> HttpResponse:
    vandaag = {"op": localdate()}
    context = {
        **kader(request, rij.huishouden, actief="besluiten"),
        "klacht": rij,
        "termijn": termijn_van(rij.pk, actions.SLEUTELS),
        "mag": rij.loopt and behandelt_klacht(request.user, rij),
        "bevestig_form": meer.get("bevestig_form") or DagForm(prefix="bevestig", initial=vandaag),
        "horen_form": meer.get("horen_form") or KlachtHorenForm(),
        "uitstel_form": meer.get("uitstel_form") or UitstelForm(),
        "antwoord_form": meer.get("antwoord_form") or AntwoordForm(initial=vandaag),
        "intrek_form": meer.get("intrek_form") or DagForm(prefix="intrek", initial=vandaag),
        "brieven": klachtbrieven(rij),
        "mag_brief": _mag_brief(request, rij),
        "aan_form": meer.get("aan_form") or AanWieForm(keuzes=_wie(rij)),
        "fout_form": next(iter(meer.values()), None),
    }
    return toon(request, "besluiten/klacht.html", context, fout=fout)


def _doe(
    request: GemeenteRequest, rij: Klacht, naam: str, form: forms.Form, doe: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    if form.is_valid():
        try:
            if not behandelt_klacht(request.user, rij):
                raise NietJouwKlacht
            doe(form.cleaned_data)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    huishouden = rij.huishouden
    rij.refresh_from_db()
    rij.huishouden = huishouden
    return _pagina(request, rij, fout=True, **{naam: form})


def _bevestig(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        actions.confirm_klacht(klacht=rij, op=keuze["op"], by=request.user, at=now())

    return _doe(request, rij, "bevestig_form", DagForm(request.POST, prefix="bevestig"), doe)


def _horen(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        actions.hear_klacht(
            klacht=rij, op=keuze["gehoord_op"], verslag=keuze["verslag"], omdat=keuze["omdat"], by=request.user,
            at=now(),
        )  # fmt: skip

    return _doe(request, rij, "horen_form", KlachtHorenForm(request.POST), doe)


def _uitstel(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        actions.adjourn_klacht(klacht=rij, omdat=keuze["omdat"], by=request.user, at=now())

    return _doe(request, rij, "uitstel_form", UitstelForm(request.POST), doe)


def _antwoord(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        is_opgelost = keuze.pop("hoe") == "opgelost"
        actions.answer_klacht(klacht=rij, **keuze, is_opgelost=is_opgelost, by=request.user, at=now())

    return _doe(request, rij, "antwoord_form", AntwoordForm(request.POST), doe)


def _wie(rij: Klacht) -> list[Geadresseerde]:
    """Return who may get a letter of this complaint, as this person may see them."""
    return zoals_te_zien(rij.huishouden, wie_klacht(rij, localdate()))


def _mag_brief(request: GemeenteRequest, rij: Klacht) -> bool:
    """Tell whether this person writes its letters: who handles it, and may write to the resident."""
    return behandelt_klacht(request.user, rij) and bool(
        rij.huishouden.zicht.mag(Categorie.CONTACT, schrijven=True)
    )


def _brief(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    """Make a letter of this complaint and go on to it."""
    form = AanWieForm(request.POST, keuzes=_wie(rij))
    if form.is_valid():
        try:
            if not _mag_brief(request, rij):
                raise NietJouwKlacht
            return see_other(
                request,
                make_klachtbrief(
                    klacht=rij, soort=request.POST.get("soort", ""), aan=form.cleaned_data.get("aan", ""),
                    by=request.user, at=now(),
                ),
            )  # fmt: skip
        except Refusal as refusal:
            weiger(form, refusal)
    huishouden = rij.huishouden
    rij.refresh_from_db()
    rij.huishouden = huishouden
    return _pagina(request, rij, fout=True, aan_form=form)


def _intrekken(request: GemeenteRequest, rij: Klacht) -> HttpResponse:
    def doe(keuze: dict[str, Any]) -> None:
        actions.withdraw_klacht(klacht=rij, op=keuze["op"], by=request.user, at=now())

    return _doe(request, rij, "intrek_form", DagForm(request.POST, prefix="intrek"), doe)


_DOEN: dict[str, Callable[[GemeenteRequest, Klacht], HttpResponse]] = {
    "bevestig": _bevestig,
    "horen": _horen,
    "uitstel": _uitstel,
    "antwoord": _antwoord,
    "intrekken": _intrekken,
    "brief": _brief,
}
