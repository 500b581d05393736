"""Turning eighteen: the plan of one young person, and the list of who has none (F069)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.versie import versie_van
from modules.dossier.zicht.routes import mag_route
from modules.jeugd.access import kind_for
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.actions.toekomst import begint_op, save_toekomstplan
from modules.jeugd.feiten import verlenging_van
from modules.jeugd.forms.toekomst import ToekomstForm
from modules.jeugd.models import Toekomstplan
from modules.jeugd.queries import jongeren_voor
from modules.jeugd.rules.overgang import overgang
from modules.jeugd.woorden import Toekomstpunt


class _Naast:
    """A plan with each of its subjects under the name of the field, to stand beside what was typed."""

    def __init__(self, plan: Any) -> None:
        self.plan = plan

    def __getattr__(self, naam: str) -> Any:
        punt, _, wat = naam.rpartition("_")
        if punt in Toekomstpunt.values:
            return self.plan.punten.get(punt, {}).get(wat, "")
        return getattr(self.plan, naam)


@require_http_methods(["GET", "POST"])
def toekomst(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Make the plan with the young person: what do you want, who stays, and the seven subjects."""
    huishouden, kind = kind_for(request.user, huishouden_id, inwoner_id)
    plan = Toekomstplan.objects.filter(inwoner=kind).first()
    form = ToekomstForm(request.POST if request.method == "POST" else None, plan=plan)
    if form.is_bound and form.is_valid():
        try:
            save_toekomstplan(
                huishouden=huishouden,
                inwoner=kind,
                gegevens=form.gegevens(),
                punten=form.punten(),
                by=request.user,
                at=now(),
                gezien_versie=versie_van(request, plan),
            )
        except NietRond as niet:
            for veld, zin in niet.mist:
                form.add_error(veld if veld in form.fields else None, zin)
        except Verouderd as verouderd:
            return conflict(
                request,
                form=form,
                huidig=_Naast(verouderd.huidig),
                velden={naam: naam for naam in form.fields},
                terug=request.path,
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("jeugd:huishouden", args=[huishouden.pk]))
    vandaag, geboren = localdate(), kind.geboortedatum
    context = {
        **kader(request, huishouden, actief="jeugd"),
        "kind": kind,
        "plan": plan,
        "form": form,
        "velden": [
            (form[f"{punt.value}_stand"], form[f"{punt.value}_tekst"], punt.label) for punt in Toekomstpunt
        ],
        "overgang": overgang(
            geboren, vandaag, heeft_plan=plan is not None, punten=plan.standen if plan else {}
        )
        if geboren
        else None,
        "begint_op": begint_op(kind),
        "verlenging": verlenging_van(kind, vandaag) if geboren else None,
        "mag": mag_route(request.user, huishouden.zicht, "jeugd:toekomst", schrijven=True),
    }
    return toon(request, "jeugd/toekomst.html", context, fout=bool(form.errors))


@require_GET
def jongeren(request: GemeenteRequest) -> HttpResponse:
    """List who becomes eighteen within eighteen months and has no plan, the eldest first."""
    alles = request.GET.get("alles") == "1"
    rijen = jongeren_voor(request.user, localdate(), alleen_werk=not alles)
    return toon(request, "jeugd/jongeren.html", {"rijen": rijen, "alles": alles})
