"""The page Delen en toestemming, and the first step of asking."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.delen.forms.toestemming import WOORD, BeginForm
from modules.dossier.delen.forms.velden import mensen_van
from modules.dossier.delen.models import Toestemming, Weging
from modules.dossier.delen.queries import aan_wie, deeloverzicht, gronden_om_te_delen, regel_van
from modules.dossier.delen.woorden import Soort
from modules.dossier.views.antwoord import toon
from modules.dossier.views.huishouden_kader import kader


@require_GET
def overzicht(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show who may know what, what was asked, what is shared, and what ended."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    dag = localdate()
    beeld = deeloverzicht(huishouden, dag, request.user)
    mag = huishouden.zicht.mag("J", schrijven=True)
    gronden = gronden_om_te_delen(huishouden, dag) if mag else []
    context = {
        **kader(request, huishouden, actief="delen"),
        "beeld": beeld,
        "mag_delen": mag,
        "eerste": mensen_van(huishouden).order_by("geboortedatum", "id").first()
        if mag and not beeld.verhalen
        else None,
        "gronden": [_grond(rij, dag, huishouden.zicht, request.user) for rij in gronden],
    }
    return toon(request, "delen/overzicht.html", context)


def _grond(rij: Toestemming | Weging, dag: date, zicht: Any, lezer: Any) -> dict[str, Any]:
    """Return what may be shared on this ground, in words; what this reader may not know of, is not in it."""
    if isinstance(rij, Toestemming):
        wat = regel_van(rij, dag, zicht, lezer_id=lezer.pk).wat
    else:
        wat = rij.wat if lezer.pk in (rij.door_id, rij.collega_id) else "na een afweging"
    return {"grond": rij, "aan": aan_wie(rij), "wat": wat, "over": rij.inwoner.naam}


@require_http_methods(["GET", "POST"])
def vragen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Choose which consent and about whom: three kinds that are asked in three ways."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    begin = {"soort": Soort.GEHEIM, "inwoner": request.GET.get("over") or None}
    form = BeginForm(request.POST if request.method == "POST" else None, huishouden=huishouden, initial=begin)
    if form.is_bound and form.is_valid():
        soort, inwoner = WOORD[Soort(form.cleaned_data["soort"])], form.cleaned_data["inwoner"]
        return see_other(request, "delen:vraag", huishouden.pk, soort, inwoner.pk)
    context = {**kader(request, huishouden, actief="delen"), "form": form}
    return toon(request, "delen/vragen.html", context, fout=bool(form.errors))
