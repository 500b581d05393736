"""The check page: everything once more, who may decide and who otherwise, and the decision itself (F101)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import GeenZicht, Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.geld import Geld
from modules.dossier.access import eis
from modules.dossier.besluiten.access import beschikking_for, mag_schrijven
from modules.dossier.besluiten.actions.beschikking import (
    approve_beschikking,
    decide_beschikking,
    eis_plek,
    mist_vier_ogen,
    return_beschikking,
    submit_beschikking,
)
from modules.dossier.besluiten.actions.weigeringen import GeenMandaat, NietRond
from modules.dossier.besluiten.berichten import tell_akkoord, tell_teruggelegd, tell_voorgelegd
from modules.dossier.besluiten.brief import address_beschikking, wie_krijgt_de_brief
from modules.dossier.besluiten.forms.besluit import HOE, BriefAanForm, RedenForm, VoorleggenForm
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.bevoegd import (
    kandidaten,
    kosten_van_huishouden,
    lezen_mee,
    oordeel_over,
    voor_te_leggen_aan,
)
from modules.dossier.besluiten.queries.rond import ontbreekt_aan
from modules.dossier.besluiten.rules.inhoud import bezwaarclausule
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.views.besluiten import gegevens
from modules.dossier.besluiten.woorden import Stand
from modules.dossier.brieven.adressanten import zoals_te_zien
from modules.dossier.brieven.rules.geadresseerde import kies
from modules.dossier.rules.normen import norm_op
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.versie import versie_van
from modules.inrichting.rules.protocol import Categorie


@require_http_methods(["GET", "POST"])
def controleer(request: GemeenteRequest, beschikking_id: UUID) -> HttpResponse:
    """Show what will be decided and by whom; sending it takes the decision."""
    rij = beschikking_for(request.user, beschikking_id)
    if request.method == "GET":
        if rij.stand not in (Stand.CONCEPT, Stand.TER_BEOORDELING):
            return see_other(request, rij)
        return _pagina(request, rij)
    try:
        decide_beschikking(beschikking=rij, gezien_versie=versie_van(request, rij), by=request.user, at=now())
    except (GeenMandaat, NietRond):  # the page says both by itself, with where it is repaired
        return _pagina(request, rij, fout=True)
    except Refusal as refusal:
        return _pagina(request, rij, fout=True, weigering=str(refusal))
    return see_other(request, rij)


def _pagina(
    request: GemeenteRequest, rij: Beschikking, *, fout: bool = False, weigering: str = "", **meer: Any
) -> HttpResponse:
    rij.refresh_from_db(fields=["stand", "versie", "voorgelegd_aan"])
    soort, dag = besluitsoorten.get(rij.soort), localdate()
    oordeel = oordeel_over(rij, request.user, dag)
    keuzes = request.instellingen.section(BesluitInstellingen)
    kan = kandidaten(oordeel, rij, niet=request.user, dag=dag)
    mee = lezen_mee(rij, niet=request.user, dag=dag)
    vier_ogen = keuzes.vraagt_vier_ogen(rij.bedrag_per_jaar)
    mist_ogen = mist_vier_ogen(rij, request.user, keuzes)
    ontbreekt = ontbreekt_aan(rij, soort) if soort else []
    elders = _elders(request, rij)
    wie = zoals_te_zien(rij.huishouden, wie_krijgt_de_brief(rij, dag))
    mensen = Gebruiker.objects.filter(pk__in=[k.gebruiker.pk for k in kan]).order_by("naam") if kan else mee
    context = {
        **gegevens(request, rij),
        "oordeel": oordeel,
        "kandidaten": kan,
        "kosten": Geld(kosten_van_huishouden(rij, dag)),
        "vier_ogen": vier_ogen,
        "mist_ogen": mist_ogen,
        "ontbreekt": ontbreekt,
        "weigering": weigering,
        "elders": elders,
        "kan_beslissen": oordeel.mag and not ontbreekt and not mist_ogen and not elders and soort is not None,
        "clausule": rij.bezwaarclausule or _clausule(request),
        "voorleg_form": meer.get("voorleg_form") or VoorleggenForm(mensen=mee if oordeel.mag else mensen),
        "terug_form": meer.get("terug_form") or RedenForm(prefix="terug"),
        "brief_aan": kies(wie, rij.brief_aan),
        "brief_hoe": dict(HOE).get(rij.brief_kanaal, HOE[0][1]),
        "brief_form": meer.get("brief_form") or BriefAanForm(keuzes=wie, beschikking=rij),
        "mag_brief": mag_schrijven(rij.huishouden) or rij.voorgelegd_aan_id == request.user.pk,
        "fout_form": next(iter(meer.values()), None),
    }
    return toon(request, "besluiten/controleer.html", context, fout=fout)


def _elders(request: GemeenteRequest, rij: Beschikking) -> str:
    try:
        eis_plek(rij, request.user)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _clausule(request: GemeenteRequest) -> str:
    return bezwaarclausule(request.gemeente.naam, norm_op("bezwaar_indienen", localdate()).duur.aantal)


@require_POST
def stap(request: GemeenteRequest, beschikking_id: UUID) -> HttpResponse:
    """Put a decision before a colleague, agree with it, give it back, or choose who gets its letter."""
    rij = beschikking_for(request.user, beschikking_id)
    doe = request.POST.get("doe", "")
    if doe == "brief":
        return _brief_aan(request, rij)
    if doe == "akkoord":
        return _akkoord(request, rij)
    return _terug(request, rij) if doe == "terug" else _voorleggen(request, rij)


def _brief_aan(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    wie = zoals_te_zien(rij.huishouden, wie_krijgt_de_brief(rij, localdate()))
    form = BriefAanForm(request.POST, keuzes=wie, beschikking=rij)
    if form.is_valid():
        try:
            if rij.voorgelegd_aan_id != request.user.pk:
                eis(request.user, rij.huishouden, Categorie.BESLUITEN, schrijven=True)
            address_beschikking(beschikking=rij, **form.cleaned_data, by=request.user, at=now())
        except GeenZicht:  # the page that says why
            raise
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, f"{reverse('besluiten:controleer', args=[rij.pk])}#p-brief")
    return _pagina(request, rij, fout=True, brief_form=form)


def _voorleggen(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = VoorleggenForm(request.POST, mensen=voor_te_leggen_aan(rij, by=request.user, dag=localdate()))
    if not form.is_valid():
        return _pagina(request, rij, fout=True, voorleg_form=form)
    keuze = form.cleaned_data
    try:
        submit_beschikking(
            beschikking=rij, aan=keuze["aan"], omdat=keuze["omdat"], gezien_versie=versie_van(request, rij),
            by=request.user, at=now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _pagina(request, rij, fout=True, weigering=str(refusal))
    tell_voorgelegd(rij, aan=keuze["aan"].pk, by=request.user, at=now())
    return see_other(request, rij)


def _akkoord(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    try:
        approve_beschikking(
            beschikking=rij, gezien_versie=versie_van(request, rij), by=request.user, at=now()
        )
    except Refusal as refusal:
        return _pagina(request, rij, fout=True, weigering=str(refusal))
    tell_akkoord(rij, by=request.user, at=now())
    return see_other(request, rij)


def _terug(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = RedenForm(request.POST, prefix="terug")
    if form.is_valid():
        try:
            return_beschikking(beschikking=rij, omdat=form.cleaned_data["omdat"], by=request.user, at=now())
        except Refusal as refusal:
            form.add_error("omdat", str(refusal))
        else:
            tell_teruggelegd(rij, by=request.user, at=now())
            return see_other(request, rij)
    return _pagina(request, rij, fout=True, terug_form=form)
