"""What becomes of which zaken: the list per zaaktype, and the choice for one."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import conflict, toon
from modules.zgw.catalogus.models import Eigenschap, Soort, Zaaktype
from modules.zgw.stroom.actions.regels import save_regel
from modules.zgw.stroom.forms import RegelForm, begin_van
from modules.zgw.stroom.models import Zaakregel


@require_GET
def regels(request: GemeenteRequest) -> HttpResponse:
    """List the zaaktypen, each with what becomes of its zaken."""
    soorten = list(
        Soort.objects.filter(typesoort="zaaktype")
        .select_related("zaakregel__team", "catalogus")
        .order_by("catalogus__domein", "identificatie")
    )
    namen = dict(Zaaktype.objects.order_by("begin_geldigheid", "id").values_list("soort", "omschrijving"))
    rijen = [
        {"soort": soort, "naam": namen.get(soort.pk, soort.identificatie), "regel": getattr(soort, "zaakregel", None)}
        for soort in soorten
    ]  # fmt: skip
    return toon(request, "stroom/regels.html", {"rijen": rijen, "bewaard": request.GET.get("bewaard") == "1"})


@require_http_methods(["GET", "POST"])
def regel(request: GemeenteRequest, soort_id: UUID) -> HttpResponse:
    """Choose for one zaaktype."""
    soort = Soort.objects.filter(pk=soort_id, typesoort="zaaktype").select_related("zaakregel__team").first()
    if soort is None:
        raise Http404
    huidig: Zaakregel | None = getattr(soort, "zaakregel", None)
    versie = Zaaktype.objects.filter(soort=soort).order_by("-begin_geldigheid", "-id").first()
    eigenschappen = Eigenschap.objects.filter(zaaktype__soort=soort).order_by("naam")
    namen = sorted({*eigenschappen.values_list("naam", flat=True), *(huidig.vereist if huidig else ())})
    form = RegelForm(
        request.POST if request.method == "POST" else None, initial=begin_van(huidig),
        modules=request.instellingen.modules, eigenschappen=namen,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            save_regel(
                soort=soort, keuzes=form.keuzes(), gezien_versie=form.cleaned_data["versie"], by=request.user, at=now()
            )  # fmt: skip
        except Verouderd:
            return _twee_versies(request, form, soort)
        return see_other(request, f"{reverse('stroom:regels')}?bewaard=1")
    naam = versie.omschrijving if versie else soort.identificatie
    context = {"soort": soort, "naam": naam, "form": form, "heeft_eigenschappen": bool(namen)}
    return toon(request, "stroom/regel.html", context, fout=bool(form.errors))


def _twee_versies(request: GemeenteRequest, form: RegelForm, soort: Soort) -> HttpResponse:
    """Show what a colleague chose meanwhile beside what was chosen here."""
    nu = begin_van(Zaakregel.objects.filter(soort=soort).select_related("team").first())
    velden = {naam: naam for naam in form.fields if naam != "versie"}
    huidig = SimpleNamespace(**{naam: nu.get(naam, form.fields[naam].initial) for naam in form.fields})
    return conflict(request, form=form, huidig=huidig, velden=velden, terug=reverse("stroom:regels"))
