"""Many letters at once: choose them, see how far they are, and try again what did not go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.brieven.access import ronde_for
from modules.dossier.brieven.actions.post import HOOGSTENS
from modules.dossier.brieven.actions.ronde import AlBezig, retry_ronde, start_ronde
from modules.dossier.brieven.forms.brief import RondeForm
from modules.dossier.brieven.models import Regelstand, Verzendronde
from modules.dossier.brieven.queries import Conceptregel, regels_van, rondes_van, te_versturen
from modules.dossier.brieven.taken import verstuur_ronde
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import eenmalig, toon, weiger


@require_http_methods(["GET", "POST"])
def versturen(request: GemeenteRequest) -> HttpResponse:
    """Show the concepts that may go; those that were chosen are sent in the background."""
    stuurt = request.method == "POST"
    van_team = request.GET.get("van") == "team"
    regels = te_versturen(request.user, van_team=van_team or stuurt, hoogstens=HOOGSTENS)
    form = RondeForm(request.POST if stuurt else None)
    if form.is_bound and form.is_valid():
        try:
            rij = _begin(request, regels, form.cleaned_data["kanaal"])
        except Refusal as reden:
            weiger(form, reden)
        else:
            return see_other(request, rij.get_absolute_url())
    context = {
        "regels": regels,
        "form": form,
        "van_team": van_team,
        "gekozen": set(request.POST.getlist("brief")) if stuurt else None,
        "rondes": rondes_van(request.user, hoogstens=10),
        "hoogstens": HOOGSTENS,
    }
    return toon(request, "brieven/versturen.html", context, fout=bool(form.errors))


def _begin(request: GemeenteRequest, regels: list[Conceptregel], kanaal: str) -> Verzendronde:
    """Start the round with what was chosen, when this person may send all of it and it lacks nothing."""
    gekozen = {lees_id(waarde) for waarde in request.POST.getlist("brief")}
    mag = {regel.brief.pk for regel in regels if not regel.gemist}
    if not gekozen <= mag:
        raise AlBezig
    with transaction.atomic():
        rij = start_ronde(brieven=gekozen, kanaal=kanaal, by=request.user, at=now(), id=eenmalig(request))
        verstuur_ronde.voor(request.gemeente, str(rij.pk))
    return rij


@require_GET
def ronde(request: GemeenteRequest, verzendronde_id: UUID) -> HttpResponse:
    """Show how far a round is, and what became of each letter."""
    return _toon(request, ronde_for(request.user, verzendronde_id))


def _toon(request: GemeenteRequest, rij: Verzendronde, fout: str = "") -> HttpResponse:
    regels = regels_van(rij, request.user)
    standen = list(rij.regels.values_list("stand", flat=True))
    context = {
        "ronde": rij,
        "regels": regels,
        "gelukt": standen.count(Regelstand.GELUKT),
        "niet": standen.count(Regelstand.NIET),
        "gedaan": len(standen) - standen.count(Regelstand.WACHT),
        "fout": fout,
    }
    return toon(request, "brieven/ronde.html", context, deel="voortgang" if not fout else "", fout=bool(fout))


@require_POST
def opnieuw(request: GemeenteRequest, verzendronde_id: UUID) -> HttpResponse:
    """Try again what did not go."""
    rij = ronde_for(request.user, verzendronde_id)
    try:
        with transaction.atomic():
            retry_ronde(ronde=rij, by=request.user, at=now())
            verstuur_ronde.voor(request.gemeente, str(rij.pk))
    except Refusal as reden:
        return _toon(request, rij, str(reden))
    return see_other(request, rij.get_absolute_url())
