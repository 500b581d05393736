"""Begin the decision on an aanvraag, a step towards work or a measure, with what is known already."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.besluiten.queries.plaats import plaats_van, wie_maakt_het
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie
from modules.participatie.access import aanvraag_for, maatregel_for, werk_for
from modules.participatie.actions.besluit import prepare_besluit
from modules.participatie.besluit import begin_van
from modules.participatie.bron import Bron, soort_van
from modules.participatie.forms.inkomen import BesluitBeginForm


@require_http_methods(["GET", "POST"])
def van_aanvraag(request: GemeenteRequest, inkomensaanvraag_id: UUID) -> HttpResponse:
    """Begin the decision on an aanvraag."""
    rij = aanvraag_for(request.user, inkomensaanvraag_id)
    return _begin(request, rij, str(rij.get_regeling_display()), rij.get_absolute_url())


@require_http_methods(["GET", "POST"])
def van_werk(request: GemeenteRequest, werkafspraak_id: UUID) -> HttpResponse:
    """Begin the decision on wage subsidy, sheltered work or an exemption."""
    rij = werk_for(request.user, werkafspraak_id)
    return _begin(request, rij, f"{rij.get_soort_display()}: {rij.wat}")


@require_http_methods(["GET", "POST"])
def van_maatregel(request: GemeenteRequest, maatregel_id: UUID) -> HttpResponse:
    """Begin the decision on a measure, with its weighing in it."""
    rij = maatregel_for(request.user, maatregel_id)
    return _begin(request, rij, f"{rij.get_besluit_display()}: {rij.inwoner.naam}")


def _begin(request: GemeenteRequest, bron: Bron, titel: str, terug: str = "") -> HttpResponse:
    rond = kader(request, bron.huishouden, actief="participatie")
    plaats = plaats_van(rond["instellingen_van_team"])
    if plaats == Plaats.TEAM and not bron.huishouden.zicht.mag(Categorie.BESLUITEN, schrijven=True):
        plaats = Plaats.BACKOFFICE  # who prepares it does not write decisions: somebody else makes it
    elders = plaats != Plaats.TEAM and not request.user.has_rol(Rol.BACKOFFICE)
    aan = wie_maakt_het(plaats, bron.huishouden.team_id, niet=request.user) if elders else None
    form = BesluitBeginForm(request.POST if request.method == "POST" else None, aan=aan)
    soort = besluitsoorten.get(soort_van(bron))
    if form.is_bound and form.is_valid():
        try:
            besluit = prepare_besluit(
                bron=bron,
                casus=rond["lopende"],
                inhoud=begin_van(bron) if soort is not None else {},
                plaats=plaats,
                behandelaar=form.cleaned_data["behandelaar"] if elders else request.user,
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, besluit if not elders else terug or _terug(bron))
    context: dict[str, Any] = {
        **rond,
        "form": form,
        "soort": soort,
        "titel": titel,
        "elders": elders,
        "niemand": aan is not None and not aan.exists(),
        "terug": terug or _terug(bron),
    }
    return toon(request, "participatie/besluit.html", context, fout=bool(form.errors))


def _terug(bron: Bron) -> str:
    return reverse("participatie:huishouden", args=[bron.huishouden_id])
