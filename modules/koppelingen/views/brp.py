"""The BRP at a person: ask, see what differs, take over what is right."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.exchange.brp.messages import BrpPersoon, Veldgroep, lees_persoon
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy import zaaifouten
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie
from modules.koppelingen.access import Bij, brp_for
from modules.koppelingen.actions.brp import (
    VAN_DE_KRING,
    AntwoordVernieuwd,
    Uitkomst,
    accept_verschillen,
    ask_brp,
    stand_van,
)
from modules.koppelingen.forms.brp import OvernemenForm, VraagForm
from modules.koppelingen.keuzes import GROEPNAMEN, WETTEN
from modules.koppelingen.models import BrpAntwoord
from modules.koppelingen.queries.brp import eigen_van
from modules.koppelingen.rules.brp_verschil import (
    GESLACHTEN,
    GEZAG_ZIN,
    Verschil,
    lijkt_iemand_anders,
    verschillen,
)
from modules.koppelingen.rules.brp_vraag import te_zien


@require_GET
def brp(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Show what the BRP told last, beside what we wrote down. Nothing is asked by looking."""
    return _pagina(request, _open(request, huishouden_id, inwoner_id))


@require_POST
def ophalen(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Ask the BRP for the law that was chosen."""
    bij = _open(request, huishouden_id, inwoner_id)
    form = VraagForm(request.POST, wetten=bij.wetten)
    if not form.is_valid():
        return _pagina(request, bij, vraag_form=form, fout=True)
    wet = form.cleaned_data["wet"]
    try:
        uitkomst = ask_brp(
            lid=bij.lid,
            koppeling=bij.koppeling,
            wet=wet,
            groepen=bij.groepen(wet),
            opnieuw=form.cleaned_data["opnieuw"],
            by=request.user,
            at=now(),
        )
    except Refusal as nee:
        weiger(form, nee)
        return _pagina(request, bij, vraag_form=form, fout=True)
    if uitkomst.hoe in ("weg", "geweigerd"):
        return _pagina(request, bij, uitkomst=uitkomst)
    return see_other(request, f"{_adres(bij)}?{uitkomst.hoe}=1")


@require_POST
def overnemen(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Take over what was ticked. What changed meanwhile is shown again (409), nothing is taken over."""
    bij = _open(request, huishouden_id, inwoner_id)
    antwoord = _antwoord(bij)
    _, gelijk = _vergelijk(request, bij, antwoord)
    form = OvernemenForm(request.POST, verschillen=_over(request, bij, gelijk))
    if antwoord is None or not form.is_valid():
        return _pagina(request, bij, fout=True)
    try:
        accept_verschillen(
            lid=bij.lid,
            antwoord=antwoord,
            groepen=te_zien(bij.vrager, antwoord.groepen),
            gekozen=form.gekozen(),
            stand=form.cleaned_data["stand"],
            mag_kring=_mag_kring(bij),
            by=request.user,
            at=now(),
        )
    except (AntwoordVernieuwd, Verouderd) as nee:
        zin = str(nee) if isinstance(nee, Refusal) else AntwoordVernieuwd.text
        vers = _open(request, huishouden_id, inwoner_id)
        return _pagina(request, vers, boodschap=str(zin), status=409)
    except Refusal as nee:
        weiger(form, nee)
        return _pagina(request, bij, over_form=form, fout=True)
    return see_other(request, f"{_adres(bij)}?overgenomen=1")


def _open(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> Bij:
    return brp_for(
        request.user, huishouden_id, inwoner_id, instellingen=request.instellingen, vandaag=localdate()
    )


def _adres(bij: Bij) -> str:
    return reverse("koppelingen:brp", args=[bij.lid.huishouden_id, bij.lid.inwoner_id])


def _antwoord(bij: Bij) -> BrpAntwoord | None:
    antwoord: BrpAntwoord | None = (
        BrpAntwoord.objects.filter(inwoner_id=bij.lid.inwoner_id).select_related("opgehaald_door").first()
    )
    return antwoord


def _mag_kring(bij: Bij) -> bool:
    return bool(bij.lid.huishouden.zicht.mag(Categorie.HUISHOUDEN, schrijven=True))


def _vergelijk(
    request: GemeenteRequest, bij: Bij, antwoord: BrpAntwoord | None
) -> tuple[BrpPersoon | None, list[Verschil]]:
    if antwoord is None or antwoord.inhoud is None:
        return None, []
    groepen = te_zien(bij.vrager, antwoord.groepen)
    if not groepen:
        return None, []
    persoon = lees_persoon(json.loads(str(antwoord.inhoud)))
    return persoon, verschillen(eigen_van(bij.lid), persoon, groepen)


def _over(request: GemeenteRequest, bij: Bij, gevonden: list[Verschil]) -> list[Verschil]:
    """Return what this person may take over."""
    if not mag_route(request.user, bij.lid.huishouden.zicht, "koppelingen:brp_overnemen"):
        return []
    kring = _mag_kring(bij)
    return [v for v in gevonden if v.kan_over and (kring or v.over not in VAN_DE_KRING)]


def _pagina(
    request: GemeenteRequest,
    bij: Bij,
    *,
    vraag_form: VraagForm | None = None,
    over_form: OvernemenForm | None = None,
    uitkomst: Uitkomst | None = None,
    boodschap: str = "",
    fout: bool = False,
    status: int = 0,
) -> HttpResponse:
    lid, antwoord = bij.lid, _antwoord(bij)
    persoon, gevonden = _vergelijk(request, bij, antwoord)
    over = _over(request, bij, gevonden)
    gezien = te_zien(bij.vrager, antwoord.groepen) if antwoord else frozenset()
    begin = {"stand": stand_van(antwoord, lid)} if antwoord else {}
    context: dict[str, Any] = {
        **kader(request, lid.huishouden, actief=""),
        "lid": lid,
        "inwoner": lid.inwoner,
        "koppeling": bij.koppeling,
        "antwoord": antwoord,
        "mag_zien": bool(gezien),
        "wet": WETTEN.get(antwoord.wet, antwoord.wet) if antwoord else "",
        "brp": persoon,
        "regels": _regels(persoon, gezien, lid) if persoon else [],
        "verschillen": gevonden,
        "iemand_anders": persoon is not None and lijkt_iemand_anders(eigen_van(lid), persoon),
        "los": [v for v in gevonden if v not in over],
        "vraag_form": vraag_form or VraagForm(wetten=bij.wetten, initial={"opnieuw": antwoord is not None}),
        "over_form": over_form or OvernemenForm(initial=begin, verschillen=over),
        "mag_over": bool(over),
        "mag_vragen": any(bij.groepen(wet) for wet, _ in bij.wetten),
        "heeft_wetten": bool(bij.wetten),
        "vraagt": [GROEPNAMEN[Veldgroep(groep)] for groep in _alle_groepen(bij)],
        "uitkomst": uitkomst,
        "boodschap": boodschap,
        "bewaard": "bewaard" in request.GET,
        "overgenomen": "overgenomen" in request.GET,
        "form": vraag_form or over_form,
    }
    return toon(request, "koppelingen/brp.html", context, fout=fout, status=status)


def _alle_groepen(bij: Bij) -> list[str]:
    mag = {groep for wet, _ in bij.wetten for groep in bij.groepen(wet)}
    return [groep.value for groep in Veldgroep if groep.value in mag]


def _regels(persoon: BrpPersoon, gezien: frozenset[str], lid: Any) -> list[tuple[str, str]]:
    """Return what the BRP told, as far as this person may see it; a secret address is not written out."""
    naam = " ".join(
        d for d in (persoon.voornamen or persoon.voorletters, persoon.voorvoegsel, persoon.geslachtsnaam) if d
    )
    regels = [("Naam", naam), ("Geslacht", GESLACHTEN.get(persoon.geslacht, "") if persoon.geslacht else "")]
    regels.append(("Geboren", persoon.geboren.tekst if persoon.geboren else ""))
    if Veldgroep.OVERLIJDEN.value in gezien and persoon.is_overleden:
        regels.append(
            ("Overleden", persoon.overleden.tekst if persoon.overleden else "De dag is niet bekend")
        )
    if Veldgroep.ADRES.value in gezien and persoon.adres:
        geheim = persoon.is_geheim or lid.huishouden.is_geheim_adres
        if zaaifouten.staat_aan("geheim_adres_uit_de_brp"):
            geheim = False
        regels.append(("Adres", "Geheim" if geheim else persoon.adres.tekst))
    if Veldgroep.CURATELE.value in gezien and persoon.onder_curatele:
        regels.append(("Curatele", "Deze persoon staat onder curatele. Leg vast wie de curator is."))
    if Veldgroep.GEZAG.value in gezien:
        for gezag in persoon.gezag:
            wie = ", ".join(h.naam or "naam niet in de BRP" for h in gezag.houders)
            regels.append(("Gezag", wie or GEZAG_ZIN.get(gezag.type, "Niet te bepalen")))
    return [(label, tekst) for label, tekst in regels if tekst]
