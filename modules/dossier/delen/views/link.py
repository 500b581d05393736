"""The door for somebody without an account: a link, a code, one page, one answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal
from keukentafel.identity.beurten import TeVaakGeprobeerd
from keukentafel.identity.herkomst import adres_van
from keukentafel.identity.rules.wachttijd import in_woorden
from keukentafel.request import GemeenteRequest
from modules.dossier.delen.actions.antwoord import place_antwoord
from modules.dossier.delen.actions.deellink import LinkWerktNiet, lees_link, note_bezoek, open_link
from modules.dossier.delen.forms.deling import CodeForm, DeelantwoordForm
from modules.dossier.delen.models import Deelantwoord, Deellink
from modules.dossier.views.antwoord import eenmalig, toon

TEKEN, LEZER = "deellink", "deellink_lezer"


@require_GET
def link(request: GemeenteRequest, token: str) -> HttpResponse:
    """Take the link out of the address bar. Nothing is looked up and nothing is used up: a mail scanner
    that follows links does no harm, and whoever guesses learns nothing."""
    request.session[TEKEN] = token[:600]
    return redirect("delen:link_code")


@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def code(request: GemeenteRequest) -> HttpResponse:
    """Ask for the code; every link gets the same page, and every wrong try the same sentence."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            rij, lezer = open_link(
                teken=request.session.get(TEKEN, ""),
                code=form.cleaned_data["code"],
                adres=adres_van(request),
                at=now(),
            )
        except TeVaakGeprobeerd as weigering:
            wacht = in_woorden(weigering.tot - now())
            form.add_error(None, f"Er is te vaak geprobeerd. Wacht {wacht} en probeer het opnieuw.")
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            request.session.pop(TEKEN, None)
            request.session[LEZER] = {"link": str(rij.pk), "lezer": lezer}
            return redirect("delen:link_lezen")
    return toon(request, "delen/link_code.html", {"form": form}, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def lezen(request: GemeenteRequest) -> HttpResponse:
    """Show only that part, for half an hour, and take one answer."""
    try:
        rij = _uit_sessie(request)
    except LinkWerktNiet:
        request.session.pop(LEZER, None)
        return toon(request, "delen/link_klaar.html", {"is_dicht": True}, status=404)
    deling = rij.deling
    is_beantwoord = Deelantwoord.objects.filter(link=rij).exists()
    form = DeelantwoordForm(
        request.POST if request.method == "POST" else None, initial={"naam": deling.contactpersoon}
    )
    if form.is_bound and form.is_valid():
        try:
            place_antwoord(
                deling=deling, tekst=form.cleaned_data["tekst"], naam=form.cleaned_data["naam"], link=rij,
                by=None, at=now(), id=eenmalig(request),
            )  # fmt: skip
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            request.session.pop(LEZER, None)
            return toon(request, "delen/link_klaar.html", {"is_dicht": False})
    gezien = note_bezoek(deling=deling, link=rij, by=None, at=now())
    context: dict[str, Any] = {
        "deling": deling,
        "voorbeeld": gezien,
        "form": form,
        "is_beantwoord": is_beantwoord,
        "leest_tot": rij.leest_tot,
    }
    return toon(request, "delen/link_lezen.html", context, fout=bool(form.errors))


def _uit_sessie(request: GemeenteRequest) -> Deellink:
    stand: dict[str, Any] = request.session.get(LEZER) or {}
    return lees_link(link_id=str(stand.get("link", "")), lezer=str(stand.get("lezer", "")), at=now())
