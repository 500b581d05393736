"""The list of work: what comes first in each household, and who has it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel.request import GemeenteRequest
from modules.dossier.access import teams_van
from modules.dossier.views.antwoord import toon
from modules.dossier.werk.access import collegas, filters_van, leidt
from modules.dossier.werk.forms import FilterForm
from modules.dossier.werk.models import Werkvoorkeur
from modules.dossier.werk.queries.lijst import (
    MIJ,
    NIEMAND,
    SOORTEN,
    STANDEN,
    TEAM,
    Werklijstvraag,
    lees_vraag,
    werklijst,
)
from modules.dossier.werk.queries.waarnemen import stand_van
from modules.dossier.werk.rules.kolommen import KOLOMMEN, STANDAARD, lees_kolommen
from modules.dossier.wetten import wetten
from modules.inrichting.models import Wijkteam


def voorkeur_van(gebruiker: Any) -> Werkvoorkeur:
    """Return how this person looks at the list; one query. Not kept yet: as everybody does."""
    rij = Werkvoorkeur.objects.filter(gebruiker=gebruiker).select_related("standaard").first()
    return rij or Werkvoorkeur(gebruiker=gebruiker, kolommen=list(STANDAARD))


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List the work; opened without a question, with the filter this person chose for that."""
    voorkeur = voorkeur_van(request.user)
    if not request.GET and voorkeur.standaard is not None:
        return redirect(voorkeur.standaard.get_absolute_url())
    return toon_lijst(request, lees_vraag(request.GET), voorkeur)


def toon_lijst(
    request: GemeenteRequest,
    vraag: Werklijstvraag,
    voorkeur: Werkvoorkeur,
    *,
    fout: str = "",
    fout_veld: str = "",
    gekozen: Collection[str] = (),
    filter_form: Any = None,
) -> HttpResponse:
    """Draw the list for a question, with what was typed when something could not be done."""
    gebruiker, vandaag = request.user, localdate()
    stand = stand_van(gebruiker, vandaag)
    teams = Wijkteam.objects.filter(pk__in=teams_van(gebruiker)).order_by("naam")
    rijen = werklijst(
        gebruiker,
        vraag,
        mensen=stand.mensen(gebruiker),
        modules=request.instellingen.modules,
        nu=now(),
    )
    filters = list(filters_van(gebruiker))
    kolommen = lees_kolommen(voorkeur.kolommen)
    mensen = list(collegas(gebruiker, vandaag).values_list("pk", "naam"))
    eigen = list(teams)
    context: dict[str, Any] = {
        "vraag": vraag,
        "lijst": rijen,
        "stand_nu": stand,
        "kolommen": [(code, KOLOMMEN[code]) for code in kolommen],
        "teams": [(str(team.pk), team.naam) for team in eigen],
        "wetten": [(wet.code, wet.naam) for wet in wetten if wet.code in request.instellingen.modules],
        "soorten": SOORTEN.items(),
        "standen": STANDEN.items(),
        "van_wie": [
            (MIJ, "Van mij"),
            (TEAM, "Van mijn team" if len(eigen) < 2 else "Van mijn teams"),
            (NIEMAND, "Nog van niemand"),
            *((str(pk), naam) for pk, naam in mensen if pk != gebruiker.pk),
        ],
        "filters": [(rij, rij.vraag == vraag.filter, rij.pk == voorkeur.standaard_id) for rij in filters],
        "leeg_url": f"{reverse('werk:lijst')}?van={MIJ}",
        "is_gefilterd": vraag.filter != {"van": MIJ},
        "mag_verdelen": bool(leidt(gebruiker)),
        "collegas": [(str(pk), naam) for pk, naam in mensen],
        "gekozen": set(gekozen),
        "getypt": {"wie": request.POST.get("wie", ""), "reden": request.POST.get("reden", "")},
        "fout": fout,
        "fout_veld": fout_veld,
        "filter_form": filter_form or FilterForm(teams=teams),
        "filter_open": filter_form is not None,
    }
    is_fout = bool(fout) or filter_form is not None
    return toon(request, "werk/lijst.html", context, deel="" if is_fout else "lijst", fout=is_fout)
