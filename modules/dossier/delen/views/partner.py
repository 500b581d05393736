"""What a partner with an account sees: what is shared, and the own actions. Nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.delen.access import gedeeld_for
from modules.dossier.delen.actions.antwoord import NietJouwActie, finish_gedeelde_actie, place_antwoord
from modules.dossier.delen.actions.deellink import note_bezoek
from modules.dossier.delen.forms.deling import DeelantwoordForm
from modules.dossier.delen.queries import eigen_hulp, gedeelde_acties, met_mij_gedeeld
from modules.dossier.views.antwoord import eenmalig, toon


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List what is shared with the own organisation now, and for an aanbieder the own help."""
    dag, is_aanbieder = localdate(), request.user.has_rol(Rol.AANBIEDER)
    rijen = met_mij_gedeeld(request.user, dag)
    hulp = eigen_hulp(request.user, dag) if is_aanbieder else []
    audit.record(
        "delen.gedeeld.lijst", by=request.user, at=now(), soort="R", doel=Doel.HULP,
        detail={"delingen": [str(rij.pk) for rij in rijen], "hulp": [str(rij.pk) for rij in hulp]},
    )  # fmt: skip
    return toon(
        request, "delen/met_mij_gedeeld.html", {"rijen": rijen, "hulp": hulp, "is_aanbieder": is_aanbieder}
    )


@require_http_methods(["GET", "POST"])
def gedeeld(request: GemeenteRequest, deling_id: UUID) -> HttpResponse:
    """Show one shared part, and take an answer."""
    rij = gedeeld_for(request.user, deling_id, at=now())
    form = DeelantwoordForm(
        request.POST if request.method == "POST" else None, initial={"naam": request.user.naam}
    )
    if form.is_bound and form.is_valid():
        place_antwoord(
            deling=rij, tekst=form.cleaned_data["tekst"], naam=form.cleaned_data["naam"], link=None,
            by=request.user, at=now(), id=eenmalig(request),
        )  # fmt: skip
        return see_other(request, "delen:gedeeld", rij.pk)
    gezien = note_bezoek(deling=rij, link=None, by=request.user, at=now())
    context: dict[str, Any] = {
        "deling": rij,
        "voorbeeld": gezien,
        "form": form,
        "antwoorden": list(rij.antwoorden.filter(gebruiker=request.user).select_related("notitie")),
        "mag_afvinken": True,
    }
    return toon(request, "delen/gedeeld.html", context, fout=bool(form.errors))


@require_POST
def actie(request: GemeenteRequest, deling_id: UUID, actie_id: UUID) -> HttpResponse:
    """Tick an action of the own organisation, or take the tick back."""
    rij = gedeeld_for(request.user, deling_id, at=now())
    try:
        finish_gedeelde_actie(
            deling=rij,
            actie_id=actie_id,
            is_klaar=request.POST.get("klaar") == "1",
            by=request.user,
            at=now(),
        )
    except NietJouwActie:
        raise Http404 from None
    if request.POST.get("volgende") == "mijn-acties":
        return see_other(request, "delen:mijn_acties")
    return see_other(request, "delen:gedeeld", rij.pk)


@require_GET
def mijn_acties(request: GemeenteRequest) -> HttpResponse:
    """List the shared actions of the own organisation, open ones first."""
    acties = sorted(gedeelde_acties(request.user, localdate()), key=lambda rij: rij.actie.is_klaar)
    audit.record(
        "delen.acties.lijst", by=request.user, at=now(), soort="R", doel=Doel.HULP,
        detail={"acties": [str(rij.actie.id) for rij in acties]},
    )  # fmt: skip
    return toon(request, "delen/mijn_acties.html", {"acties": acties})
