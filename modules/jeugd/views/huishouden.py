"""Jeugd on the page of a household: its children, and the panel with the line about safety."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.models import Inwoner
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.actions.hulpvraag import NietRond, start_hulpvraag
from modules.jeugd.forms.hulpvraag import HulpvraagForm
from modules.jeugd.queries import jgz_van, kinderen_van, meldcodes_van, risicos_van


@require_GET
def huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show each child: who decides, what is asked, and how far it is."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    ziet_veilig = rij.zicht.mag(Categorie.VEILIGHEID)
    context = {
        **kader(request, rij, actief="jeugd"),
        "kinderen": kinderen_van(rij, localdate()),
        "mag_nieuw": mag_route(request.user, rij.zicht, "jeugd:nieuw"),
        "jgz": jgz_van(rij.team_id, localdate()),
        "ziet_veiligheid": ziet_veilig,
        "risicos": risicos_van(meldcodes_van(rij)) if ziet_veilig else [],
    }
    return toon(request, "jeugd/huishouden.html", context)


@require_GET
def paneel(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Return the panel of the overview: as much as this person sees of youth help (H) and safety (I).

    Who sees neither gets nothing; a household without children or worries shows no panel.
    """
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    zicht = rij.zicht
    context = {
        "huishouden": rij,
        "kinderen": kinderen_van(rij, localdate()) if zicht.mag(Categorie.JEUGD) else [],
        "risicos": risicos_van(meldcodes_van(rij)) if zicht.mag(Categorie.VEILIGHEID) else [],
    }
    if not context["kinderen"] and not context["risicos"]:
        return HttpResponse("")
    return render(request, "jeugd/_paneel.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Take in a question for a child, by whichever entrance it came."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.INTAKE)
    kinderen = [kind.inwoner.pk for kind in kinderen_van(rij, localdate())]
    form = HulpvraagForm(
        request.POST if request.method == "POST" else None,
        kinderen=Inwoner.objects.filter(pk__in=kinderen),
        initial={"inwoner": request.GET.get("kind") or (kinderen[0] if len(kinderen) == 1 else None)},
    )
    if form.is_bound and form.is_valid():
        gegevens = dict(form.cleaned_data)
        try:
            vraag = start_hulpvraag(
                huishouden=rij,
                inwoner=gegevens.pop("inwoner"),
                teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
                gegevens=gegevens,
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except NietRond as niet:
            for veld, zin in niet.mist:
                form.add_error(veld, zin)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, vraag)
    context = {**kader(request, rij, actief="jeugd"), "form": form, "zonder_kinderen": not kinderen}
    return toon(request, "jeugd/nieuw.html", context, fout=bool(form.errors))
