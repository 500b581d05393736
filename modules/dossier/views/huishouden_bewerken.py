"""Make a household, and change what is known of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions.huishouden import VELDEN, change_huishouden, make_huishouden
from modules.dossier.forms.huishouden import AdresForm, HuishoudenForm, Personen
from modules.dossier.models import Huishouden
from modules.dossier.queries.adres import bewoners_van, team_van_adres
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader


@require_GET
def adres_team(request: GemeenteRequest) -> HttpResponse:
    """Answer, while somebody types an address, which team it leads to and who lives there already."""
    form = AdresForm(request.GET)
    form.is_valid()
    return toon(request, "dossier/_adres_team.html", adrescontext(request, form))


def adrescontext(
    request: GemeenteRequest, form: AdresForm | HuishoudenForm, *, behalve: UUID | None = None
) -> dict[str, Any]:
    """Return the team and the neighbours of the address in a form."""
    schoon = getattr(form, "cleaned_data", {})
    postcode, nummer = schoon.get("postcode", ""), schoon.get("huisnummer")
    if not postcode or nummer is None:
        return {"uitkomst": None, "bewoners": []}
    toevoeging = schoon.get("toevoeging", "")
    return {
        "uitkomst": team_van_adres(postcode, nummer),
        "bewoners": bewoners_van(request.user, postcode, nummer, toevoeging=toevoeging, behalve=behalve),
    }


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Make a household with its people."""
    if request.method == "GET":
        form = HuishoudenForm(initial={"plaats": request.gemeente.naam})
        return toon(request, "dossier/huishouden_nieuw.html", {"form": form, "personen": Personen()})
    form = HuishoudenForm(request.POST)
    if "meer" in request.POST:
        return _nog_iemand(request)
    personen = Personen(request.POST)
    context = {"form": form, "personen": personen}
    if not (form.is_valid() and personen.is_valid()):
        return toon(request, "dossier/huishouden_nieuw.html", context | adrescontext(request, form), fout=True)
    daar = adrescontext(request, form)
    if daar["bewoners"] and "toch" not in request.POST:
        form.add_error(None, daar["bewoners"][0].zin)
        return toon(
            request, "dossier/huishouden_nieuw.html", {**context, **daar, "vraag_toch": True}, fout=True
        )
    try:
        gemaakt = make_huishouden(
            gegevens=form.cleaned_data | _plek(daar["uitkomst"]),
            personen=personen.personen(),  # type: ignore[attr-defined]
            team=form.cleaned_data["team"] or (daar["uitkomst"].team if daar["uitkomst"] else None),
            by=request.user,
            at=now(),
            id=eenmalig(request),
        )
    except Refusal as nee:
        weiger(form, nee)
        return toon(request, "dossier/huishouden_nieuw.html", {**context, **daar}, fout=True)
    return see_other(request, gemaakt)


def _plek(uitkomst: Any) -> dict[str, Any]:
    return {"buurt_id": uitkomst.buurt.pk} if uitkomst and uitkomst.buurt else {}


def _nog_iemand(request: GemeenteRequest) -> HttpResponse:
    """Give one more row; everything typed so far stays."""
    gegevens = request.POST.copy()
    aantal = int(gegevens.get("form-TOTAL_FORMS") or 1) if gegevens.get("form-TOTAL_FORMS", "1").isdigit() else 1
    gegevens["form-TOTAL_FORMS"] = str(min(aantal + 1, 20))
    form = HuishoudenForm(initial=gegevens.dict())
    personen = Personen(initial=_getypte_personen(gegevens, aantal))
    personen.extra = 1
    return toon(request, "dossier/huishouden_nieuw.html", {"form": form, "personen": personen, "focus": aantal})


def _getypte_personen(gegevens: Any, aantal: int) -> list[dict[str, str]]:
    velden = ("voornamen", "achternaam", "geboortedatum", "rol")
    return [{veld: gegevens.get(f"form-{nummer}-{veld}", "") for veld in velden} for nummer in range(min(aantal, 19))]


@require_http_methods(["GET", "POST"])
def wijzigen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Change name, address and heads-up lines; a newer version of a colleague is shown beside it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    if request.method == "GET":
        return _wijzigpagina(request, huishouden, HuishoudenForm(initial=_begin(huishouden)))
    form = HuishoudenForm(request.POST)
    if not form.is_valid():
        return _wijzigpagina(request, huishouden, form, fout=True)
    schoon = form.cleaned_data
    daar = adrescontext(request, form, behalve=huishouden.pk)
    try:
        change_huishouden(
            huishouden=huishouden,
            gegevens={**schoon, "naam": schoon["naam"] or huishouden.naam, **_plek(daar["uitkomst"])},
            team=schoon["team"] or (daar["uitkomst"].team if daar["uitkomst"] else huishouden.team),
            versie=schoon["versie"] or 0,
            by=request.user,
            at=now(),
        )
    except Verouderd as ander:
        velden = {veld: veld for veld in VELDEN}
        terug = huishouden.get_absolute_url()
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug)
    return see_other(request, huishouden)


def _begin(huishouden: Huishouden) -> dict[str, Any]:
    begin = {veld: getattr(huishouden, veld) for veld in VELDEN}
    return begin | {
        "goed_om_te_weten": "\n".join(huishouden.goed_om_te_weten),
        "team": huishouden.team_id,
        "versie": huishouden.versie,
    }


def _wijzigpagina(
    request: GemeenteRequest, huishouden: Huishouden, form: HuishoudenForm, *, fout: bool = False
) -> HttpResponse:
    context = {**kader(request, huishouden, actief=""), "form": form}
    return toon(request, "dossier/huishouden_wijzigen.html", context, fout=fout)
