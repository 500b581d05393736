"""The letters of a household, and beginning a new one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis, huishouden_for
from modules.dossier.brieven.access import te_maken
from modules.dossier.brieven.actions.brief import make_brief
from modules.dossier.brieven.forms.brief import NieuweBriefForm
from modules.dossier.brieven.queries import brieven_van
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie


@require_GET
def van_huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the letters that this person may read, and that more exist."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = {
        **kader(request, huishouden, actief="brieven"),
        "blad": brieven_van(huishouden, na=lees_id(request.GET["na"]) if "na" in request.GET else None),
        "mag_maken": bool(te_maken(huishouden, request.instellingen.modules)),
    }
    return toon(request, "brieven/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Choose a kind of letter, fill in its fields, and begin."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    keuzes = te_maken(huishouden, request.instellingen.modules)
    if not keuzes:
        eis(request.user, huishouden, Categorie.CONTACT, schrijven=True)
    gevraagd = request.POST.get("soort") or request.GET.get("soort", "")
    soort = next((keuze for keuze in keuzes if keuze.code == gevraagd), None)
    context = {**kader(request, huishouden, actief="brieven"), "keuzes": keuzes, "soort": soort}
    if soort is None:
        return toon(request, "brieven/kies_soort.html", context, fout=request.method == "POST")
    form = NieuweBriefForm(
        request.POST if request.method == "POST" else None,
        huishouden=huishouden,
        soort=soort,
        dag=localdate(),
    )
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                brief = make_brief(
                    huishouden=huishouden, inwoner=form.persoon, aan=form.aan, soort=soort.code,
                    gegevens=form.gegevens, bron=None, by=request.user, at=now(), id=eenmalig(request),
                    casus=eigen_casus(huishouden, casussen_van(huishouden)),
                )  # fmt: skip
        except Refusal as reden:
            weiger(form, reden)
        else:
            return see_other(request, brief.get_absolute_url())
    return toon(request, "brieven/nieuw.html", {**context, "form": form}, fout=bool(form.errors))
