"""Looking back on the plan, and the waakvlam that may follow."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions import evaluatie as actions
from modules.dossier.actions.concept import discard_concept
from modules.dossier.forms.evaluatie import EvaluatieForm
from modules.dossier.models import Evaluatie, Huishouden, Plan
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.terugkijken import evaluaties_van, plan_van_kracht, verschuiving, waakvlam_van
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.inrichting.codelijsten import PlanStatus
from modules.inrichting.rules.velden import verplichte_velden

TERUGKIJKEN_MAANDEN = 3


@require_GET
def evaluaties(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the evaluations of a household, and its waakvlam."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    plan = plan_van_kracht(huishouden)
    context |= {
        "plan": plan,
        "evaluaties": evaluaties_van(huishouden),
        "waakvlam": waakvlam_van(huishouden),
        "concept": concept_van(request.user, sleutel_van(plan)) if plan else None,
    }
    return toon(request, "dossier/evaluaties.html", context)


@require_http_methods(["GET", "POST"])
def evaluatie_nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Look back on the plan in force; what was measured already stands in it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.PLAN)
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    plan = plan_van_kracht(huishouden)
    if plan is None or not context["kader"].mag_werken:
        return see_other(request, "dossier:evaluaties", huishouden.pk)
    verplicht = [veld.naam for veld in verplichte_velden(context["kader"].variant, "evaluatie")]
    gemeten = verschuiving(huishouden, [lid.inwoner for lid in context["kader"].leden])
    concept = concept_van(request.user, sleutel_van(plan))
    vandaag = context["vandaag"]
    begin: dict[str, Any] = {
        "datum": vandaag,
        "volgende_op": plus_maanden(vandaag, TERUGKIJKEN_MAANDEN),
        **gemeten.antwoorden,
        **(concept.inhoud if concept else {}),
    }
    form = EvaluatieForm(request.POST or None, verplicht=verplicht, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            evaluatie = _leg_vast(request, plan, form, verplicht)
        except actions.EvaluatieNietRond as niet:
            for bevinding in niet.bevindingen:
                form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            discard_concept(gebruiker=request.user, sleutel=sleutel_van(plan))
            return see_other(request, _hierna(huishouden, evaluatie))
    context |= {
        "form": form,
        "groepen": form.groepen(),
        "gemeten": gemeten,
        "plan": plan,
        "sleutel": sleutel_van(plan),
        "concept": concept,
    }
    return toon(request, "dossier/evaluatie_nieuw.html", context, fout=bool(form.errors))


def sleutel_van(plan: Plan) -> str:
    """Return where the draft of an evaluation of this plan is kept."""
    return f"evaluatie-{plan.pk}"


def _leg_vast(request: GemeenteRequest, plan: Plan, form: EvaluatieForm, verplicht: list[str]) -> Evaluatie:
    schoon = form.cleaned_data
    return actions.finish_evaluatie(
        plan=plan,
        datum=schoon["datum"],
        antwoorden=form.antwoorden(),
        samen=schoon["samen"] == "ja",
        zonder_omdat=schoon["zonder_inwoner_omdat"],
        vervolg=form.keuze(),
        verplichte_groepen=verplicht,
        by=request.user,
        at=now(),
    )


def _hierna(huishouden: Huishouden, evaluatie: Evaluatie) -> str:
    """Return the page of what was chosen: the new version of the plan, closing, or the list."""
    if evaluatie.vervolg == "bijstellen":
        concept = Plan.objects.get(huishouden=huishouden, status=PlanStatus.CONCEPT)
        return reverse("dossier:plan_bewerken", args=[concept.pk])
    if evaluatie.vervolg == "afsluiten":
        return reverse("dossier:afsluiten", args=[huishouden.pk])
    return reverse("dossier:evaluaties", args=[huishouden.pk])
