"""Help in a decision: choose it from the catalogue, then how much, by whom and from when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis
from modules.dossier.besluiten.access import beschikking_for
from modules.dossier.besluiten.actions.hulp import add_hulp
from modules.dossier.besluiten.catalogus import BedragOntbreekt, GeenContract, PgbKanNiet, ProductGeldtNiet
from modules.dossier.besluiten.forms.besluit import HulpForm, VoorzieningForm
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.lijsten import titel_van
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.voorzieningen.forms.product import ProductVeld
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import producten_op
from modules.inrichting.rules.protocol import Categorie

ANDERS = "anders"
_BIJ = {
    ProductGeldtNiet: "hulp_begin",
    PgbKanNiet: "vorm",
    GeenContract: "aanbieder",
    BedragOntbreekt: "bedrag",
}


@require_http_methods(["GET", "POST"])
def hulp(request: GemeenteRequest, beschikking_id: UUID) -> HttpResponse:
    """Choose help from the catalogue and add it; help that is not in the list is written out."""
    rij = beschikking_for(request.user, beschikking_id)
    eis(request.user, rij.huishouden, Categorie.BESLUITEN, schrijven=True)
    if not rij.is_te_wijzigen and request.method == "GET":
        return see_other(request, rij)
    gevraagd = request.POST.get("product") or request.GET.get("product", "")
    product = _product(rij, gevraagd)
    veld = ProductVeld()
    veld.stel_in(rij.wet, localdate())
    lijst: Any = veld.choices
    context: dict[str, Any] = {
        **kader(request, rij.huishouden, actief="besluiten"), "besluit": rij, "titel": titel_van(rij),
        "keuzes": list(lijst)[1:], "product": product,
        "is_anders": product is None and (gevraagd == ANDERS or len(list(lijst)) == 1),
    }  # fmt: skip
    if product is None and not context["is_anders"]:
        fout = "Deze hulp staat niet meer in de lijst. Kies opnieuw." if gevraagd else ""
        return toon(request, "besluiten/hulp_kiezen.html", {**context, "melding": fout}, fout=bool(fout))
    data = request.POST if request.method == "POST" else None
    begin = {"hulp_begin": rij.begin, "hulp_einde": rij.einde}
    form: HulpForm | VoorzieningForm = (
        HulpForm(data, product=product, dag=max(rij.begin or localdate(), localdate()), initial=begin)
        if product is not None
        else VoorzieningForm(data, soort=besluitsoorten.get(rij.soort), initial=begin)
    )
    if form.is_bound and form.is_valid():
        try:
            add_hulp(beschikking=rij, hulp=form.gegevens(), by=request.user, at=now())
        except Refusal as refusal:
            bij = _BIJ.get(type(refusal), "")
            weiger(form, refusal, bij if bij in form.fields else None)
        else:
            return see_other(request, f"{rij.get_absolute_url()}#p-hulp")
    return toon(request, "besluiten/hulp.html", {**context, "form": form}, fout=bool(form.errors))


def _product(rij: Beschikking, gevraagd: str) -> Product | None:
    """Return the product of the law of this decision with this id; None when there is none."""
    if not gevraagd or gevraagd == ANDERS:
        return None
    try:
        gevonden: Product | None = producten_op(rij.wet, localdate()).filter(pk=gevraagd).first()
    except ValidationError:
        return None
    return gevonden
