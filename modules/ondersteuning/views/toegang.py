"""The gemeente decides who looks along, sees what was looked at, and ends it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.vers import verse_factor
from keukentafel.request import GemeenteRequest, see_other
from modules.ondersteuning import queries
from modules.ondersteuning.actions import inkijk as acties
from modules.ondersteuning.forms import KeuzeForm, ToestaanForm, WeigerForm
from modules.ondersteuning.models import Inkijk, Ticketplek, Toegangskeuze
from modules.ondersteuning.rollen import HAALT_MASKER_WEG
from support.actions.ticket import StaatIetsPersoonlijksIn
from support.models import Omvang


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """What is asked, what runs, what was, and what always holds."""
    return _lijst(request)


@require_POST
@verse_factor
def keuze(request: GemeenteRequest) -> HttpResponse:
    """Choose what always holds."""
    form = KeuzeForm(request.POST)
    if not form.is_valid():
        return _lijst(request, form=form, status=422)
    schoon = form.cleaned_data
    try:
        acties.choose_toegang(
            geen=schoon["geen"], reden=schoon["reden"], versie=schoon["versie"], by=request.user, at=now()
        )
    except Verouderd:
        return _lijst(request, verouderd=form, status=409)
    return see_other(request, "ondersteuning:toegang")


@require_GET
def een(request: GemeenteRequest, inkijk_id: UUID) -> HttpResponse:
    """One request: answer it, or see what was looked at."""
    return _een(request, inkijk_id)


@require_POST
def toestaan(request: GemeenteRequest, inkijk_id: UUID) -> HttpResponse:
    """Say yes; what is not there is not there, before any code is asked."""
    if queries.een_gevraagd(inkijk_id) is None and not Inkijk.objects.filter(pk=inkijk_id).exists():
        raise Http404
    return _toestaan(request, inkijk_id=inkijk_id)


@verse_factor
def _toestaan(request: GemeenteRequest, inkijk_id: UUID) -> HttpResponse:
    gevraagd = queries.een_gevraagd(inkijk_id)
    if gevraagd is None:
        return _een(request, inkijk_id, nee="Deze vraag is al beantwoord, of ingetrokken.", status=409)
    form = _toestaanform(request, gevraagd, request.POST)
    if not form.is_valid():
        return _een(request, inkijk_id, form=form, status=422)
    schoon = form.cleaned_data
    try:
        acties.allow_inkijk(
            toegang_id=inkijk_id,
            ogen=Gebruiker.objects.get(pk=schoon["ogen"]),
            huishouden_id=schoon.get("huishouden"),
            is_gemaskeerd=not schoon.get("leesbaar", False),
            by=request.user,
            at=now(),
        )
    except Refusal as nee:
        form.add_error(None, str(nee))
        return _een(request, inkijk_id, form=form, status=422)
    return see_other(request, "ondersteuning:toegang_een", inkijk_id=inkijk_id)


@require_POST
def weigeren(request: GemeenteRequest, inkijk_id: UUID) -> HttpResponse:
    """Say no."""
    form = WeigerForm(request.POST)
    if not form.is_valid():
        return _een(request, inkijk_id, weiger=form, status=422)
    try:
        acties.refuse_inkijk(
            toegang_id=inkijk_id, antwoord=form.cleaned_data["antwoord"], by=request.user, at=now()
        )
    except StaatIetsPersoonlijksIn as nee:
        form.add_error("antwoord", str(nee))
        return _een(request, inkijk_id, weiger=form, status=422)
    except Refusal as nee:
        return _een(request, inkijk_id, nee=str(nee), status=409)
    return see_other(request, "ondersteuning:toegang_een", inkijk_id=inkijk_id)


@require_POST
def intrekken(request: GemeenteRequest, inkijk_id: UUID) -> HttpResponse:
    """End it now."""
    try:
        acties.withdraw_inkijk(inkijk_id=inkijk_id, by=request.user, at=now())
    except Refusal as nee:
        return _een(request, inkijk_id, nee=str(nee), status=409)
    return see_other(request, "ondersteuning:toegang_een", inkijk_id=inkijk_id)


def _lijst(
    request: GemeenteRequest,
    *,
    form: KeuzeForm | None = None,
    verouderd: KeuzeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    keuze_nu = Toegangskeuze.objects.select_related("gekozen_door").first()
    begin = {
        "geen": "1" if keuze_nu and keuze_nu.geen_toegang else "0",
        "reden": keuze_nu.reden if keuze_nu else "",
        "versie": keuze_nu.versie if keuze_nu else 0,
    }
    inkijken = list(Inkijk.objects.select_related("beslist_door")[: queries.PER_PAGINA])
    context = {
        "gevraagd": queries.gevraagd(),
        "lopend": [rij for rij in inkijken if rij.is_open],
        "inkijken": [rij for rij in inkijken if not rij.is_open],
        "keuze": keuze_nu,
        "form": form or KeuzeForm(initial=begin),
        "verouderd": verouderd,
    }
    return render(request, "ondersteuning/toegangen.html", context, status=status)


def _een(
    request: GemeenteRequest,
    inkijk_id: UUID,
    *,
    form: ToestaanForm | None = None,
    weiger: WeigerForm | None = None,
    nee: str = "",
    status: int = 200,
) -> HttpResponse:
    inkijk = (
        Inkijk.objects.select_related("beslist_door", "ogen", "geeindigd_door").filter(pk=inkijk_id).first()
    )
    gevraagd = queries.een_gevraagd(inkijk_id) if inkijk is None else None
    if inkijk is None and gevraagd is None:
        raise Http404
    context: dict[str, object] = {"nee": nee, "gevraagd": gevraagd, "inkijk": inkijk}
    if gevraagd is not None:
        context |= {"form": form or _toestaanform(request, gevraagd), "weiger": weiger or WeigerForm()}
    if inkijk is not None:
        context["regels"] = queries.bekeken_in(inkijk)
    return render(request, "ondersteuning/toegang.html", context, status=status)


def _toestaanform(request: GemeenteRequest, gevraagd: queries.Gevraagd, data: object = None) -> ToestaanForm:
    ogen = [(str(request.user.pk), f"Die van jou ({request.user.naam})")]
    vrager = Gebruiker.objects.actief().filter(pk=gevraagd.indiener_id).exclude(pk=request.user.pk).first()
    if vrager is not None:
        ogen.insert(0, (str(vrager.pk), f"Die van {vrager.naam}, die de vraag stelde"))
    dossier = gevraagd.omvang == Omvang.DOSSIER
    begin = {}
    if dossier:
        plek = Ticketplek.objects.filter(ticket_id=gevraagd.ticket_id).first()
        begin["huishouden"] = f"/huishoudens/{plek.huishouden_id}" if plek else ""
    return ToestaanForm(
        data,
        initial=begin,
        ogen=ogen,
        dossier=dossier,
        mag_leesbaar=bool(HAALT_MASKER_WEG & request.user.rollen),
    )
