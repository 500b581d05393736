"""The story in short: write it together, and let the resident agree with the words (F084)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import lid_for
from modules.dossier.delen.actions.overdracht import agree_overdracht, write_overdracht
from modules.dossier.delen.forms.deling import AkkoordForm, OverdrachtForm
from modules.dossier.delen.models import Overdrachtstekst
from modules.dossier.views.antwoord import conflict, toon
from modules.dossier.views.huishouden_kader import kader


@require_http_methods(["GET", "POST"])
def verhaal(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Write the story, and in a second step write down that the resident agrees."""
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.PLAN)
    huishouden, inwoner = lid.huishouden, lid.inwoner
    huidig = Overdrachtstekst.objects.filter(
        huishouden=huishouden, inwoner=inwoner, vervangen_op=None
    ).first()
    gepost = request.POST if request.method == "POST" else None
    is_akkoord = gepost is not None and "akkoord" in gepost
    form = OverdrachtForm(
        gepost if gepost is not None and not is_akkoord else None,
        initial={"tekst": huidig.tekst if huidig else "", "versie": huidig.versie if huidig else 0},
    )
    akkoord = AkkoordForm(gepost if is_akkoord else None, initial={"wie": inwoner.naam, "op": localdate()})
    terug = ("delen:verhaal", huishouden.pk, inwoner.pk)
    if form.is_bound and form.is_valid():
        try:
            write_overdracht(
                huishouden=huishouden, inwoner=inwoner, tekst=form.cleaned_data["tekst"],
                versie=form.cleaned_data["versie"] or 0, by=request.user, at=now(),
            )  # fmt: skip
        except Verouderd as ander:
            return conflict(
                request, form=form, huidig=ander.huidig, velden={"tekst": "tekst"}, terug=request.path
            )
        return see_other(request, *terug)
    if akkoord.is_bound and akkoord.is_valid() and huidig is not None:
        agree_overdracht(tekst=huidig, **akkoord.cleaned_data, by=request.user, at=now())
        return see_other(request, *terug)
    context: dict[str, Any] = {
        **kader(request, huishouden, actief="delen"),
        "form": akkoord if is_akkoord else form,
        "tekst_form": form,
        "akkoord_form": akkoord,
        "huidig": huidig,
        "inwoner": inwoner,
    }
    return toon(request, "delen/verhaal.html", context, fout=bool(form.errors or akkoord.errors))
