"""The PDF of a letter, and its pages as pictures."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel import audit, opslag
from keukentafel.audit import Doel
from keukentafel.errors import NietVanJou
from keukentafel.opslag.soorten import SOORTEN
from keukentafel.request import GemeenteRequest
from modules.dossier.brieven import pdf as papier
from modules.dossier.brieven.access import brief_for
from modules.dossier.brieven.actions.brief import adres_van, woont_elders
from modules.dossier.brieven.beeld import pagina_als_png
from modules.dossier.brieven.models import OPSLAG, Brief
from modules.dossier.documenten.views.bestand import antwoord_met


def inhoud_van(brief: Brief) -> bytes:
    """Return the PDF as it was sent; of a concept as it is now, a secret address left out.

    :raises NietVanJou: the file is gone.
    """
    if brief.is_verzonden:
        try:
            return opslag.haal(OPSLAG, brief.pk)
        except opslag.BestandWeg as weg:
            raise NietVanJou from weg
    return teken(brief).inhoud


def teken(brief: Brief) -> papier.Getekend:
    """Draw a concept as it is now. A secret address comes on the letter itself only, when it is sent.

    :raises GeenPdf: the machine cannot.
    """
    geheim = brief.huishouden.is_geheim_adres and not woont_elders(brief)
    adres = ["(geheim adres: komt alleen op de brief zelf)"] if geheim else adres_van(brief)
    return papier.teken_brief(brief, papier.papier_nu(), dag=localdate(), adres=adres)


@require_GET
def pdf(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Open the PDF; of a sent letter that is a print, and stands in the logboek as one."""
    brief = brief_for(request.user, brief_id)
    inhoud = inhoud_van(brief)
    if brief.is_verzonden:
        audit.record_inzage(
            target=brief, by=request.user, doel=Doel.HULP, at=now(), gebeurtenis="brieven.brief.afgedrukt",
            categorie=brief.categorie,
        )  # fmt: skip
    return antwoord_met(inhoud, naam=f"brief-{brief.kenmerk}.pdf", soort=SOORTEN["pdf"])


@require_GET
def bladzijde(request: GemeenteRequest, brief_id: UUID, nummer: int) -> HttpResponse:
    """Show one page of a letter as a picture.

    :raises Http404: the letter has no such page.
    """
    beeld = pagina_als_png(inhoud_van(brief_for(request.user, brief_id)), nummer)
    if beeld is None:
        raise Http404
    return antwoord_met(beeld, naam=f"bladzijde-{nummer}.png", soort=SOORTEN["png"])
