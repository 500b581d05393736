"""The people of a household: add, change, let go, show a BSN; gezag and representation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis, huishouden_for, lid_for
from modules.dossier.actions.gezag import (
    add_gezag,
    add_vertegenwoordiger,
    end_gezag,
    end_vertegenwoordiger,
)
from modules.dossier.actions.inwoner import (
    VELDEN,
    add_inwoner,
    change_inwoner,
    end_lidmaatschap,
    return_lid,
    show_bsn,
)
from modules.dossier.forms.huishouden import PersoonUitgebreidForm
from modules.dossier.forms.kring import EindeForm, GezagForm, VertegenwoordigerForm
from modules.dossier.models import Huishoudlid
from modules.dossier.persoondelen import persoondelen
from modules.dossier.rules.leeftijd import is_minderjarig, wat_verandert, wie_beslist_zin
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Add somebody to the household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    begin = {"achternaam": huishouden.naam, "van": localdate(), "rol": "volwassene", "geslacht": "onbekend"}
    form = PersoonUitgebreidForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            lid = add_inwoner(huishouden=huishouden, gegevens=form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "bsn")
        else:
            return see_other(request, "dossier:persoon", huishouden.pk, lid.inwoner_id)
    context = {**kader(request, huishouden, actief=""), "form": form}
    return toon(request, "dossier/persoon_nieuw.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def persoon(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Show somebody, and change what is known."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    if request.method == "GET":
        return _pagina(request, lid)
    zicht = lid.huishouden.zicht
    if not zicht.mag(Categorie.HUISHOUDEN, schrijven=True):
        eis(request.user, lid.huishouden, Categorie.IDENTITEIT, schrijven=True)
    form = PersoonUitgebreidForm(request.POST, zicht=zicht)
    if not form.is_valid():
        return _pagina(request, lid, form=form, fout=True)
    try:
        change_inwoner(
            lid=lid,
            gegevens=form.cleaned_data,
            versie=form.cleaned_data["versie"] or 0,
            by=request.user,
            at=now(),
        )
    except Verouderd as ander:
        velden = {veld: veld for veld in VELDEN if veld in form.fields}
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=request.path)
    except Refusal as nee:
        weiger(form, nee, "bsn")
        return _pagina(request, lid, form=form, fout=True)
    return see_other(request, f"{lid.huishouden.get_absolute_url()}#p-personen")


def _pagina(
    request: GemeenteRequest,
    lid: Huishoudlid,
    *,
    form: PersoonUitgebreidForm | None = None,
    gezag_form: GezagForm | None = None,
    namens_form: VertegenwoordigerForm | None = None,
    einde_form: EindeForm | None = None,
    bsn: str = "",
    fout: bool = False,
) -> HttpResponse:
    inwoner, vandaag = lid.inwoner, localdate()
    geboren = inwoner.geboortedatum
    zicht = lid.huishouden.zicht
    met_kring = zicht.mag(Categorie.HUISHOUDEN)
    is_kind = is_minderjarig(geboren, vandaag) if geboren else lid.rol == "kind"
    stuk_form = next((f for f in (form, gezag_form, namens_form, einde_form) if f is not None), None)
    context: dict[str, Any] = {
        **kader(request, lid.huishouden, actief=""),
        "lid": lid,
        "inwoner": inwoner,
        "persoon_form": form or PersoonUitgebreidForm(initial=_begin(lid), zicht=zicht),
        "mag_identiteit": zicht.mag(Categorie.IDENTITEIT, schrijven=True),
        "mag_kring": zicht.mag(Categorie.HUISHOUDEN, schrijven=True),
        "met_kring": met_kring,
        "mag_bsn": mag_route(request.user, zicht, "dossier:persoon_bsn"),
        "grenzen": wat_verandert(geboren, vandaag) if geboren and is_kind and met_kring else [],
        "form": stuk_form,
        "is_kind": is_kind,
        "beslist": wie_beslist_zin(geboren, vandaag) if geboren and is_kind else "",
        "gezag": list(inwoner.gezag_door.filter(tot=None).select_related("houder"))
        if is_kind and met_kring
        else [],
        "gezag_form": gezag_form or GezagForm(huishouden=lid.huishouden, kind=inwoner),
        "namens": list(inwoner.vertegenwoordigers.filter(tot=None)) if met_kring else [],
        "namens_form": namens_form or VertegenwoordigerForm(),
        "einde_form": einde_form or EindeForm(),
        "bsn_getoond": bsn,
        "persoondelen": [
            (deel, reverse(deel.route, args=[lid.huishouden_id, lid.inwoner_id]))
            for deel in persoondelen(request.instellingen)
            if mag_route(request.user, zicht, deel.route)
        ],
    }
    return toon(request, "dossier/persoon.html", context, fout=fout)


def _begin(lid: Huishoudlid) -> dict[str, Any]:
    inwoner = lid.inwoner
    achternaam = " ".join(deel for deel in (inwoner.voorvoegsel, inwoner.geslachtsnaam) if deel)
    velden = {veld: getattr(inwoner, veld) for veld in VELDEN}
    return velden | {
        "achternaam": achternaam,
        "rol": lid.rol,
        "van": lid.van,
        "ander_adres": lid.ander_adres,
        "versie": inwoner.versie,
    }


@require_POST
def bsn(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Show the BSN once; the logboek says who asked for it."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    return _pagina(request, lid, bsn=show_bsn(lid=lid, by=request.user, at=now()))


@require_POST
def vertrek(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Say from which day somebody does not belong to the household."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    form = EindeForm(request.POST)
    if form.is_valid():
        try:
            end_lidmaatschap(lid=lid, tot=form.cleaned_data["tot"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "tot")
        else:
            return see_other(request, "dossier:persoon", huishouden_id, inwoner_id)
    return _pagina(request, lid, einde_form=form, fout=True)


@require_POST
def terug(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Undo that somebody left."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    return_lid(lid=lid, by=request.user, at=now())
    return see_other(request, "dossier:persoon", huishouden_id, inwoner_id)


@require_POST
def gezag_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Record who has gezag over this child."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    form = GezagForm(request.POST, huishouden=lid.huishouden, kind=lid.inwoner)
    if not form.is_valid():
        return _pagina(request, lid, gezag_form=form, fout=True)
    add_gezag(lid=lid, **form.cleaned_data, by=request.user, at=now())
    return see_other(request, f"{_adres(lid)}#p-gezag")


@require_POST
def gezag_einde(
    request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID, gezag_id: UUID
) -> HttpResponse:
    """Say that a gezag ended today."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    gezag = lid.inwoner.gezag_door.filter(pk=gezag_id).first()
    if gezag is None:
        raise Http404
    end_gezag(gezag=gezag, lid=lid, tot=localdate(), by=request.user, at=now())
    return see_other(request, f"{_adres(lid)}#p-gezag")


@require_POST
def namens_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Record who acts for this person."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    form = VertegenwoordigerForm(request.POST)
    if not form.is_valid():
        return _pagina(request, lid, namens_form=form, fout=True)
    add_vertegenwoordiger(lid=lid, gegevens=form.cleaned_data, by=request.user, at=now())
    return see_other(request, f"{_adres(lid)}#p-namens")


@require_POST
def namens_einde(
    request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID, namens_id: UUID
) -> HttpResponse:
    """Say that somebody stopped acting for this person."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    rij = lid.inwoner.vertegenwoordigers.filter(pk=namens_id).first()
    if rij is None:
        raise Http404
    end_vertegenwoordiger(rij=rij, lid=lid, tot=localdate(), by=request.user, at=now())
    return see_other(request, f"{_adres(lid)}#p-namens")


def _adres(lid: Huishoudlid) -> str:
    return reverse("dossier:persoon", args=[lid.huishouden_id, lid.inwoner_id])
