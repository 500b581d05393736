"""The inbox: what came in by a connection and waits, and one piece with what can be done with it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.bsn import Bsn
from modules.dossier.access import huishouden_for
from modules.dossier.models import Huishouden
from modules.dossier.queries.bekend import bekend_als
from modules.dossier.queries.bladwijzer import lees_grens, lees_id
from modules.dossier.views.antwoord import toon, weiger
from modules.zgw.postvak.access import stuk_for, stukken_voor, weggelegd_voor
from modules.zgw.postvak.actions.stukken import lock_stuk, put_away, take_back
from modules.zgw.postvak.forms import KiesForm, WegForm
from modules.zgw.postvak.models import Stuk
from modules.zgw.postvak.queries import Inhoud, inhoud_van
from modules.zgw.stroom.actions.opnemen import make_bekend, take_in

PER_PAGINA = 25


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List what waits, the longest waiting first."""
    rijen = stukken_voor(request.user).select_related("team").order_by("ontvangen_op", "id")
    grens = lees_grens(request.GET.get("na", ""))
    if grens is not None:
        rijen = rijen.filter(ontvangen_op__gt=grens[0])
    gelezen = list(rijen[: PER_PAGINA + 1])
    getoond = gelezen[:PER_PAGINA]
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        volgende = f"?{urlencode({'na': f'{getoond[-1].ontvangen_op.isoformat()}_{getoond[-1].pk}'})}"
    weggelegd = list(weggelegd_voor(request.user).order_by("-verwerkt_op")[:5])
    audit.record(
        "postvak.lijst.bekeken", by=request.user, at=now(), soort="lezen", doel=Doel.INTAKE,
        detail={"aantal": len(getoond)},
    )  # fmt: skip
    context = {
        "rijen": getoond, "volgende": volgende, "weggelegd": weggelegd, "gemaakt": request.GET.get("gemaakt") == "1",
    }  # fmt: skip
    return toon(request, "postvak/_wacht.html" if request.htmx else "postvak/lijst.html", context)


@require_http_methods(["GET", "POST"])
def stuk(request: GemeenteRequest, stuk_id: UUID) -> HttpResponse:
    """Show one with who may be meant; it becomes a melding here, whole or not at all."""
    rij = stuk_for(request.user, stuk_id)
    inhoud = inhoud_van(rij)
    begin = {"wet": inhoud.wet, "team": rij.team_id}
    form = KiesForm(
        request.POST if request.method == "POST" else None, initial=begin, modules=request.instellingen.modules
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            melding = _maak(request, rij, inhoud, form)
        except Refusal as nee:
            weiger(form, nee)
        else:
            if melding is None:
                return see_other(request, f"{reverse('postvak:lijst')}?gemaakt=1")
            return see_other(request, "dossier:melding", melding)
    return _pagina(request, rij, inhoud, form, WegForm())


@require_POST
def weg(request: GemeenteRequest, stuk_id: UUID) -> HttpResponse:
    """Put a piece away with the reason."""
    rij = stuk_for(request.user, stuk_id)
    form = WegForm(request.POST)
    if form.is_valid():
        try:
            put_away(stuk=rij, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "postvak:lijst")
    inhoud = inhoud_van(rij)
    kies = KiesForm(initial={"wet": inhoud.wet, "team": rij.team_id}, modules=request.instellingen.modules)
    return _pagina(request, rij, inhoud, kies, form)


@require_POST
def terug(request: GemeenteRequest, stuk_id: UUID) -> HttpResponse:
    """Put a piece that was put away back."""
    rij = weggelegd_voor(request.user).filter(pk=stuk_id).first()
    if rij is None:
        raise Http404
    take_back(stuk=rij, by=request.user, at=now())
    return see_other(request, "postvak:stuk", rij.pk)


@transaction.atomic
def _maak(request: GemeenteRequest, rij: Stuk, inhoud: Inhoud, form: KiesForm) -> UUID | None:
    """Make the melding in the chosen household, or in a new one. Returns None where its page is not for this person."""
    rij = lock_stuk(rij)
    schoon, nu = form.cleaned_data, now()
    keuze = request.POST.get("huishouden", "")
    if keuze == "nieuw":
        huishouden = make_bekend(inzending=inhoud.inzending, team=schoon["team"], by=request.user, at=nu)
    else:
        huishouden = _gekozen(request, inhoud, keuze)
    melding = take_in(
        stuk=rij, zaak=rij.zaak, wet=schoon["wet"], inzending=inhoud.inzending, huishouden=huishouden,
        team=schoon["team"], by=request.user, at=nu,
    )  # fmt: skip
    zichtbaar = Huishouden.objects.visible_to(request.user).filter(pk=huishouden.pk).exists()
    return melding.pk if zichtbaar else None


def _gekozen(request: GemeenteRequest, inhoud: Inhoud, keuze: str) -> Huishouden:
    """Open the chosen household; one that the BSN leads to is given to its own team unseen."""
    if keuze == "bsn" and inhoud.plek.huishouden is not None:
        return inhoud.plek.huishouden
    if not keuze:
        raise GeenKeuze
    return huishouden_for(request.user, lees_id(keuze), doel=Doel.INTAKE)


class GeenKeuze(Refusal):
    text = "Kies bij welk huishouden dit hoort, of maak een nieuw huishouden."


def _pagina(
    request: GemeenteRequest, rij: Stuk, inhoud: Inhoud, form: KiesForm, weg_form: WegForm
) -> HttpResponse:
    wie = inhoud.inzending
    bekenden = bekend_als(
        request.user, voornamen=wie.voornamen, achternaam=wie.geslachtsnaam, geboortedatum=wie.geboortedatum,
        postcode=wie.postcode, huisnummer=wie.huisnummer, vandaag=localdate(),
    )  # fmt: skip
    context: dict[str, Any] = {
        "rij": rij,
        "inhoud": inhoud,
        "wie": wie,
        "bsn": Bsn(wie.bsn).gemaskeerd if wie.bsn else "",
        "form": form,
        "weg_form": weg_form,
        "bekenden": bekenden,
        "kan_nieuw": bool(wie.geslachtsnaam) and inhoud.plek.inwoner is None,
    }
    return toon(request, "postvak/stuk.html", context, fout=bool(form.errors or weg_form.errors))
