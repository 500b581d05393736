"""The accounts: the register of processing, the DPIA of each module, the processors; for beheerder and FG."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.opslag.virusscanner import scannerstand
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.bewaren.actions import dpia as actions
from modules.dossier.bewaren.actions.bewaartermijn import termijnen_nu
from modules.dossier.bewaren.forms.dpia import AdviesForm, DpiaForm, VerwerkerForm
from modules.dossier.bewaren.queries.dpia import Dpiabeeld, dpia_van, dpias
from modules.dossier.bewaren.verantwoording.pakket import als_csv, register_rijen
from modules.dossier.bewaren.verantwoording.register import register, verwerkers
from modules.dossier.views.antwoord import toon, weiger


@require_http_methods(["GET", "POST"])
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Show the register, the DPIAs and the processors; take a processor in."""
    form = VerwerkerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.add_verwerker(**form.cleaned_data, by=request.user, at=now())
        return see_other(request, "bewaren:verantwoording")
    context = {
        "register": register(request.instellingen.protocol, termijnen_nu()),
        "versie": request.instellingen.protocol.versie, "dpias": dpias(), "verwerkers": verwerkers(), "form": form,
        "vandaag": localdate(), "scanner": scannerstand().value,
    }  # fmt: skip
    return toon(request, "bewaren/verantwoording.html", context, fout=bool(form.errors))


@require_GET
def register_csv(request: GemeenteRequest) -> HttpResponse:
    """Give the register of processing as CSV."""
    rijen = register_rijen(register(request.instellingen.protocol, termijnen_nu()))
    audit.record("bewaren.register.opgehaald", by=request.user, at=now(), soort="R", doel=Doel.BEHEER)
    antwoord = HttpResponse(als_csv(rijen), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="verwerkingsregister.csv"'
    return antwoord


@require_http_methods(["GET", "POST"])
def dpia(request: GemeenteRequest, onderdeel: str) -> HttpResponse:
    """Show the DPIA of one module, and take a new version."""
    beeld = _beeld(onderdeel)
    form = DpiaForm(request.POST if request.method == "POST" else None, **_begin(beeld))
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        actions.write_dpia(
            module=onderdeel, omschrijving=schoon["omschrijving"], risicos=form.risicos(),
            restrisico=schoon["restrisico"], herzien_op=schoon["herzien_op"], by=request.user, at=now(),
        )  # fmt: skip
        return see_other(request, "bewaren:dpia", onderdeel)
    return _pagina(request, beeld, form)


def _beeld(onderdeel: str) -> Dpiabeeld:
    beeld = dpia_van(onderdeel)
    if beeld is None:
        raise Http404
    return beeld


def _begin(beeld: Dpiabeeld) -> dict[str, Any]:
    """Begin with the concept that lies there, else with what holds."""
    if beeld.concept is not None:
        risicos = tuple((deel["risico"], deel["maatregel"]) for deel in beeld.concept.risicos)
        begin = {naam: getattr(beeld.concept, naam) for naam in ("omschrijving", "restrisico", "herzien_op")}
        return {"initial": begin, "risicos": risicos}
    return {
        "initial": {
            "omschrijving": beeld.omschrijving, "restrisico": beeld.restrisico, "herzien_op": beeld.herzien_op,
        },
        "risicos": beeld.risicos,
    }  # fmt: skip


def _pagina(
    request: GemeenteRequest, beeld: Dpiabeeld, form: DpiaForm, advies: AdviesForm | None = None
) -> HttpResponse:
    concept = beeld.concept
    context = {
        "dpia": beeld, "form": form, "advies_form": advies or AdviesForm(), "vandaag": localdate(),
        "concept": concept, "mag_vaststellen": concept is not None and concept.gemaakt_door_id != request.user.pk,
        "verlopen": beeld.is_verlopen(localdate()),
    }  # fmt: skip
    fout = form.is_bound or (advies is not None and bool(advies.errors))
    return toon(request, "bewaren/dpia.html", context, fout=fout)


@require_POST
def dpia_vaststellen(request: GemeenteRequest, onderdeel: str) -> HttpResponse:
    """Let the concept of another hold from now on."""
    beeld, form = _beeld(onderdeel), AdviesForm(request.POST)
    if form.is_valid():
        try:
            actions.establish_dpia(
                module=onderdeel, advies=form.cleaned_data["advies"], by=request.user, at=now()
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "bewaren:dpia", onderdeel)
    return _pagina(request, beeld, DpiaForm(**_begin(beeld)), form)
