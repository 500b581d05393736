"""Ask for access, answer, and see which rights run."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import huishouden_for
from modules.dossier.models import Toegangsgrond
from modules.dossier.toegang.access import bestaand_voor, verzoek_for
from modules.dossier.toegang.actions.verzoek import (
    grant_toegang,
    refuse_toegang,
    request_toegang,
    revoke_toegang,
    standaard_einde,
    withdraw_verzoek,
)
from modules.dossier.toegang.forms.vragen import AntwoordForm, VraagForm
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.mensen import mag_beslissen, regisseur_van
from modules.dossier.toegang.models import Afscherming
from modules.dossier.toegang.queries import opgegeven_redenen
from modules.dossier.toegang.queries.verzoeken import (
    lopende_rechten,
    mijn_noodtoegangen,
    mijn_verzoeken,
    te_beantwoorden,
    te_beoordelen_door,
)
from modules.dossier.toegang.verwijzing import bedoelde_huishoudens, lees_teken
from modules.dossier.toegang.views.antwoord import toon_zonder_namen
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader

TE_RUIM = (
    "Dit lukt niet met wat je zocht. Zoek nog een keer, met de geboortedatum of het volledige adres erbij."
)


@require_http_methods(["GET", "POST"])
def vragen(request: GemeenteRequest) -> HttpResponse:
    """Ask for access to what a search pointed at. The page tells no more than the search did."""
    verwijzing = lees_teken(request.user, request.GET.get("v", ""), at=now())
    form = VraagForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "team": verwijzing.team, "gezocht": verwijzing.in_woorden}
    context["nood_url"] = f"{reverse('toegang:nood')}?{request.GET.urlencode()}"
    if zaaifouten.staat_aan("verzoek_toont_naam"):
        context["naam"] = ", ".join(h.naam for h in bedoelde_huishoudens(verwijzing, request.user))
    if form.is_bound and form.is_valid():
        huishoudens = bedoelde_huishoudens(verwijzing, request.user)
        if not huishoudens:
            form.add_error(None, TE_RUIM)
        elif _gevraagd(request, form, huishoudens, gezocht=verwijzing.in_woorden, mocht_bekend=False):
            return see_other(request, "toegang:mijn_verzoeken")
    return toon_zonder_namen(request, "toegang/vragen.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def vragen_hier(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Ask for access to a household that this person knows of but does not work with."""
    huishouden = bestaand_voor(request.user, huishouden_id)
    form = VraagForm(request.POST if request.method == "POST" else None)
    klaar = form.is_bound and form.is_valid()
    if klaar and _gevraagd(request, form, [huishouden], gezocht="", mocht_bekend=True):
        return see_other(request, "toegang:mijn_verzoeken")
    team = huishouden.team.naam if huishouden.team else ""
    context = {"form": form, "team": team, "nood_url": reverse("toegang:nood_hier", args=[huishouden.pk])}
    return toon_zonder_namen(request, "toegang/vragen.html", context, fout=bool(form.errors))


def _gevraagd(
    request: GemeenteRequest, form: VraagForm, huishoudens: Any, *, gezocht: str, mocht_bekend: bool
) -> bool:
    try:
        request_toegang(
            huishoudens=huishoudens,
            reden=form.cleaned_data["reden"],
            gezocht=gezocht,
            mocht_bekend=mocht_bekend,
            by=request.user,
            at=now(),
            id=eenmalig(request),
        )
    except Refusal as nee:
        weiger(form, nee, "reden")
        return False
    return True


@require_GET
def mijn(request: GemeenteRequest) -> HttpResponse:
    """Show what somebody asked, what waits for an answer of theirs, and the own emergencies."""
    nu = now()
    context = {
        "verzoeken": mijn_verzoeken(request.user.pk, nu),
        "te_beantwoorden": list(te_beantwoorden(request.user)[:50]),
        "noden": mijn_noodtoegangen(request.user.pk, nu),
        "te_beoordelen": te_beoordelen_door(request.user),
    }
    return toon(request, "toegang/mijn.html", context)


@require_POST
def intrekken(request: GemeenteRequest) -> HttpResponse:
    """Take the own open question back (`groep`), or give an own right back (`grond`)."""
    try:
        gevraagd = UUID(request.POST.get("groep") or request.POST.get("grond", ""))
    except ValueError as fout:
        raise Http404 from fout
    if request.POST.get("groep"):
        withdraw_verzoek(groep=gevraagd, by=request.user, at=now())
        return see_other(request, "toegang:mijn_verzoeken")
    eigen = Toegangsgrond.objects.filter(gebruiker_id=request.user.pk, soort="verzoek")
    grond = get_object_or_404(eigen, pk=gevraagd)
    with suppress(Refusal):  # it was over already: the page shows so
        revoke_toegang(grond=grond, by=request.user, at=now())
    return see_other(request, "toegang:mijn_verzoeken")


@require_http_methods(["GET", "POST"])
def verzoek(request: GemeenteRequest, toegangsverzoek_id: UUID) -> HttpResponse:
    """Answer a question: yes until a day, or no with a sentence."""
    vraag = verzoek_for(request.user, toegangsverzoek_id)
    keuzes = request.instellingen.section(ToegangInstellingen)
    begin = {"tot": standaard_einde(localdate(), keuzes)}
    form = AntwoordForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            _antwoord(request, vraag, form, keuzes)
        except Refusal as nee:
            weiger(form, nee, "tot" if "dag" in str(nee).lower() else None)
        else:
            return see_other(request, reverse("toegang:verzoek", args=[vraag.pk]))
    context = {"form": form, "vraag": vraag, "hoogstens": keuzes.verzoek_dagen_hoogstens}
    return toon(request, "toegang/verzoek.html", context, fout=bool(form.errors))


def _antwoord(request: GemeenteRequest, vraag: Any, form: AntwoordForm, keuzes: ToegangInstellingen) -> None:
    schoon = form.cleaned_data
    if schoon["uitkomst"] == "nee":
        refuse_toegang(verzoek=vraag, antwoord=schoon["antwoord"], by=request.user, at=now())
        return
    grant_toegang(
        verzoek=vraag,
        tot=schoon["tot"],
        antwoord=schoon["antwoord"],
        instellingen=keuzes,
        by=request.user,
        at=now(),
    )


@require_GET
def rechten(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show who has a right of their own on this household, why, and until when."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    mag = mag_beslissen(request.user, huishouden)
    context = {
        **kader(request, huishouden, actief=""),
        "gronden": lopende_rechten(huishouden.pk, now()),
        "redenen": [
            reden
            for reden in opgegeven_redenen(huishouden.pk, voor=request.user)
            if mag or reden.gebruiker_id == request.user.pk
        ],
        "afscherming": Afscherming.objects.lopend()
        .filter(huishouden=huishouden)
        .select_related("door")
        .first(),
        "mag_beslissen": mag,
        "heeft_regisseur": regisseur_van(huishouden.pk) is not None,
    }
    return toon(request, "toegang/rechten.html", context)


@require_POST
def recht_intrekken(request: GemeenteRequest, huishouden_id: UUID, toegangsgrond_id: UUID) -> HttpResponse:
    """Close the right of somebody else: from the next request on."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    grond = Toegangsgrond.objects.filter(pk=toegangsgrond_id, huishouden=huishouden, soort="verzoek").first()
    if grond is None or not mag_beslissen(request.user, huishouden):
        raise Http404
    with suppress(Refusal):  # it ended meanwhile: the page shows so
        revoke_toegang(grond=grond, by=request.user, at=now())
    return see_other(request, reverse("toegang:rechten", args=[huishouden.pk]))
