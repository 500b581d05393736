"""Taking a catalogue to another system, and reading one in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel import audit
from keukentafel.request import GemeenteRequest
from modules.zgw.beheer.actions.catalogus import import_catalogus
from modules.zgw.beheer.forms.catalogus import InleesForm
from modules.zgw.beheer.overdracht import BestandKloptNiet, InlezenMislukt, overdracht
from modules.zgw.beheer.views.antwoord import pagina
from modules.zgw.beheer.views.catalogus import kruimels, lijst_url
from modules.zgw.catalogus.models import Catalogus

GROOTSTE = 20_000_000
UITLEG = (
    "Alles komt binnen als concept: je kijkt het na en publiceert het zelf. "
    "Documenten en besluiten die hier al bestaan, worden gebruikt zoals ze zijn."
)


@require_GET
def catalogus_uit(request: GemeenteRequest, catalogus_id: UUID) -> HttpResponse:
    """Give a catalogus as a zip that Keukentafel and Open Zaak read."""
    rij = get_object_or_404(Catalogus, pk=catalogus_id)
    inhoud = overdracht().uit(rij)
    audit.record("catalogus.opgehaald", target=rij, by=request.user, at=now(), soort="R")
    antwoord = HttpResponse(inhoud, content_type="application/zip")
    antwoord["Content-Disposition"] = f'attachment; filename="catalogus-{rij.domein.lower()}.zip"'
    return antwoord


@require_http_methods(["GET", "POST"])
def catalogus_in(request: GemeenteRequest) -> HttpResponse:
    """Read a catalogue in: all of it, or nothing."""
    form = InleesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        bestand = form.cleaned_data["bestand"]
        if bestand.size > GROOTSTE:
            form.add_error("bestand", "Dit bestand is groter dan 20 MB. Een catalogus is kleiner.")
        else:
            try:
                verslag = import_catalogus(inhoud=bestand.read(), by=request.user, at=now())
            except InlezenMislukt as nee:
                form.add_error(None, str(nee))
                for fout in nee.fouten[:20]:
                    form.add_error(None, fout)
            except BestandKloptNiet as nee:
                form.add_error("bestand", str(nee))
            else:
                return render(request, "zgwbeheer/ingelezen.html", {"verslag": verslag})
    return pagina(
        request, form, titel="Catalogus inlezen", uitleg=UITLEG, kruimels=kruimels(), terug=lijst_url(),
        knop="Lees in", bestanden=True,
    )  # fmt: skip
