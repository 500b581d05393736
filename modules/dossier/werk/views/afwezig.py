"""Be away, and see who stands in for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.werk.access import afwezigheden_van, afwezigheid_for, collegas, leidt
from modules.dossier.werk.actions.afwezig import end_absence, report_absence
from modules.dossier.werk.forms import AfwezigForm
from modules.dossier.werk.queries.waarnemen import stand_van


@require_http_methods(["GET", "POST"])
def afwezig(request: GemeenteRequest) -> HttpResponse:
    """List who is away and who stands in, and ask for a new absence."""
    vandaag, gebruiker = localdate(), request.user
    wie = Gebruiker.objects.actief().filter(
        Q(pk=gebruiker.pk) | Q(pk__in=collegas(gebruiker, vandaag, leidt(gebruiker)).order_by().values("pk"))
    )
    form = AfwezigForm(
        request.POST if request.method == "POST" else None,
        initial={"gebruiker": gebruiker.pk, "van": vandaag},
        wie=wie.order_by("naam", "id"),
        collegas=collegas(gebruiker, vandaag),
    )
    if form.is_bound and form.is_valid():
        gegevens: dict[str, Any] = form.cleaned_data
        try:
            report_absence(**gegevens, by=gebruiker, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, reverse("werk:afwezig"))
    rijen = list(
        afwezigheden_van(gebruiker, vandaag)
        .filter(tot_en_met__gte=vandaag)
        .select_related("gebruiker", "vervanger")
        .order_by("van", "id")[:100]
    )
    leden = {pk for pk, _ in collegas(gebruiker, vandaag, leidt(gebruiker)).values_list("pk", "naam")}
    context = {
        "form": form,
        "stand_nu": stand_van(gebruiker, vandaag),
        "rijen": [
            {
                "rij": rij,
                "is_nu": rij.van <= vandaag,
                "mag_stoppen": rij.gebruiker_id in {gebruiker.pk, *leden},
            }
            for rij in rijen
        ],
    }
    return toon(request, "werk/afwezig.html", context, fout=bool(form.errors))


@require_POST
def stop(request: GemeenteRequest, afwezigheid_id: UUID) -> HttpResponse:
    """End an absence now: the work is seen by its owner only again."""
    end_absence(
        afwezigheid=afwezigheid_for(request.user, afwezigheid_id, localdate()), by=request.user, at=now()
    )
    return see_other(request, reverse("werk:afwezig"))
